import { generateNKeysBetween } from 'fractional-indexing'

/** An entry among those it stands beside. */
export interface KeyedEntry {
  id: string
  orderKey: string
  /** The author put it here. */
  isPlaced: boolean
}

/**
 * Order keys that must change so that no two are alike: what the author placed keeps its own, right behind what it was
 * put behind, and what the script has there comes after it.
 *
 * @returns new keys by id; empty where all differ
 */
export function separateKeys(entries: readonly KeyedEntry[]): Map<string, string> {
  const inOrder = [...entries].sort((a, b) => {
    if (a.orderKey !== b.orderKey) return a.orderKey < b.orderKey ? -1 : 1
    return Number(b.isPlaced) - Number(a.isPlaced) || (a.id < b.id ? -1 : 1)
  })
  const changed = new Map<string, string>()
  for (let at = 0; at < inOrder.length; ) {
    const { orderKey } = inOrder[at]!
    let end = at + 1
    while (inOrder[end]?.orderKey === orderKey) end++
    const keys = generateNKeysBetween(orderKey, inOrder[end]?.orderKey ?? null, end - at - 1)
    for (const [n, key] of keys.entries()) changed.set(inOrder[at + 1 + n]!.id, key)
    at = end
  }
  return changed
}
