import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ComfyUiBehaviour, Era } from '../../../../e2e/harness/vendors/comfyui/behaviours.ts'
import { type ComfyUiOptions, ComfyUiServer } from '../../../../e2e/harness/vendors/comfyui/comfyui-server.ts'
import { plainPicture } from '../../../../e2e/harness/vendors/paint.ts'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { checkPicture } from '../../images/check-picture.ts'
import { describeProvider } from '../contract.case.ts'
import { ProviderError, type ProviderIo, type ProviderReply } from '../provider.ts'
import { parseAddresses } from './address.ts'
import { comfyUi } from './comfyui-provider.ts'
import { comfyuiSetup } from './comfyui-setup.ts'
import type { Patience } from './watch.ts'

const PATIENCE: Patience = {
  openMs: 5_000,
  pollMs: { first: 5, last: 25 },
  checkMs: 20,
  silentMs: 100,
  cooldownMs: 60_000,
}
const CHECKPOINT = 'sd_xl_base_1.0.safetensors'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-comfyui-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const request: GenerationRequest = {
  prompt: 'a lighthouse keeper at her window',
  negativePrompt: 'photograph',
  provider: 'comfyui',
  providerModel: CHECKPOINT,
  width: 768,
  height: 512,
  quality: null,
  seed: 4711,
  references: [],
  artStyle: { id: 'noir', version: 1 },
  language: 'en',
  index: 0,
  stage: null,
}

let server: ComfyUiServer
async function start(options: ComfyUiOptions = {}): Promise<void> {
  server = await ComfyUiServer.start(options)
}
afterEach(() => server?.close())

const provider = (url = server.url) =>
  comfyUi({ addresses: parseAddresses(url), checkpoint: CHECKPOINT, patience: PATIENCE })

function generate(over: Partial<GenerationRequest> = {}, io: Partial<ProviderIo> = {}): Promise<ProviderReply> {
  return provider().generate(
    { ...request, ...over },
    { signal: new AbortController().signal, folder, remember: async () => {}, ...io },
  )
}

async function failure(made: Promise<unknown>): Promise<ProviderError> {
  const error = await made.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ProviderError)
  return error as ProviderError
}

/** What the server would have painted for a graph with these parts. */
const painted = (means: string[], over: Partial<GenerationRequest> = {}) => {
  const { prompt, seed, width, height } = { ...request, ...over }
  return plainPicture({ prompt: [prompt, ...means].join('\n'), seed, width, height })
}
/** What the picture shows: not the text that the server writes into it. */
const pixels = (bytes: Uint8Array) =>
  createHash('sha256')
    .update(bytes.subarray(Buffer.from(bytes).indexOf('IDAT')))
    .digest('hex')

describe('the contract', () => {
  let shared: ComfyUiServer
  let next: ComfyUiBehaviour = 'ok'
  beforeAll(async () => {
    shared = await ComfyUiServer.start({
      credentials: 'keeper:lamp-oil-1931',
      script: () => {
        const behaviour = next
        next = 'ok'
        return behaviour
      },
    })
  })
  afterAll(() => shared.close())
  const meets = (name: ComfyUiBehaviour, kind: FailureKind) => ({
    name,
    prepare: () => {
      next = name
    },
    kind,
  })
  describeProvider('ComfyUI', {
    make: () =>
      comfyUi({
        addresses: parseAddresses(shared.url, 'keeper:lamp-oil-1931'),
        checkpoint: CHECKPOINT,
        patience: PATIENCE,
      }),
    request,
    check: checkPicture,
    secrets: ['lamp-oil-1931', Buffer.from('keeper:lamp-oil-1931').toString('base64')],
    failures: [
      meets('cut', 'network'),
      meets('wrong-mime', 'overloaded'),
      meets('bad-gateway', 'overloaded'),
      meets('broken-node', 'invalid'),
      meets('interrupted', 'no-image'),
      meets('restarted', 'overloaded'),
      meets('deleted', 'overloaded'),
      meets('fully-cached', 'no-image'),
      meets('partly-valid', 'missing-part'),
    ],
  })
})

