/** Inputs and outputs of a class of nodes, as `/object_info` describes it. */
export interface NodeClass {
  input: { required: Record<string, InputSpec>; optional?: Record<string, InputSpec> }
  output: string[]
  output_node: boolean
  name: string
  display_name: string
  description: string
  category: string
  python_module: string
}
export type InputSpec = [type: string | readonly unknown[], options?: Record<string, unknown>]

export interface Installed {
  checkpoints: readonly string[]
  loras: readonly string[]
  /** Files in the input folder, for LoadImage. */
  images: readonly string[]
  /** Packs besides what comes with the server. */
  packs: readonly 'ip-adapter'[]
  /** Lists of choices in the newer form: `["COMBO", {options}]`. */
  newCombos: boolean
}

const SAMPLERS = ['euler', 'euler_ancestral', 'dpmpp_2m', 'dpmpp_2m_sde', 'dpmpp_sde', 'ddim', 'uni_pc', 'lcm']
const SCHEDULERS = ['normal', 'karras', 'exponential', 'sgm_uniform', 'simple', 'beta']
const PRESETS = [
  'LIGHT - SD1.5 only (low strength)',
  'STANDARD (medium strength)',
  'VIT-G (medium strength)',
  'PLUS (high strength)',
  'PLUS FACE (portraits)',
  'FULL FACE - SD1.5 only (portraits stronger)',
]
const WEIGHT_TYPES = ['standard', 'prompt is more important', 'style transfer']

const SIDE: InputSpec = ['INT', { default: 512, min: 16, max: 16_384, step: 8 }]
const BATCH: InputSpec = ['INT', { default: 1, min: 1, max: 4096 }]
const SEED: InputSpec = ['INT', { default: 0, min: 0, max: 2 ** 64 - 1 }]
const TEXT: InputSpec = ['STRING', { multiline: true, dynamicPrompts: true }]

