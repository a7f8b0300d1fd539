/** Deals items out in order, e.g. `[a b c]` by `[1 2]` → `[[a] [b c]]`. */
export function deal<Item>(items: readonly Item[], counts: readonly number[]): Item[][] {
  let next = 0
  return counts.map((count) => {
    const dealt = items.slice(next, next + count)
    next += count
    return dealt
  })
}