describe.each<Era>(['ancient', 'old', 'new'])('a server of the %s kind', (era) => {
  beforeEach(() => start({ era }))

  test('draws the request, and keeps the picture under a name of its own', async () => {
    const remembered: string[] = []
    const reply = await generate({}, { remember: async (id) => void remembered.push(id) })
    expect(pixels(reply.bytes)).toBe(pixels(await painted([CHECKPOINT, '30 7 dpmpp_2m karras'])))
    expect(reply.sent).toMatchObject({
      checkpoint: CHECKPOINT,
      steps: 30,
      guidance: 7,
      sampler: 'dpmpp_2m',
      scheduler: 'karras',
      width: 768,
      height: 512,
      seed: 4711,
    })
    expect(reply.sent).not.toHaveProperty('withoutEffect')
    expect(remembered[0]).toMatch(new RegExp(`^${server.url}#[0-9a-f-]{36}$`))
    expect([...server.files.keys()]).toEqual([`output/panelwright/${remembered[0]!.split('#')[1]}_00001_.png`])
  })

  test('gives each call a file of its own, though it draws the same only once', async () => {
    const [one, two] = [await generate(), await generate()]
    expect(server.files.size).toBe(2)
    expect(server.executed.get('KSampler')).toBe(1)
    expect(server.executed.get('SaveImage')).toBe(2)
    expect(pixels(one.bytes)).toBe(pixels(two.bytes))
    expect(two.sent.cachedNodes).toBe(6)
  })

  test('loses only our picture when the call is stopped, whether it runs or waits', async () => {
    server.script = () => 'held'
    const stopRunning = new AbortController()
    const running = generate({}, { signal: stopRunning.signal })
    await until(() => server.queue.length === 1)
    const stopWaiting = new AbortController()
    const waiting = generate({ seed: 2 }, { signal: stopWaiting.signal })
    await until(() => server.queue.length === 2)
    stopWaiting.abort()
    expect(await failure(waiting)).toMatchObject({ kind: 'cancelled' })
    expect(server.queue).toHaveLength(1)
    stopRunning.abort()
    expect(await failure(running)).toMatchObject({ kind: 'cancelled' })
    await until(() => server.queue.length === 0)
    expect(server.stopped).toHaveLength(2)
    // The oldest know no other way; nobody else was running.
    expect(server.globalInterrupts).toBe(era === 'ancient' ? 1 : 0)
  })

  test('goes on with the work of others when our waiting picture is stopped', async () => {
    const theirs = server.occupy()
    const stop = new AbortController()
    const waiting = generate({}, { signal: stop.signal })
    await until(() => server.queue.length === 2)
    stop.abort()
    await failure(waiting)
    expect(server.queue).toEqual([theirs])
    expect(server.globalInterrupts).toBe(0)
  })
})

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('trouble on the way', () => {
  test.each<ComfyUiBehaviour>(['socket-drop', 'accepted-then-cut', 'cut-in-body', 'slow'])(
    '%s costs no picture and draws none twice',
    async (behaviour) => {
      await start({ script: () => behaviour })
      const { bytes } = await generate()
      expect(await checkPicture(bytes)).toMatchObject({ ok: true, width: 768 })
      expect([...server.charged.values()]).toEqual([1])
    },
  )

  test.each(['refused', 'silent'] as const)('a WebSocket that is %s only takes the progress away', async (sockets) => {
    await start({ sockets })
    const impatient = comfyUi({
      addresses: parseAddresses(server.url),
      checkpoint: CHECKPOINT,
      patience: { ...PATIENCE, openMs: 30 },
    })
    const io = { signal: new AbortController().signal, folder, remember: async () => {} }
    expect((await impatient.generate(request, io)).bytes.byteLength).toBeGreaterThan(500)
  })

  test('a picture whose transfer breaks is fetched again, not drawn again', async () => {
    await start()
    server.viewTroubles.push('cut', 'cut-in-body')
    expect(await checkPicture((await generate()).bytes)).toMatchObject({ ok: true })
    expect([...server.charged.values()]).toEqual([1])
  })

  test('a picture that was saved before the server was started anew is fetched from its folder', async () => {
    await start({ script: () => 'restarted-after' })
    expect((await generate()).bytes.byteLength).toBeGreaterThan(500)
    expect([...server.charged.values()]).toEqual([1])
  })

  test('what the server had no memory for is drawn at three quarters of its sides', async () => {
    await start({ script: ({ nth }) => (nth === 1 ? 'out-of-memory' : 'ok') })
    const { bytes, sent } = await generate()
    expect(await checkPicture(bytes)).toMatchObject({ width: 576, height: 384 })
    expect(sent).toMatchObject({ width: 576, height: 384, smallerThanAsked: { width: 768, height: 512 } })
  })

  test('what it has no memory for even then fails as out-of-memory', async () => {
    await start({ script: () => 'out-of-memory' })
    expect(await failure(generate())).toMatchObject({ kind: 'out-of-memory' })
    expect([...server.calls.values()]).toEqual([2])
  })

  test('nobody at the address is said with what to do', async () => {
    await start()
    await server.close()
    const error = await failure(generate())
    expect(error.kind).toBe('unreachable')
    expect(error.says).toBe(`Nothing answers at ${new URL(server.url).host}. Start ComfyUI there, or set COMFYUI_URL.`)
  })

  test('a wrong password is said without it', async () => {
    await start({ credentials: 'keeper:lamp-oil' })
    const error = await failure(
      provider(server.url.replace('//', '//keeper:wrong-word@')).generate(request, {
        signal: new AbortController().signal,
        folder,
        remember: async () => {},
      }),
    )
    expect(error.kind).toBe('unauthorized')
    expect(error.says).toContain('COMFYUI_AUTH')
    const all = `${error.message} ${error.detail} ${error.says}`
    expect(all).not.toContain('wrong-word')
    expect(all).not.toContain(Buffer.from('keeper:wrong-word').toString('base64'))
  })

  test('an address that is none breaks nothing until it is used', async () => {
    const broken = comfyuiSetup.connect((name) => (name === 'COMFYUI_URL' ? 'ftp://box' : undefined))
    expect(broken.pace('').concurrency).toBe(1)
    const error = await failure(
      broken.generate(request, { signal: new AbortController().signal, folder, remember: async () => {} }),
    )
    expect([error.kind, error.says]).toEqual(['wrong-address', expect.stringContaining('COMFYUI_URL')])
  })
})

