import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import type { ScalarValue, YamlEntry, YamlNode, YamlScalar } from './node.ts'

/** What a file may come to once its aliases are followed; a "billion laughs" file comes to more. */
const MOST_NODES = 200_000
const MOST_DEPTH = 64
/** Lists in lists on one line. The parser's time grows with the square of their number. */
const NESTED_ON_A_LINE = /^ *(?:[-?:] +){1000}/m

/** What the parser says is wrong, with the offset. */
export interface ParserError {
  offset: number
  /** The parser's own word for it. */
  code: YAMLError['code'] | 'TOO_DEEP' | 'TOO_MANY' | 'NO_TREE'
}

export type FullRead = { ok: true; root: YamlNode } | { ok: false; errors: ParserError[] }

/** All of YAML 1.2, strictly: a tree that the parser had to mend is none. */
export function readFullYaml(text: string): FullRead {
  const nested = NESTED_ON_A_LINE.exec(text)
  if (nested !== null) return { ok: false, errors: [{ offset: nested.index, code: 'TOO_DEEP' }] }
  try {
    const document = parseDocument(text, { version: '1.2', strict: true, uniqueKeys: false, prettyErrors: false })
    const errors = [...document.errors.map(({ pos, code }) => ({ offset: pos[0], code })), ...doubleKeys(document)]
    if (errors.length > 0) return { ok: false, errors: errors.sort((a, b) => a.offset - b.offset) }
    if (document.contents === null) return { ok: false, errors: [{ offset: 0, code: 'NO_TREE' }] }
    // The parser looks through the whole document for each; a bomb asks for the same few a hundred thousand times.
    const targets = new Map<Alias.Parsed, unknown>()
    const resolve = (alias: Alias.Parsed) => {
      if (!targets.has(alias)) targets.set(alias, alias.resolve(document))
      return targets.get(alias)
    }
    const budget = { nodes: MOST_NODES, resolve }
    return { ok: true, root: toNode(document.contents, text, budget, 0) }
  } catch (error) {
    if (error instanceof LimitReached) return { ok: false, errors: [{ offset: error.offset, code: error.code }] }
    // The parser recurses; what is nested ten thousand deep ends here.
    if (error instanceof RangeError) return { ok: false, errors: [{ offset: 0, code: 'TOO_DEEP' }] }
    throw error
  }
}

/** Keys that stand twice in their map. The parser would compare each with each. */
function doubleKeys(document: Document.Parsed): ParserError[] {
  const found: ParserError[] = []
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) found.push({ offset: key.range![0], code: 'DUPLICATE_KEY' })
        seen.add(key.value)
      }
    },
  })
  return found
}

class LimitReached extends Error {
  readonly offset: number
  readonly code: 'TOO_DEEP' | 'TOO_MANY' | 'BAD_ALIAS'
  constructor(code: LimitReached['code'], offset: number) {
    super(code)
    this.code = code
    this.offset = offset
  }
}

interface Budget {
  nodes: number
  resolve(alias: Alias.Parsed): unknown
}

function toNode(node: ParsedNode, text: string, budget: Budget, depth: number): YamlNode {
  const [start, valueEnd] = node.range
  if (depth > MOST_DEPTH) throw new LimitReached('TOO_DEEP', start)
  if (budget.nodes-- <= 0) throw new LimitReached('TOO_MANY', start)
  if (isAlias(node)) {
    const target = budget.resolve(node as Alias.Parsed) as ParsedNode | undefined
    if (target === undefined) throw new LimitReached('BAD_ALIAS', start)
    // Its words stand elsewhere; what can be replaced is the alias.
    return { ...toNode(target, text, budget, depth + 1), start, end: valueEnd }
  }
  if (isSeq(node)) {
    const items = (node.items as ParsedNode[]).map((item) => toNode(item, text, budget, depth + 1))
    const flow = node.flow === true
    return { kind: 'list', flow, items, start, end: flow ? valueEnd : (items.at(-1)?.end ?? valueEnd) }
  }
  if (isMap(node)) {
    const entries = (node.items as unknown as { key: ParsedNode; value: ParsedNode | null }[]).map(
      ({ key, value }): YamlEntry => {
        const keyEnd = key.range[1]
        const colon = text.indexOf(':', keyEnd)
        const afterColon = colon < 0 ? keyEnd : colon + 1
        return {
          key: isScalar(key) ? String(key.value) : text.slice(key.range[0], keyEnd),
          keyStart: key.range[0],
          afterColon,
          value: isEmpty(value)
            ? scalar(null, 'empty', afterColon, afterColon)
            : toNode(value!, text, budget, depth + 1),
        }
      },
    )
    const flow = node.flow === true
    return { kind: 'map', flow, entries, start, end: flow ? valueEnd : (entries.at(-1)?.value.end ?? valueEnd) }
  }
  if (!isScalar(node)) throw new LimitReached('TOO_DEEP', start)
  const style = scalarStyle(node.type, start === valueEnd)
  if (style === 'empty') {
    const written = text.slice(0, start).trimEnd().length
    return scalar(null, style, written, written)
  }
  const value = toScalarValue(node.value)
  return scalar(value, style, start, style === 'block' ? endOfBlock(text, start, valueEnd) : valueEnd)
}

/** Nothing is written behind the colon, wherever the parser puts that nothing. */
function isEmpty(value: ParsedNode | null): boolean {
  return value === null || (isScalar(value) && value.type === 'PLAIN' && value.range[0] === value.range[1])
}

function scalar(value: ScalarValue, style: YamlScalar['style'], start: number, end: number): YamlScalar {
  return { kind: 'scalar', value, style, start, end }
}

function scalarStyle(type: string | undefined, isEmpty: boolean): YamlScalar['style'] {
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') return 'block'
  if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') return 'quoted'
  return isEmpty ? 'empty' : 'plain'
}

function toScalarValue(value: unknown): ScalarValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return String(value)
}

/** A block ends with its last line that says something; only what `+` keeps goes on over empty ones. */
function endOfBlock(text: string, start: number, end: number): number {
  const written = text.slice(start, end)
  const kept = /^[|>]\d?\+/.test(written)
  return start + written.replace(kept ? /\r?\n[ ]*$/ : /(?:\r?\n[ \t]*)+$/, '').length
}
