import type { ReferenceRole, Tuning } from '../../../shared/domain/generation.ts'
import type { ReferenceFile } from '../reference-files.ts'
import type { ReferenceWay, Stock } from './stock.ts'

/** How far the first picture may be changed, and how much references count, where nobody says. */
const USUAL_DENOISE = 0.75
const USUAL_WEIGHT = 0.7
/** Of `resize_mode` with a first picture: cut to shape, never squeezed. */
const CROP_AND_RESIZE = 1
/** SD.Next takes no more. */
const MOST_SCALE = 1

/** References as a server takes them. */
export interface SentReferences {
  path: '/sdapi/v1/txt2img' | '/sdapi/v1/img2img'
  /** Fields of the request. */
  fields: object
  /** What became of each, in their order. */
  used: string[]
  /** Settings and references that had no effect. */
  withoutEffect: string[]
}

/** @param checkpoint name of the one in use, by which an IP-Adapter of its kind is chosen */
export function sendReferences(
  files: readonly Pick<ReferenceFile, 'reference' | 'bytes'>[],
  tuning: Tuning,
  way: ReferenceWay,
  checkpoint: string | null,
): SentReferences {
  const idle = (setting: 'denoise' | 'referenceWeight') => (tuning[setting] === undefined ? [] : [setting])
  const txt2img = { path: '/sdapi/v1/txt2img', withoutEffect: idle('denoise') } as const
  const weight = tuning.referenceWeight ?? USUAL_WEIGHT
  const base64 = files.map(({ bytes }) => bytes.toString('base64'))
  if (files.length === 0)
    return { ...txt2img, fields: {}, used: [], withoutEffect: [...idle('denoise'), ...idle('referenceWeight')] }

  if (way.kind === 'controlnet') {
    const sent = files.slice(0, way.units).map(({ reference }, n) => ({
      ...chooseAdapter(way, reference.role, checkpoint),
      image: base64[n],
      weight,
    }))
    return {
      ...txt2img,
      fields: { alwayson_scripts: { controlnet: { args: sent.map(unit) } } },
      used: [
        ...sent.map(({ model }) => `IP-Adapter ${model}, weight ${weight}`),
        ...files.slice(way.units).map(() => `left out: ControlNet has ${way.units} units`),
      ],
      withoutEffect: [...idle('denoise'), ...leftOut(files.length, way.units)],
    }
  }
  if (way.kind === 'ip-adapter') {
    const scale = Math.min(MOST_SCALE, weight)
    const chosen = files.map(({ reference }) => nearestAdapter(way.adapters, reference.role, checkpoint))
    return {
      ...txt2img,
      fields: { ip_adapter: chosen.map((adapter, n) => ({ adapter, images: [base64[n]], scale })) },
      used: chosen.map((adapter) => `IP-Adapter ${adapter}, weight ${scale}`),
    }
  }
  if (way.kind === 'extra-images')
    return {
      ...txt2img,
      fields: { extra_images: base64 },
      used: files.map(() => 'reference image'),
      withoutEffect: [...idle('denoise'), ...idle('referenceWeight')],
    }
  const denoise = tuning.denoise ?? USUAL_DENOISE
  return {
    path: '/sdapi/v1/img2img',
    fields: { init_images: [base64[0]], resize_mode: CROP_AND_RESIZE, denoising_strength: denoise },
    used: [
      `first picture, changed by ${denoise}: the server has no IP-Adapter`,
      ...files.slice(1).map(() => 'left out: the server has no IP-Adapter'),
    ],
    withoutEffect: [...idle('referenceWeight'), ...leftOut(files.length, 1)],
  }
}

function unit({
  model,
  module,
  image,
  weight,
}: {
  model: string
  module: string
  image: string | undefined
  weight: number
}) {
  return {
    enabled: true,
    module,
    model,
    image,
    weight,
    resize_mode: 'Crop and Resize',
    control_mode: 'Balanced',
    pixel_perfect: true,
    guidance_start: 0,
    guidance_end: 1,
    save_detected_map: false,
  }
}

/** `reference 2`, `reference 3` … */
function leftOut(count: number, taken: number): string[] {
  return Array.from({ length: Math.max(0, count - taken) }, (_, n) => `reference ${taken + n + 1}`)
}

/** The IP-Adapter for a reference, and the module that reads the picture for it. */
export function chooseAdapter(
  { models, modules }: Extract<Stock['references'], { kind: 'controlnet' }>,
  role: ReferenceRole,
  checkpoint: string | null,
): { model: string; module: string } {
  const model = nearestAdapter(models, role, checkpoint)
  return { model, module: moduleFor(model, modules) }
}

function nearestAdapter(names: readonly string[], role: ReferenceRole, checkpoint: string | null): string {
  const score = (name: string) => {
    const kind = kindOf(name)
    const fitsCheckpoint = checkpoint === null || kind === null || kind === (kindOf(checkpoint) ?? kind)
    const forFaces = /face/i.test(name)
    return (
      (fitsCheckpoint ? 8 : 0) +
      // Those by face recognition need a library that is seldom there.
      (/face[-_ ]?id|insight/i.test(name) ? 0 : 4) +
      (forFaces === (role === 'face') ? 2 : 0) +
      (/plus/i.test(name) ? 1 : 0)
    )
  }
  return names.toSorted((a, b) => score(b) - score(a))[0] ?? ''
}

/** Which kind of model a file is for, by its name; null = it does not say. */
function kindOf(name: string): 'sd15' | 'sdxl' | null {
  if (/xl|pony|illustrious|noob/i.test(name)) return 'sdxl'
  return /sd[-_ ]?v?1[-_.]?5|(?:^|[-_ ])v?1[._-]?5(?:[-_ .]|$)|(?:^|[-_ ])15(?:[-_ .]|$)/i.test(name) ? 'sd15' : null
}

/** Forge names modules after what reads the picture, A1111's extension after the adapter. */
function moduleFor(model: string, modules: readonly string[]): string {
  const wanted = /face[-_ ]?id|insight/i.test(model)
    ? [/auto/i, /insight|face[-_ ]?id/i]
    : /vit-?g|bigg/i.test(model)
      ? [/auto/i, /bigg|vit-?g|clip_g|sdxl$/i]
      : kindOf(model) === 'sdxl'
        ? [/auto/i, /^clip.*vit-h|sdxl_plus_vith/i, /vit-?h/i]
        : [/auto/i, /sd15/i, /^clip.*vit-h/i]
  for (const pattern of wanted) {
    const module = modules.find((name) => pattern.test(name))
    if (module !== undefined) return module
  }
  return modules[0] ?? ''
}