test('progress goes up to the end, with a first look at the picture', async () => {
  await start()
  const fractions: number[] = []
  const previews: Uint8Array[] = []
  await generate(
    {},
    {
      progress: (fraction, preview) => {
        fractions.push(fraction)
        if (preview) previews.push(preview)
      },
    },
  )
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  expect([fractions[0], fractions.at(-1)]).toEqual([0.25, 1])
  expect(await checkPicture(previews[0]!)).toMatchObject({ ok: true, format: 'jpeg' })
})

test('bytes are waited for before the picture is read, and for nothing else', async () => {
  await start()
  const held: number[] = []
  const { bytes } = await generate({}, { hold: async (size) => void held.push(size) })
  expect(held).toEqual([bytes.byteLength])
})

test('settings of the request reach the sampler', async () => {
  await start()
  const tuning = { steps: 12, guidance: 4.5, sampler: 'euler', scheduler: 'normal' }
  const { bytes, sent } = await generate({ tuning })
  expect(pixels(bytes)).toBe(pixels(await painted([CHECKPOINT, '12 4.5 euler normal'])))
  expect(sent).toMatchObject(tuning)
})

describe('what the server does not accept', () => {
  test.each<[what: string, over: Partial<GenerationRequest>, options: ComfyUiOptions, kind: FailureKind, says: RegExp]>(
    [
      [
        'a checkpoint it lacks, with the nearest one first',
        { providerModel: 'sd_xl_base_1.0.safetensor' },
        { checkpoints: ['flux1-dev.safetensors', CHECKPOINT] },
        'missing-part',
        /no checkpoint “sd_xl_base_1\.0\.safetensor” on 127.*Did you mean sd_xl_base_1\.0\.safetensors\? There are also: flux1-dev/,
      ],
      ['any checkpoint, for it has none', {}, { checkpoints: [] }, 'missing-part', /It has none\.$/],
      [
        'a checkpoint among more than it lists in its answer',
        { providerModel: 'model-7b' },
        { checkpoints: Array.from({ length: 30 }, (_, n) => `model-${n}`) },
        'missing-part',
        /Did you mean model-7\? There are also: model-0, .* and 21 more\./,
      ],
      [
        'a sampler it lacks',
        { tuning: { sampler: 'eulr' } },
        {},
        'unsupported',
        /no sampler “eulr”.*Did you mean euler\?/,
      ],
      [
        'a guidance out of its range',
        { tuning: { guidance: 200 } },
        {},
        'invalid',
        /^guidance is 200 in KSampler \(sampler\); it may be 0 to 100\.$/,
      ],
    ],
  )('is said in words: %s', async (_, over, options, kind, says) => {
    for (const era of ['old', 'new'] as const) {
      await start({ era, ...options })
      const error = await failure(generate(over))
      expect(error.kind).toBe(kind)
      expect(error.says).toMatch(says)
      expect(server.files.size).toBe(0)
      await server.close()
    }
  })
})