/** Every class the stand-in knows. */
export function objectInfo(installed: Installed): Record<string, NodeClass> {
  const { checkpoints, loras, images, packs, newCombos } = installed
  const combo = (options: readonly string[]): InputSpec => (newCombos ? ['COMBO', { options }] : [options])
  const sampling = { sampler_name: combo(SAMPLERS), scheduler: combo(SCHEDULERS) }
  const steps: InputSpec = ['INT', { default: 20, min: 1, max: 10_000 }]
  const share: InputSpec = ['FLOAT', { default: 1, min: 0, max: 1, step: 0.01 }]
  const classes: NodeClass[] = [
    node('CheckpointLoaderSimple', { ckpt_name: combo(checkpoints) }, ['MODEL', 'CLIP', 'VAE']),
    node(
      'LoraLoader',
      {
        model: ['MODEL'],
        clip: ['CLIP'],
        lora_name: combo(loras),
        strength_model: ['FLOAT', { default: 1, min: -100, max: 100 }],
        strength_clip: ['FLOAT', { default: 1, min: -100, max: 100 }],
      },
      ['MODEL', 'CLIP'],
    ),
    node('CLIPTextEncode', { text: TEXT, clip: ['CLIP'] }, ['CONDITIONING']),
    node('CLIPTextEncodeSDXL', { clip: ['CLIP'], width: SIDE, height: SIDE, text_g: TEXT, text_l: TEXT }, [
      'CONDITIONING',
    ]),
    node('ConditioningZeroOut', { conditioning: ['CONDITIONING'] }, ['CONDITIONING']),
    node('EmptyLatentImage', { width: SIDE, height: SIDE, batch_size: BATCH }, ['LATENT']),
    node('EmptySD3LatentImage', { width: SIDE, height: SIDE, batch_size: BATCH }, ['LATENT']),
    node(
      'KSampler',
      {
        model: ['MODEL'],
        seed: SEED,
        steps,
        cfg: ['FLOAT', { default: 8, min: 0, max: 100, step: 0.1 }],
        ...sampling,
        positive: ['CONDITIONING'],
        negative: ['CONDITIONING'],
        latent_image: ['LATENT'],
        denoise: share,
      },
      ['LATENT'],
    ),
    node('RandomNoise', { noise_seed: SEED }, ['NOISE']),
    node('KSamplerSelect', { sampler_name: combo(SAMPLERS) }, ['SAMPLER']),
    node('BasicScheduler', { model: ['MODEL'], scheduler: combo(SCHEDULERS), steps, denoise: share }, ['SIGMAS']),
    node('FluxGuidance', { conditioning: ['CONDITIONING'], guidance: ['FLOAT', { default: 3.5, min: 0, max: 100 }] }, [
      'CONDITIONING',
    ]),
    node('BasicGuider', { model: ['MODEL'], conditioning: ['CONDITIONING'] }, ['GUIDER']),
    node(
      'SamplerCustomAdvanced',
      { noise: ['NOISE'], guider: ['GUIDER'], sampler: ['SAMPLER'], sigmas: ['SIGMAS'], latent_image: ['LATENT'] },
      ['LATENT', 'LATENT'],
    ),
    node('VAEDecode', { samples: ['LATENT'], vae: ['VAE'] }, ['IMAGE']),
    node('VAEEncode', { pixels: ['IMAGE'], vae: ['VAE'] }, ['LATENT']),
    node('LoadImage', { image: combo(images) }, ['IMAGE', 'MASK']),
    node(
      'ImageScale',
      {
        image: ['IMAGE'],
        upscale_method: combo(['nearest-exact', 'bilinear', 'area', 'bicubic', 'lanczos']),
        width: ['INT', { default: 512, min: 0, max: 16_384 }],
        height: ['INT', { default: 512, min: 0, max: 16_384 }],
        crop: combo(['disabled', 'center']),
      },
      ['IMAGE'],
    ),
    node('FluxKontextImageScale', { image: ['IMAGE'] }, ['IMAGE']),
    node('ReferenceLatent', { conditioning: ['CONDITIONING'] }, ['CONDITIONING'], { optional: { latent: ['LATENT'] } }),
    node('PrimitiveString', { value: ['STRING', {}] }, ['STRING']),
    node('PrimitiveInt', { value: ['INT', { min: -9e15, max: 9e15 }] }, ['INT']),
    node('SaveImage', { images: ['IMAGE'], filename_prefix: ['STRING', { default: 'ComfyUI' }] }, [], { output: true }),
    node('PreviewImage', { images: ['IMAGE'] }, [], { output: true }),
  ]
  if (packs.includes('ip-adapter'))
    classes.push(
      node('IPAdapterUnifiedLoader', { model: ['MODEL'], preset: combo(PRESETS) }, ['MODEL', 'IPADAPTER'], {
        optional: { ipadapter: ['IPADAPTER'] },
      }),
      node(
        'IPAdapter',
        {
          model: ['MODEL'],
          ipadapter: ['IPADAPTER'],
          image: ['IMAGE'],
          weight: ['FLOAT', { default: 1, min: -1, max: 3, step: 0.05 }],
          start_at: share,
          end_at: share,
          weight_type: combo(WEIGHT_TYPES),
        },
        ['MODEL'],
      ),
    )
  return Object.fromEntries(classes.map((one) => [one.name, one]))
}

function node(
  name: string,
  required: Record<string, InputSpec>,
  output: string[],
  more: { optional?: Record<string, InputSpec>; output?: true } = {},
): NodeClass {
  return {
    input: { required, ...(more.optional ? { optional: more.optional } : {}) },
    output,
    output_node: more.output ?? false,
    name,
    display_name: name,
    description: '',
    category: 'stand-in',
    python_module: name.startsWith('IPAdapter') ? 'custom_nodes.ComfyUI_IPAdapter_plus' : 'nodes',
  }
}

/** The choices of an input, whichever form they are in; null = it is no list of choices. */
export function choicesOf([type, options]: InputSpec): readonly unknown[] | null {
  if (Array.isArray(type)) return type
  return type === 'COMBO' ? ((options?.options as unknown[]) ?? []) : null
}
