import { GoogleGenAI } from '@google/genai/web'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tinyPng } from '../harness/tiny-picture.ts'
import { GoogleServer } from '../harness/vendors/google/google-server.ts'

/** The stand-in is as strict as the vendor: what these tests send is turned away there too. */
let server: GoogleServer
let clock = Date.parse('2026-11-21T12:00:00Z')

beforeAll(async () => {
  server = await GoogleServer.start({ now: () => clock })
})
afterAll(() => server.close())
beforeEach(() => {
  server.script = () => 'ok'
})

const post = async (
  path: string,
  body: unknown,
  headers: Record<string, string> = { 'x-goog-api-key': server.key },
) => {
  const reply = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await reply.text()
  return { status: reply.status, text, body: text.startsWith('{') ? JSON.parse(text) : null }
}

const content = (config: object = {}, parts: object[] = [{ text: 'A fox.' }]) => ({
  contents: [{ role: 'user', parts }],
  generationConfig: { responseModalities: ['IMAGE'], ...config },
})

const image = { inlineData: { mimeType: 'image/png', data: tinyPng(1).toString('base64') } }
const generate = (body: unknown, model = 'gemini-nano-banana-2.1') => post(`/v1/models/${model}:generateContent`, body)

describe('generateContent', () => {
  test.each([
    ['a field it does not know', content({ imageConfig: { personGeneration: 'ALLOW_ALL' } })],
    ['a type of output', content({ imageConfig: { outputMimeType: 'image/png' } })],
    ['a ratio nobody draws', content({ imageConfig: { aspectRatio: '7:5' } })],
    ['a size in lower case', content({ imageConfig: { imageSize: '2k' } })],
    ['a seed that is no whole number', content({ seed: 1.5 })],
    ['a field on top', { ...content(), prompt: 'A fox.' }],
    ['no picture among the modalities', content({ responseModalities: ['TEXT'] })],
    ['no prompt', content({}, [])],
    ['fifteen images', content({}, [...Array<object>(15).fill(image), { text: 'A fox.' }])],
    [
      'bytes that are not their type',
      content({}, [{ inlineData: { mimeType: 'image/jpeg', data: image.inlineData.data } }]),
    ],
    [
      'an address of somebody else',
      content({}, [{ fileData: { mimeType: 'image/png', fileUri: 'https://example.com/files/a' } }]),
    ],
    ['no JSON', 'not json'],
    ['more than 20 MB', content({}, [{ text: 'x'.repeat(21 * 1024 * 1024) }])],
  ])('%s is turned away', async (_name, body) => {
    const reply = await generate(body)
    expect(reply).toMatchObject({ status: 400, body: { error: { status: 'INVALID_ARGUMENT' } } })
    expect(server.billedUsd).toBe(0)
  })

  test('ratios and sizes hang on the model', async () => {
    const banner = content({ imageConfig: { aspectRatio: '1:8' } })
    expect((await generate(banner, 'gemini-3-pro-image')).status).toBe(400)
    expect((await generate(content({ imageConfig: { imageSize: '2K' } }), 'gemini-3.1-flash-lite-image')).status).toBe(
      400,
    )
    expect((await generate(content(), 'gemini-3.8-flash')).status).toBe(400)
    expect(await generate(content(), 'imagen-4')).toMatchObject({
      status: 404,
      body: { error: { status: 'NOT_FOUND' } },
    })
  })

  test('keys are told apart', async () => {
    const path = '/v1beta/models/gemini-nano-banana-2.1:generateContent'
    expect(await post(path, content(), {})).toMatchObject({ status: 403 })
    const wrong = await post(path, content(), { 'x-goog-api-key': 'wrong' })
    expect(wrong.status).toBe(400)
    expect(wrong.body.error.details[0].reason).toBe('API_KEY_INVALID')
    expect((await post(`${path}?key=${server.key}`, content(), {})).status).toBe(403)
  })

  test('a path that is none is no JSON', async () => {
    expect(await post('/v2/models', {})).toMatchObject({ status: 404, body: null })
  })
})

describe('the SDK', () => {
  const client = () => new GoogleGenAI({ apiKey: server.key, vertexai: false, httpOptions: { baseUrl: server.url } })

  test('keeps, shows and deletes files, which are gone after two days', async () => {
    const { files } = client()
    const bytes = tinyPng(2, 64, 9_000_000)
    const file = await files.upload({ file: new Blob([new Uint8Array(bytes)]), config: { mimeType: 'image/png' } })
    expect(await files.get({ name: file.name! })).toMatchObject({ sizeBytes: String(bytes.length), state: 'ACTIVE' })
    clock += 49 * 3_600_000
    await expect(files.get({ name: file.name! })).rejects.toMatchObject({ status: 403 })
    const other = await files.upload({ file: new Blob(['a']), config: { mimeType: 'image/png' } })
    await files.delete({ name: other.name! })
    await expect(files.get({ name: other.name! })).rejects.toMatchObject({ status: 403 })
  })

  test('hands over requests in the call itself, and gets their answers in it', async () => {
    const { batches } = client()
    const request = {
      contents: [{ role: 'user', parts: [{ text: 'A hare.' }] }],
      config: { responseModalities: ['IMAGE'] },
      metadata: { key: 'hare' },
    }
    const { name } = await batches.create({
      model: 'gemini-nano-banana-2.1',
      src: [request],
      config: { displayName: 'inline' },
    })
    await server.end(name!)
    const { state, dest } = await batches.get({ name: name! })
    expect(state).toBe('JOB_STATE_SUCCEEDED')
    expect(dest?.inlinedResponses).toMatchObject([{ metadata: { key: 'hare' }, response: { candidates: [{}] } }])
    await batches.delete({ name: name! })
    await expect(batches.get({ name: name! })).rejects.toMatchObject({ status: 404 })
  })

  test('lists models page by page', async () => {
    const names: (string | undefined)[] = []
    for await (const { name } of await client().models.list({ config: { pageSize: 3 } })) names.push(name)
    expect(names).toHaveLength(4)
  })
})
