import type Database from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { type RowAccess, type RowValues, rowAccess } from './journaled-tables.ts'
import type { Store } from './open-store.ts'
import type { EDIT_STATES } from './schema/edits.ts'

/** One gesture of the author. */
export interface Edit {
  /** Counts up in the order they were made. */
  number: number
  /** What was done, in the author's words: `Page 3 fixed`. */
  label: string
  state: (typeof EDIT_STATES)[number]
  madeAt: number
}

/** Rows that are changed within one edit: each is kept as it was and as it becomes. */
export interface EditedRows {
  /**
   * Writes a row of a journaled table.
   * @param key the columns that name it
   * @param row its other columns by name, null for those left out; or null to remove it
   */
  put(table: string, key: RowValues, row: RowValues | null): void
}

/**
 * What the author did, in order, so that it can be undone and done again: also after a restart, because every edit lies
 * in the book itself, written in the transaction that makes it.
 */
export interface EditJournal {
  /**
   * Does something and keeps how to undo it. Within another `record` it becomes part of that one. What changes nothing
   * leaves no edit, and what throws leaves nothing.
   */
  record<Result>(label: string, now: number, work: (rows: EditedRows) => Result): Result
  /** Marks that something was done which undo does not take back: it says so before it goes on to what was done earlier. */
  mark(label: string, now: number): void
  /**
   * Undoes the last edit that stands; null when there is none.
   * @throws AppError WRONG_USE when something else has changed since what it changed, or at a mark; it is passed over
   *   from then on
   */
  undo(): Edit | null
  /** Does the edit again that was undone last; null when there is none. @throws AppError as `undo` */
  redo(): Edit | null
  /** Names of the journaled tables that an edit changed. */
  tables(edit: number): Set<string>
  /** Edits that can be undone, last one first. */
  undoable(limit: number): Edit[]
  /** Edits that can be done again, in the order they would be. */
  redoable(limit: number): Edit[]
}

interface ChangeRow {
  tableName: string
  rowKey: string
  before: string | null
  after: string | null
}

export function editJournal({ sqlite }: Pick<Store, 'sqlite'>): EditJournal {
  let open: EditedRows | null = null

  function begin(label: string, now: number): EditedRows {
    const tables = accessOnce(sqlite)
    const addChange = sqlite.prepare(
      `insert into edit_change (edit, position, table_name, row_key, before, after)
       values (?, ?, ?, ?, ?, ?)`,
    )
    let edit: number | bigint | null = null
    let position = 0
    return {
      put(table, key, row) {
        const access = tables(table)
        const before = access.read(key)
        if (before === null && row === null) return
        access.write(key, row)
        const after = access.read(key)
        if (before === after) return
        if (edit === null) {
          sqlite.prepare("delete from edit where state = 'undone'").run()
          edit = sqlite.prepare('insert into edit (label, made_at) values (?, ?)').run(label, now).lastInsertRowid
        }
        addChange.run(edit, position++, table, JSON.stringify(key), before, after)
      },
    }
  }

  function list(state: Edit['state'], order: 'asc' | 'desc', limit: number): Edit[] {
    return sqlite
      .prepare(
        `select number, label, state, made_at as madeAt from edit
         where state = ? and ${HAS_CHANGES} order by number ${order} limit ?`,
      )
      .all(state, limit) as Edit[]
  }

  /** @throws AppError WRONG_USE when the last thing done is a mark */
  function passMark(): void {
    const last = sqlite
      .prepare(
        `select number, label, ${HAS_CHANGES} as isEdit from edit where state = 'done' order by number desc limit 1`,
      )
      .get() as { number: number; label: string; isEdit: 0 | 1 } | undefined
    if (last === undefined || last.isEdit) return
    sqlite.prepare("update edit set state = 'overtaken' where number = ?").run(last.number)
    throw new AppError('WRONG_USE', said`“${last.label}” is not taken back by undo.`, {
      remedy: said`The book as it was before lies among its backups. Undo once more goes on with what was done earlier.`,
    })
  }

  function step(from: 'done' | 'undone', to: 'done' | 'undone'): Edit | null {
    const [edit] = list(from, from === 'done' ? 'desc' : 'asc', 1)
    if (edit === undefined) return null
    const mark = sqlite.prepare('update edit set state = ? where number = ?')
    const isDone = sqlite
      .transaction(() => {
        if (!replay(sqlite, edit.number, to)) return false
        mark.run(to, edit.number)
        return true
      })
      .immediate()
    if (isDone) return { ...edit, state: to }
    mark.run('overtaken', edit.number)
    throw new AppError(
      'WRONG_USE',
      said`“${edit.label}” cannot be ${to === 'done' ? 'done again' : 'undone'}: what it changed was changed by something else since.`,
      {
        remedy: said`Everything stays as it is. ${to === 'done' ? 'Redo' : 'Undo'} once more goes on with the one beyond it.`,
      },
    )
  }

  return {
    record(label, now, work) {
      if (open !== null) return work(open)
      try {
        return sqlite
          .transaction(() => {
            open = begin(label, now)
            return work(open)
          })
          .immediate()
      } finally {
        open = null
      }
    },
    mark(label, now) {
      sqlite.prepare('insert into edit (label, made_at) values (?, ?)').run(label, now)
    },
    undo() {
      passMark()
      return step('done', 'undone')
    },
    redo: () => step('undone', 'done'),
    tables: (edit) =>
      new Set(
        sqlite.prepare('select distinct table_name from edit_change where edit = ?').pluck().all(edit) as string[],
      ),
    undoable: (limit) => list('done', 'desc', limit),
    redoable: (limit) => list('undone', 'asc', limit),
  }
}

/** A mark has none. */
const HAS_CHANGES = 'exists (select 1 from edit_change where edit = edit.number)'

class Overtaken extends Error {}

/**
 * Brings the rows of an edit to the state they had before it, or after it. All of them or, when one is not as the edit
 * left it or cannot be written any more, none.
 */
function replay(sqlite: Database.Database, edit: number, to: 'done' | 'undone'): boolean {
  const changes = sqlite
    .prepare(
      `select table_name as tableName, row_key as rowKey, before, after from edit_change
       where edit = ? order by position ${to === 'done' ? 'asc' : 'desc'}`,
    )
    .all(edit) as ChangeRow[]
  const tables = accessOnce(sqlite)
  // Inside a transaction this is a savepoint: what was written up to a row that does not fit is taken back.
  const write = sqlite.transaction(() => {
    for (const { tableName, rowKey, before, after } of changes) {
      const [is, becomes] = to === 'done' ? [before, after] : [after, before]
      const key = JSON.parse(rowKey) as RowValues
      if (tables(tableName).read(key) !== is) throw new Overtaken()
      tables(tableName).write(key, becomes === null ? null : (JSON.parse(becomes) as RowValues))
    }
  })
  try {
    write()
    return true
  } catch (error) {
    if (error instanceof Overtaken || isConstraint(error)) return false
    throw error
  }
}

function isConstraint(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
}

function accessOnce(sqlite: Database.Database): (table: string) => RowAccess {
  const known = new Map<string, RowAccess>()
  return (table) => {
    const access = known.get(table) ?? rowAccess(sqlite, table)
    known.set(table, access)
    return access
  }
}