describe('references', () => {
  const reference = (role: 'face' | 'place' | 'style', name: string) => {
    const path = `references/${name}.png`
    return { hash: name.padEnd(64, '0'), role, path, of: name }
  }
  beforeAll(async () => {
    mkdirSync(join(folder, 'references'), { recursive: true })
    for (const [seed, name] of ['nell', 'quay', 'ink'].entries())
      writeFileSync(
        join(folder, 'references', `${name}.png`),
        await plainPicture({ prompt: name, width: 64, height: 64, seed }),
      )
  })
  /** The name under which a reference lies on the server. */
  const nameOf = (name: string) => {
    const bytes = readFileSync(join(folder, 'references', `${name}.png`))
    const [path = ''] = [...server.files].find(([, file]) => file.equals(bytes)) ?? []
    return path.replace('input/', '')
  }
  const uploaded = () => [...server.files.keys()].filter((name) => name.startsWith('input/'))

  test('go through IPAdapter where the server has it: a face as a face, a style as a style', async () => {
    await start({ packs: ['ip-adapter'] })
    const { bytes, sent } = await generate({
      references: [reference('face', 'nell'), reference('style', 'ink')],
      tuning: { referenceWeight: 0.5 },
    })
    const means = [
      CHECKPOINT,
      `like ${nameOf('nell')} by 0.5 as standard`,
      `like ${nameOf('ink')} by 0.5 as style transfer`,
      '30 7 dpmpp_2m karras',
    ]
    expect(pixels(bytes)).toBe(pixels(await painted(means)))
    expect(sent).toMatchObject({ references: [{ role: 'face', of: 'nell', as: 'adapter' }, { as: 'adapter' }] })
  })

  test('are looked at by a checkpoint that was made for it, with core nodes alone', async () => {
    const checkpoint = 'flux1-kontext-dev.safetensors'
    await start({ checkpoints: [checkpoint] })
    const { sent } = await generate({ providerModel: checkpoint, references: [reference('face', 'nell')] })
    expect(sent).toMatchObject({ references: [{ as: 'latent' }] })
    expect(server.executed.get('ReferenceLatent')).toBe(1)
  })

  test('of a place are where the work starts from when that is asked for', async () => {
    await start()
    const { bytes, sent } = await generate({ references: [reference('place', 'quay')], tuning: { denoise: 0.6 } })
    expect(pixels(bytes)).toBe(
      pixels(await painted([CHECKPOINT, `from ${nameOf('quay')} by 0.6`, '30 7 dpmpp_2m karras'])),
    )
    expect(sent).toMatchObject({ references: [{ as: 'first-picture' }], denoise: 0.6 })
  })

  test('without effect are said to be so', async () => {
    await start()
    const { bytes, sent } = await generate({
      references: [reference('face', 'nell')],
      tuning: { denoise: 0.6, referenceWeight: 1 },
    })
    expect(pixels(bytes)).toBe(pixels(await painted([CHECKPOINT, '30 7 dpmpp_2m karras'])))
    expect(sent.withoutEffect).toEqual(['reference face of nell', 'denoise', 'reference weight'])
  })

  test('are uploaded once, and under another name where that one is taken', async () => {
    await start({ packs: ['ip-adapter'] })
    await generate({ references: [reference('face', 'nell')] })
    await generate({ references: [reference('face', 'nell')], seed: 2 })
    expect(uploaded()).toHaveLength(1)
    const [name] = uploaded()
    server.files.set(name!, Buffer.from('of somebody else'))
    const { bytes } = await generate({ references: [reference('face', 'nell')], seed: 3 })
    expect(uploaded()).toEqual([name, name!.replace('.png', ' (1).png')])
    const renamed = name!.replace('input/', '').replace('.png', ' (1).png')
    const means = [CHECKPOINT, `like ${renamed} by 0.8 as standard`, '30 7 dpmpp_2m karras']
    expect(pixels(bytes)).toBe(pixels(await painted(means, { seed: 3 })))
  })

  test('that are not in the book end the call in words', async () => {
    await start()
    const error = await failure(generate({ references: [{ ...reference('face', 'nobody'), hash: 'x' }] }))
    expect([error.kind, error.says]).toEqual(['invalid', 'The reference references/nobody.png cannot be read.'])
  })
})

