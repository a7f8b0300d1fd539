import { IMAGE_MODELS, type ImageModel } from './image-models.ts'
import { noSuchModel } from './models.ts'
import { atMost, badParameter, oneOf, refuseUnknown, required, wholeNumber } from './parameters.ts'

/** What a call for pictures asks for, once it is found to be in order. */
export interface ImageOrder {
  model: ImageModel
  prompt: string
  n: number
  width: number
  height: number
  quality: string
  format: 'png' | 'jpeg' | 'webp'
  background: 'opaque' | 'transparent'
  /** Bytes of the pictures that came along, in their order. */
  references: Buffer[]
}

const SHARED = [
  'model',
  'prompt',
  'n',
  'size',
  'quality',
  'output_format',
  'output_compression',
  'background',
  'complexity',
  'safety_identifier',
  'user',
]
export const GENERATION_PARAMETERS = [...SHARED, 'moderation']
/** Those of a form, files aside. */
export const FORM_PARAMETERS = [...SHARED, 'input_fidelity']
export const JSON_EDIT_PARAMETERS = [...SHARED, 'moderation', 'input_fidelity', 'images', 'mask']

const LONGEST_PROMPT = 32_000
const FORMATS = ['png', 'jpeg', 'webp']

/**
 * The order in a body.
 *
 * @param known names that the call takes
 * @throws Answer 400 or 404 for the first thing that is wrong with it
 */
export function readOrder(body: Record<string, unknown>, known: readonly string[]): ImageOrder {
  refuseUnknown(Object.keys(body), known)
  const model = modelOf(required('model', body.model))
  const prompt = atMost('prompt', required('prompt', body.prompt), LONGEST_PROMPT)
  const n = wholeNumber('n', body.n, 1, 10, 1)
  const asked = oneOf('quality', body.quality, [...model.qualities, 'auto'], 'auto')
  const format = oneOf('output_format', body.output_format, FORMATS, 'png') as ImageOrder['format']
  oneOf('moderation', body.moderation, ['low', 'auto'], 'auto')
  oneOf('complexity', body.complexity, ['low', 'medium', 'high'], 'high')
  const background = oneOf('background', body.background, ['transparent', 'opaque', 'auto'], 'auto')
  if (body.output_compression !== undefined) {
    wholeNumber('output_compression', body.output_compression, 0, 100, 100)
    if (format === 'png')
      throw badParameter(
        'output_compression',
        'invalid_value',
        'Compression less than 100 is not supported for PNG output format',
      )
  }
  if (background === 'transparent' && format === 'jpeg')
    throw badParameter('background', 'invalid_value', 'Transparent background is not supported for JPEG output format.')
  if (body.input_fidelity !== undefined) checkFidelity(model, body.input_fidelity)
  return {
    model,
    prompt,
    n,
    ...sizeOf(model, body.size),
    quality: asked === 'auto' ? model.autoQuality : asked,
    format,
    background: background === 'transparent' ? 'transparent' : 'opaque',
    references: [],
  }
}

function modelOf(id: string): ImageModel {
  const model = IMAGE_MODELS.find((one) => one.id === id)
  if (model) return model
  if (/^(?:gpt-\d|omni-)/.test(id)) {
    const list = IMAGE_MODELS.map((one) => `'${one.id}'`).join(', ')
    throw badParameter('model', 'invalid_value', `Invalid value: '${id}'. Supported values are: ${list}.`)
  }
  throw noSuchModel(id)
}

function checkFidelity(model: ImageModel, value: unknown): void {
  if (model.fidelities.length === 0)
    throw badParameter(
      'input_fidelity',
      'unsupported_parameter',
      `The 'input_fidelity' parameter is not supported with the '${model.id}' model.`,
    )
  oneOf('input_fidelity', value, model.fidelities, 'low')
}

const STEP = 16
const LONGEST_SIDE = 3840
const PIXELS = { from: 655_360, until: 8_294_400 }
const WIDEST = 3

function sizeOf(model: ImageModel, size: unknown): { width: number; height: number } {
  if (size === undefined || size === null || size === 'auto') return { width: 1024, height: 1024 }
  if (model.sizes) oneOf('size', size, [...model.sizes, 'auto'], 'auto')
  const [, width, height] = (/^(\d+)x(\d+)$/.exec(String(size)) ?? []).map(Number)
  if (!width || !height) throw wrongSize(size, 'Sizes are WIDTHxHEIGHT, or auto.')
  if (width % STEP !== 0 || height % STEP !== 0) throw wrongSize(size, `Width and height must be divisible by ${STEP}.`)
  if (Math.max(width, height) > LONGEST_SIDE) throw wrongSize(size, `The longest edge must be at most ${LONGEST_SIDE}.`)
  if (Math.max(width / height, height / width) > WIDEST)
    throw wrongSize(size, `The aspect ratio must be between 1:${WIDEST} and ${WIDEST}:1.`)
  const pixels = width * height
  if (pixels < PIXELS.from || pixels > PIXELS.until)
    throw wrongSize(size, `The image must have between ${PIXELS.from} and ${PIXELS.until} pixels.`)
  return { width, height }
}

function wrongSize(size: unknown, message: string) {
  return badParameter('size', 'invalid_value', `Invalid size '${String(size)}'. ${message}`)
}
