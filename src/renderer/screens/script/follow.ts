/** A place that both columns know: pixels from the top of each. */
export interface Anchor {
  from: number
  to: number
}

/**
 * Where the following column has what stands at `y` in the leading one: in proportion between the places both know.
 *
 * @param anchors in rising order
 */
export function followed(anchors: readonly Anchor[], y: number): number | null {
  const [first] = anchors
  if (first === undefined) return null
  let before = first
  for (const anchor of anchors) {
    if (anchor.from > y) {
      const share = anchor.from === before.from ? 0 : (y - before.from) / (anchor.from - before.from)
      return before.to + Math.max(0, share) * (anchor.to - before.to)
    }
    before = anchor
  }
  return before.to + (y - before.from)
}
