import type { TreeEntry } from '../../shared/contract/index.ts'
import type { TreeRow } from './rows.ts'

/** Where things that are moved would go, and the row it is shown at. */
export interface Drop {
  to: TreeEntry & { where: 'before' | 'after' | 'into' }
  row: number
}

/**
 * Where something of a kind goes when it is let go over a row; null = nowhere.
 *
 * @param share how far down the row it is, 0–1
 */
export function dropAt(rows: readonly TreeRow[], at: number, share: number, kind: TreeRow['kind']): Drop | null {
  const row = rows[at]
  if (row === undefined) return null
  const beside = (index: number, where: 'before' | 'after'): Drop => {
    const { kind: of, id } = rows[index]!
    return { to: { where, kind: of, id }, row: index }
  }
  const into = (): Drop => ({ to: { where: 'into', kind: row.kind, id: row.id }, row: at })
  const half = share < 0.5 ? 'before' : 'after'
  if (row.kind === kind) return beside(at, half)
  if (kind === 'panel') return into()
  if (kind === 'scene') return row.kind === 'chapter' ? into() : beside(row.parent, 'after')
  const chapter = row.kind === 'scene' ? row.parent : rows[row.parent]!.parent
  return beside(chapter, 'after')
}

/** All places where something of a kind could go, from the top; each once. What is moved is no place for itself. */
export function allDrops(rows: readonly TreeRow[], kind: TreeRow['kind'], moved: ReadonlySet<string>): Drop[] {
  return rows.flatMap((row, at): Drop[] => {
    if (isMoved(rows, at, moved)) return []
    const { id } = row
    const place = (where: Drop['to']['where']): Drop => ({ to: { where, kind: row.kind, id }, row: at })
    if (row.kind === kind) {
      const isFirst = row.position === 1
      return [...(isFirst ? [place('before')] : []), place('after')]
    }
    const holds = (kind === 'panel' && row.kind === 'scene') || (kind === 'scene' && row.kind === 'chapter')
    // An open one with something in it is entered beside what is in it.
    const isEntered = holds && row.isOpen && rows[at + 1]?.parent === at
    return holds && !isEntered ? [place('into')] : []
  })
}

/** Whether a row is one of those that are moved, or stands in one. */
export function isMoved(rows: readonly TreeRow[], at: number, moved: ReadonlySet<string>): boolean {
  for (let each = at; each >= 0; each = rows[each]!.parent) if (moved.has(rows[each]!.id)) return true
  return false
}

/** The place among `drops` that is nearest to a row, to begin with. */
export function nearestDrop(drops: readonly Drop[], row: number): number {
  return drops.reduce(
    (best, drop, at) => (Math.abs(drop.row - row) < Math.abs((drops[best]?.row ?? Infinity) - row) ? at : best),
    0,
  )
}
