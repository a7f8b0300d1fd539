import OpenAI, { APIError } from 'openai'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { tinyPng } from '../harness/tiny-picture.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

/** The stand-in is as strict as the vendor: what it lets pass, the adapter may send. */

let server: OpenAiServer
let client: OpenAI

beforeAll(async () => {
  server = await OpenAiServer.start()
  client = new OpenAI({ apiKey: server.key, baseURL: `${server.url}/v1`, maxRetries: 0 })
})
afterEach(() => {
  server.flagged = () => []
})
afterAll(() => server.close())

const USUAL = { model: 'gpt-image-2.5-flare', prompt: 'A quay.' }
const MODEL_1_5 = { ...USUAL, model: 'gpt-image-1.5' }
const asFile = (bytes: Uint8Array, name = 'a.png') => new File([new Uint8Array(bytes)], name)
const dataUrl = (bytes: Uint8Array) => `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`

const errorOf = async (made: Promise<unknown>) => {
  const error = await made.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(APIError)
  const { status, code, param, requestID } = error as APIError
  expect(requestID).toMatch(/^req_/)
  return { status, code, param }
}
const generate = (body: object) => client.post('/images/generations', { body })
const editJson = (body: object) => client.post('/images/edits', { body })

describe('generations', () => {
  test.each<[string, object, { status: number; code: string | null; param?: string }]>([
    ['seed', { ...USUAL, seed: 1 }, { status: 400, code: 'unknown_parameter', param: 'seed' }],
    ['response_format', { ...USUAL, response_format: 'url' }, { status: 400, code: 'unknown_parameter' }],
    ['style', { ...USUAL, style: 'vivid' }, { status: 400, code: 'unknown_parameter', param: 'style' }],
    ['negative_prompt', { ...USUAL, negative_prompt: 'hats' }, { status: 400, code: 'unknown_parameter' }],
    ['no model', { prompt: 'A quay.' }, { status: 400, code: 'missing_required_parameter', param: 'model' }],
    ['no prompt', { model: USUAL.model }, { status: 400, code: 'missing_required_parameter', param: 'prompt' }],
    ['too long', { ...USUAL, prompt: 'x'.repeat(32_001) }, { status: 400, code: 'string_above_max_length' }],
    ['n = 0', { ...USUAL, n: 0 }, { status: 400, code: 'integer_below_min_value', param: 'n' }],
    ['n = 11', { ...USUAL, n: 11 }, { status: 400, code: 'integer_above_max_value', param: 'n' }],
    ['n = "1"', { ...USUAL, n: '1' }, { status: 400, code: 'invalid_type', param: 'n' }],
    ['off the grid', { ...USUAL, size: '1000x1000' }, { status: 400, code: 'invalid_value', param: 'size' }],
    ['too wide', { ...USUAL, size: '3328x1024' }, { status: 400, code: 'invalid_value', param: 'size' }],
    ['too long a side', { ...USUAL, size: '4096x2048' }, { status: 400, code: 'invalid_value', param: 'size' }],
    ['too many pixels', { ...USUAL, size: '3840x3840' }, { status: 400, code: 'invalid_value', param: 'size' }],
    ['too few pixels', { ...USUAL, size: '512x512' }, { status: 400, code: 'invalid_value', param: 'size' }],
    ['a size of words', { ...USUAL, size: 'large' }, { status: 400, code: 'invalid_value', param: 'size' }],
    ['a free size of 1.5', { ...MODEL_1_5, size: '1280x720' }, { status: 400, code: 'invalid_value', param: 'size' }],
    ['max of 1.5', { ...MODEL_1_5, quality: 'max' }, { status: 400, code: 'invalid_value', param: 'quality' }],
    ['hd', { ...USUAL, quality: 'hd' }, { status: 400, code: 'invalid_value', param: 'quality' }],
    ['avif', { ...USUAL, output_format: 'avif' }, { status: 400, code: 'invalid_value', param: 'output_format' }],
    ['moderation off', { ...USUAL, moderation: 'off' }, { status: 400, code: 'invalid_value', param: 'moderation' }],
    ['compressed PNG', { ...USUAL, output_compression: 50 }, { status: 400, code: 'invalid_value' }],
    ['dall-e-3', { ...USUAL, model: 'dall-e-3' }, { status: 404, code: 'model_not_found' }],
    ['gpt-image-1', { ...USUAL, model: 'gpt-image-1' }, { status: 404, code: 'model_not_found' }],
    ['a text model', { ...USUAL, model: 'gpt-6-luna' }, { status: 400, code: 'invalid_value', param: 'model' }],
  ])('%s is turned away, and not charged', async (_, body, expected) => {
    const before = server.billedUsd
    expect(await errorOf(generate(body))).toMatchObject(expected)
    expect(server.billedUsd).toBe(before)
  })

  test('makes as many pictures as asked, of size and format, and says what they took', async () => {
    const before = server.billedUsd
    const asked = { ...USUAL, n: 2, size: '1280x720', quality: 'medium', output_format: 'webp' } as const
    const reply = await client.images.generate(asked)
    expect(reply).toMatchObject({ size: '1280x720', quality: 'medium', output_format: 'webp' })
    const pictures = reply.data!.map(({ b64_json }) => Buffer.from(b64_json!, 'base64'))
    for (const picture of pictures)
      expect(await checkPicture(picture)).toMatchObject({ ok: true, width: 1280, height: 720, format: 'webp' })
    expect(Buffer.compare(pictures[0]!, pictures[1]!)).not.toBe(0)
    const output = 2 * Math.round(439 * ((1280 * 720) / 1024 ** 2))
    expect(reply.usage).toEqual({
      input_tokens: 2,
      input_tokens_details: { text_tokens: 2, image_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { text_tokens: 0, image_tokens: output },
      total_tokens: 2 + output,
    })
    expect(server.billedUsd - before).toBeCloseTo((2 * 5 + output * 30) / 1e6, 12)
  })

  test('another key is turned away, and repeated', async () => {
    const stranger = new OpenAI({ apiKey: 'sk-another-key-0123', baseURL: `${server.url}/v1`, maxRetries: 0 })
    await expect(stranger.images.generate(USUAL)).rejects.toThrow('sk-another-key-0123')
  })

  test('the pictures of a minute run out, and come back', async () => {
    let now = 0
    const tight = await OpenAiServer.start({ imagesPerMinute: 3, now: () => now })
    const account = new OpenAI({ apiKey: tight.key, baseURL: `${tight.url}/v1`, maxRetries: 0 })
    const { response } = await account.images.generate({ ...USUAL, n: 2 }).withResponse()
    expect(response.headers.get('x-ratelimit-remaining-input-images')).toBe('1')
    await expect(account.images.generate({ ...USUAL, n: 2 })).rejects.toMatchObject({
      status: 429,
      code: 'rate_limit_exceeded',
    })
    now = 60_001
    await account.images.generate({ ...USUAL, n: 2 })
    await tight.close()
  })
})

describe('edits', () => {
  const picture = tinyPng(1, 64)
  const form = (changes: object = {}) =>
    client.images.edit({ ...USUAL, image: [asFile(picture)], ...changes } as Parameters<typeof client.images.edit>[0])

  test('take 1 to 16 pictures, as files and as JSON', async () => {
    await form({ image: asFile(picture) })
    await form({ image: Array.from({ length: 16 }, (_, n) => asFile(tinyPng(n))) })
    expect(server.orders.at(-1)!.references).toHaveLength(16)
    expect(await errorOf(form({ image: Array.from({ length: 17 }, () => asFile(picture)) }))).toMatchObject({
      code: 'array_above_max_length',
    })
    await editJson({ ...USUAL, images: [{ image_url: dataUrl(picture) }], moderation: 'auto' })
    expect(await errorOf(editJson({ ...USUAL, images: [] }))).toMatchObject({ code: 'missing_required_parameter' })
    expect(await errorOf(editJson(USUAL))).toMatchObject({ param: 'images' })
  })

  test('take uploaded files by their ids', async () => {
    server.files.set('file-1', {
      id: 'file-1',
      filename: 'a.png',
      purpose: 'vision',
      bytes: picture,
      createdAt: 0,
      expiresAt: null,
    })
    await editJson({ ...USUAL, images: [{ file_id: 'file-1' }] })
    expect(server.orders.at(-1)!.references[0]!.equals(picture)).toBe(true)
    expect(await errorOf(editJson({ ...USUAL, images: [{ file_id: 'file-2' }] }))).toMatchObject({ status: 404 })
    const both = { file_id: 'file-1', image_url: dataUrl(picture) }
    expect(await errorOf(editJson({ ...USUAL, images: [both] }))).toMatchObject({ param: 'images[0]' })
  })

  test.each<[string, object, object]>([
    ['no picture', { image: [asFile(Buffer.from('GIF89a'))] }, { code: 'invalid_image_file', param: 'image' }],
    ['input_fidelity on 2.x', { input_fidelity: 'high' }, { code: 'unsupported_parameter', param: 'input_fidelity' }],
    ['high fidelity on mini', { model: 'gpt-image-1-mini', input_fidelity: 'high' }, { code: 'invalid_value' }],
    ['moderation in a form', { moderation: 'auto' }, { code: 'unknown_parameter', param: 'moderation' }],
    ['seed', { seed: 1 }, { code: 'unknown_parameter', param: 'seed' }],
    ['a mask without alpha', { mask: asFile(picture) }, { code: 'invalid_image_file', param: 'mask' }],
  ])('%s is turned away', async (_, changes, expected) => {
    expect(await errorOf(form(changes))).toMatchObject({ status: 400, ...expected })
  })

  test('a mask is a PNG with alpha as large as the first picture', async () => {
    const mask = (side: number) =>
      sharp({ create: { width: side, height: side, channels: 4, background: '#00000000' } })
        .png()
        .toBuffer()
    await form({ mask: asFile(await mask(64)) })
    expect(await errorOf(form({ mask: asFile(await mask(32)) }))).toMatchObject({ param: 'mask' })
  })

  test('input_fidelity is taken by 1.5', async () => {
    await form({ model: 'gpt-image-1.5', input_fidelity: 'high' })
  })
})

describe('models', () => {
  test('are listed with the day they end', async () => {
    const { data } = await client.models.list()
    expect(data).toContainEqual(expect.objectContaining({ id: 'gpt-image-1.5', shutdown_date: '2026-12-01' }))
    expect(data).toContainEqual(expect.objectContaining({ id: 'gpt-image-2.6-flare', shutdown_date: null }))
    expect(data.map(({ id }) => id)).not.toContain('gpt-image-1')
    expect(await errorOf(client.models.retrieve('dall-e-2'))).toMatchObject({ code: 'model_not_found' })
  })
})

describe('moderations', () => {
  const model = 'omni-moderation-latest'

  test('find words in texts, one result for each', async () => {
    const { results } = await client.moderations.create({ model, input: ['A quay.', 'Stab him.'] })
    expect(results.map(({ flagged }) => flagged)).toEqual([false, true])
    expect(results[1]!.categories.violence).toBe(true)
  })

  test('look at one picture at a time, for what pictures are judged by', async () => {
    const picture = tinyPng(5)
    server.flagged = (seen) => (seen.equals(picture) ? ['violence', 'hate'] : [])
    const image = { type: 'image_url' as const, image_url: { url: dataUrl(picture) } }
    const { results } = await client.moderations.create({ model, input: [image] })
    expect(results[0]).toMatchObject({ flagged: true, categories: { violence: true, hate: false } })
    expect(results[0]!.category_applied_input_types).toMatchObject({ violence: ['image'], hate: [] })
    expect(await errorOf(client.moderations.create({ model, input: [image, image] }))).toMatchObject({ status: 400 })
    expect(await errorOf(client.moderations.create({ model: 'text-moderation-stable', input: 'x' }))).toMatchObject({
      code: 'model_not_found',
    })
  })
})
