import type { Answer } from '../vendor-server.ts'
import { googleError, invalidArgument } from './google-error.ts'
import { type GoogleModel, sizeOf } from './models.ts'

/** What a request asks for, once everything in it was found to be in order. */
export interface ContentRequest {
  prompt: string
  width: number
  height: number
  /** `1K`, `2K`, `4K`. */
  size: string
  seed: number | undefined
  images: number
}

/** Fields of a message: each by its own fields, by a check of its value, or not looked into. */
type Shape = { [field: string]: Shape | ((value: unknown) => string | null) | null }

const text = (value: unknown) => (typeof value === 'string' ? null : 'is not a string')
const whole = (value: unknown) =>
  Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31 ? null : 'is not a 32-bit integer'

const PART: Shape = {
  text,
  thought: null,
  inlineData: { mimeType: text, data: text },
  fileData: { mimeType: text, fileUri: text },
}

/** The shape of the body, as far as a client for pictures needs it. Whatever else there is, is turned away. */
const SHAPE: Shape = {
  model: text,
  contents: null,
  systemInstruction: null,
  safetySettings: null,
  generationConfig: {
    seed: whole,
    temperature: null,
    topP: null,
    topK: null,
    candidateCount: whole,
    maxOutputTokens: whole,
    responseModalities: null,
    imageConfig: { aspectRatio: text, imageSize: text },
    thinkingConfig: null,
  },
}

const MAX_IMAGES = 14
const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif']

/**
 * Reads a request as strictly as the vendor does.
 *
 * @param fileProblem why an uploaded file cannot be used; null = it can
 * @throws Answer
 */
export function readContentRequest(
  body: Record<string, unknown>,
  model: GoogleModel,
  fileProblem: (uri: string) => Answer | null,
): ContentRequest {
  look(body, SHAPE, '')
  const { contents, generationConfig = {} } = body as { contents?: unknown; generationConfig?: Record<string, unknown> }
  const parts = partsOf(contents)
  const images = parts.filter((part) => part.inlineData !== undefined || part.fileData !== undefined)
  for (const image of images) lookAtImage(image, fileProblem)
  if (images.length > MAX_IMAGES)
    throw invalidArgument(`The request has ${images.length} images. The model takes at most ${MAX_IMAGES}.`)
  const prompt = parts
    .map((part) => part.text)
    .filter((one) => typeof one === 'string')
    .join('\n')
  if (prompt.trim() === '') throw invalidArgument('* GenerateContentRequest.contents: contents is not specified')
  const modalities = generationConfig.responseModalities
  if (!model.draws || !Array.isArray(modalities) || !modalities.includes('IMAGE'))
    throw invalidArgument('The requested combination of response modalities is not supported by the model.')
  const { aspectRatio = '1:1', imageSize = '1K' } = (generationConfig.imageConfig ?? {}) as Record<string, string>
  const pixels = sizeOf(model, aspectRatio, imageSize)
  if (!pixels)
    throw invalidArgument(`Image config with aspect ratio ${aspectRatio} and size ${imageSize} is not supported.`)
  return {
    prompt,
    ...pixels,
    size: imageSize,
    seed: generationConfig.seed as number | undefined,
    images: images.length,
  }
}

function look(value: unknown, shape: Shape, where: string): void {
  for (const [name, own] of Object.entries(value as object)) {
    const place = where === '' ? name : `${where}.${name}`
    const fits = shape[name]
    if (fits === undefined)
      throw invalidArgument(`Invalid JSON payload received. Unknown name "${name}" at '${where}': Cannot find field.`)
    if (fits === null) continue
    if (typeof fits === 'function') {
      const problem = fits(own)
      if (problem) throw invalidArgument(`Invalid value at '${place}': ${problem}`)
    } else if (own === null || typeof own !== 'object' || Array.isArray(own))
      throw invalidArgument(`Invalid value at '${place}': is not a message`)
    else look(own, fits, place)
  }
}

type Part = {
  text?: string
  inlineData?: { mimeType?: string; data?: string }
  fileData?: { mimeType?: string; fileUri?: string }
}

function partsOf(contents: unknown): Part[] {
  if (!Array.isArray(contents)) return []
  return contents.flatMap((content: { role?: string; parts?: Part[] }, at) => {
    look(content, { role: text, parts: null }, `contents[${at}]`)
    if (content.role !== 'user' && content.role !== 'model')
      throw invalidArgument('Please use a valid role: user, model.')
    const parts = content.parts ?? []
    parts.forEach((part, index) => {
      look(part, PART, `contents[${at}].parts[${index}]`)
    })
    return parts
  })
}

function lookAtImage({ inlineData, fileData }: Part, fileProblem: (uri: string) => Answer | null): void {
  const mimeType = (inlineData ?? fileData)?.mimeType ?? ''
  if (!PICTURES.includes(mimeType)) throw invalidArgument(`Unsupported MIME type: ${mimeType}`)
  if (inlineData) {
    const bytes = Buffer.from(inlineData.data ?? '', 'base64')
    if (bytes.length === 0) throw invalidArgument('Provided image is not valid.')
    if (!looksLike(bytes, mimeType)) throw invalidArgument('Unable to process input image. Its bytes are not its type.')
  }
  if (!fileData) return
  if (!fileData.fileUri) throw googleError(400, 'INVALID_ARGUMENT', 'Invalid or unsupported file uri: ')
  const problem = fileProblem(fileData.fileUri)
  if (problem) throw problem
}

function looksLike(bytes: Buffer, mimeType: string): boolean {
  const head = bytes.subarray(0, 12).toString('latin1')
  if (mimeType === 'image/png') return head.startsWith('\x89PNG')
  if (mimeType === 'image/jpeg') return head.startsWith('\xff\xd8\xff')
  return mimeType !== 'image/webp' || (head.startsWith('RIFF') && head.endsWith('WEBP'))
}
