import { AppError } from './errors.ts'
import { said } from './said/said.ts'

/** The known word that was most likely meant, or null when none is near. */
export function closest(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase()
  let best: { word: string; distance: number } | null = null
  for (const candidate of known) {
    const distance = editDistance(wanted, candidate.toLowerCase())
    if (!best || distance < best.distance) best = { word: candidate, distance }
  }
  const reach = Math.max(1, Math.floor(word.length * 0.4))
  return best && best.distance <= reach ? best.word : null
}

/**
 * An error for a word that is not on the list, with the one that was probably meant or the whole list.
 *
 * @param noun what it should have been: `style`
 */
export function unknownWord(noun: string, word: string, known: readonly string[]): AppError {
  const near = closest(word, known)
  return new AppError('WRONG_USE', said`There is no ${noun} "${word}".`, {
    remedy: near ? said`Did you mean ${near}?` : said`There are: ${known.join(', ')}.`,
  })
}

/** Damerau–Levenshtein (neighbours swapped count as one), by rows. */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let distance = Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + (same ? 0 : 1))
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        distance = Math.min(distance, before[column - 2]! + 1)
      current.push(distance)
    }
    before = above
    above = current
  }
  return above[b.length]!
}
