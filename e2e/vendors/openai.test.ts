import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { describeProvider } from '../../src/main/providers/contract.case.ts'
import { openaiSetup } from '../../src/main/providers/openai/openai-provider.ts'
import { ProviderError, type ProviderIo } from '../../src/main/providers/provider.ts'
import type { GenerationRequest, RequestReference } from '../../src/shared/domain/generation.ts'
import type { FailureKind } from '../../src/shared/domain/job.ts'
import { tinyPng } from '../harness/tiny-picture.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

const KEY = 'sk-test-0123456789abcdef'
const MODEL = 'gpt-image-2.5-flare'

let server: OpenAiServer
let folder: string
let references: RequestReference[]

beforeAll(async () => {
  server = await OpenAiServer.start({ key: KEY })
  folder = mkdtempSync(join(tmpdir(), 'openai-'))
  mkdirSync(join(folder, 'references'))
  references = (['face', 'outfit', 'place'] as const).map((role, index) => {
    const bytes = tinyPng(1000 + index, 96)
    const path = `references/${role}.png`
    writeFileSync(join(folder, path), bytes)
    return { hash: createHash('sha256').update(bytes).digest('hex'), role, path, of: `${role}-of` }
  })
})
afterEach(() => {
  server.script = () => 'ok'
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const REQUEST: GenerationRequest = {
  prompt: 'A harbour at dawn, ink on paper.',
  negativePrompt: '',
  provider: 'openai',
  providerModel: MODEL,
  width: 1024,
  height: 1536,
  quality: 'low',
  seed: 7,
  references: [],
  artStyle: { id: 'ink', version: 1 },
  language: 'en',
  index: 0,
  stage: null,
}

const connect = (settings: Record<string, string | undefined> = {}) => {
  const all: Record<string, string | undefined> = {
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: `${server.url}/v1`,
    ...settings,
  }
  return openaiSetup.connect((name) => all[name])
}

const generate = (
  changes: Partial<GenerationRequest> = {},
  io: Partial<ProviderIo> = {},
  settings: Record<string, string | undefined> = {},
) =>
  connect(settings).generate(
    { ...REQUEST, ...changes },
    { signal: new AbortController().signal, folder, remember: async () => {}, ...io },
  )

const failureOf = async (made: Promise<unknown>): Promise<ProviderError> => {
  const error = await made.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ProviderError)
  return error as ProviderError
}

/** Every way it can go wrong, with what it must end as. */
const FAILURES: [behaviour: string, kind: FailureKind, more?: Partial<ProviderError>][] = [
  ['429', 'rate-limited', { retryAfterMs: 2_000, maybeBilled: false }],
  ['429-long', 'rate-limited', { retryAfterMs: 120_000 }],
  ['429-ms', 'rate-limited', { retryAfterMs: 350 }],
  ['429-in-words', 'rate-limited', { retryAfterMs: 62_000 }],
  ['429-reset', 'rate-limited', { retryAfterMs: 12_000 }],
  ['insufficient-quota', 'quota', { maybeBilled: false }],
  ['billing-limit', 'billing'],
  [
    'moderation-input',
    'refused',
    { says: 'OpenAI refused the prompt under its content rules: violence, self-harm.', maybeBilled: false },
  ],
  [
    'moderation-output',
    'refused',
    { says: 'OpenAI refused the finished picture under its content rules: sexual.', maybeBilled: true },
  ],
  ['moderation', 'refused', { says: 'OpenAI refused this picture under its content rules: violence.' }],
  ['refusal-text', 'refused', { says: 'OpenAI refused this picture under its content rules.' }],
  ['bad-key', 'unauthorized', { maybeBilled: false }],
  ['no-scope', 'forbidden'],
  ['unverified', 'forbidden'],
  ['wrong-country', 'forbidden', { says: 'OpenAI does not serve the country that this computer is in.' }],
  ['wrong-moderation', 'invalid'],
  ['server-error', 'overloaded', { maybeBilled: false }],
  ['busy', 'overloaded'],
  ['bad-gateway', 'overloaded', { maybeBilled: true }],
  ['moved-away', 'wrong-address'],
  ['no-path', 'wrong-address'],
  ['wrong-mime', 'wrong-address', { maybeBilled: false }],
  ['cut', 'network', { maybeBilled: true }],
  ['cut-in-body', 'network', { maybeBilled: true }],
  ['bad-json', 'corrupt', { maybeBilled: true }],
  // What was spent on nothing: 8 tokens in, 294 out.
  ['no-image', 'no-image', { maybeBilled: false, costUsd: (8 * 5 + 294 * 30) / 1e6 }],
  ['fewer', 'no-image'],
]

const failures = FAILURES.map(([behaviour, kind, more]) => ({
  name: behaviour,
  kind,
  prepare: () => {
    server.script = () => behaviour
  },
  ...(typeof more?.retryAfterMs === 'number' ? { retryAfterMs: more.retryAfterMs } : {}),
}))

describeProvider('OpenAI', { make: () => connect(), request: REQUEST, check: checkPicture, secrets: [KEY], failures })

describe('OpenAI', () => {
  describeProvider('with references', {
    make: () => connect(),
    // The folder and the references are there when the tests run, not when they are listed.
    request: new Proxy(REQUEST, {
      get: (target, name) => (name === 'references' ? references : target[name as keyof GenerationRequest]),
    }),
    check: checkPicture,
    secrets: [KEY],
    get folder() {
      return folder
    },
    failures,
  })

  test.each(FAILURES)('%s: one request, however it ends, and %s', async (behaviour, kind, more = {}) => {
    server.script = () => behaviour
    const before = server.seen.length
    expect(await failureOf(generate())).toMatchObject({ kind, ...more })
    expect(server.seen.length - before).toBe(1)
  })

  test('says everything that decides the picture and its price', async () => {
    const { sent, costUsd, requestId, pace } = await generate()
    const seen = server.seen.at(-1)!
    expect(seen.path).toBe('/v1/images/generations')
    expect(JSON.parse(seen.body.toString())).toEqual({
      model: MODEL,
      prompt: REQUEST.prompt,
      size: '1024x1536',
      quality: 'low',
      n: 1,
      output_format: 'png',
      moderation: 'auto',
    })
    expect(sent).toEqual({
      model: MODEL,
      perMinute: 250,
      size: '1024x1536',
      quality: 'low',
      n: 1,
      format: 'png',
      moderation: 'auto',
      references: [],
      withoutEffect: ['seed'],
      usage: {
        input_tokens: 8,
        input_tokens_details: { text_tokens: 8, image_tokens: 0 },
        output_tokens: 294,
        output_tokens_details: { text_tokens: 0, image_tokens: 294 },
        total_tokens: 302,
      },
      reply: { size: '1024x1536', quality: 'low', output_format: 'png' },
    })
    expect(costUsd).toBeCloseTo((8 * 5 + 294 * 30) / 1e6, 10)
    expect(requestId).toMatch(/^req_/)
    expect(pace).toEqual({ requestsPerMinute: 250, remaining: 249, resetMs: 240 })
  })

  test('sends references in their order, byte for byte, always as a list', async () => {
    for (const count of [1, 3]) {
      const { sent, costUsd } = await generate({ references: references.slice(0, count) })
      const order = server.orders.at(-1)!
      expect(order.references.map((bytes) => createHash('sha256').update(bytes).digest('hex'))).toEqual(
        references.slice(0, count).map(({ hash }) => hash),
      )
      expect(server.seen.at(-1)!.path).toBe('/v1/images/edits')
      expect(
        server.seen
          .at(-1)!
          .body.toString('latin1')
          .match(/name="image\[\]"/g),
      ).toHaveLength(count)
      expect(sent.references).toEqual(
        references.slice(0, count).map(({ hash, role, of }, index) => ({ image: index + 1, role, of, hash })),
      )
      // The least that a reference comes to is 300 tokens.
      expect(costUsd).toBeCloseTo((8 * 5 + count * 300 * 8 + 294 * 30) / 1e6, 10)
    }
  })

  test('a reference that is not what was queued stops the call before it is made', async () => {
    const before = server.seen.length
    const changed = [{ ...references[0]!, hash: '0'.repeat(64) }]
    const gone = [{ ...references[0]!, path: 'references/gone.png' }]
    const text = Buffer.from('no picture at all')
    writeFileSync(join(folder, 'references/text.png'), text)
    const wrong = [
      { ...references[0]!, path: 'references/text.png', hash: createHash('sha256').update(text).digest('hex') },
    ]
    expect(await failureOf(generate({ references: changed }))).toMatchObject({
      kind: 'invalid',
      says: expect.stringContaining('face.png is not the one that was queued'),
    })
    expect(await failureOf(generate({ references: gone }))).toMatchObject({
      kind: 'invalid',
      says: expect.stringContaining('gone.png cannot be read'),
    })
    expect(await failureOf(generate({ references: wrong }))).toMatchObject({
      kind: 'invalid',
      says: expect.stringContaining('text.png is no PNG, JPEG or WebP'),
    })
    expect(server.seen.length).toBe(before)
  })

  test('hands on whatever picture came: another format, a broken one, the same again', async () => {
    server.script = () => 'webp'
    expect(await checkPicture((await generate()).bytes)).toMatchObject({ ok: true, format: 'webp' })
    server.script = () => 'truncated'
    expect(await checkPicture((await generate()).bytes)).toMatchObject({ ok: false, fault: 'truncated' })
    server.script = () => 'same-picture'
    const [one, two] = [await generate(), await generate({ prompt: 'Another.' })]
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0)
  })

  test('without a usage in the reply the price is not known', async () => {
    server.script = () => 'no-usage'
    expect(await generate()).toMatchObject({ costUsd: null, sent: { usage: null } })
  })

  test('what the vendor charges is what the program counts, by model and quality', async () => {
    for (const [providerModel, quality] of [
      [MODEL, 'xhigh'],
      ['gpt-image-2', 'medium'],
      ['gpt-image-2.6-sunburst', 'low'],
      ['gpt-image-1.5', 'high'],
      ['gpt-image-1-mini', 'medium'],
    ] as const) {
      const before = server.billedUsd
      const { costUsd } = await generate({ providerModel, quality, references: references.slice(0, 2) })
      expect(costUsd).toBeCloseTo(server.billedUsd - before, 10)
    }
  })

  test('a model that is newer than the catalogue has no known price', async () => {
    expect(await generate({ providerModel: 'gpt-image-2-2026-04-21' })).toMatchObject({ costUsd: null })
  })

  test.each(['gpt-image-1', 'dall-e-3', 'gpt-6-luna'])('%s is a model the account has not', async (providerModel) => {
    expect(await failureOf(generate({ providerModel }))).toMatchObject({
      kind: 'unsupported',
      says: `This account has no model ${providerModel} with OpenAI.`,
    })
  })

  test.each<[string, Partial<GenerationRequest>, RegExp]>([
    ['a size off the grid', { width: 1000, height: 1000 }, /this size/],
    ['too flat a size', { width: 3200, height: 640 }, /this size/],
    ['a size outside the list', { providerModel: 'gpt-image-1.5', width: 1280, height: 720 }, /this size/],
    ['a quality the model has not', { providerModel: 'gpt-image-2', quality: 'max' }, /this quality/],
    ['an endless prompt', { prompt: 'x'.repeat(32_001) }, /this prompt/],
  ])('%s is turned away as invalid', async (_, changes, says) => {
    expect(await failureOf(generate(changes))).toMatchObject({ kind: 'invalid', says: expect.stringMatching(says) })
  })

  test('closes the connection at once when it is stopped in the middle', async () => {
    server.script = () => 'hang'
    const [dropped, begun] = [server.dropped, server.orders.length]
    const stop = new AbortController()
    const made = failureOf(generate({}, { signal: stop.signal }))
    await vi.waitFor(() => expect(server.orders.length).toBe(begun + 1))
    stop.abort()
    expect(await made).toMatchObject({ kind: 'cancelled', maybeBilled: true })
    await vi.waitFor(() => expect(server.dropped).toBe(dropped + 1))
    server.release()
  })

  test('stopped before it begins, it has sent nothing and cost nothing', async () => {
    const before = server.seen.length
    for (const some of [[], references])
      expect(await failureOf(generate({ references: some }, { signal: AbortSignal.abort() }))).toMatchObject({
        kind: 'cancelled',
        maybeBilled: false,
      })
    expect(server.seen.length).toBe(before)
  })

  test('waits for a late picture as long as the queue does', async () => {
    server.script = () => 'late'
    const begun = server.orders.length
    const made = generate()
    await vi.waitFor(() => expect(server.orders.length).toBe(begun + 1))
    server.release()
    expect((await made).bytes.byteLength).toBeGreaterThan(0)
    const { timeoutMs } = connect()
    const patience = (quality: string) => timeoutMs!({ ...REQUEST, quality })
    expect(patience('xhigh')).toBeGreaterThan(patience('high'))
    expect(patience('max')).toBeGreaterThan(patience('xhigh'))
  })

  test('asks for room for the reply before it reads it', async () => {
    const held: number[] = []
    await generate({}, { hold: async (bytes) => void held.push(bytes) })
    expect(held).toHaveLength(1)
    expect(held[0]).toBeGreaterThan(1000)
  })

  test.each<[string, Record<string, string | undefined>, FailureKind]>([
    ['no key', { OPENAI_API_KEY: undefined }, 'no-key'],
    ['a blank key', { OPENAI_API_KEY: '  ' }, 'no-key'],
    ['a key with a line break', { OPENAI_API_KEY: 'sk-first-half\nsecond-half' }, 'unauthorized'],
    ['a key with a typographic dash', { OPENAI_API_KEY: 'sk–0123456789abcdef' }, 'unauthorized'],
    ['an address that is none', { OPENAI_BASE_URL: 'api.openai.com/v1' }, 'wrong-address'],
    ['an address with a password', { OPENAI_BASE_URL: 'https://me:hunter2secret@127.0.0.1/v1' }, 'wrong-address'],
  ])('with %s nothing is sent, and nothing given away', async (_, settings, kind) => {
    const before = server.seen.length
    const error = await failureOf(generate({}, {}, settings))
    expect(error.kind).toBe(kind)
    expect(server.seen.length).toBe(before)
    expect(`${error.stack} ${error.detail} ${error.says}`).not.toMatch(/hunter2secret|second-half|0123456789abcdef/)
  })

  test('a key of another kind, repeated by the vendor, stays out of the error', async () => {
    const error = await failureOf(generate({}, {}, { OPENAI_API_KEY: 'correcthorsebattery' }))
    expect(error).toMatchObject({ kind: 'unauthorized', httpStatus: 401 })
    expect(`${error.stack} ${error.detail} ${error.says}`).not.toContain('correcthorse')
  })

  test('an address without its path says so', async () => {
    const error = await failureOf(generate({}, {}, { OPENAI_BASE_URL: server.url }))
    expect(error).toMatchObject({ kind: 'wrong-address', says: expect.stringContaining('/v1') })
  })

  test('nobody at the address: nothing was billed, and the host is named', async () => {
    const gone = await OpenAiServer.start()
    await gone.close()
    expect(await failureOf(generate({}, {}, { OPENAI_BASE_URL: `${gone.url}/v1` }))).toMatchObject({
      kind: 'unreachable',
      maybeBilled: false,
      says: expect.stringContaining('127.0.0.1'),
    })
  })

  test('sends organisation and project where they are set, and takes nothing else from the environment', async () => {
    vi.stubEnv('OPENAI_ORG_ID', 'org-from-elsewhere')
    vi.stubEnv('OPENAI_PROJECT_ID', 'proj-from-elsewhere')
    await generate()
    expect(server.seen.at(-1)!.headers).not.toHaveProperty('openai-organization')
    expect(server.seen.at(-1)!.headers).not.toHaveProperty('openai-project')
    vi.unstubAllEnvs()
    await generate({}, {}, { OPENAI_ORG_ID: 'org-mine', OPENAI_PROJECT_ID: 'proj-mine' })
    expect(server.seen.at(-1)!.headers).toMatchObject({
      'openai-organization': 'org-mine',
      'openai-project': 'proj-mine',
    })
  })

  test('an account that has drawn its pictures of the minute is told how long to wait', async () => {
    let now = Date.parse('2026-11-20T12:00:00Z')
    const tight = await OpenAiServer.start({ key: KEY, imagesPerMinute: 2, now: () => now })
    const settings = { OPENAI_BASE_URL: `${tight.url}/v1` }
    expect((await generate({}, {}, settings)).pace).toEqual({ requestsPerMinute: 2, remaining: 1, resetMs: 60_000 })
    now += 15_000
    expect((await generate({}, {}, settings)).pace).toEqual({ requestsPerMinute: 2, remaining: 0, resetMs: 45_000 })
    expect(await failureOf(generate({}, {}, settings))).toMatchObject({ kind: 'rate-limited', retryAfterMs: 45_000 })
    now += 45_000
    await generate({}, {}, settings)
    await tight.close()
  })

  test('an organisation that is not verified cannot draw', async () => {
    const strict = await OpenAiServer.start({ key: KEY, unverified: true })
    expect(await failureOf(generate({}, {}, { OPENAI_BASE_URL: `${strict.url}/v1` }))).toMatchObject({
      kind: 'forbidden',
      says: expect.stringContaining('proved who they are'),
    })
    await strict.close()
  })

  test('looks around: picture models with their ends, for nothing', async () => {
    const outlook = await connect({ PANELWRIGHT_OPENAI_TIER: 'gold' }).lookAround!(new AbortController().signal)
    expect(outlook.models).toContainEqual({ id: MODEL, shutdownOn: null })
    expect(outlook.models).toContainEqual({ id: 'gpt-image-1.5', shutdownOn: '2026-12-01' })
    expect(outlook.models.map(({ id }) => id)).not.toContain('gpt-6-luna')
    expect(outlook.notes).toEqual([expect.stringContaining('PANELWRIGHT_OPENAI_TIER is gold')])
    const error = await failureOf(
      connect({ OPENAI_API_KEY: 'sk-wrong-key-0123' }).lookAround!(AbortSignal.timeout(9e6)),
    )
    expect(error.kind).toBe('unauthorized')
  })

  test('starts at the pace of the account’s tier', () => {
    expect(connect().pace(MODEL)).toEqual({ concurrency: 2, requestsPerMinute: 5 })
    expect(connect({ PANELWRIGHT_OPENAI_TIER: '4' }).pace(MODEL)).toEqual({ concurrency: 12, requestsPerMinute: 150 })
    expect(connect({ PANELWRIGHT_OPENAI_TIER: 'gold' }).pace('gpt-image-9')).toEqual({
      concurrency: 2,
      requestsPerMinute: 5,
    })
  })
})
