import type { Lettering } from '../../shared/domain/lettering.ts'

/** A line over a panel, as far as it takes to know it again. */
export interface KnownLettering {
  id: string
  kind: string
  text: string
}

/**
 * Ids for the lines of a panel that was read again, so that what hangs on a line (its place on the page) stays with it:
 * first for lines with the same words, then, in order, for lines of the same kind. Null for a new line.
 */
export function keepLettering(known: readonly KnownLettering[], lines: readonly Lettering[]): (string | null)[] {
  const open = [...known]
  const take = (fits: (old: KnownLettering) => boolean): string | null => {
    const at = open.findIndex(fits)
    return at < 0 ? null : open.splice(at, 1)[0]!.id
  }
  const sameWords = lines.map((line) => take((old) => old.kind === line.kind && old.text === line.text))
  return lines.map((line, at) => sameWords[at] ?? take((old) => old.kind === line.kind))
}
