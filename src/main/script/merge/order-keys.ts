import { generateNKeysBetween } from 'fractional-indexing'

/**
 * Order keys for a list of which some rows have one already: as many as can stay do, the others get keys between them.
 *
 * @param kept the key each row has, in the order the rows shall have; null for a new row
 */
export function orderKeysFor(kept: readonly (string | null)[]): string[] {
  const staying = new Set(longestRising(kept))
  const keys: string[] = []
  for (let from = 0; from < kept.length; ) {
    if (staying.has(from)) {
      keys.push(kept[from]!)
      from++
      continue
    }
    let to = from
    while (to < kept.length && !staying.has(to)) to++
    keys.push(...generateNKeysBetween(keys.at(-1) ?? null, kept[to] ?? null, to - from))
    from = to
  }
  return keys
}

/** Places of the longest strictly rising run of keys. */
function longestRising(keys: readonly (string | null)[]): number[] {
  // ends[n]: place where the lowest-ending run of length n + 1 ends.
  const ends: number[] = []
  const before = new Map<number, number | undefined>()
  for (const [at, key] of keys.entries()) {
    if (key === null) continue
    let length = ends.length
    while (length > 0 && keys[ends[length - 1]!]! >= key) length--
    before.set(at, length > 0 ? ends[length - 1] : undefined)
    ends[length] = at
  }
  const run: number[] = []
  for (let at = ends.at(-1); at !== undefined; at = before.get(at)) run.unshift(at)
  return run
}
