import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { a1111, a1111Setup } from '../../src/main/providers/a1111/a1111-provider.ts'
import { describeProvider } from '../../src/main/providers/contract.case.ts'
import { ProviderError, type ProviderIo } from '../../src/main/providers/provider.ts'
import type { GenerationRequest, RequestReference } from '../../src/shared/domain/generation.ts'
import type { FailureKind } from '../../src/shared/domain/job.ts'
import { type A1111Behaviour, A1111Server } from '../harness/vendors/a1111/a1111-server.ts'
import { CONTROL_MODELS, IP_ADAPTERS } from '../harness/vendors/a1111/flavours.ts'
import { plainPicture } from '../harness/vendors/paint.ts'
import { SdServer } from '../harness/vendors/sd-server/sd-server.ts'
import type { SdapiBehaviour } from '../harness/vendors/sd-server/sdapi.ts'

const PASSWORD = 'correct-horse-battery'
const AUTH = `artist:${PASSWORD}`
const folder = mkdtempSync(join(tmpdir(), 'panelwright-a1111-'))
const reference = await storeReference('face', 'Mara')

const servers = {
  a1111: await A1111Server.start({ auth: AUTH }),
  forge: await A1111Server.start({ flavour: 'forge' }),
  sdnext: await A1111Server.start({ flavour: 'sdnext' }),
}
const sdServer = await SdServer.start()
const others: { close(): Promise<void> }[] = []
afterAll(async () => {
  await Promise.all([...Object.values(servers), sdServer, ...others].map((server) => server.close()))
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  for (const server of Object.values(servers)) server.script = () => 'ok'
  sdServer.script = () => 'ok'
})

async function start(options: Parameters<typeof A1111Server.start>[0]): Promise<A1111Server> {
  const server = await A1111Server.start(options)
  others.push(server)
  return server
}

/** A picture in the project folder, as a request names it. */
async function storeReference(role: RequestReference['role'], of: string): Promise<RequestReference> {
  const bytes = await plainPicture({ prompt: of, width: 96, height: 96, seed: 1 })
  const hash = createHash('sha256').update(bytes).digest('hex')
  writeFileSync(join(folder, `${hash}.png`), bytes)
  return { hash, role, path: `${hash}.png`, of }
}

function requestFor(changes: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    prompt: 'ink drawing, a ferry at the slipway, dusk',
    negativePrompt: 'text, watermark',
    provider: 'a1111',
    providerModel: 'loaded',
    width: 512,
    height: 384,
    quality: null,
    seed: 1234,
    references: [],
    artStyle: { id: 'ink', version: 1 },
    language: 'en',
    index: 0,
    stage: null,
    ...changes,
  }
}

function providerAt(url: string, more: Record<string, string> = {}, lookEveryMs?: number) {
  const settings: Record<string, string> = { A1111_URL: url, ...more }
  return a1111((name) => settings[name], lookEveryMs)
}

function ioWith(changes: Partial<ProviderIo> = {}): ProviderIo {
  return { signal: new AbortController().signal, folder, remember: async () => {}, ...changes }
}

const generateAt = (url: string, changes: Partial<GenerationRequest> = {}, io: Partial<ProviderIo> = {}) =>
  providerAt(url).generate(requestFor(changes), ioWith(io))

async function failureOf(made: Promise<unknown>): Promise<ProviderError> {
  const error = await made.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ProviderError)
  return error as ProviderError
}

