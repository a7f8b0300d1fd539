import type { Answer } from '../vendor-server.ts'

type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'dict'

/** Fields of both kinds of request, as far as they have a type worth checking. */
const COMMON: Record<string, FieldType> = {
  prompt: 'string',
  negative_prompt: 'string',
  styles: 'list',
  seed: 'integer',
  subseed: 'integer',
  subseed_strength: 'number',
  sampler_name: 'string',
  sampler_index: 'string',
  batch_size: 'integer',
  n_iter: 'integer',
  steps: 'integer',
  cfg_scale: 'number',
  width: 'integer',
  height: 'integer',
  restore_faces: 'boolean',
  tiling: 'boolean',
  denoising_strength: 'number',
  override_settings: 'dict',
  override_settings_restore_afterwards: 'boolean',
  script_name: 'string',
  script_args: 'list',
  send_images: 'boolean',
  save_images: 'boolean',
  alwayson_scripts: 'dict',
}
const WITH_TASKS: Record<string, FieldType> = { scheduler: 'string', force_task_id: 'string', infotext: 'string' }
const OF_SDNEXT: Record<string, FieldType> = { ip_adapter: 'list', face: 'dict', extra: 'dict' }
const TEXT_ONLY: Record<string, FieldType> = { enable_hr: 'boolean', hr_scale: 'number', hr_upscaler: 'string' }
const IMAGE_ONLY: Record<string, FieldType> = {
  init_images: 'list',
  resize_mode: 'integer',
  mask: 'string',
  mask_blur: 'integer',
  inpainting_fill: 'integer',
  inpaint_full_res: 'boolean',
  include_init_images: 'boolean',
}

/**
 * Checks a request as pydantic does: values by type, null allowed, other fields dropped without a word.
 *
 * @returns names of the fields that were dropped
 * @throws an Answer with status 422
 */
export function checkBody(
  body: Record<string, unknown>,
  kind: 'txt2img' | 'img2img',
  { sdnext, pydantic }: { sdnext: boolean; pydantic: 1 | 2 },
): string[] {
  const fields = {
    ...COMMON,
    ...(kind === 'txt2img' ? TEXT_ONLY : IMAGE_ONLY),
    ...(sdnext ? OF_SDNEXT : WITH_TASKS),
  }
  const wrong = Object.entries(body).flatMap(([name, value]) => {
    const type = fields[name]
    return type && value !== null && !fits(type, value) ? [complaint(name, type, value, pydantic)] : []
  })
  if (wrong.length > 0) throw { status: 422, body: { detail: wrong } } satisfies Answer
  return Object.keys(body).filter((name) => !(name in fields))
}

function fits(type: FieldType, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'list') return Array.isArray(value)
  if (type === 'dict') return typeof value === 'object' && !Array.isArray(value)
  return typeof value === type
}

const WORDS: Record<FieldType, { one: [type: string, msg: string]; two: [type: string, msg: string] }> = {
  string: { one: ['type_error.str', 'str type expected'], two: ['string_type', 'Input should be a valid string'] },
  integer: {
    one: ['type_error.integer', 'value is not a valid integer'],
    two: ['int_parsing', 'Input should be a valid integer, unable to parse string as an integer'],
  },
  number: {
    one: ['type_error.float', 'value is not a valid float'],
    two: ['float_parsing', 'Input should be a valid number, unable to parse string as a number'],
  },
  boolean: {
    one: ['type_error.bool', 'value could not be parsed to a boolean'],
    two: ['bool_parsing', 'Input should be a valid boolean, unable to interpret input'],
  },
  list: { one: ['type_error.list', 'value is not a valid list'], two: ['list_type', 'Input should be a valid list'] },
  dict: {
    one: ['type_error.dict', 'value is not a valid dict'],
    two: ['dict_type', 'Input should be a valid dictionary'],
  },
}

function complaint(name: string, field: FieldType, value: unknown, pydantic: 1 | 2): object {
  const [type, msg] = WORDS[field][pydantic === 1 ? 'one' : 'two']
  const loc = ['body', name]
  return pydantic === 1 ? { loc, msg, type } : { type, loc, msg, input: value }
}
