import { isDeepStrictEqual } from 'node:util'

/** Something the author said otherwise, and that its file has changed since: the author's stays. */
export interface KeptOfAuthor {
  /** Names of fields, and of one thing among several: `looks`, `1926`, `outfit`. */
  where: string[]
  /** What stays; undefined = it was taken out here. */
  mine: unknown
  /** What the file says now; undefined = the file has it no longer. */
  theirs: unknown
}

type Fields = Readonly<Record<string, unknown>>

/** What tells the elements of lists apart; other lists count as one value. */
const KEYS: Readonly<Record<string, (element: unknown) => string>> = {
  looks: (look) => (look as { label: string }).label,
  zones: (zone) => (zone as { id: string }).id,
  aliases: (alias) => (typeof alias === 'string' ? alias : (alias as { text: string }).text),
}

/**
 * An entry of the bible after its file was read again: what the author left as it was is as the file says now, what the
 * author said otherwise stays.
 *
 * @param base as the file said when the author edited it
 * @param kept told what stays although the file has changed it too
 */
export function mergeEntry<Entry extends object>(
  base: Entry,
  mine: Entry,
  theirs: Entry,
  kept: (about: KeptOfAuthor) => void,
): Entry {
  return mergeFields(base as Fields, mine as Fields, theirs as Fields, [], kept) as Entry
}

function mergeFields(
  base: Fields,
  mine: Fields,
  theirs: Fields,
  where: readonly string[],
  kept: (about: KeptOfAuthor) => void,
): Fields {
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)])
  const merged: Record<string, unknown> = {}
  for (const name of names) {
    const value = mergeValue(name, base[name], mine[name], theirs[name], [...where, name], kept)
    if (value !== undefined) merged[name] = value
  }
  return merged
}

function mergeValue(
  name: string,
  base: unknown,
  mine: unknown,
  theirs: unknown,
  where: readonly string[],
  kept: (about: KeptOfAuthor) => void,
): unknown {
  if (isDeepStrictEqual(base, mine)) return theirs
  if (isDeepStrictEqual(base, theirs) || isDeepStrictEqual(mine, theirs)) return mine
  const keyOf = KEYS[name]
  if (keyOf && [base, mine, theirs].every(Array.isArray)) {
    return mergeList(keyed(base as [], keyOf), keyed(mine as [], keyOf), keyed(theirs as [], keyOf), where, kept)
  }
  kept({ where: [...where], mine, theirs })
  return mine
}

type Keyed = ReadonlyMap<string, unknown>

/** Two of one key are told apart by their order. */
function keyed(list: readonly unknown[], keyOf: (element: unknown) => string): Keyed {
  const times = new Map<string, number>()
  return new Map(
    list.map((element) => {
      const key = keyOf(element)
      const nth = times.get(key) ?? 0
      times.set(key, nth + 1)
      return [nth === 0 ? key : `${key}\n${nth}`, element]
    }),
  )
}

function mergeList(
  base: Keyed,
  mine: Keyed,
  theirs: Keyed,
  where: readonly string[],
  kept: (about: KeptOfAuthor) => void,
): unknown[] {
  const merged: unknown[] = []
  for (const [key, element] of mine) {
    const value = mergeElement(base.get(key), element, theirs.get(key), [...where, key], kept)
    if (value !== undefined) merged.push(value)
  }
  for (const [key, element] of theirs) {
    if (mine.has(key)) continue
    if (!base.has(key)) merged.push(element)
    else if (!isDeepStrictEqual(base.get(key), element))
      kept({ where: [...where, key], mine: undefined, theirs: element })
  }
  return merged
}

function mergeElement(
  base: unknown,
  mine: unknown,
  theirs: unknown,
  where: readonly string[],
  kept: (about: KeptOfAuthor) => void,
): unknown {
  if (base === undefined && theirs === undefined) return mine
  if (theirs === undefined) {
    if (isDeepStrictEqual(base, mine)) return undefined
    kept({ where: [...where], mine, theirs })
    return mine
  }
  if (isFields(mine) && isFields(theirs)) {
    return mergeFields(isFields(base) ? base : {}, mine, theirs, where, kept)
  }
  return mine
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
