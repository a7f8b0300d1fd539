import type { Answer } from '../vendor-server.ts'
import { openAiError } from './openai-error.ts'

/** A parameter the API does not take, in its words. */
export function badParameter(param: string, code: string, message: string): Answer {
  return openAiError(400, 'invalid_request_error', code, message, { param })
}

/** @throws Answer for the first name that is not known */
export function refuseUnknown(names: Iterable<string>, known: readonly string[]): void {
  for (const name of names)
    if (!known.includes(name)) throw badParameter(name, 'unknown_parameter', `Unknown parameter: '${name}'.`)
}

/** @returns the value, or `usual` when there is none */
export function oneOf(param: string, value: unknown, allowed: readonly string[], usual: string): string {
  if (value === undefined || value === null) return usual
  if (typeof value === 'string' && allowed.includes(value)) return value
  const list = allowed.map((one) => `'${one}'`)
  const words = list.length > 1 ? `${list.slice(0, -1).join(', ')}, and ${list.at(-1)}` : list.join('')
  throw badParameter(param, 'invalid_value', `Invalid value: '${String(value)}'. Supported values are: ${words}.`)
}

export function wholeNumber(param: string, value: unknown, from: number, until: number, usual: number): number {
  if (value === undefined || value === null) return usual
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw badParameter(param, 'invalid_type', `Invalid type for '${param}': expected an integer.`)
  const out = (code: string, sign: string, bound: number) =>
    badParameter(
      param,
      `integer_${code}_value`,
      `Invalid '${param}': integer ${code.replace('_', ' ')} value. Expected a value ${sign} ${bound}, but got ${value} instead.`,
    )
  if (value < from) throw out('below_min', '>=', from)
  if (value > until) throw out('above_max', '<=', until)
  return value
}

export function required(param: string, value: unknown): string {
  if (value === undefined || value === null || value === '')
    throw badParameter(param, 'missing_required_parameter', `Missing required parameter: '${param}'.`)
  if (typeof value !== 'string')
    throw badParameter(param, 'invalid_type', `Invalid type for '${param}': expected a string.`)
  return value
}

export function atMost(param: string, text: string, longest: number): string {
  if (text.length <= longest) return text
  throw badParameter(
    param,
    'string_above_max_length',
    `Invalid '${param}': string too long. Expected a string with maximum length ${longest}, but got a string with length ${text.length} instead.`,
  )
}
