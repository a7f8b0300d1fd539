import type { Lettering } from '../../shared/domain/lettering.ts'
import { plainWords } from '../../shared/domain/override.ts'

/** A line over a panel, as far as it takes to know it again. */
export interface KnownLettering {
  id: string
  kind: string
  text: string
}

/**
 * Ids for the lines of a panel that was read again, so that what hangs on a line (its place on the page) stays with it:
 * first for lines with the same text, then for those with the same words, whatever their marks of emphasis and
 * punctuation, then, in order, for lines of the same kind. Null for a new line.
 */
export function keepLettering(known: readonly KnownLettering[], lines: readonly Lettering[]): (string | null)[] {
  const open = [...known]
  const take = (fits: (old: KnownLettering) => boolean): string | null => {
    const at = open.findIndex(fits)
    return at < 0 ? null : open.splice(at, 1)[0]!.id
  }
  const sameWords = lines.map((line) => take((old) => old.kind === line.kind && old.text === line.text))
  const alike = lines.map(({ kind, text }, at) => {
    const words = plainWords(text)
    return sameWords[at] ?? (words === '' ? null : take((old) => old.kind === kind && plainWords(old.text) === words))
  })
  return lines.map((line, at) => alike[at] ?? take((old) => old.kind === line.kind))
}
