/** What a YAML file says, with where each value stands. Offsets count UTF-16 units from the start of the text. */
export type YamlNode = YamlScalar | YamlList | YamlMap
export type ScalarValue = string | number | boolean | null

export interface YamlScalar {
  kind: 'scalar'
  value: ScalarValue
  /** `empty`: nothing is written; `start` and `end` stand right behind the colon or the dash. */
  style: 'plain' | 'quoted' | 'block' | 'empty'
  start: number
  /** Behind the last written sign; of a block, before the break of its last line. */
  end: number
}

export interface YamlList {
  kind: 'list'
  /** Written in brackets. */
  flow: boolean
  items: YamlNode[]
  start: number
  /** Of a block, the end of its last item. */
  end: number
}

export interface YamlMap {
  kind: 'map'
  /** Written in braces. */
  flow: boolean
  entries: YamlEntry[]
  start: number
  end: number
}

export interface YamlEntry {
  key: string
  keyStart: number
  /** Behind the colon. */
  afterColon: number
  value: YamlNode
}

export type PlainValue = ScalarValue | PlainValue[] | { [key: string]: PlainValue }

export function entryOf(node: YamlNode | null | undefined, key: string): YamlEntry | null {
  if (node?.kind !== 'map') return null
  return node.entries.find((entry) => entry.key === key) ?? null
}

export function valueAt(node: YamlNode | null | undefined, key: string): YamlNode | null {
  return entryOf(node, key)?.value ?? null
}

/** Items of a list; of anything else none. */
export function itemsOf(node: YamlNode | null | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : []
}

export function entriesOf(node: YamlNode | null | undefined): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries : []
}

/** Text of a scalar, as a person reads it; null for what is empty, null, a list or a map. */
export function textOf(node: YamlNode | null | undefined): string | null {
  if (node?.kind !== 'scalar' || node.value === null) return null
  const text = String(node.value).trim()
  return text === '' ? null : text
}

/** The value without places. Keys such as `__proto__` stay keys. */
export function plainValue(node: YamlNode): PlainValue {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(plainValue)
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]))
}
