import createBidi from 'bidi-js'
import type { PreparedText } from './prepare-text.ts'

const bidi = createBidi()
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Embedding level of each code unit by the Unicode bidirectional algorithm; odd runs from right to left. */
export function bidiLevels({
  text,
  direction,
  writing,
}: Pick<PreparedText, 'text' | 'direction' | 'writing'>): Uint8Array {
  if (writing === 'vertical' || (direction === 'ltr' && !RIGHT_TO_LEFT.test(text))) return new Uint8Array(text.length)
  return bidi.getEmbeddingLevels(text, direction).levels
}

/** Puts what stands in logical order into the order it is drawn in, from left to right. */
export function visualOrder<Item extends { level: number }>(items: readonly Item[]): Item[] {
  const ordered = [...items]
  const highest = Math.max(0, ...items.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < ordered.length; start++) {
      if (ordered[start]!.level < level) continue
      let end = start
      while (end < ordered.length && ordered[end]!.level >= level) end++
      ordered.splice(start, end - start, ...ordered.slice(start, end).reverse())
      start = end
    }
  }
  return ordered
}
