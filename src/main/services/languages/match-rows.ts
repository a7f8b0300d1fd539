import type { TableRow } from './lettering-table.ts'
import { tableId } from './lettering-table.ts'
import type { OwnText } from './own-texts.ts'

/** How a table writes a text, so that line ends and outer spaces of an editor are no change. */
export function asWritten(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim()
}

/**
 * The text each row is about: by its id; a row without one, or with the id of another book, by what it says, best
 * where it says so. Texts with the same words are given out in their order.
 * @returns null for a row that is about nothing in the book
 */
export function matchRows(rows: readonly TableRow[], texts: readonly OwnText[]): (OwnText | null)[] {
  const byId = new Map(texts.map((text) => [tableId(text), text]))
  const byWords = Map.groupBy(texts, (text) => wordsKey(text.kind, asWritten(text.text)))
  const taken = new Set(rows.flatMap(({ id }) => byId.get(id) ?? []))
  return rows.map((row) => {
    const known = byId.get(row.id)
    if (known !== undefined) return known
    if (row.own === null) return null
    const free = (byWords.get(wordsKey(row.kind, asWritten(row.own))) ?? []).filter((text) => !taken.has(text))
    const best = free.find((text) => standsAt(row, text, 3)) ?? free.find((text) => standsAt(row, text, 1)) ?? free[0]
    if (best === undefined) return null
    taken.add(best)
    return best
  })
}

function wordsKey(kind: string, words: string): string {
  return `${kind}\n${words}`
}

/** @param parts how much of the place must agree: 1 for the chapter, 3 for the panel */
function standsAt(row: TableRow, { chapter, scene, panel }: OwnText, parts: 1 | 3): boolean {
  const places = [
    [row.chapter, chapter],
    [row.scene, scene],
    [row.panel, panel],
  ] as const
  return places.slice(0, parts).every(([said, is]) => said === String(is ?? ''))
}
