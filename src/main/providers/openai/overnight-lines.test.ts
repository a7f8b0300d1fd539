import { describe, expect, test } from 'vitest'
import { overnightJob } from '../../../../e2e/harness/overnight-book.ts'
import { tinyPng } from '../../../../e2e/harness/tiny-picture.ts'
import { overnightLine, readOvernightLine } from './overnight-lines.ts'

const { request } = overnightJob(1)
const reference = { hash: 'a'.repeat(64), role: 'face', path: 'references/a.png', of: 'maren' } as const
const withReference = { ...request, references: [reference] }
const usage = {
  input_tokens: 10,
  input_tokens_details: { text_tokens: 10, image_tokens: 0 },
  output_tokens: 196,
  output_tokens_details: { image_tokens: 196, text_tokens: 0 },
}

function answer(status_code: number, body: unknown, of = request) {
  const line = JSON.stringify({
    id: 'batch_req_1',
    custom_id: 'job-1',
    response: { status_code, request_id: 'req_1', body },
    error: null,
  })
  return readOvernightLine(line, (id) => (id === 'job-1' ? of : null))
}

const error = (message: string, code: string | null = null) => ({ error: { message, type: 'x', code, param: null } })

describe('a line of the input', () => {
  test('has the body of a live call', () => {
    expect(JSON.parse(overnightLine('job-1', '/v1/images/generations', request, new Map()))).toEqual({
      custom_id: 'job-1',
      method: 'POST',
      url: '/v1/images/generations',
      body: {
        model: 'gpt-image-2.5-flare',
        prompt: 'panel 1',
        size: '1024x1024',
        quality: 'low',
        n: 1,
        output_format: 'png',
        moderation: 'auto',
      },
    })
  })

  test('names references by their files, in their order', () => {
    const line = overnightLine('job-1', '/v1/images/edits', withReference, new Map([[reference.hash, 'file-1']]))
    expect(JSON.parse(line).body).toMatchObject({ images: [{ file_id: 'file-1' }] })
    expect(line).not.toContain('\n')
  })
})

describe('a line of the output', () => {
  test('is a picture, at half of what its tokens cost', () => {
    const read = answer(200, { data: [{ b64_json: tinyPng(1).toString('base64') }], usage })
    expect(read).toMatchObject({ id: 'job-1', ok: true, reply: { requestId: 'req_1', sent: { overnight: true } } })
    if (!read.ok) throw new Error('expected a picture')
    expect(Buffer.from(read.reply.bytes)).toEqual(tinyPng(1))
    expect(read.reply.costUsd).toBeCloseTo((10 * 5 + 196 * 30) / 1e6 / 2, 12)
  })

  test.each([
    ['a refusal', 400, error('rejected by the safety system', 'moderation_blocked'), 'refused'],
    ['an error of the server', 500, error('had an error'), 'overloaded'],
    ['a used-up quota', 429, error('exceeded your current quota', 'insufficient_quota'), 'quota'],
    ['no picture', 200, { data: [], usage }, 'no-image'],
  ])('is %s', (_, status, body, kind) => {
    expect(answer(status, body)).toMatchObject({ id: 'job-1', ok: false, error: { kind } })
  })

  test('tells a lost reference from a request that is wrong', () => {
    const gone = error('No such File object: file-1')
    expect(answer(404, gone, withReference)).toMatchObject({ ok: false, lostReferences: true })
    expect(answer(404, gone)).not.toHaveProperty('lostReferences')
    expect(answer(400, error('Invalid size'), withReference)).not.toHaveProperty('lostReferences')
  })

  test('of a request the night was too short for says so, and that nothing was charged', () => {
    const line = JSON.stringify({ custom_id: 'job-1', response: null, error: { code: 'batch_expired', message: 'x' } })
    expect(readOvernightLine(line, () => request)).toMatchObject({
      ok: false,
      error: { kind: 'cancelled', maybeBilled: false, says: expect.stringMatching(/nothing was charged/) },
    })
  })

  test.each(['', '{"custom_id":', 'null', '[]', '{"custom_id":7,"response":null}', '<html>'])(
    'that is none is no answer to anything: %j',
    (line) => {
      expect(() => readOvernightLine(line, () => request)).toThrow(/corrupt/)
    },
  )

  test('of somebody else is no picture of ours', () => {
    const line = JSON.stringify({
      custom_id: 'other',
      response: { status_code: 200, request_id: null, body: {} },
      error: null,
    })
    expect(readOvernightLine(line, () => null)).toMatchObject({ id: 'other', ok: false })
  })
})
