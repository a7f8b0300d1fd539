import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ComfyUiOptions, ComfyUiServer } from '../../../../../e2e/harness/vendors/comfyui/comfyui-server.ts'
import { plainPicture } from '../../../../../e2e/harness/vendors/paint.ts'
import type { GenerationRequest } from '../../../../shared/domain/generation.ts'
import { checkPicture } from '../../../images/check-picture.ts'
import { ProviderError } from '../../provider.ts'
import { parseAddresses } from '../address.ts'
import { comfyUi } from '../comfyui-provider.ts'
import type { Graph } from '../graph.ts'
import type { ObjectInfo } from '../object-info.ts'
import { PATIENCE } from '../watch.ts'
import type { Bindings, Workflow } from './bindings.ts'
import { graphProblems } from './graph-problems.ts'
import { FLUX, USUAL } from './graphs.fixture.ts'
import { bindingsOf, guessBindings } from './guess-bindings.ts'

const INSTALLED: ComfyUiOptions = {
  checkpoints: ['ink.safetensors', 'flux1-dev.safetensors'],
  loras: ['hatching.safetensors'],
}
let folder: string
let server: ComfyUiServer
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-workflow-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server.close()
})

/** Draws with a workflow that lies in a project. */
async function draw(graph: Graph, over: Partial<GenerationRequest> = {}, bindings: Bindings = {}) {
  const workflow: Workflow = {
    kind: 'comfyui-workflow',
    graph,
    bindings: { ...bindingsOf(guessBindings(graph)), ...bindings },
  }
  const content = JSON.stringify(workflow)
  const hash = createHash('sha256').update(content).digest('hex')
  const path = 'workflows/one.json'
  mkdirSync(join(folder, 'workflows'), { recursive: true })
  writeFileSync(join(folder, path), content)
  const request: GenerationRequest = {
    prompt: 'Nell on the stairs',
    negativePrompt: '',
    provider: 'comfyui',
    providerModel: 'sd_xl_base_1.0.safetensors',
    width: 640,
    height: 512,
    quality: null,
    seed: 99,
    references: [],
    artStyle: { id: 'noir', version: 1 },
    language: 'en',
    index: 0,
    stage: null,
    tuning: { workflow: { hash, path } },
    ...over,
  }
  const patience = { ...PATIENCE, pollMs: { first: 5, last: 25 }, silentMs: 100 }
  const provider = comfyUi({ addresses: parseAddresses(server.url), checkpoint: 'x', patience })
  const io = { signal: new AbortController().signal, folder, remember: async () => {} }
  return provider.generate(request, io)
}

async function failure(made: Promise<unknown>): Promise<ProviderError> {
  const error = await made.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ProviderError)
  return error as ProviderError
}