describe('a call whose end was not seen', () => {
  const io = () => ({ signal: new AbortController().signal, folder, remember: async () => {} })
  async function cutOff(behaviour: ComfyUiBehaviour): Promise<string> {
    await start({ script: () => behaviour })
    const remembered = Promise.withResolvers<string>()
    // The process that asked is gone: nobody waits for the answer, nobody cancels.
    void generate({}, { remember: async (id) => remembered.resolve(id) }).catch(() => {})
    const id = await remembered.promise
    await until(() => server.calls.size > 0)
    return id
  }

  test('is running while it runs, and then its picture', async () => {
    const id = await cutOff('held')
    expect(await provider().reconcile!(id, io(), request)).toBe('running')
    server.finish()
    await until(() => server.queue.length === 0)
    const found = await provider().reconcile!(id, io(), request)
    expect(await checkPicture((found as ProviderReply).bytes)).toMatchObject({ ok: true, width: 768 })
    expect([...server.charged.values()]).toEqual([1])
  })

  test('has its picture still when the server was started anew since', async () => {
    const id = await cutOff('ok')
    await until(() => server.queue.length === 0)
    server.restart()
    const found = await provider().reconcile!(id, io(), request)
    expect((found as ProviderReply).bytes.byteLength).toBeGreaterThan(500)
  })

  test('is lost when the server knows nothing of it, or is none of ours any more', async () => {
    await start()
    const id = `${server.url}#00000000-0000-4000-8000-000000000000`
    expect(await provider().reconcile!(id, io(), request)).toBe('lost')
    const other = 'http://127.0.0.1:9#00000000-0000-4000-8000-000000000000'
    expect(await provider().reconcile!(other, io(), request)).toBe('lost')
  })

  test('is lost when it failed', async () => {
    const id = await cutOff('broken-node')
    await until(() => server.queue.length === 0)
    expect(await provider().reconcile!(id, io(), request)).toBe('lost')
  })

  test('cannot be told of while the only server is away', async () => {
    await start()
    await server.close()
    const id = `${server.url}#00000000-0000-4000-8000-000000000000`
    expect(await failure(provider().reconcile!(id, io(), request))).toMatchObject({ kind: 'unreachable' })
  })
})

test('looking around tells checkpoints, version, memory and what is missing', async () => {
  await start({ checkpoints: ['one.safetensors', 'two.safetensors'] })
  const { host } = new URL(server.url)
  expect(await provider().lookAround!(new AbortController().signal)).toEqual({
    models: [
      { id: 'one.safetensors', shutdownOn: null },
      { id: 'two.safetensors', shutdownOn: null },
    ],
    notes: [
      `${host}: ComfyUI 0.18.1, 11 GB of 26 GB of memory free.`,
      expect.stringContaining(`${host} has no IPAdapter`),
    ],
  })
})
