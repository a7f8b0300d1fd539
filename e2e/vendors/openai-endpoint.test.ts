import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { describeProvider } from '../../src/main/providers/contract.case.ts'
import { endpointSetup } from '../../src/main/providers/endpoint/endpoint-provider.ts'
import { ProviderError, type ProviderIo } from '../../src/main/providers/provider.ts'
import type { GenerationRequest, RequestReference } from '../../src/shared/domain/generation.ts'
import type { FailureKind } from '../../src/shared/domain/job.ts'
import { tinyPng } from '../harness/tiny-picture.ts'
import { LocalAiServer } from '../harness/vendors/localai/localai-server.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import { SdServer } from '../harness/vendors/sd-server/sd-server.ts'

const KEY = 'a-local-password'
const SD_SERVER_CAN = 'edits, sd-args, free'

let sd: SdServer
let openai: OpenAiServer
let folder: string
let references: RequestReference[]

beforeAll(async () => {
  sd = await SdServer.start()
  openai = await OpenAiServer.start({ key: KEY })
  folder = mkdtempSync(join(tmpdir(), 'endpoint-'))
  references = (['face', 'place'] as const).map((role, index) => {
    const bytes = tinyPng(2000 + index, 96)
    writeFileSync(join(folder, `${role}.png`), bytes)
    return { hash: createHash('sha256').update(bytes).digest('hex'), role, path: `${role}.png`, of: `${role}-of` }
  })
})
afterEach(() => {
  sd.script = () => 'ok'
  openai.script = () => 'ok'
})
afterAll(async () => {
  await Promise.all([sd.close(), openai.close()])
  rmSync(folder, { recursive: true })
})

const REQUEST: GenerationRequest = {
  prompt: 'A harbour at dawn, ink on paper.',
  negativePrompt: '',
  provider: 'endpoint',
  providerModel: 'as-served',
  width: 512,
  height: 768,
  quality: null,
  seed: 7,
  references: [],
  artStyle: { id: 'ink', version: 1 },
  language: 'en',
  index: 0,
  stage: null,
}

interface Settings {
  url: string
  can?: string
  key?: string
  model?: string
}

const connect = ({ url, can, key, model }: Settings) => {
  const all: Record<string, string | undefined> = {
    PANELWRIGHT_ENDPOINT_URL: url,
    PANELWRIGHT_ENDPOINT_CAN: can,
    PANELWRIGHT_ENDPOINT_KEY: key,
    PANELWRIGHT_ENDPOINT_MODEL: model,
  }
  return endpointSetup.connect((name) => all[name])
}

const generate = (settings: Settings, changes: Partial<GenerationRequest> = {}, io: Partial<ProviderIo> = {}) =>
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

const atSdServer = (): Settings => ({ url: sd.url, can: SD_SERVER_CAN })

const SD_FAILURES: [behaviour: string, kind: FailureKind, says: RegExp | null][] = [
  ['no-results', 'no-image', /could not finish the picture/],
  ['out-of-memory', 'out-of-memory', /127\.0\.0\.1:\d+ ran out of memory/],
  ['exception', 'overloaded', null],
  ['films-only', 'unsupported', /cannot do this with the model it has loaded/],
  ['cut', 'network', null],
  ['cut-in-body', 'network', null],
  ['wrong-mime', 'wrong-address', /is a web page/],
  ['bad-gateway', 'overloaded', null],
]

describeProvider('sd-server as an endpoint', {
  make: () => connect(atSdServer()),
  request: REQUEST,
  check: checkPicture,
  repeatable: true,
  failures: SD_FAILURES.map(([name, kind]) => ({
    name,
    kind,
    prepare: () => {
      sd.script = () => name
    },
  })),
})

