import { describe, expect, test } from 'vitest'
import { ProviderError } from '../provider.ts'
import { readAnswer } from './reply.ts'

const call = { model: 'gemini-nano-banana-2.1' }
const inline = (words: string) => ({
  inlineData: { mimeType: 'image/png', data: Buffer.from(words).toString('base64') },
})
const answer = (...parts: object[]) => ({ candidates: [{ content: { parts }, finishReason: 'STOP' }] })

function failureOf(reply: unknown): ProviderError {
  try {
    readAnswer(reply, call)
  } catch (error) {
    expect(error).toBeInstanceOf(ProviderError)
    return error as ProviderError
  }
  throw new Error('It was read as a picture.')
}

describe('the picture', () => {
  test.each([
    ['the only one', answer(inline('a')), 'a'],
    ['the last of several', answer(inline('a'), { text: 'Better:' }, inline('b')), 'b'],
    [
      'none of a thought, before or after',
      answer({ ...inline('x'), thought: true }, inline('a'), { ...inline('y'), thought: true }),
      'a',
    ],
    [
      'one whose finish is no plain stop',
      { candidates: [{ ...answer(inline('a')).candidates[0], finishReason: 'MAX_TOKENS' }] },
      'a',
    ],
    ['one of a later candidate', { candidates: [{}, ...answer(inline('a')).candidates] }, 'a'],
  ])('is %s', (_name, reply, bytes) => {
    expect(Buffer.from(readAnswer(reply, call).bytes).toString()).toBe(bytes)
  })

  test('has the vendor’s id and usage beside it', () => {
    const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 1_120 }
    const read = readAnswer({ ...answer(inline('a')), usageMetadata, responseId: 'r1', modelVersion: 'v' }, call)
    expect(read).toMatchObject({ requestId: 'r1', says: { usage: usageMetadata, modelVersion: 'v' } })
    expect(read.costUsd).toBeCloseTo((10 * 1.5 + 1_120 * 30) / 1e6, 12)
  })
})

describe('without a picture', () => {
  test.each([
    ['nothing at all', {}],
    ['no candidates', { candidates: [] }],
    ['only words', answer({ text: 'Sorry.' })],
    ['only a thought', answer({ ...inline('x'), thought: true })],
    ['empty bytes', answer({ inlineData: { data: '' } })],
    ['a shape nobody knows', { candidates: [null, { content: { parts: 'no' } }] }],
    ['NO_IMAGE', { candidates: [{ finishReason: 'NO_IMAGE' }] }],
    ['IMAGE_OTHER', { candidates: [{ finishReason: 'IMAGE_OTHER' }] }],
    ['MALFORMED_RESPONSE', { candidates: [{ finishReason: 'MALFORMED_RESPONSE' }] }],
    ['a reason of next year', { candidates: [{ finishReason: 'MOON_PHASE' }] }],
  ])('%s: there is no image, which may do better next time', (_name, reply) => {
    expect(failureOf(reply)).toMatchObject({ kind: 'no-image', says: null, maybeBilled: true, costUsd: null })
  })

  test.each(['no', 7, null, []])('%o is corrupt', (reply) => {
    expect(failureOf(reply).kind).toBe('corrupt')
  })

  test('a block counts, also for a reason of next year', () => {
    expect(failureOf({ promptFeedback: { blockReason: 'MOON_PHASE' } })).toMatchObject({
      kind: 'refused',
      says: expect.stringContaining('does not say why'),
    })
  })

  test('a refusal names its categories once, in words of ours', () => {
    const safetyRatings = [
      { category: 'HARM_CATEGORY_SEXUALLY_EXPLICIT', blocked: true },
      { category: 'HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT', blocked: true },
      { category: 'HARM_CATEGORY_HATE_SPEECH', blocked: true },
      { category: 'HARM_CATEGORY_HARASSMENT', probability: 'HIGH' },
      { category: 'HARM_CATEGORY_UNHEARD_OF', blocked: true },
      null,
    ]
    const { says, detail } = failureOf({
      candidates: [{ finishReason: 'IMAGE_SAFETY', safetyRatings, finishMessage: 'Their words.' }],
    })
    expect(says).toMatch(/It names: sexual content, hate\.$/)
    expect(says).not.toContain('Their words')
    expect(detail).toContain('Their words.')
  })

  test('what it cost is known by its usage', () => {
    const usageMetadata = { promptTokenCount: 10, thoughtsTokenCount: 100 }
    const error = failureOf({ candidates: [{ finishReason: 'SAFETY' }], usageMetadata })
    expect(error.costUsd).toBeCloseTo((10 * 1.5 + 100 * 7.5) / 1e6, 12)
    expect(error.maybeBilled).toBe(false)
  })
})
