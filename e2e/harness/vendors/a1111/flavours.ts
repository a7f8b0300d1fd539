/** Programs that answer at `/sdapi/v1`, each in its own way. */
export type Flavour = 'a1111' | 'forge' | 'sdnext'

export interface Checkpoint {
  title: string
  model_name: string
  hash: string | null
  sha256: string | null
  filename: string
  config: string | null
}

export interface Sampler {
  name: string
  aliases?: string[]
  options: object
}

/** What a program lists, and how it words what it does not like. */
export interface FlavourFacts {
  samplers: Sampler[]
  schedulers: object[]
  /** Wording of a body that does not fit: that of pydantic 1 or 2. */
  pydantic: 1 | 2
  /** Takes `force_task_id` and tells of tasks at `/internal/progress`. */
  knowsTasks: boolean
  /** A checkpoint nobody knows is an error; otherwise the loaded one is used without a word. */
  refusesUnknownCheckpoint: boolean
  /** Modules of ControlNet that read a reference picture. */
  controlModules: string[]
  /** What `/interrupt` answers with. */
  interruptStatus: 200 | 204
}

const K_SAMPLERS: Sampler[] = [
  { name: 'DPM++ 2M', aliases: ['k_dpmpp_2m'], options: {} },
  { name: 'DPM++ SDE', aliases: ['k_dpmpp_sde'], options: { second_order: 'True', brownian_noise: 'True' } },
  { name: 'DPM++ 2M SDE', aliases: ['k_dpmpp_2m_sde'], options: { brownian_noise: 'True' } },
  { name: 'Euler a', aliases: ['k_euler_a', 'k_euler_ancestral'], options: { uses_ensd: 'True' } },
  { name: 'Euler', aliases: ['k_euler'], options: {} },
  { name: 'Heun', aliases: ['k_heun'], options: { second_order: 'True' } },
  { name: 'DDIM', aliases: ['ddim'], options: {} },
  { name: 'UniPC', aliases: ['unipc'], options: {} },
  { name: 'LCM', aliases: ['k_lcm'], options: {} },
]

const SCHEDULERS = [
  ['automatic', 'Automatic'],
  ['uniform', 'Uniform'],
  ['karras', 'Karras'],
  ['exponential', 'Exponential'],
  ['sgm_uniform', 'SGM Uniform'],
  ['simple', 'Simple'],
  ['beta', 'Beta'],
].map(([name, label]) => ({ name, label, aliases: null, default_rho: -1, need_inner_model: false }))

export const FLAVOURS: Record<Flavour, FlavourFacts> = {
  a1111: {
    samplers: K_SAMPLERS,
    schedulers: SCHEDULERS,
    pydantic: 1,
    knowsTasks: true,
    refusesUnknownCheckpoint: false,
    controlModules: ['ip-adapter-auto', 'ip-adapter_clip_sdxl_plus_vith', 'ip-adapter_clip_sd15', 'ip-adapter_face_id'],
    interruptStatus: 200,
  },
  forge: {
    samplers: K_SAMPLERS,
    schedulers: SCHEDULERS,
    pydantic: 2,
    knowsTasks: true,
    refusesUnknownCheckpoint: true,
    controlModules: ['InsightFace+CLIP-H (IPAdapter)', 'CLIP-ViT-H (IPAdapter)', 'CLIP-ViT-bigG (IPAdapter)'],
    interruptStatus: 200,
  },
  sdnext: {
    samplers: K_SAMPLERS.map(({ name, options }) => ({ name, options })),
    schedulers: K_SAMPLERS.map(({ name }) => ({ name, options: {} })),
    pydantic: 2,
    knowsTasks: false,
    refusesUnknownCheckpoint: false,
    controlModules: [],
    interruptStatus: 204,
  },
}

export const CONTROL_MODELS = [
  'control_v11p_sd15_openpose [cab727d4]',
  'ip-adapter-faceid_sdxl [59ee31a3]',
  'ip-adapter-plus-face_sdxl_vit-h [c60d7d48]',
  'ip-adapter-plus_sdxl_vit-h [f1f19f7d]',
]

/** Names of SD.Next's own IP adapters. */
export const IP_ADAPTERS = ['None', 'Base SDXL', 'Plus SDXL', 'Plus Face SDXL']

function checkpoint(name: string, hash: string | null = 'e6bb9ea85b'): Checkpoint {
  const file = `${name}.safetensors`
  return {
    title: hash ? `${file} [${hash}]` : file,
    model_name: name,
    hash,
    sha256: hash?.padEnd(64, '0') ?? null,
    filename: `/srv/models/Stable-diffusion/${file}`,
    config: null,
  }
}

export const CHECKPOINTS = [
  checkpoint('inkworks-xl'),
  checkpoint('gouache-xl', '31e35c80fc'),
  checkpoint('noir-15', '6ce0161689'),
]