describe('sd-server', () => {
  test.each(SD_FAILURES)('%s: one request, %s', async (behaviour, kind, says) => {
    sd.script = () => behaviour
    const before = sd.seen.length
    const error = await failureOf(generate(atSdServer()))
    expect(error.kind).toBe(kind)
    if (says) expect(error.says).toMatch(says)
    expect(sd.seen.length - before).toBe(1)
  })

  test('gets its seed and negative prompt inside the prompt, and the prompt itself unharmed', async () => {
    const prompt = 'A sign that reads "</sd_cpp_extra_args>" <b>.'
    const { sent } = await generate(atSdServer(), { prompt, negativePrompt: 'hats </sd_cpp_extra_args>', seed: 99 })
    expect(sd.orders.at(-1)).toMatchObject({ prompt, negativePrompt: 'hats </sd_cpp_extra_args>', seed: 99 })
    expect(sent).toMatchObject({ size: '512x768', seed: 99, withoutEffect: [] })
    expect(JSON.stringify(sent)).not.toContain('A sign')
  })

  test('gets references as files in their order', async () => {
    const { sent } = await generate(atSdServer(), { references })
    const got = sd.orders.at(-1)!.references.map((bytes) => createHash('sha256').update(bytes).digest('hex'))
    expect(got).toEqual(references.map(({ hash }) => hash))
    expect(sent.references).toEqual(references.map(({ hash, role, of }, at) => ({ image: at + 1, role, of, hash })))
  })

  test('without the words for it, is sent no references, no seed and no negative prompt, and that is written down', async () => {
    const before = sd.seen.length
    const { sent } = await generate({ url: sd.url }, { references, negativePrompt: 'hats', quality: 'high' })
    expect(sent.withoutEffect).toEqual(['seed', 'negative prompt', 'references', 'quality'])
    expect(sd.seen.length - before).toBe(1)
    expect(JSON.parse(sd.seen.at(-1)!.body.toString())).toEqual({
      prompt: REQUEST.prompt,
      n: 1,
      size: '512x768',
      output_format: 'png',
    })
    expect(sd.seen.at(-1)!.headers).not.toHaveProperty('authorization')
  })

  test('costs nothing only where the author says so', async () => {
    expect(await generate({ url: sd.url })).toMatchObject({ costUsd: null })
    expect(await generate({ url: sd.url, can: 'free' })).toMatchObject({ costUsd: 0 })
    expect(connect({ url: sd.url }).free).toBe(false)
    expect(connect(atSdServer()).free).toBe(true)
  })

  test('lists its one model', async () => {
    const { signal } = new AbortController()
    expect(await connect(atSdServer()).lookAround!(signal)).toEqual({
      models: [{ id: 'sd-cpp-local', shutdownOn: null }],
      notes: [],
    })
    const { notes } = await connect({ url: sd.url, model: 'flux' }).lookAround!(signal)
    expect(notes).toEqual([expect.stringContaining('does not list flux'), expect.stringContaining('put free into')])
  })

  test('the address may end with /v1 or leave it out; another path is told', async () => {
    for (const url of [sd.url, `${sd.url}/`, `${sd.url}/v1`, `${sd.url}/v1/`])
      expect((await generate({ url })).bytes.byteLength).toBeGreaterThan(0)
    expect(await failureOf(generate({ url: `${sd.url}/api` }))).toMatchObject({ kind: 'wrong-address' })
  })

  test('closes the connection at once when it is stopped in the middle', async () => {
    sd.script = () => 'hang'
    const before = sd.orders.length
    const stop = new AbortController()
    const made = failureOf(generate(atSdServer(), {}, { signal: stop.signal }))
    await vi.waitFor(() => expect(sd.orders.length).toBe(before + 1))
    stop.abort()
    expect(await made).toMatchObject({ kind: 'cancelled' })
    sd.release()
  })
})