describe('a workflow of the author’s', () => {
  test('draws the request with its own checkpoint and settings', async () => {
    server = await ComfyUiServer.start(INSTALLED)
    const { bytes, sent } = await draw(USUAL)
    const means = ['ink.safetensors', 'lora hatching.safetensors', '28 6 euler normal']
    const wanted = await plainPicture({
      prompt: ['Nell on the stairs', ...means].join('\n'),
      seed: 99,
      width: 640,
      height: 512,
    })
    expect(Buffer.from(bytes).includes(wanted.subarray(wanted.indexOf('IDAT')))).toBe(true)
    expect(sent).toMatchObject({ seed: 99, width: 640, height: 512 })
    expect(sent).not.toHaveProperty('checkpoint')
  })

  test('whose picture is only shown has it saved', async () => {
    server = await ComfyUiServer.start(INSTALLED)
    const { bytes } = await draw(FLUX)
    expect(await checkPicture(bytes)).toMatchObject({ ok: true, width: 640, height: 512 })
    expect([...server.files.keys()][0]).toMatch(/^output\/panelwright\//)
  })

  test('that nothing of a request reaches gives each job its own file all the same', async () => {
    server = await ComfyUiServer.start(INSTALLED)
    const none = { seed: undefined, width: undefined, height: undefined } as unknown as Bindings
    await draw(USUAL, {}, none)
    const { sent } = await draw(USUAL, { seed: 100 }, none)
    expect(server.files.size).toBe(2)
    expect(server.executed.get('KSampler')).toBe(1)
    expect(sent.withoutEffect).toEqual(['seed', 'width', 'height'])
  })

  test.each(['old', 'new'] as const)('that needs a node an %s server lacks says which, and the pack', async (era) => {
    server = await ComfyUiServer.start({ ...INSTALLED, era })
    const graph: Graph = {
      ...USUAL,
      '40': { class_type: 'IPAdapterUnifiedLoader', inputs: { model: ['10', 0], preset: 'PLUS (high strength)' } },
      '3': { ...USUAL['3']!, inputs: { ...USUAL['3']!.inputs, model: ['40', 0] } },
    }
    expect(await failure(draw(graph))).toMatchObject({
      kind: 'missing-part',
      says: expect.stringMatching(/lacks the node IPAdapterUnifiedLoader\. Install the pack ComfyUI IPAdapter Plus\.$/),
    })
  })

  test.each<[what: string, change: Graph, kind: string, says: RegExp]>([
    [
      'a LoRA that is not there',
      { '10': { ...USUAL['10']!, inputs: { ...USUAL['10']!.inputs, lora_name: 'hatchin.safetensors' } } },
      'missing-part',
      /no LoRA “hatchin\.safetensors” on .*Did you mean hatching\.safetensors\?/,
    ],
    [
      'an input that is missing',
      { '5': { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 512 } } },
      'invalid',
      /^EmptyLatentImage \(5\) has no batch_size: the workflow was made for another version of it\.$/,
    ],
    [
      'a link that does not fit',
      { '8': { class_type: 'VAEDecode', inputs: { samples: ['4', 2], vae: ['4', 2] } } },
      'invalid',
      /^What is linked to samples of VAEDecode \(8\) does not fit there\.$/,
    ],
    [
      'a link to nowhere',
      { '8': { class_type: 'VAEDecode', inputs: { samples: ['77', 0], vae: ['4', 2] } } },
      'invalid',
      /does not accept VAEDecode \(8\)\.$/,
    ],
    [
      'a picture that is not on the server',
      {
        '50': { class_type: 'LoadImage', inputs: { image: 'mine.png' }, _meta: { title: 'The quay' } },
        '51': { class_type: 'VAEEncode', inputs: { pixels: ['50', 0], vae: ['4', 2] } },
        '3': { ...USUAL['3']!, inputs: { ...USUAL['3']!.inputs, latent_image: ['51', 0] } },
      },
      'invalid',
      /^The picture “mine\.png” that “The quay” \(LoadImage, 50\) loads is not on /,
    ],
  ])('that the server does not accept says so in words: %s', async (_, change, kind, says) => {
    server = await ComfyUiServer.start(INSTALLED)
    expect(await failure(draw({ ...USUAL, ...change }))).toMatchObject({ kind, says: expect.stringMatching(says) })
  })

  test('that was changed by hand since it was queued is not drawn with', async () => {
    server = await ComfyUiServer.start(INSTALLED)
    const path = 'workflows/one.json'
    const error = await failure(draw(USUAL, { tuning: { workflow: { hash: '0'.repeat(64), path } } }))
    expect([error.kind, error.says]).toEqual(['invalid', expect.stringContaining(path)])
    expect(server.calls.size).toBe(0)
  })
})

test('what a server lacks of a workflow is told without drawing', async () => {
  server = await ComfyUiServer.start({ checkpoints: ['inks.safetensors'], loras: ['hatching.safetensors'] })
  const info = await fetch(`${server.url}/object_info`).then((reply) => reply.json() as Promise<ObjectInfo>)
  const graph = { ...USUAL, '60': { class_type: 'FaceDetailer', inputs: { image: ['8', 0] } } }
  expect(graphProblems(graph, info)).toEqual([
    'CheckpointLoaderSimple (4) wants ckpt_name “ink.safetensors”, which it has not. The nearest it has is inks.safetensors.',
    'It lacks the node FaceDetailer (60), which comes with the pack ComfyUI Impact Pack.',
  ])
  expect(server.calls.size).toBe(0)
})
