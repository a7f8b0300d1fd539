import { describe, expect, test } from 'vitest'
import type { ReferenceRole } from '../../../shared/domain/generation.ts'
import { chooseAdapter, sendReferences } from './references.ts'
import type { ReferenceWay } from './stock.ts'

const FORGE = ['InsightFace+CLIP-H (IPAdapter)', 'CLIP-ViT-H (IPAdapter)', 'CLIP-ViT-bigG (IPAdapter)']
const OLD = ['ip-adapter_clip_sd15', 'ip-adapter_clip_sdxl', 'ip-adapter_clip_sdxl_plus_vith', 'ip-adapter_face_id']
const MODELS = [
  'ip-adapter-faceid_sdxl [59ee31a3]',
  'ip-adapter_sd15 [6a3f6166]',
  'ip-adapter-plus_sdxl_vit-h [f1f19f7d]',
  'ip-adapter-plus-face_sdxl_vit-h [c60d7d48]',
]

describe('an adapter fits the checkpoint and the role, and its module the adapter', () => {
  test.each<
    [models: string[], modules: string[], ReferenceRole, checkpoint: string | null, model: string, module: string]
  >([
    [MODELS, ['ip-adapter-auto', ...OLD], 'face', 'inkworks-xl', MODELS[3]!, 'ip-adapter-auto'],
    [MODELS, OLD, 'face', 'ponyInk', MODELS[3]!, 'ip-adapter_clip_sdxl_plus_vith'],
    [MODELS, OLD, 'style', 'juggernautXL', MODELS[2]!, 'ip-adapter_clip_sdxl_plus_vith'],
    [MODELS, OLD, 'face', 'noir-15', MODELS[1]!, 'ip-adapter_clip_sd15'],
    [MODELS, OLD, 'outfit', 'v1-5-pruned-emaonly', MODELS[1]!, 'ip-adapter_clip_sd15'],
    [MODELS, FORGE, 'place', null, MODELS[2]!, FORGE[1]!],
    [[MODELS[0]!], FORGE, 'face', null, MODELS[0]!, FORGE[0]!],
    [['ip-adapter_sdxl_vit-g'], FORGE, 'style', null, 'ip-adapter_sdxl_vit-g', FORGE[2]!],
    [['ip-adapter-of-my-own'], ['reads-pictures'], 'style', null, 'ip-adapter-of-my-own', 'reads-pictures'],
  ])('%o and %o for a %s with %s', (models, modules, role, checkpoint, model, module) => {
    const way = { kind: 'controlnet', models, modules, units: 3 } as const
    expect(chooseAdapter(way, role, checkpoint)).toEqual({ model, module })
  })
})

describe('references', () => {
  const files = (['face', 'place', 'style', 'outfit'] as const).map((role) => ({
    reference: { hash: role, role, path: `${role}.png`, of: role },
    bytes: Buffer.from(role),
  }))
  const controlNet: ReferenceWay = { kind: 'controlnet', models: MODELS, modules: OLD, units: 3 }

  test('beyond the units of ControlNet are left out, and it is said', () => {
    const { fields, used, withoutEffect } = sendReferences(files, {}, controlNet, null)
    expect(
      (fields as { alwayson_scripts: { controlnet: { args: object[] } } }).alwayson_scripts.controlnet.args,
    ).toHaveLength(3)
    expect(used[3]).toBe('left out: ControlNet has 3 units')
    expect(withoutEffect).toEqual(['reference 4'])
  })

  test.each<[ReferenceWay, string[]]>([
    [controlNet, ['denoise']],
    [{ kind: 'ip-adapter', adapters: ['Base'] }, ['denoise']],
    [{ kind: 'extra-images' }, ['denoise', 'referenceWeight']],
    [{ kind: 'init-image' }, ['referenceWeight']],
  ])('by %o leave settings without effect', (way, idle) => {
    const tuning = { denoise: 0.5, referenceWeight: 1 }
    expect(sendReferences(files.slice(0, 1), tuning, way, null).withoutEffect).toEqual(idle)
    expect(sendReferences([], tuning, way, null)).toMatchObject({
      path: '/sdapi/v1/txt2img',
      fields: {},
      withoutEffect: ['denoise', 'referenceWeight'],
    })
  })
})
