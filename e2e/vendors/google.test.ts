import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { describeProvider } from '../../src/main/providers/contract.case.ts'
import { ProviderError } from '../../src/main/providers/provider.ts'
import type { FailureKind } from '../../src/shared/domain/job.ts'
import { BLOCK_REASONS, ERRORS, FINISH_REASONS } from '../harness/vendors/google/behaviours.ts'
import { googleAt, googleIo, googleRequest, writeReference } from '../harness/vendors/google/google-case.ts'
import { GoogleServer } from '../harness/vendors/google/google-server.ts'

let server: GoogleServer
let folder: string

beforeAll(async () => {
  server = await GoogleServer.start()
  folder = mkdtempSync(join(tmpdir(), 'panelwright-google-'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  server.script = () => 'ok'
  server.now = Date.now
  server.seen.length = 0
  server.billedUsd = 0
})
afterEach(() => {
  server.release()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const generate = (changes: Parameters<typeof googleRequest>[0] = {}, io: Parameters<typeof googleIo>[0] = {}) =>
  googleAt(server).generate(googleRequest(changes), googleIo({ folder, ...io }))

async function failureOf(made: Promise<unknown>): Promise<ProviderError> {
  const thrown = await made.then(
    () => null,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(ProviderError)
  return thrown as ProviderError
}

/** Every behaviour that ends without a picture, and the kind it must end in. */
const FAILURES: Record<string, { kind: FailureKind; retryAfterMs?: number }> = {
  cut: { kind: 'network' },
  'cut-in-body': { kind: 'network' },
  'wrong-mime': { kind: 'wrong-address' },
  'bad-gateway': { kind: 'overloaded' },
  'rate-limited': { kind: 'rate-limited', retryAfterMs: 37_000 },
  'quota-minute': { kind: 'rate-limited' },
  'header-wait': { kind: 'rate-limited', retryAfterMs: 9_000 },
  'quota-day': { kind: 'quota' },
  'free-tier': { kind: 'billing' },
  'spend-cap': { kind: 'billing' },
  region: { kind: 'forbidden' },
  billing: { kind: 'billing' },
  'bad-key': { kind: 'unauthorized' },
  'leaked-key': { kind: 'unauthorized' },
  forbidden: { kind: 'forbidden' },
  'file-gone': { kind: 'unexpected' },
  'file-processing': { kind: 'overloaded' },
  invalid: { kind: 'invalid' },
  'model-gone': { kind: 'unsupported' },
  internal: { kind: 'overloaded' },
  unavailable: { kind: 'overloaded' },
  deadline: { kind: 'overloaded' },
  'text-only': { kind: 'no-image' },
  empty: { kind: 'no-image' },
  ...Object.fromEntries(BLOCK_REASONS.map((reason) => [`blocked:${reason}`, { kind: 'refused' }])),
  ...Object.fromEntries(
    FINISH_REASONS.map((reason) => [
      `finish:${reason}`,
      { kind: ['NO_IMAGE', 'IMAGE_OTHER', 'MALFORMED_RESPONSE'].includes(reason) ? 'no-image' : 'refused' },
    ]),
  ),
}

describeProvider('Google Gemini', {
  make: () => googleAt(server),
  request: googleRequest(),
  check: checkPicture,
  secrets: ['AIzaTest0123456789abcdef0123456789abcde'],
  failures: Object.entries(FAILURES).map(([name, failure]) => ({
    name,
    prepare: () => {
      server.script = () => name
    },
    ...failure,
  })),
})

test('every scripted error has its kind', () => {
  expect(Object.keys(FAILURES)).toEqual(expect.arrayContaining(Object.keys(ERRORS)))
})

describe('a failure', () => {
  test.each(Object.keys(FAILURES))('%s: one request, not one more', async (name) => {
    server.script = () => name
    await failureOf(generate())
    expect(server.seen).toHaveLength(1)
  })

  test('that cost something says how much', async () => {
    for (const name of ['finish:IMAGE_SAFETY', 'finish:MAX_TOKENS', 'text-only', 'blocked:SAFETY']) {
      server.billedUsd = 0
      server.script = () => name
      const { costUsd, maybeBilled } = await failureOf(generate())
      expect(costUsd).toBeGreaterThan(0)
      expect(costUsd).toBeCloseTo(server.billedUsd, 9)
      expect(maybeBilled).toBe(false)
    }
  })

  test('of which nobody knows whether it cost something says so', async () => {
    for (const name of ['cut', 'cut-in-body', 'bad-gateway', 'deadline', 'empty']) {
      server.script = () => name
      expect(await failureOf(generate())).toMatchObject({ maybeBilled: true, costUsd: null })
    }
    for (const name of ['rate-limited', 'internal', 'invalid', 'bad-key']) {
      server.script = () => name
      expect(await failureOf(generate())).toMatchObject({ maybeBilled: false, costUsd: null })
    }
  })

  test('has a sentence of ours where the kind alone says too little', async () => {
    const sentences: Record<string, RegExp> = {
      'quota-day': /until midnight Pacific time/,
      region: /does not offer Gemini where this computer is/,
      billing: /asks for billing/,
      'free-tier': /not part of Google’s free tier/,
      'leaked-key': /Make another/,
      forbidden: /restricted/,
      'model-gone': /no model gemini-nano-banana-2\.1/,
      'blocked:SAFETY': /did not take the prompt.*It names: danger\./,
      'finish:IMAGE_RECITATION': /kept it back.*a work that exists/,
      'wrong-mime': /127\.0\.0\.1:\d+ is a web page/,
    }
    for (const [name, sentence] of Object.entries(sentences)) {
      server.script = () => name
      expect((await failureOf(generate())).says).toMatch(sentence)
    }
  })

  test('without a key sends nothing', async () => {
    const provider = googleAt(server, { GEMINI_API_KEY: '' })
    const error = await failureOf(provider.generate(googleRequest(), googleIo()))
    expect(error).toMatchObject({ kind: 'no-key', says: expect.stringContaining('GEMINI_API_KEY') })
    expect(server.seen).toHaveLength(0)
  })

  test('with a wrong key is told from one of the request, and does not repeat the key', async () => {
    const provider = googleAt(server, { GEMINI_API_KEY: 'not-the-right-one' })
    const error = await failureOf(provider.generate(googleRequest(), googleIo()))
    expect(error.kind).toBe('unauthorized')
    expect(`${error.detail}${error.stack}`).not.toContain('not-the-right-one')
  })

  test('at an address where the API is not is one of the address', async () => {
    const provider = googleAt(server, { GOOGLE_GEMINI_BASE_URL: `${server.url}/v1beta` })
    expect(await failureOf(provider.generate(googleRequest(), googleIo()))).toMatchObject({
      kind: 'wrong-address',
      says: expect.stringContaining('has to end before /v1'),
    })
    const gone = await GoogleServer.start()
    await gone.close()
    expect(await failureOf(googleAt(gone).generate(googleRequest(), googleIo()))).toMatchObject({
      kind: 'unreachable',
      maybeBilled: false,
    })
  })

  test('for a size the model does not draw is found before anything is sent', async () => {
    const error = await failureOf(generate({ width: 1000, height: 1000 }))
    expect(error).toMatchObject({ kind: 'invalid', says: expect.stringContaining('1000 × 1000') })
    expect(server.seen).toHaveLength(0)
  })
})

describe('stopping', () => {
  test('does not wait for an answer that hangs', async () => {
    server.script = () => 'hang'
    const stop = new AbortController()
    const made = failureOf(generate({}, { signal: stop.signal }))
    await vi.waitFor(() => expect(server.seen.length).toBeGreaterThan(0))
    stop.abort()
    expect(await made).toMatchObject({ kind: 'cancelled', maybeBilled: true })
  })

  test('before anything was sent costs nothing for certain', async () => {
    expect(await failureOf(generate({}, { signal: AbortSignal.abort() }))).toMatchObject({
      kind: 'cancelled',
      maybeBilled: false,
    })
    expect(server.seen).toHaveLength(0)
  })
})

describe('a picture', () => {
  test('is asked for as the vendor wants it', async () => {
    await generate()
    const { path, headers, body } = server.seen[0]!
    expect(path).toBe('/v1/models/gemini-nano-banana-2.1:generateContent')
    expect(headers['x-goog-api-key']).toBe(server.key)
    expect(JSON.parse(body.toString())).toEqual({
      contents: [{ role: 'user', parts: [{ text: googleRequest().prompt }] }],
      generationConfig: {
        responseModalities: ['IMAGE'],
        imageConfig: { aspectRatio: '16:9', imageSize: '1K' },
        seed: 7,
      },
    })
  })

  test.each([
    ['gemini-nano-banana-2.1', '2K', 2752, 1536],
    ['gemini-nano-banana-2.1', '1K', 2928, 352],
    ['gemini-3-pro-image', '4K', 3392, 5056],
    ['gemini-3.1-flash-lite-image', '1K', 1024, 1024],
  ])(
    '%s at %s has %i × %i pixels, and costs what the vendor charges',
    async (providerModel, quality, width, height) => {
      const { bytes, costUsd } = await generate({ providerModel, quality, width, height })
      expect(await checkPicture(bytes)).toMatchObject({ ok: true, width, height })
      expect(costUsd).toBeCloseTo(server.billedUsd, 9)
    },
  )

  test('is the one that is meant, not the sketches of its thoughts; those are paid as text', async () => {
    server.script = () => 'thought-first'
    const { bytes, costUsd } = await generate()
    expect(await checkPicture(bytes)).toMatchObject({ ok: true, width: 1376, height: 768 })
    expect(costUsd).toBeCloseTo(server.billedUsd, 9)
    expect(costUsd).toBeGreaterThan(0.0336 + 0.0015)
  })

  test('may come as JPEG', async () => {
    server.script = () => 'jpeg'
    const { bytes } = await generate()
    expect(await checkPicture(bytes)).toMatchObject({ ok: true, width: 1376, height: 768 })
    expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  })

  test('that comes without its usage has no known cost', async () => {
    server.script = () => 'no-usage'
    expect((await generate()).costUsd).toBeNull()
  })

  test('comes slowly all the same', async () => {
    server.script = () => 'slow'
    expect((await generate()).bytes.byteLength).toBeGreaterThan(0)
  })

  test('waits for room in memory by the length of the reply', async () => {
    const held: number[] = []
    await generate(
      {},
      {
        hold: async (bytes) => {
          held.push(bytes)
        },
      },
    )
    expect(held).toHaveLength(1)
    expect(held[0]).toBeGreaterThan(10_000)
  })

  test('comes from v1beta too, when that is set', async () => {
    for (const version of ['v1beta', 'beta'])
      await googleAt(server, { GOOGLE_GENAI_API_VERSION: version }).generate(googleRequest(), googleIo())
    expect(server.seen.map(({ path }) => path.split('/')[1])).toEqual(['v1beta', 'v1beta'])
  })
})

test('what else stands in the environment leads nowhere else, and nothing is written to the console', async () => {
  const warn = vi.spyOn(console, 'warn')
  vi.stubEnv('GOOGLE_API_KEY', 'somebody-elses')
  vi.stubEnv('GEMINI_API_KEY', 'another-ones')
  vi.stubEnv('GOOGLE_GENAI_USE_VERTEXAI', 'true')
  vi.stubEnv('GOOGLE_CLOUD_PROJECT', 'theirs')
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', 'http://127.0.0.1:9')
  vi.stubEnv('GOOGLE_GENAI_API_VERSION', 'v9')
  await generate()
  expect(server.seen[0]).toMatchObject({ path: '/v1/models/gemini-nano-banana-2.1:generateContent' })
  expect(server.seen[0]?.headers['x-goog-api-key']).toBe(server.key)
  expect(warn).not.toHaveBeenCalled()
})

test('GEMINI_API_KEY goes before GOOGLE_API_KEY, which does where it is the only one', async () => {
  await googleAt(server, { GOOGLE_API_KEY: 'the-other' }).generate(googleRequest(), googleIo())
  await googleAt(server, { GEMINI_API_KEY: '', GOOGLE_API_KEY: server.key }).generate(googleRequest(), googleIo())
  expect(server.seen.map(({ headers }) => headers['x-goog-api-key'])).toEqual([server.key, server.key])
})

describe('references', () => {
  test('go along in their order, before the prompt', async () => {
    const references = [writeReference(folder, 1), writeReference(folder, 2)]
    const { sent, costUsd } = await generate({ references })
    const { contents } = JSON.parse(server.seen[0]!.body.toString())
    expect(contents[0].parts.map((part: object) => Object.keys(part)[0])).toEqual(['inlineData', 'inlineData', 'text'])
    expect(sent).toMatchObject({ references: [{ of: 'person-1' }, { of: 'person-2' }] })
    expect(costUsd).toBeCloseTo(server.billedUsd, 9)
  })

  test('fourteen are taken', async () => {
    const references = Array.from({ length: 14 }, (_, number) => writeReference(folder, 20 + number))
    expect((await generate({ references })).bytes.byteLength).toBeGreaterThan(0)
  })

  test('that are too heavy for the request are uploaded, each once', async () => {
    const provider = googleAt(server)
    const references = [writeReference(folder, 51, 9_000_000), writeReference(folder, 52, 3_000_000)]
    for (const seed of [1, 2]) await provider.generate(googleRequest({ references, seed }), googleIo({ folder }))
    const begun = server.seen.filter(({ path, query }) => path.startsWith('/upload') && !query.has('upload_id'))
    expect(begun).toHaveLength(2)
    expect(server.asked).toHaveLength(2)
    expect(server.asked.every(({ body }) => body.length < 10_000)).toBe(true)
  })

  test('that the vendor no longer has are uploaded again with the next try', async () => {
    const provider = googleAt(server)
    const references = [writeReference(folder, 53, 12_000_000)]
    const make = () => provider.generate(googleRequest({ references }), googleIo({ folder }))
    await make()
    const now = Date.now()
    server.now = () => now + 49 * 3_600_000
    expect((await failureOf(make())).kind).toBe('unexpected')
    expect((await make()).bytes.byteLength).toBeGreaterThan(0)
  })

  test('that are being uploaded stop promptly', async () => {
    const references = [writeReference(folder, 54, 20_000_000)]
    const stop = new AbortController()
    const made = failureOf(generate({ references }, { signal: stop.signal }))
    await vi.waitFor(() => expect(server.seen.length).toBeGreaterThan(0))
    stop.abort()
    expect((await made).kind).toBe('cancelled')
    expect(server.asked).toHaveLength(0)
  })
})

describe('looking around', () => {
  test('tells the models that draw, and costs nothing', async () => {
    const outlook = await googleAt(server).lookAround!(new AbortController().signal)
    expect(outlook.models.map(({ id }) => id)).toEqual([
      'gemini-nano-banana-2.1',
      'gemini-3-pro-image',
      'gemini-3.1-flash-lite-image',
    ])
    expect(outlook.notes).toEqual([])
    expect(server.billedUsd).toBe(0)
  })

  test('says what is wrong with the key', async () => {
    const look = googleAt(server, { GEMINI_API_KEY: 'wrong' }).lookAround!(new AbortController().signal)
    expect((await failureOf(look)).kind).toBe('unauthorized')
  })
})
