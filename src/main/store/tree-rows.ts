import type Database from 'better-sqlite3'
import { PLACES } from './script-writing.ts'
import type { EntryKind, EntryName } from './tree-decisions.ts'

/** An entry of the tree where it stands. */
export interface TreeRow extends EntryName {
  /** Chapter of a scene, scene of a panel; null for chapters. */
  parentId: string | null
  orderKey: string
  /** Epoch ms; null = live. */
  trashedAt: number | null
}

export type TreeRows = ReturnType<typeof treeRows>

/** What an entry holds, one level down. */
const CHILD: Record<EntryKind, EntryKind | null> = { chapter: 'scene', scene: 'panel', panel: null }

/** Chapters, scenes and panels where they stand: what edits of the tree look at. */
export function treeRows(sqlite: Database.Database) {
  const rows = (kind: EntryKind, where: string, order = 'order_key, id') => {
    const parent = PLACES[kind].parentColumn ?? 'null'
    return sqlite.prepare(
      `select '${kind}' as kind, id, ${parent} as parentId, order_key as orderKey, trashed_at as trashedAt
       from ${kind} where ${where} order by ${order}`,
    )
  }
  const byId = {
    chapter: rows('chapter', 'id = ?'),
    scene: rows('scene', 'id = ?'),
    panel: rows('panel', 'id = ?'),
  }
  const inside = {
    chapter: rows('chapter', '? is null'),
    scene: rows('scene', 'chapter_id = ?'),
    panel: rows('panel', 'scene_id = ?'),
  }
  const find = ({ kind, id }: EntryName) => (byId[kind].get(id) as TreeRow | undefined) ?? null
  const children = (kind: EntryKind, parentId: string | null) => inside[kind].all(parentId) as TreeRow[]
  return {
    /** Whether it is live or in the trash. */
    find,
    /** Live ones of a kind in a parent, in order; null = the book. */
    live: (kind: EntryKind, parentId: string | null): TreeRow[] =>
      children(kind, parentId).filter(({ trashedAt }) => trashedAt === null),
    /** All within an entry, itself first, at every level; the trash included. */
    within(entry: TreeRow): TreeRow[] {
      const found: TreeRow[] = [entry]
      for (const one of found) {
        const kind = CHILD[one.kind]
        if (kind !== null) found.push(...children(kind, one.id))
      }
      return found
    },
    /** What an entry stands in, the nearest first. */
    around(entry: TreeRow): TreeRow[] {
      const found: TreeRow[] = []
      for (let one = entry; one.parentId !== null; ) {
        const parent = find({ kind: one.kind === 'panel' ? 'scene' : 'chapter', id: one.parentId })
        if (parent === null) break
        found.push(parent)
        one = parent
      }
      return found
    },
  }
}
