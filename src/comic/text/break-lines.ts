/**
 * Breaks words into a given number of lines as evenly as they go.
 * @param widths of the words, in any unit
 * @param lineCount at least 1; fewer lines come back when there are fewer words
 * @returns the number of words on each line
 */
export function breakEvenly(widths: readonly number[], spaceWidth: number, lineCount: number): number[] {
  const words = widths.length
  const lines = Math.min(lineCount, words)
  if (lines <= 1) return words === 0 ? [] : [words]

  const lineWidth = (start: number, end: number) =>
    widths.slice(start, end).reduce((total, width) => total + width, 0) + (end - start - 1) * spaceWidth
  const wholeWidth = lineWidth(0, words)
  // The fourth power makes one wide line dearer than several middling ones.
  const cost = (start: number, end: number) => (lineWidth(start, end) / wholeWidth) ** 4

  let best = Array.from({ length: words + 1 }, (_, end) => ({
    cost: end === 0 ? 0 : cost(0, end),
    counts: [end],
  }))
  for (let line = 2; line <= lines; line++) {
    best = best.map((_, end) => {
      let cheapest = { cost: Infinity, counts: [] as number[] }
      for (let start = line - 1; start < end; start++) {
        const total = best[start]!.cost + cost(start, end)
        if (total < cheapest.cost - 1e-12) cheapest = { cost: total, counts: [...best[start]!.counts, end - start] }
      }
      return cheapest
    })
  }
  return best[words]!.counts
}
