import type Database from 'better-sqlite3'
import type { EditedRows } from './edit-journal.ts'
import type { Store } from './open-store.ts'
import type { ENTRY_KINDS, STANDINGS } from './schema/tree.ts'

export type EntryKind = (typeof ENTRY_KINDS)[number]

/** A chapter, a scene or a panel. */
export interface EntryName {
  kind: EntryKind
  id: string
}

/** What the author decided about an entry of the tree; see `schema/tree.ts`. */
export interface TreeDecision {
  title: string | null
  readTitle: string | null
  homeId: string | null
  homeKey: string | null
  standing: (typeof STANDINGS)[number] | null
  /** Epoch ms. */
  emptiedAt: number | null
}

const UNDECIDED: TreeDecision = {
  title: null,
  readTitle: null,
  homeId: null,
  homeKey: null,
  standing: null,
  emptiedAt: null,
}

/** By id; ids are of one kind each. */
export type TreeDecisions = ReadonlyMap<string, TreeDecision>

export interface TreeDecisionRepository {
  of(entry: EntryName): TreeDecision
  /** All there are. */
  all(): TreeDecisions
  /** Changes some of what is decided, as part of an edit. */
  change(rows: EditedRows, entry: EntryName, change: Partial<TreeDecision>, now: number): void
  /** Brings what the script says up to date. An import's own: no edit, so undo does not know of it. */
  reread(entry: EntryName, change: Partial<Pick<TreeDecision, 'readTitle' | 'homeId' | 'homeKey'>>): void
  /** What lies in the trash was thrown away for good. */
  emptied(entry: EntryName, now: number): void
}

const COLUMNS = `title, read_title as readTitle, home_id as homeId, home_key as homeKey, standing,
  emptied_at as emptiedAt`

export function treeDecisionRepository({ sqlite }: Pick<Store, 'sqlite'>): TreeDecisionRepository {
  const one = sqlite.prepare(`select ${COLUMNS} from tree_decision where kind = :kind and entry_id = :id`)
  const of = (entry: EntryName) => (one.get(entry) as TreeDecision | undefined) ?? UNDECIDED
  return {
    of,
    all: () => readTreeDecisions(sqlite),
    change(rows, { kind, id }, change, now) {
      const { title, readTitle, homeId, homeKey, standing, emptiedAt } = { ...of({ kind, id }), ...change }
      const isSomething = [title, homeKey, standing, emptiedAt].some((value) => value !== null)
      const row = { title, read_title: readTitle, home_id: homeId, home_key: homeKey, standing, emptied_at: emptiedAt }
      rows.put('tree_decision', { kind, entry_id: id }, isSomething ? { ...row, decided_at: now } : null)
    },
    reread(entry, change) {
      const before = of(entry)
      const after = { ...before, ...change }
      sqlite
        .prepare(
          `update tree_decision set read_title = :readTitle, home_id = :homeId, home_key = :homeKey
           where kind = :kind and entry_id = :id
             and (read_title is not :readTitle or home_id is not :homeId or home_key is not :homeKey)`,
        )
        .run({ ...entry, readTitle: after.readTitle, homeId: after.homeId, homeKey: after.homeKey })
      sqlite
        .prepare(
          `delete from tree_decision where kind = :kind and entry_id = :id
             and title is null and home_key is null and standing is null and emptied_at is null`,
        )
        .run(entry)
    },
    emptied({ kind, id }, now) {
      sqlite
        .prepare(
          `insert into tree_decision (kind, entry_id, emptied_at, decided_at) values (:kind, :id, :now, :now)
           on conflict (kind, entry_id) do update set emptied_at = :now`,
        )
        .run({ kind, id, now })
    },
  }
}

export function readTreeDecisions(sqlite: Database.Database): Map<string, TreeDecision> {
  const rows = sqlite.prepare(`select entry_id as id, ${COLUMNS} from tree_decision`).all() as (TreeDecision & {
    id: string
  })[]
  return new Map(rows.map(({ id, ...decision }) => [id, decision]))
}