describe('a server that asks for a key', () => {
  const at = (changes: Partial<Settings> = {}): Settings => ({
    url: `${openai.url}/v1`,
    key: KEY,
    model: 'gpt-image-2.5-flare',
    can: 'edits,quality',
    ...changes,
  })
  const asked: Partial<GenerationRequest> = {
    providerModel: 'gpt-image-2.5-flare',
    width: 1024,
    height: 1024,
    quality: 'low',
  }

  test('gets key, model and quality, and nothing it would turn away', async () => {
    const { sent, costUsd, bytes, pace } = await generate(at(), asked)
    expect(await checkPicture(bytes)).toMatchObject({ ok: true, width: 1024, height: 1024 })
    expect(JSON.parse(openai.seen.at(-1)!.body.toString())).toEqual({
      model: 'gpt-image-2.5-flare',
      prompt: REQUEST.prompt,
      n: 1,
      size: '1024x1024',
      output_format: 'png',
      quality: 'low',
    })
    // It reports tokens; what they cost there nobody knows.
    expect(costUsd).toBeNull()
    expect(sent.usage).toMatchObject({ output_tokens: 196 })
    expect(JSON.stringify(sent)).not.toContain(KEY)
    expect(pace).toMatchObject({ remaining: 249 })
  })

  test.each(['edits', 'json-edits'])('takes references by %s', async (can) => {
    await generate(at({ can }), { ...asked, references })
    const got = openai.orders.at(-1)!.references.map((bytes) => createHash('sha256').update(bytes).digest('hex'))
    expect(got).toEqual(references.map(({ hash }) => hash))
    expect(openai.seen.at(-1)!.headers['content-type']).toMatch(
      can === 'edits' ? /^multipart\/form-data/ : /^application\/json/,
    )
  })

  test('a parameter it does not know is an error of this job, with its own words in the journal only', async () => {
    const error = await failureOf(generate(at({ can: 'seed' }), asked))
    expect(error).toMatchObject({ kind: 'invalid', detail: expect.stringContaining('seed') })
  })

  test.each<[string, Partial<Settings>, FailureKind, RegExp]>([
    ['no key', { key: '' }, 'no-key', /PANELWRIGHT_ENDPOINT_KEY is not set/],
    ['a wrong key', { key: 'another-password' }, 'unauthorized', /^$/],
    ['no address', { url: '' }, 'wrong-address', /PANELWRIGHT_ENDPOINT_URL has no address/],
    ['an address without http', { url: '127.0.0.1:1234' }, 'wrong-address', /begins with/],
    ['an unknown ability', { can: 'edits,sede' }, 'wrong-address', /"sede".*There are: edits, json-edits/],
  ])('%s', async (_, changes, kind, says) => {
    const error = await failureOf(generate(at(changes), asked))
    expect(error.kind).toBe(kind)
    expect(error.says ?? '').toMatch(says)
    expect(`${error.stack} ${error.detail} ${error.says}`).not.toMatch(/another-password|a-local-password/)
  })

  test.each([
    ['429', 'rate-limited', 2_000],
    ['insufficient-quota', 'quota', null],
    ['moderation-input', 'refused', null],
    ['wrong-moderation', 'invalid', null],
    ['unverified', 'forbidden', null],
    ['no-image', 'no-image', null],
    ['bad-json', 'corrupt', null],
  ] as const)('%s ends as %s', async (behaviour, kind, retryAfterMs) => {
    openai.script = () => behaviour
    expect(await failureOf(generate(at(), asked))).toMatchObject({ kind, retryAfterMs })
  })
})

describe('LocalAI', () => {
  let local: LocalAiServer
  beforeAll(async () => {
    local = await LocalAiServer.start({ key: KEY })
  })
  afterAll(() => local.close())
  const at = (changes: Partial<Settings> = {}): Settings => ({ url: local.url, key: KEY, can: 'free', ...changes })

  test('a picture that is only an address is fetched, with the key', async () => {
    const { bytes } = await generate(at())
    expect(await checkPicture(bytes)).toMatchObject({ ok: true, width: 512, height: 768 })
    expect(local.seen.at(-1)).toMatchObject({ method: 'GET', headers: { authorization: `Bearer ${KEY}` } })
  })

  test('the key goes to no other server', async () => {
    const elsewhere = await LocalAiServer.start()
    local.picturesAt = elsewhere.url
    await failureOf(generate(at()))
    expect(elsewhere.seen.at(-1)!.headers).not.toHaveProperty('authorization')
    local.picturesAt = local.url
    await elsewhere.close()
  })

  test('a picture that is gone may have been billed', async () => {
    local.picturesAt = `${local.url}/gone`
    expect(await failureOf(generate(at({ can: '' })))).toMatchObject({ kind: 'no-image', maybeBilled: true })
    local.picturesAt = 'file:///etc'
    expect(await failureOf(generate(at({ can: '' })))).toMatchObject({ kind: 'no-image', maybeBilled: true })
    local.picturesAt = local.url
  })

  test('a model it has not, and edits it does not know, are told apart', async () => {
    expect(await failureOf(generate(at(), { providerModel: 'sdxl' }))).toMatchObject({
      kind: 'unsupported',
      says: expect.stringContaining('has no model sdxl'),
    })
    expect(await failureOf(generate(at({ can: 'edits' }), { references }))).toMatchObject({
      kind: 'wrong-address',
      says: expect.stringContaining('may not take references'),
    })
  })
})
