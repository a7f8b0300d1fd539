import type { ScalarValue } from './node.ts'

const NUMBER_OR_WORD = /^[-+.0-9nNtTfF~]/
const INTEGER = /^[-+]?[0-9]+$/
const OCTAL = /^0o[0-7]+$/
const HEX = /^0x[0-9a-fA-F]+$/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$|^[-+]?[0-9]+[eE][-+]?[0-9]+$/
const INFINITE = /^([-+])?\.(?:inf|Inf|INF)$/
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/

/** What an unquoted word means in the core schema of YAML 1.2: `no` and `12:30` are words there. */
export function resolvePlain(text: string): ScalarValue {
  if (!NUMBER_OR_WORD.test(text)) return text === '' ? null : text
  switch (text) {
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'false':
    case 'False':
    case 'FALSE':
      return false
  }
  if (INTEGER.test(text) || FLOAT.test(text) || HEX.test(text)) return Number(text)
  if (OCTAL.test(text)) return Number.parseInt(text.slice(2), 8)
  const infinite = INFINITE.exec(text)
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return NOT_A_NUMBER.test(text) ? Number.NaN : text
}
