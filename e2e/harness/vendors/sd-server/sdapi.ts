import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { decodedPicture } from '../a1111/picture.ts'
import { withText } from '../comfyui/png-text.ts'
import { type Painter, plainPicture } from '../paint.ts'
import {
  type Answer,
  jsonOf,
  type Seen,
  TRANSPORT_TROUBLES,
  type TransportTrouble,
  type VendorBase,
  type VendorCall,
} from '../vendor-server.ts'

/** What may become of a call for a picture. */
const SDAPI_BEHAVIOURS = [
  ...TRANSPORT_TROUBLES,
  /** 500: the library gave nothing back, as it does when memory runs out. */
  'no-results',
  /** 500 with the text of the graphics driver. */
  'out-of-memory',
] as const
export type SdapiBehaviour = (typeof SDAPI_BEHAVIOURS)[number]

export interface SdapiOptions {
  /** Name of the one model it was started with, without ending. */
  model?: string
  script?: (call: VendorCall) => SdapiBehaviour
  painter?: Painter
}

const SAMPLERS = ['default', 'euler', 'heun', 'dpm2', 'dpm++2s_a', 'dpm++2m', 'dpm++2mv2', 'lcm', 'euler_a']
const SCHEDULERS = ['default', 'discrete', 'normal', 'karras', 'exponential', 'ays', 'sgm_uniform', 'simple']
const HASH = '8888888888'

const bad = (message: string, status = 400): Answer => ({ status, body: { error: message } })

/**
 * The face that sd-server (stable-diffusion.cpp) turns to programs made for A1111. It has one model, no progress and no
 * interrupt; names it does not know are passed over, and errors are a bare sentence.
 *
 * @param base counts calls and delivers answers
 * @returns answers a request; undefined = not of this face
 */
export function sdapi(base: VendorBase, { model = 'klein-4b-q4', script, painter = plainPicture }: SdapiOptions = {}) {
  let lock: Promise<unknown> = Promise.resolve()
  const lists: Record<string, object> = {
    '/sdapi/v1/samplers': SAMPLERS.map((name) => ({ name, aliases: [name], options: {} })),
    '/sdapi/v1/schedulers': SCHEDULERS.map((name) => ({ name, label: name })),
    '/sdapi/v1/loras': [],
    '/sdapi/v1/upscalers': ['None', 'Lanczos', 'Nearest'].map((name) => ({ name, model_name: null, scale: 4 })),
    '/sdapi/v1/sd-models': [
      {
        title: model,
        model_name: model,
        filename: `${model}.gguf`,
        hash: HASH,
        sha256: HASH.padEnd(64, '8'),
        config: null,
      },
    ],
    '/sdapi/v1/options': { samples_format: 'png', sd_model_checkpoint: model },
    '/sdcpp/v1/capabilities': { model: { name: model }, current_mode: 'img_gen', supported_modes: ['img_gen'] },
  }

  return async (seen: Seen, response: ServerResponse): Promise<Answer | null | undefined> => {
    const list = seen.method === 'GET' ? lists[seen.path] : undefined
    if (list) return { status: 200, body: list }
    const kind = /^\/sdapi\/v1\/(txt2img|img2img)$/.exec(seen.path)?.[1]
    if (!kind || seen.method !== 'POST') return undefined
    const body = jsonOf(seen, () => ({ status: 500, body: { error: 'server_error', message: 'parse error' } }))
    const prompt = check(body)
    const references = await pictures(body, kind === 'img2img')
    const { call, ended } = base.begin(prompt)
    const behaviour = script?.(call) ?? 'ok'
    const mine = lock.then(() => make(behaviour, body, prompt, references, response))
    lock = mine.catch(() => {})
    return mine.finally(ended)
  }

  async function make(
    behaviour: SdapiBehaviour,
    body: Record<string, unknown>,
    prompt: string,
    references: Buffer[],
    response: ServerResponse,
  ): Promise<Answer | null> {
    if (behaviour === 'no-results') throw bad('generate_image returned no results', 500)
    if (behaviour === 'out-of-memory')
      throw bad('ggml_vulkan: Device memory allocation failed: ErrorOutOfDeviceMemory', 500)
    const width = Number(body.width ?? 512)
    const height = Number(body.height ?? 512)
    const seed = Number(body.seed ?? -1) < 0 ? 42 : Number(body.seed)
    const hashes = references.map((bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12))
    const made = await painter({ prompt: [prompt, model, ...hashes].join('\n'), width, height, seed })
    const text = `${prompt}\nSteps: ${body.steps ?? 20}, Seed: ${seed}, Size: ${width}x${height}, Model: ${model}`
    const info = {
      prompt,
      seed,
      width,
      height,
      cfg_scale: body.cfg_scale ?? 7,
      steps: body.steps ?? 20,
      sampler_name: SAMPLERS.includes(String(body.sampler_name)) ? body.sampler_name : 'euler_a',
      sd_model_name: `${model}.gguf`,
      version: 'stable-diffusion.cpp',
      infotexts: [text],
      all_prompts: [prompt],
      all_negative_prompts: [body.negative_prompt ?? ''],
      all_seeds: [seed],
    }
    const images = [withText(made, 'parameters', text).toString('base64')]
    const answer = { status: 200, body: { images, parameters: body, info: JSON.stringify(info) } }
    const own = TRANSPORT_TROUBLES.find((trouble): trouble is TransportTrouble => trouble === behaviour)
    return base.deliver(own ?? 'ok', response, answer, () => base.charge(prompt, 0))
  }
}

/** @returns the prompt. @throws an Answer for what it would not take */
function check(body: Record<string, unknown>): string {
  const typed = (name: string, type: string) => {
    const value = body[name]
    if (value !== undefined && value !== null && typeof value !== type)
      throw {
        status: 500,
        body: { error: 'server_error', message: `[json.exception.type_error.302] type must be ${type}` },
      } satisfies Answer
  }
  for (const name of ['width', 'height', 'steps', 'cfg_scale', 'seed']) typed(name, 'number')
  for (const name of ['prompt', 'negative_prompt', 'sampler_name', 'scheduler']) typed(name, 'string')
  if (Number(body.width ?? 512) <= 0 || Number(body.height ?? 512) <= 0) throw bad('width and height must be positive')
  if (!body.prompt) throw bad('prompt required')
  return body.prompt as string
}

async function pictures(body: Record<string, unknown>, withInit: boolean): Promise<Buffer[]> {
  const texts = [body.extra_images, withInit ? body.init_images : []].flatMap((list) =>
    Array.isArray(list) ? (list as unknown[]) : [],
  )
  const decoded = await Promise.all(texts.map(decodedPicture))
  return decoded.filter((bytes) => bytes !== null)
}
