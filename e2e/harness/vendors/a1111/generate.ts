import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import sharp from 'sharp'
import { withText } from '../comfyui/png-text.ts'
import { type Answer, jsonOf, type Seen, type TransportTrouble } from '../vendor-server.ts'
import { type A1111Behaviour, type A1111Server, failed } from './a1111-server.ts'
import { checkBody } from './check-body.ts'
import { CONTROL_UNITS, findCheckpoint } from './lists.ts'
import { decodedPicture } from './picture.ts'

interface Settings {
  prompt: string
  negative: string
  width: number
  height: number
  seed: number
  steps: number
  guidance: number
  sampler: string
  scheduler: string
  denoise: number | null
  checkpoint: string
}

const VAE_STRIDE = 8

/** `POST /sdapi/v1/txt2img` and `img2img`. */
export async function makePicture(
  server: A1111Server,
  kind: 'txt2img' | 'img2img',
  seen: Seen,
  response: ServerResponse,
): Promise<Answer | null> {
  const body = jsonOf(seen, (message) => ({ status: 422, body: { detail: [{ loc: ['body'], msg: message }] } }))
  const { pydantic } = server.facts
  server.dropped.push(...checkBody(body, kind, { sdnext: server.flavour === 'sdnext', pydantic }))
  const { sampler, scheduler } = samplerOf(server, body)
  const before = kind === 'img2img' ? await initImages(server, body) : []
  const references = [...before, ...(await controlImages(server, body)), ...(await adapterImages(server, body))]

  const prompt = String(body.prompt ?? '')
  const { call, ended } = server.begin(prompt)
  const behaviour = server.script(call)
  try {
    if (behaviour === 'unprocessable') checkBody({ steps: 'many' }, kind, { sdnext: false, pydantic })
    if (behaviour === 'sampler-missing') throw failed(404, 'HTTPException', 'Sampler not found')
    const settings: Omit<Settings, 'checkpoint'> = {
      prompt,
      negative: String(body.negative_prompt ?? ''),
      width: Math.floor(Number(body.width ?? 512) / VAE_STRIDE) * VAE_STRIDE,
      height: Math.floor(Number(body.height ?? 512) / VAE_STRIDE) * VAE_STRIDE,
      seed: body.seed === undefined || body.seed === -1 ? 4_000_000 + call.number : Number(body.seed),
      steps: Number(body.steps ?? 50),
      guidance: Number(body.cfg_scale ?? 7),
      sampler,
      scheduler,
      denoise: kind === 'img2img' ? Number(body.denoising_strength ?? 0.75) : null,
    }
    const task = String(body.force_task_id ?? `task(${kind}-${call.number})`)
    return await server.worker.run(task, `scripts_${kind}`, settings.steps, async () => {
      const restore = useCheckpoint(server, body, behaviour)
      try {
        const answer = await work(server, { ...settings, checkpoint: server.loaded }, references, behaviour, body)
        return await server.deliver(transport(behaviour), response, answer, () => server.charge(prompt, 0))
      } finally {
        restore()
      }
    })
  } finally {
    ended()
  }
}

/** Troubles of the protocol are in the answer already. */
function transport(behaviour: A1111Behaviour): TransportTrouble {
  const own = ['slow', 'hang', 'cut', 'cut-in-body', 'wrong-mime', 'bad-gateway'] as const
  return own.find((trouble) => trouble === behaviour) ?? 'ok'
}

/** Newer versions take the scheduler out of a sampler's name: `DPM++ 2M Karras`. */
function samplerOf({ facts }: A1111Server, body: Record<string, unknown>): { sampler: string; scheduler: string } {
  const labels = facts.schedulers.flatMap((one) => ('label' in one ? [String(one.label)] : []))
  let name = String(body.sampler_name ?? body.sampler_index ?? 'Euler')
  let scheduler = labels.find((label) => label === body.scheduler) ?? 'Automatic'
  const suffix = labels.find((label) => name.endsWith(` ${label}`))
  if (suffix) {
    name = name.slice(0, -suffix.length - 1)
    scheduler = suffix
  }
  const known = facts.samplers.find((one) => one.name === name || one.aliases?.includes(name))
  if (!known) throw failed(404, 'HTTPException', 'Sampler not found')
  return { sampler: known.name, scheduler }
}

