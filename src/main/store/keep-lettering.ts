import type { Lettering } from '../../shared/domain/lettering.ts'

/** A line over a panel, as far as it takes to know it again. */
export interface KnownLettering {
  id: string
  kind: string
  text: string
}

/** Two lines that share at least so much of their words are one, rewritten. */
const ALIKE = 0.5

/**
 * Ids for the lines of a panel that was read again, so that what hangs on a line (its place on the page) stays with it:
 * first for lines with the same text, then for those that share their words or most of them, whatever their marks and
 * punctuation, then, in order, for lines of the same kind. Null for a new line.
 */
export function keepLettering(known: readonly KnownLettering[], lines: readonly Lettering[]): (string | null)[] {
  const open = [...known]
  const ids: (string | null)[] = lines.map(() => null)
  const give = (at: number, old: KnownLettering) => {
    ids[at] = open.splice(open.indexOf(old), 1)[0]!.id
  }
  const left = () => lines.map((line, at) => ({ line, at })).filter(({ at }) => ids[at] === null)
  for (const { line, at } of left()) {
    const same = open.find((old) => old.kind === line.kind && old.text === line.text)
    if (same) give(at, same)
  }
  const pairs = left().flatMap(({ line, at }) =>
    open
      .filter(({ kind }) => kind === line.kind)
      .map((old) => ({ at, old, alike: sharedWords(old.text, line.text) }))
      .filter(({ alike }) => alike >= ALIKE),
  )
  for (const { at, old } of pairs.sort((a, b) => b.alike - a.alike)) {
    if (ids[at] === null && open.includes(old)) give(at, old)
  }
  for (const { line, at } of left()) {
    const next = open.find(({ kind }) => kind === line.kind)
    if (next) give(at, next)
  }
  return ids
}

/** Share of their words that two texts have in common, 0–1. In writing without spaces every character counts as one. */
function sharedWords(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)]
  if (first.length + second.length === 0) return 0
  const rest = [...second]
  const shared = first.filter((word) => {
    const at = rest.indexOf(word)
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
  return (2 * shared.length) / (first.length + second.length)
}

function wordsOf(text: string): string[] {
  const words = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+/gu
  return text.toLowerCase().match(words) ?? []
}
