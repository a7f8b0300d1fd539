import { describe, expect, test } from 'vitest'
import { objectInfo } from '../../../../e2e/harness/vendors/comfyui/object-info.ts'
import { validate } from '../../../../e2e/harness/vendors/comfyui/validate.ts'
import type { GenerationRequest, ReferenceRole, Tuning } from '../../../shared/domain/generation.ts'
import { builtInGraph } from './built-in-graph.ts'
import type { ObjectInfo } from './object-info.ts'
import { presetFor, type ReferenceUse, referenceUses, type UploadedReference } from './references.ts'

const SDXL = 'sd_xl_base_1.0.safetensors'
const KONTEXT = 'flux1-kontext-dev.safetensors'
const installed = (packs: 'ip-adapter'[], newCombos = true) =>
  objectInfo({ checkpoints: [SDXL, KONTEXT], loras: [], images: [], packs, newCombos })
const PLAIN = installed([])
const ADAPTER = installed(['ip-adapter'])

const request = (tuning: Tuning = {}, providerModel = SDXL): GenerationRequest => ({
  prompt: 'Nell',
  negativePrompt: 'photograph',
  provider: 'comfyui',
  providerModel,
  width: 832,
  height: 1216,
  quality: null,
  seed: 2 ** 31 - 1,
  references: [],
  artStyle: { id: 'noir', version: 1 },
  language: 'en',
  index: 0,
  stage: null,
  tuning,
})
const uploaded = (...roles: ReferenceRole[]): UploadedReference[] =>
  roles.map((role, n) => ({ hash: `${n}`, role, path: `${n}.png`, of: `who-${n}`, name: `panelwright/${n}.png` }))

describe('the built-in graph', () => {
  test.each<[what: string, info: ObjectInfo, references: ReferenceRole[], tuning: Tuning, model: string]>([
    ['without references', PLAIN, [], {}, SDXL],
    ['with every setting', PLAIN, [], { steps: 150, guidance: 30, sampler: 'euler', scheduler: 'simple' }, SDXL],
    ['with two references through IPAdapter', ADAPTER, ['face', 'style'], { referenceWeight: 2 }, SDXL],
    ['with a place to start from and a face', ADAPTER, ['place', 'face'], { denoise: 0.4 }, SDXL],
    ['with references for a model that edits', PLAIN, ['face', 'outfit'], {}, KONTEXT],
    ['with references that nothing can use', PLAIN, ['face'], {}, SDXL],
  ])('is one the server accepts: %s', (_, info, references, tuning, model) => {
    const { graph, output } = builtInGraph(request(tuning, model), 'panelwright/x', uploaded(...references), info)
    const known = validate(graph, info as ReturnType<typeof installed>, () => true, true)
    expect(known).toEqual({ ok: true, outputs: [output], nodeErrors: {} })
  })

  test('starts from an empty picture of the size that is asked for', () => {
    const { graph } = builtInGraph(request(), 'panelwright/x', [], PLAIN)
    expect(graph.empty!.inputs).toEqual({ width: 832, height: 1216, batch_size: 1 })
    expect(graph.save!.inputs.filename_prefix).toBe('panelwright/x')
  })

  test('has no empty picture where it starts from a place, which it is scaled to', () => {
    const { graph } = builtInGraph(request({ denoise: 0.4 }), 'x', uploaded('place'), PLAIN)
    expect(graph).not.toHaveProperty('empty')
    expect(graph.scaled1!.inputs).toMatchObject({ width: 832, height: 1216, crop: 'center' })
    expect(graph.sampler!.inputs.denoise).toBe(0.4)
  })
})

test.each<[info: ObjectInfo, model: string, denoise: number | undefined, roles: ReferenceRole[], uses: ReferenceUse[]]>(
  [
    [PLAIN, SDXL, undefined, ['face', 'place'], ['none', 'none']],
    [PLAIN, SDXL, 0.5, ['face', 'place'], ['none', 'first-picture']],
    [PLAIN, SDXL, 1, ['place'], ['none']],
    [ADAPTER, SDXL, 0.5, ['face', 'place', 'place'], ['adapter', 'first-picture', 'adapter']],
    [PLAIN, 'Qwen-Image-Edit-2509.safetensors', undefined, ['face'], ['latent']],
    [ADAPTER, KONTEXT, undefined, ['face'], ['latent']],
  ],
)('references are used as the server allows (%#)', (info, model, denoise, roles, uses) => {
  expect(referenceUses(uploaded(...roles), info, model, denoise)).toEqual(uses)
})

test('presets are found by their words, in both forms of lists', () => {
  for (const newCombos of [true, false]) {
    const info = installed(['ip-adapter'], newCombos)
    expect([presetFor('face', info), presetFor('style', info)]).toEqual([
      'PLUS FACE (portraits)',
      'PLUS (high strength)',
    ])
  }
  const renamed = {
    IPAdapterUnifiedLoader: { input: { required: { preset: [['PLUS (strong)', 'PLUS FACE (people)']] } } },
  }
  expect([presetFor('face', renamed), presetFor('outfit', renamed)]).toEqual(['PLUS FACE (people)', 'PLUS (strong)'])
})