async function initImages({ flavour }: A1111Server, body: Record<string, unknown>): Promise<Buffer[]> {
  if (!Array.isArray(body.init_images) || body.init_images.length === 0)
    throw flavour === 'sdnext'
      ? { status: 400, body: { error: 'Init image is none' } }
      : failed(404, 'HTTPException', 'Init image not found')
  return Promise.all(body.init_images.map(picture))
}

async function picture(text: unknown): Promise<Buffer> {
  const bytes = await decodedPicture(text)
  if (!bytes) throw failed(500, 'HTTPException', 'Invalid encoded image')
  return bytes
}

const RESIZE_MODES = ['Just Resize', 'Crop and Resize', 'Resize and Fill']
const CONTROL_MODES = ['Balanced', 'My prompt is more important', 'ControlNet is more important']

/** Reference pictures in ControlNet's units; units beyond its tabs are dropped. */
async function controlImages(server: A1111Server, body: Record<string, unknown>): Promise<Buffer[]> {
  const scripts = (body.alwayson_scripts ?? {}) as Record<string, { args?: Record<string, unknown>[] }>
  const images: Buffer[] = []
  for (const [name, { args = [] }] of Object.entries(scripts)) {
    if (name.toLowerCase() !== 'controlnet' || !server.hasControlNet)
      throw failed(422, 'HTTPException', `Script '${name}' not found`)
    if (args.length > CONTROL_UNITS) server.dropped.push('controlnet unit')
    for (const unit of args.slice(0, CONTROL_UNITS)) {
      if (unit.enabled === false) continue
      if (!server.facts.controlModules.includes(String(unit.module)))
        throw failed(500, 'ValueError', `Preprocessor ${unit.module} not found`)
      if (!server.controlModels.includes(String(unit.model)))
        throw failed(500, 'RuntimeError', `model not found: ${unit.model}`)
      if (!RESIZE_MODES.includes(String(unit.resize_mode ?? 'Crop and Resize')))
        throw failed(500, 'ValueError', `'${unit.resize_mode}' is not a valid ResizeMode`)
      if (!CONTROL_MODES.includes(String(unit.control_mode ?? 'Balanced')))
        throw failed(500, 'ValueError', `'${unit.control_mode}' is not a valid ControlMode`)
      if (typeof unit.weight === 'number' && !(unit.weight >= 0 && unit.weight <= 2))
        throw failed(500, 'AssertionError', 'weight out of range')
      if (!unit.image) throw failed(500, 'ValueError', 'controlnet is enabled but no input image is given')
      images.push(await picture(unit.image))
    }
  }
  return images
}

/** Reference pictures of SD.Next's own IP adapters. */
async function adapterImages({ flavour, ipAdapters }: A1111Server, body: Record<string, unknown>): Promise<Buffer[]> {
  if (flavour !== 'sdnext' || !Array.isArray(body.ip_adapter)) return []
  const images: Buffer[] = []
  for (const [index, one] of (
    body.ip_adapter as { adapter?: string; images?: unknown[]; scale?: number }[]
  ).entries()) {
    if (one.scale !== undefined && !(one.scale >= 0 && one.scale <= 1)) {
      const loc = ['body', 'ip_adapter', index, 'scale']
      const msg = 'Input should be less than or equal to 1'
      throw { status: 422, body: { detail: [{ type: 'less_than_equal', loc, msg, input: one.scale }] } }
    }
    if (!ipAdapters.includes(one.adapter ?? 'Base')) continue
    for (const image of one.images ?? []) images.push(await picture(image))
  }
  return images
}

