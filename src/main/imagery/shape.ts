import { said } from '../../shared/said/said.ts'
import { foundWords, type Reporter } from './problem.ts'
import type { YamlEntry, YamlNode } from './yaml/node.ts'

/** What a value may be. Nothing at all (`null`, or no key) always may. */
export type Shape =
  | 'any'
  | 'text'
  | 'number'
  | 'whole number'
  | 'yes or no'
  | 'text or number'
  | 'text or list'
  | 'map or list'
  | 'list of texts'
  | 'size'
  | { words: readonly string[] }
  | { listOf: Shape }
  | { map: Readonly<Record<string, Shape>> }
  | { mapOf: Shape }

/** A key that swallowed its value, because no space stands behind the colon. */
const GLUED = /^([A-Za-z_][\w-]*):["'|>[{]/

/** Tells where a value is something else than the format knows. Never refuses: the author may know better. */
export function checkShape(node: YamlNode, shape: Shape, path: string, report: Reporter): void {
  if (shape === 'any' || (node.kind === 'scalar' && node.value === null)) return
  if (typeof shape === 'string') {
    if (!fits(node, shape)) report.mismatch(node.start, path, EXPECTED[shape], foundWords(node))
    if (shape === 'list of texts' && node.kind === 'list')
      node.items.forEach((item, at) => {
        if (!isFine(item, 'text')) checkShape(item, 'text', `${path}[${at}]`, report)
      })
    return
  }
  if ('words' in shape) {
    if (node.kind !== 'scalar' || !shape.words.includes(String(node.value)))
      report.mismatch(node.start, path, said`one of the words ${shape.words.join(', ')}`, foundWords(node))
  } else if ('listOf' in shape) {
    if (node.kind !== 'list') report.mismatch(node.start, path, said`a list`, foundWords(node))
    else
      node.items.forEach((item, at) => {
        if (!isFine(item, shape.listOf)) checkShape(item, shape.listOf, `${path}[${at}]`, report)
      })
  } else if (node.kind !== 'map') report.mismatch(node.start, path, said`a map`, foundWords(node))
  else
    for (const entry of node.entries) {
      // Paths are put together for those only that there is something to say about.
      if (isFineEntry(entry, shape)) continue
      const { key, keyStart, value } = entry
      const glued = GLUED.exec(key)
      const inner = path === '' ? key : `${path}.${key}`
      if (glued) {
        report.warn(
          'imagery-glued-key',
          keyStart,
          path === '' ? glued[1]! : `${path}.${glued[1]}`,
          said`A space is missing after the colon of ${glued[1]}: the line is read as one long key, and ${glued[1]} is empty.`,
          said`Write ${glued[1]}: with a space behind the colon.`,
        )
        continue
      }
      checkShape(value, shapeAt(shape, key), inner, report)
    }
}

/** There is nothing to say about a value, nor about what is in it. */
function isFine(node: YamlNode, shape: Shape): boolean {
  if (shape === 'any' || (node.kind === 'scalar' && node.value === null)) return true
  if (typeof shape === 'string') {
    if (!fits(node, shape)) return false
    return shape !== 'list of texts' || (node.kind === 'list' && node.items.every((item) => isFine(item, 'text')))
  }
  if ('words' in shape) return node.kind === 'scalar' && shape.words.includes(String(node.value))
  if ('listOf' in shape) return node.kind === 'list' && node.items.every((item) => isFine(item, shape.listOf))
  return node.kind === 'map' && node.entries.every((entry) => isFineEntry(entry, shape))
}

type MapShape = Extract<Shape, { map: unknown } | { mapOf: unknown }>

function isFineEntry({ key, value }: YamlEntry, shape: MapShape): boolean {
  return !(key.includes(':') && GLUED.test(key)) && isFine(value, shapeAt(shape, key))
}

function shapeAt(shape: MapShape, key: string): Shape {
  if ('mapOf' in shape) return shape.mapOf
  return Object.hasOwn(shape.map, key) ? shape.map[key]! : 'any'
}

const EXPECTED = {
  text: said`text`,
  number: said`a number`,
  'whole number': said`a whole number`,
  'yes or no': said`true or false`,
  'text or number': said`text or a number`,
  'text or list': said`text or a list of texts`,
  'map or list': said`a map or a list`,
  'list of texts': said`a list of texts`,
  size: said`a size such as 1024x1536`,
} as const

function fits(node: YamlNode, shape: keyof typeof EXPECTED): boolean {
  const value = node.kind === 'scalar' ? node.value : undefined
  switch (shape) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'whole number':
      return Number.isInteger(value)
    case 'yes or no':
      return typeof value === 'boolean'
    case 'text or number':
      return typeof value === 'string' || typeof value === 'number'
    case 'text or list':
      return typeof value === 'string' || node.kind === 'list'
    case 'map or list':
      return node.kind !== 'scalar'
    case 'list of texts':
      return node.kind === 'list'
    case 'size':
      return typeof value === 'string' && readSize(value) !== null
  }
}

export interface Size {
  width: number
  height: number
}

/** Longer sides are no wish for a picture but a slip. */
const LONGEST_SIDE = 16_384

/** `1792x1024`, also with `×` and spaces; null for anything else. */
export function readSize(text: string): Size | null {
  const match = /^\s*(\d{2,5})\s*[x×*]\s*(\d{2,5})\s*$/i.exec(text)
  if (!match) return null
  const [width, height] = [Number(match[1]), Number(match[2])]
  return Math.min(width, height) < 16 || Math.max(width, height) > LONGEST_SIDE ? null : { width, height }
}

/** `16:9` as width divided by height; null for anything else. */
export function readRatio(text: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*[:/]\s*(\d+(?:\.\d+)?)\s*$/.exec(text)
  const ratio = match ? Number(match[1]) / Number(match[2]) : Number.NaN
  return ratio >= 1 / 8 && ratio <= 8 ? ratio : null
}
