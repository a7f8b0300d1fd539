import type { TreeRow } from './rows.ts'

/** Where a key of a tree leads. */
export type Step =
  | { to: number }
  | { open: string }
  | { close: string }
  /** All beside it. */
  | { openAll: readonly string[] }

/** Rows that a page key goes on by, when it is not known how many show. */
const PAGE = 20

/**
 * What an arrow, Home, End, a page key or `*` does in a tree.
 *
 * @param at the row the keyboard stands on; -1 = none
 * @param isMirrored arrows keep their direction on the screen: in a mirrored tree the left one leads inwards
 * @returns null for any other key, or where there is nowhere to go
 */
export function stepFor(
  rows: readonly TreeRow[],
  at: number,
  key: string,
  { isMirrored = false, page = PAGE } = {},
): Step | null {
  if (rows.length === 0) return null
  const last = rows.length - 1
  if (at < 0) return ['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(key) ? { to: key === 'End' ? last : 0 } : null
  const row = rows[at]!
  const inwards = isMirrored ? 'ArrowLeft' : 'ArrowRight'
  const outwards = isMirrored ? 'ArrowRight' : 'ArrowLeft'
  const to = (index: number) => (index === at ? null : { to: Math.min(last, Math.max(0, index)) })
  switch (key) {
    case 'ArrowDown':
      return at === last ? null : to(at + 1)
    case 'ArrowUp':
      return at === 0 ? null : to(at - 1)
    case 'Home':
      return to(0)
    case 'End':
      return to(last)
    case 'PageDown':
      return to(Math.min(last, at + page))
    case 'PageUp':
      return to(Math.max(0, at - page))
    case inwards:
      if (row.kind === 'panel') return null
      if (!row.isOpen) return { open: row.id }
      return rows[at + 1]?.parent === at ? to(at + 1) : null
    case outwards:
      if (row.kind !== 'panel' && row.isOpen) return { close: row.id }
      return row.parent < 0 ? null : to(row.parent)
    case '*': {
      if (row.kind === 'panel') return null
      return {
        openAll: rows.filter(({ parent, kind }) => parent === row.parent && kind === row.kind).map(({ id }) => id),
      }
    }
    default:
      return null
  }
}