/** Loads what the request asks for. @returns puts the former one back, where the request wants that */
function useCheckpoint(server: A1111Server, body: Record<string, unknown>, behaviour: A1111Behaviour): () => void {
  const wanted = (body.override_settings as Record<string, unknown> | null | undefined)?.sd_model_checkpoint
  if (wanted === undefined || wanted === null) return () => {}
  const found = behaviour === 'checkpoint-missing' ? null : findCheckpoint(server, wanted)
  if (!found && (server.facts.refusesUnknownCheckpoint || behaviour === 'checkpoint-missing'))
    throw failed(500, 'RuntimeError', `model '${wanted}' not found`)
  if (!found || behaviour === 'other-checkpoint') return () => {}
  const before = server.loaded
  server.loaded = found
  return () => {
    if (body.override_settings_restore_afterwards !== false) server.loaded = before
  }
}

async function work(
  server: A1111Server,
  settings: Settings,
  references: Buffer[],
  behaviour: A1111Behaviour,
  body: Record<string, unknown>,
): Promise<Answer> {
  const { worker } = server
  if (behaviour === 'out-of-memory')
    throw failed(
      500,
      'OutOfMemoryError',
      'CUDA out of memory. Tried to allocate 2.25 GiB. GPU 0 has a total capacity of 7.79 GiB of which 1.02 GiB is free.',
    )
  if (behaviour === 'nan')
    throw failed(
      500,
      'NansException',
      'A tensor with NaNs was produced in VAE. Use --disable-nan-check commandline argument to disable this check.',
    )
  const made = await paint(server, settings, references)
  worker.step = Math.floor(worker.steps / 2)
  worker.picture = made
  if (behaviour === 'interrupted') worker.interrupted = true
  const text = infotext(settings)
  const base64 = withText(made, 'parameters', text).toString('base64')
  const extra = ['grid-first', 'maps-last'].includes(behaviour)
    ? (await sharp(made).resize({ width: 128 }).negate().png().toBuffer()).toString('base64')
    : ''
  const images =
    behaviour === 'no-images'
      ? []
      : behaviour === 'not-a-picture'
        ? [Buffer.from('this is no picture').toString('base64')]
        : behaviour === 'grid-first'
          ? [extra, base64]
          : behaviour === 'maps-last'
            ? [base64, extra, extra]
            : [base64]
  const first = behaviour === 'grid-first' ? 1 : 0
  return {
    status: 200,
    body: {
      images,
      parameters: { ...body, init_images: null },
      info: JSON.stringify(info(server, settings, first, text)),
    },
  }
}

async function paint({ painter }: A1111Server, settings: Settings, references: Buffer[]): Promise<Buffer> {
  const { width, height, seed, prompt } = settings
  const hashes = references.map((bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12))
  return painter({ prompt: [prompt, settings.checkpoint, ...hashes].join('\n'), width, height, seed })
}

function infotext({
  prompt,
  negative,
  steps,
  sampler,
  scheduler,
  guidance,
  seed,
  width,
  height,
  checkpoint,
}: Settings) {
  const facts = `Steps: ${steps}, Sampler: ${sampler}, Schedule type: ${scheduler}, CFG scale: ${guidance}, Seed: ${seed}, Size: ${width}x${height}, Model: ${modelName(checkpoint)}`
  return `${prompt}\nNegative prompt: ${negative}\n${facts}`
}

function modelName(title: string): string {
  return title.replace(/ \[\w+\]$/, '').replace(/\.\w+$/, '')
}

function info({ flavour }: A1111Server, settings: Settings, first: number, text: string): object {
  const { prompt, negative, seed, width, height, sampler, guidance, steps, denoise, checkpoint } = settings
  return {
    prompt,
    all_prompts: [prompt],
    negative_prompt: negative,
    all_negative_prompts: [negative],
    seed,
    all_seeds: [seed],
    subseed: -1,
    width,
    height,
    sampler_name: sampler,
    cfg_scale: guidance,
    steps,
    batch_size: 1,
    denoising_strength: denoise,
    index_of_first_image: first,
    infotexts: Array(first + 1).fill(text),
    ...(flavour === 'sdnext' ? {} : { sd_model_name: modelName(checkpoint) }),
  }
}
