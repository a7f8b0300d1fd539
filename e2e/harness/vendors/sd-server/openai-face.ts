import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import sharp from 'sharp'
import { type Painter, plainPicture } from '../paint.ts'
import {
  type Answer,
  formOf,
  jsonOf,
  type Seen,
  TRANSPORT_TROUBLES,
  type VendorBase,
  type VendorCall,
} from '../vendor-server.ts'

/** What may become of a call for a picture. */
export const OPENAI_FACE_BEHAVIOURS = [
  ...TRANSPORT_TROUBLES,
  /** 500: the library gave nothing back. */
  'no-results',
  /** 500 with the text of the graphics driver. */
  'out-of-memory',
  /** 500: an exception of its own. */
  'exception',
  /** 400: the model that is loaded makes films only. */
  'films-only',
] as const
export type OpenAiFaceBehaviour = (typeof OPENAI_FACE_BEHAVIOURS)[number]

export interface OpenAiFaceOptions {
  script: (call: VendorCall) => string
  painter?: Painter
}

/** A call that was taken, as the server understood it. */
export interface FaceOrder {
  prompt: string
  negativePrompt: string
  width: number
  height: number
  seed: number
  references: Buffer[]
}

const bad = (message: string, status = 400): Answer => ({ status, body: { error: message } })

const ERRORS: Record<string, Answer> = {
  'no-results': bad('generate_image returned no results', 500),
  'out-of-memory': bad('ggml_vulkan: Device memory allocation failed: ErrorOutOfDeviceMemory', 500),
  exception: { status: 500, body: { error: 'server_error', message: '[json.exception.type_error.302] type must be' } },
  'films-only': bad('unsupported generation mode: img_gen'),
}

/** The server was started without a size or a seed of its own. */
const USUAL_SIDE = 512
const USUAL_SEED = 42

/**
 * The face that sd-server (stable-diffusion.cpp) turns to programs made for OpenAI: a handful of fields, the others are
 * passed over; native settings come inside the prompt; errors are a bare sentence; no key; one picture at a time.
 *
 * @param base counts calls and delivers answers
 * @param orders filled with the calls that were taken
 * @returns answers a request; undefined = not of this face
 */
export function openAiFace(
  base: VendorBase,
  orders: FaceOrder[],
  { script, painter = plainPicture }: OpenAiFaceOptions,
) {
  let lock: Promise<unknown> = Promise.resolve()

  return async (seen: Seen, response: ServerResponse): Promise<Answer | null | undefined> => {
    const path = `${seen.method} ${seen.path}`
    if (path === 'GET /v1/models')
      return { status: 200, body: { data: [{ id: 'sd-cpp-local', object: 'model', owned_by: 'local' }] } }
    const read = { 'POST /v1/images/generations': readGeneration, 'POST /v1/images/edits': readEdit }[path]
    if (!read) return undefined
    const wanted = await read(seen)
    const { call, ended } = base.begin(wanted.prompt)
    const behaviour = script(call)
    orders.push(wanted)
    const mine = lock.then(() => make(wanted, behaviour, response))
    lock = mine.catch(() => {})
    return mine.finally(ended)
  }

  async function make(wanted: FaceOrder & Output, behaviour: string, response: ServerResponse): Promise<null> {
    const error = ERRORS[behaviour]
    if (error) throw error
    const { prompt, width, height, seed, references, count, format } = wanted
    const hashes = references.map((bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12))
    const data = await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const made = await painter({
          prompt: [prompt, ...hashes].join('\n'),
          width,
          height,
          seed: seed + index,
          format,
        })
        return { b64_json: made.toString('base64') }
      }),
    )
    const answer = { status: 200, body: { created: 1_795_000_000, data, output_format: format } }
    const trouble = TRANSPORT_TROUBLES.find((one) => one === behaviour) ?? 'ok'
    return base.deliver(trouble, response, answer, () => base.charge(prompt, 0))
  }
}

interface Output {
  count: number
  format: 'png' | 'jpeg' | 'webp'
}

async function readGeneration(seen: Seen): Promise<FaceOrder & Output> {
  if (seen.body.byteLength === 0) throw bad('empty body')
  const body = jsonOf(seen, () => ({ status: 500, body: { error: 'server_error', message: 'parse error' } }))
  return order(body, [], ['png', 'jpeg', 'webp'])
}

async function readEdit(seen: Seen): Promise<FaceOrder & Output> {
  if (!seen.headers['content-type']?.startsWith('multipart/form-data'))
    throw bad('Content-Type must be multipart/form-data')
  const form = await formOf(seen)
  const listed = form.getAll('image[]')
  const files = listed.length > 0 ? listed : form.getAll('image').slice(0, 1)
  const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))
  if (!fields.prompt) throw bad('prompt required')
  if (files.length === 0) throw bad('at least one image[] required')
  const pictures = await Promise.all(
    files.map(async (file) => (typeof file === 'string' ? Buffer.from(file) : Buffer.from(await file.arrayBuffer()))),
  )
  const readable = await Promise.all(
    pictures.map((picture) =>
      sharp(picture)
        .metadata()
        .then(
          () => true,
          () => false,
        ),
    ),
  )
  // What it cannot decode it leaves out without a word.
  const references = pictures.filter((_, index) => readable[index])
  return order({ ...fields, n: Number.parseInt(fields.n as string, 10) || 1 }, references, ['png', 'jpeg'])
}

function order(body: Record<string, unknown>, references: Buffer[], formats: string[]): FaceOrder & Output {
  for (const name of ['prompt', 'size', 'output_format'])
    if (body[name] !== undefined && typeof body[name] !== 'string') throw ERRORS.exception
  const { text, fields } = withoutArguments(String(body.prompt ?? ''))
  if (body.prompt === undefined || body.prompt === '') throw bad('prompt required')
  const format = (body.output_format ?? 'png') as Output['format']
  if (!formats.includes(format)) throw bad(`invalid output_format, must be one of [${formats.join(', ')}]`)
  const [, width, height] = /^(\d+)x(\d+)/.exec(String(body.size ?? '')) ?? []
  return {
    prompt: text,
    negativePrompt: String(fields.negative_prompt ?? ''),
    width: Number(width ?? USUAL_SIDE),
    height: Number(height ?? USUAL_SIDE),
    seed: typeof fields.seed === 'number' ? fields.seed : USUAL_SEED,
    references,
    count: Math.max(1, Number(body.n ?? 1)),
    format,
  }
}

/** Native settings in a prompt: those of the first block count, all blocks are taken out. */
function withoutArguments(prompt: string): { text: string; fields: Record<string, unknown> } {
  const blocks = /<sd_cpp_extra_args>(.*?)<\/sd_cpp_extra_args>/g
  const first = [...prompt.matchAll(blocks)][0]?.[1]
  const text = prompt.replace(blocks, '')
  if (first === undefined) return { text, fields: {} }
  try {
    return { text, fields: JSON.parse(first) as Record<string, unknown> }
  } catch {
    throw bad('invalid sd_cpp_extra_args')
  }
}
