import fc from 'fast-check'
import { z } from 'zod'
import { contract, type RouteName } from '../../shared/contract/index.ts'

interface Shape {
  type?: string
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  prefixItems?: Shape[]
  anyOf?: Shape[]
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

const LONGEST_TEXT = 40
const LONGEST_LIST = 4

/**
 * Inputs that a route takes.
 *
 * @param words texts that mean something in the book, so that handlers get past their first question
 */
export function validInputs(name: RouteName, words: readonly string[]): fc.Arbitrary<unknown> {
  return valuesOf(z.toJSONSchema(contract[name].input, { io: 'input', unrepresentable: 'any' }) as Shape, words)
}

function valuesOf(shape: Shape, words: readonly string[]): fc.Arbitrary<unknown> {
  if (shape.anyOf) return fc.oneof(...shape.anyOf.map((one) => valuesOf(one, words)))
  if (shape.enum) return fc.constantFrom(...shape.enum)
  if ('const' in shape) return fc.constant(shape.const)
  switch (shape.type) {
    case 'object': {
      const entries = Object.entries(shape.properties ?? {}).map(([key, each]) => [key, valuesOf(each, words)] as const)
      return fc.record(Object.fromEntries(entries), { requiredKeys: shape.required ?? [] })
    }
    case 'array':
      return fc.array(valuesOf(shape.items ?? {}, words), {
        minLength: shape.minItems ?? 0,
        maxLength: Math.max(shape.minItems ?? 0, Math.min(shape.maxItems ?? LONGEST_LIST, LONGEST_LIST)),
      })
    case 'string': {
      const { minLength = 0, maxLength = LONGEST_TEXT } = shape
      const fitting = words.filter(({ length }) => length >= minLength && length <= maxLength)
      const any = fc.string({
        unit: 'binary',
        minLength,
        maxLength: Math.min(maxLength, Math.max(minLength, LONGEST_TEXT)),
      })
      return fitting.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fitting) }, any) : any
    }
    case 'integer':
      return fc.integer({ min: shape.minimum ?? -1_000, max: Math.min(shape.maximum ?? 1_000, 1_000_000) })
    case 'number':
      return fc.double({ min: shape.minimum ?? -1_000, max: shape.maximum ?? 1_000, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.constant(undefined)
  }
}
