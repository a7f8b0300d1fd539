import type { Sheet } from '../../shared/contract/index.ts'
import type { Store } from './open-store.ts'

export type SheetBody = Omit<Sheet, 'revision'>

/** A draft as it was before something was taken out of it. */
export interface ClearedSheet {
  number: number
  what: 'settings' | 'content' | 'overrides' | 'boxes'
  body: SheetBody
  boxes: number
  clearedAt: number
}

export interface SheetRepository {
  /** Null = nothing was written yet. */
  get(): Sheet | null
  /** Characters of the draft as it is kept; 0 = nothing was written yet. */
  size(): number
  /** @returns the new revision */
  set(body: SheetBody, now: number): number
  /** Keeps a draft as it was; of many the oldest is forgotten. */
  keepCleared(cleared: Omit<ClearedSheet, 'number'>): void
  /** The last one that was kept. */
  lastCleared(): ClearedSheet | null
  /** What the last one is about, without its body. */
  undoable(): Pick<ClearedSheet, 'what' | 'boxes' | 'clearedAt'> | null
  forgetCleared(number: number): void
  transaction<Result>(work: () => Result): Result
}

/** Form of the body: a book with another one was written by another version of the program. */
const VERSION = 1
/** Drafts kept for undoing. */
const MOST_KEPT = 20

export function sheetRepository({ sqlite }: Pick<Store, 'sqlite'>): SheetRepository {
  const read = sqlite.prepare('select revision, body from sheet')
  const size = sqlite.prepare('select length(body) from sheet').pluck()
  const write = sqlite.prepare(
    `insert into sheet (id, revision, body, version, changed_at) values (1, 1, @body, ${VERSION}, @now)
     on conflict (id) do update set revision = revision + 1, body = @body, version = ${VERSION}, changed_at = @now
     returning revision`,
  )
  const keep = sqlite.prepare(
    'insert into sheet_cleared (what, body, boxes, cleared_at) values (@what, @body, @boxes, @clearedAt)',
  )
  const trim = sqlite.prepare(
    `delete from sheet_cleared where number not in (select number from sheet_cleared order by number desc limit ${MOST_KEPT})`,
  )
  const last = sqlite.prepare(
    'select number, what, body, boxes, cleared_at clearedAt from sheet_cleared order by number desc limit 1',
  )
  const about = sqlite.prepare(
    'select what, boxes, cleared_at clearedAt from sheet_cleared order by number desc limit 1',
  )
  const forget = sqlite.prepare('delete from sheet_cleared where number = ?')
  return {
    get() {
      const row = read.get() as { revision: number; body: string } | undefined
      return row === undefined ? null : { ...(JSON.parse(row.body) as SheetBody), revision: row.revision }
    },
    size: () => (size.get() as number | undefined) ?? 0,
    set: (body, now) => (write.get({ body: JSON.stringify(body), now }) as { revision: number }).revision,
    keepCleared(cleared) {
      keep.run({ ...cleared, body: JSON.stringify(cleared.body) })
      trim.run()
    },
    lastCleared() {
      const row = last.get() as (Omit<ClearedSheet, 'body'> & { body: string }) | undefined
      return row === undefined ? null : { ...row, body: JSON.parse(row.body) as SheetBody }
    },
    undoable: () => (about.get() as Pick<ClearedSheet, 'what' | 'boxes' | 'clearedAt'> | undefined) ?? null,
    forgetCleared: (number) => void forget.run(number),
    transaction: (work) => sqlite.transaction(work).immediate(),
  }
}