/** Resolves when the condition holds; looked at after every request that comes in. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

const bodiesOf = (server: A1111Server | SdServer, path: RegExp) =>
  server.seen
    .filter(({ method, path: asked }) => method === 'POST' && path.test(asked))
    .map(({ body }) => JSON.parse(body.toString('utf8')) as Record<string, unknown>)

const FAILURES: [A1111Behaviour, FailureKind][] = [
  ['cut', 'network'],
  ['cut-in-body', 'network'],
  ['wrong-mime', 'corrupt'],
  ['bad-gateway', 'overloaded'],
  ['out-of-memory', 'out-of-memory'],
  ['sampler-missing', 'missing-part'],
  ['unprocessable', 'invalid'],
  ['nan', 'invalid'],
  ['no-images', 'no-image'],
  ['not-a-picture', 'corrupt'],
  ['interrupted', 'no-image'],
]

for (const [flavour, server] of Object.entries(servers))
  describeProvider(`A1111's provider at ${flavour}`, {
    make: () => providerAt(server.url, flavour === 'a1111' ? { A1111_AUTH: AUTH } : {}),
    request: requestFor({ references: [reference], tuning: { steps: 12, sampler: 'Euler a' } }),
    check: checkPicture,
    folder,
    repeatable: true,
    secrets: [PASSWORD, AUTH, Buffer.from(AUTH).toString('base64')],
    failures: FAILURES.map(([behaviour, kind]) => ({
      name: behaviour,
      kind,
      prepare() {
        server.script = () => behaviour
      },
    })),
  })

describeProvider("A1111's provider at sd-server", {
  make: () => providerAt(sdServer.url),
  request: requestFor({ references: [reference], tuning: { steps: 4, sampler: 'Euler a', scheduler: 'Karras' } }),
  check: checkPicture,
  folder,
  repeatable: true,
  failures: (
    [
      ['cut', 'network'],
      ['wrong-mime', 'corrupt'],
      ['bad-gateway', 'overloaded'],
      ['no-results', 'no-image'],
      ['out-of-memory', 'out-of-memory'],
    ] as [SdapiBehaviour, FailureKind][]
  ).map(([behaviour, kind]) => ({
    name: behaviour,
    kind,
    prepare() {
      sdServer.script = () => behaviour
    },
  })),
})

describe('what is sent', () => {
  test('is all of use to the server, whichever it is', async () => {
    for (const flavour of ['a1111', 'forge'] as const) {
      const server = await start({ flavour })
      await generateAt(server.url, { references: [reference], tuning: { steps: 20, guidance: 5 } })
      expect(server.dropped).toEqual([])
    }
  })

  test('has the usual settings where nobody says otherwise, in the names of the server', async () => {
    const server = await start({})
    const { sent } = await generateAt(server.url)
    const [body] = bodiesOf(server, /txt2img/)
    expect(body).toMatchObject({
      prompt: requestFor().prompt,
      negative_prompt: 'text, watermark',
      seed: 1234,
      width: 512,
      height: 384,
      steps: 30,
      cfg_scale: 7,
      sampler_name: 'DPM++ 2M',
      scheduler: 'Karras',
    })
    expect(body?.override_settings).toBeUndefined()
    expect(sent).toMatchObject({ seed: 1234, checkpoint: 'inkworks-xl', withoutEffect: [] })
  })

  test('leaves steps and guidance to sd-server, which was started with those that fit its model', async () => {
    await generateAt(sdServer.url)
    const body = bodiesOf(sdServer, /txt2img/).at(-1)!
    expect(body).not.toHaveProperty('steps')
    expect(body).not.toHaveProperty('cfg_scale')
  })

  test('a checkpoint is loaded and stays loaded', async () => {
    const server = await start({ flavour: 'forge' })
    const { sent } = await generateAt(server.url, { providerModel: 'gouache-xl' })
    expect(sent.checkpoint).toBe('gouache-xl')
    expect(server.loaded).toBe('gouache-xl.safetensors [31e35c80fc]')
  })

  test('one that came after the server was first asked is found', async () => {
    const server = await start({})
    const provider = providerAt(server.url)
    await provider.generate(requestFor(), ioWith())
    server.checkpoints.push({ ...server.checkpoints[0]!, title: 'new.safetensors', model_name: 'new' })
    const { sent } = await provider.generate(requestFor({ providerModel: 'new' }), ioWith())
    expect(sent.checkpoint).toBe('new')
  })
})

describe('references', () => {
  test('go into units of ControlNet, faces through the adapter for faces', async () => {
    const server = await start({})
    const place = await storeReference('place', 'slipway')
    const { sent } = await generateAt(server.url, {
      references: [reference, place],
      tuning: { referenceWeight: 0.5, denoise: 0.4 },
    })
    const body = bodiesOf(server, /txt2img/)[0]!
    const { args } = (body.alwayson_scripts as { controlnet: { args: Record<string, unknown>[] } }).controlnet
    expect(args.map(({ model, weight }) => [model, weight])).toEqual([
      [CONTROL_MODELS[2], 0.5],
      [CONTROL_MODELS[3], 0.5],
    ])
    expect(sent.references).toMatchObject([
      { role: 'face', of: 'Mara', as: `IP-Adapter ${CONTROL_MODELS[2]}, weight 0.5` },
      { role: 'place', as: `IP-Adapter ${CONTROL_MODELS[3]}, weight 0.5` },
    ])
    expect(sent.withoutEffect).toEqual(['denoise'])
  })

  test('change the picture', async () => {
    const server = await start({ flavour: 'forge' })
    const [without, with_] = [await generateAt(server.url), await generateAt(server.url, { references: [reference] })]
    expect(Buffer.compare(without.bytes, with_.bytes)).not.toBe(0)
  })

  test('are what the drawing starts from where there is no IP-Adapter, and it says so', async () => {
    const server = await start({ controlNet: false })
    const second = await storeReference('style', 'washes')
    const { sent } = await generateAt(server.url, { references: [reference, second], tuning: { denoise: 0.6 } })
    const [body] = bodiesOf(server, /img2img/)
    expect(body).toMatchObject({ denoising_strength: 0.6, resize_mode: 1 })
    expect(body?.init_images).toHaveLength(1)
    expect(sent.withoutEffect).toEqual(['reference 2'])
    expect(sent.references).toMatchObject([{ as: expect.stringContaining('changed by 0.6') }, { as: /left out/ }])
  })

  test('go through the IP adapters that SD.Next has of its own', async () => {
    const server = await start({ flavour: 'sdnext', ipAdapters: IP_ADAPTERS })
    await generateAt(server.url, { references: [reference], tuning: { referenceWeight: 1.4 } })
    const [body] = bodiesOf(server, /txt2img/)
    expect(body?.ip_adapter).toMatchObject([{ adapter: 'Plus Face SDXL', scale: 1 }])
  })

  test('go to sd-server as they are', async () => {
    const before = bodiesOf(sdServer, /txt2img/).length
    const { sent } = await generateAt(sdServer.url, { references: [reference] })
    const [body] = bodiesOf(sdServer, /txt2img/).slice(before)
    expect(body?.extra_images).toHaveLength(1)
    expect(sent.references).toMatchObject([{ as: 'reference image' }])
  })
})

describe('the picture', () => {
  test.each(['grid-first', 'maps-last'] as const)('is found with %s', async (behaviour) => {
    const server = await start({ script: () => behaviour })
    const { bytes } = await generateAt(server.url)
    expect(await checkPicture(bytes)).toMatchObject({ ok: true, width: 512, height: 384 })
  })

  test('is made smaller once when memory runs out, and it says so', async () => {
    const server = await start({ script: ({ nth }) => (nth === 1 ? 'out-of-memory' : 'ok') })
    const { bytes, sent } = await generateAt(server.url, { width: 1000, height: 600 })
    expect(await checkPicture(bytes)).toMatchObject({ ok: true, width: 752, height: 448 })
    expect(sent).toMatchObject({ width: 752, height: 448, asked: { width: 1000, height: 600 } })
  })

  test('is given up when memory runs out again', async () => {
    const server = await start({ script: () => 'out-of-memory' })
    expect((await failureOf(generateAt(server.url))).kind).toBe('out-of-memory')
    expect(server.calls.get(requestFor().prompt)).toBe(2)
  })
})

describe('what is missing is named, with what there is', () => {
  test.each([
    ['sampler', { tuning: { sampler: 'DPM+ 2M' } }, 'It has: DPM++ 2M, '],
    ['scheduler', { tuning: { scheduler: 'Karas' } }, 'It has: Karras, '],
    ['checkpoint', { providerModel: 'gouache-lx' }, 'It has: gouache-xl, '],
  ] as const)('%s', async (noun, changes, list) => {
    const { kind, says } = await failureOf(generateAt(servers.forge.url, changes))
    expect(kind).toBe('missing-part')
    expect(says).toContain(`has no ${noun} “`)
    expect(says).toContain(list)
  })

  test('a checkpoint that the server passes over is no picture', async () => {
    const server = await start({ script: () => 'other-checkpoint' })
    const { kind, says } = await failureOf(generateAt(server.url, { providerModel: 'noir-15' }))
    expect(kind).toBe('missing-part')
    expect(says).toContain('inkworks-xl instead of noir-15')
  })

  test('a checkpoint that cannot be loaded any more', async () => {
    const server = await start({ flavour: 'forge', script: () => 'checkpoint-missing' })
    expect((await failureOf(generateAt(server.url, { providerModel: 'noir-15' }))).kind).toBe('missing-part')
  })
})

describe('the address', () => {
  test('needs a name and a password', async () => {
    const { kind, says } = await failureOf(generateAt(servers.a1111.url))
    expect(kind).toBe('no-key')
    expect(says).toContain('A1111_AUTH')
  })

  test('does not accept these', async () => {
    const wrong = providerAt(servers.a1111.url, { A1111_AUTH: 'artist:something-else' })
    const failure = await failureOf(wrong.generate(requestFor(), ioWith()))
    expect(failure.kind).toBe('unauthorized')
    expect(`${failure.detail} ${failure.says}`).not.toContain('something-else')
  })

  test('is that of another service', async () => {
    const { kind, says } = await failureOf(generateAt(`${servers.forge.url}/elsewhere`))
    expect(kind).toBe('wrong-address')
    expect(says).toContain('--api')
  })

  test('is none', async () => {
    expect((await failureOf(generateAt('http://:7860'))).kind).toBe('wrong-address')
  })

  test('has nobody behind it', async () => {
    const gone = await A1111Server.start()
    await gone.close()
    const { kind, says } = await failureOf(generateAt(gone.url))
    expect([kind, says]).toEqual(['unreachable', `Nothing answers at ${new URL(gone.url).host}.`])
  })

  test('may be several, of which one is away', async () => {
    const gone = await A1111Server.start()
    await gone.close()
    const [one, two] = [await start({}), await start({})]
    const provider = providerAt([gone.url, one.url, two.url].join(', '))
    expect(provider.pace('loaded').concurrency).toBe(3)
    const made = await Promise.all(
      [1, 2, 3, 4].map((seed) => provider.generate(requestFor({ seed, prompt: `panel ${seed}` }), ioWith())),
    )
    expect(made.map(({ sent }) => sent.seed)).toEqual([1, 2, 3, 4])
    expect([one.calls.size, two.calls.size]).toEqual([2, 2])
  })
})

describe('while it is drawn', () => {
  test('tells how far it is, with a first look', async () => {
    const server = await start({ script: () => 'hang' })
    const looks: [number, number][] = []
    const made = providerAt(server.url, {}, 5).generate(
      requestFor(),
      ioWith({
        progress(fraction, preview) {
          looks.push([fraction, preview?.byteLength ?? 0])
          if (fraction > 0.4 && looks.some(([, size]) => size > 0)) server.release()
        },
      }),
    )
    await made
    expect(looks.some(([fraction]) => fraction > 0.4 && fraction <= 1)).toBe(true)
    // The same look is not sent twice.
    expect(looks.filter(([, size]) => size > 0)).toHaveLength(1)
  })

  test('says nothing where the server does not, and makes the picture', async () => {
    const looks: number[] = []
    const before = sdServer.seen.length
    const provider = providerAt(sdServer.url, {}, 1)
    sdServer.script = () => 'slow'
    const { bytes } = await provider.generate(requestFor(), ioWith({ progress: (fraction) => looks.push(fraction) }))
    expect(bytes.byteLength).toBeGreaterThan(0)
    expect(looks).toEqual([])
    expect(sdServer.seen.slice(before).filter(({ path }) => path === '/internal/progress')).toHaveLength(1)
  })

  test('is interrupted at the server when we are stopped, and the server is free again', async () => {
    const server = await start({ script: ({ nth }) => (nth === 1 ? 'hang' : 'ok') })
    const stop = new AbortController()
    const made = failureOf(generateAt(server.url, {}, { signal: stop.signal }))
    await until(() => server.worker.picture !== null)
    stop.abort()
    expect((await made).kind).toBe('cancelled')
    expect(server.interrupts).toBe(1)
    await generateAt(server.url)
  })

  test('is not interrupted while the server works for another', async () => {
    const server = await start({ script: ({ prompt }) => (prompt === 'theirs' ? 'hang' : 'ok') })
    const theirs = generateAt(server.url, { prompt: 'theirs' })
    await until(() => server.worker.picture !== null)
    const stop = new AbortController()
    const ours = failureOf(generateAt(server.url, { prompt: 'ours' }, { signal: stop.signal }))
    await until(() => server.worker.pending.size === 1)
    stop.abort()
    expect((await ours).kind).toBe('cancelled')
    expect(server.interrupts).toBe(0)
    server.release()
    expect((await theirs).bytes.byteLength).toBeGreaterThan(0)
  })

  test('is never interrupted where the server cannot say whose picture it draws', async () => {
    const server = await start({ flavour: 'sdnext', script: () => 'hang' })
    const stop = new AbortController()
    const made = failureOf(generateAt(server.url, {}, { signal: stop.signal }))
    await until(() => server.worker.picture !== null)
    stop.abort()
    expect((await made).kind).toBe('cancelled')
    expect(server.interrupts).toBe(0)
  })
})

describe('looking around', () => {
  test('names checkpoints, what becomes of references, and free memory', async () => {
    const outlook = await providerAt(servers.forge.url).lookAround?.(new AbortController().signal)
    expect(outlook?.models.map(({ id }) => id)).toEqual(['inkworks-xl', 'gouache-xl', 'noir-15'])
    expect(outlook?.notes).toEqual([
      expect.stringContaining('inkworks-xl.safetensors [e6bb9ea85b] loaded'),
      expect.stringContaining('DPM++ 2M'),
      expect.stringContaining('ControlNet with an IP-Adapter (3 installed, 3 at once)'),
      'Graphics memory: 9.5 of 12.0 GiB are free.',
    ])
  })

  test('says that the first reference is all there is, without an IP-Adapter', async () => {
    const outlook = await providerAt(servers.sdnext.url).lookAround?.(new AbortController().signal)
    expect(outlook?.notes.join(' ')).toContain('It has no IP-Adapter')
  })

  test('fails as a picture would', async () => {
    const { kind } = await failureOf(
      Promise.resolve(providerAt(servers.a1111.url).lookAround?.(new AbortController().signal)),
    )
    expect(kind).toBe('no-key')
  })
})

test('the checkpoint of the setting comes first, and the loaded one may still be asked for', () => {
  const settings: Record<string, string> = { A1111_CHECKPOINT: 'gouache-xl' }
  expect(a1111Setup.connect((name) => settings[name]).models).toEqual(['gouache-xl', 'loaded'])
  expect(a1111Setup.connect(() => undefined).models).toEqual(['loaded'])
})
