import type Database from 'better-sqlite3'

/** Values of a row by column, as SQLite has them. */
export type RowValues = Readonly<Record<string, string | number | null>>

interface JournaledTable {
  /** Columns that name a row. */
  key: readonly string[]
  /** Columns that an edit may change; all others are left alone. */
  columns: readonly string[]
  /** Rows are there whatever the author does: their columns change, but no edit makes or removes one. */
  standing?: true
}

/** What can be undone. To add to it, name the table and write to it through `EditJournal.record`. */
const TABLES: Readonly<Record<string, JournaledTable>> = {
  book: { key: ['id'], columns: ['house_style', 'dial', 'page_count', 'page_multiple'], standing: true },
  layout_lock: { key: ['id'], columns: ['order_key', 'kind', 'body', 'made_at'] },
  override: { key: ['id'], columns: ['body', 'created_at'] },
  person: { key: ['id'], columns: ['position', 'name', 'source_id', 'body', 'read', 'removed_at'] },
  place: { key: ['id'], columns: ['position', 'name', 'source_id', 'body', 'read', 'removed_at'] },
  reference: { key: ['id'], columns: ['of', 'look', 'preferred', 'trashed_at'], standing: true },
  lettering_lock: {
    key: ['id'],
    columns: [
      ...['lettering_id', 'panel_id', 'words', 'language', 'at_x', 'at_y', 'lines', 'tail_x', 'tail_y', 'no_tail'],
      'made_at',
    ],
  },
}

/** A table whose rows are read and written whole, one by one, as far as edits go. */
export interface RowAccess {
  /** The columns an edit may change, as JSON; null = no such row. Two rows that are alike have the same JSON. */
  read(key: RowValues): string | null
  /** Writes a row, or removes it. @throws Error for a row that can be neither made nor removed */
  write(key: RowValues, row: RowValues | null): void
}

/** @throws Error for a table or a column that edits do not reach */
export function rowAccess(sqlite: Database.Database, name: string): RowAccess {
  const table = TABLES[name]
  if (table === undefined) throw new Error(`Edits of ${name} are not kept`)
  const { key, columns, standing } = table
  const named = key.map((column) => `${column} = :${column}`).join(' and ')
  const read = sqlite.prepare(`select ${columns.join(', ')} from ${name} where ${named}`)
  const values = (row: RowValues) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))
  return {
    read(of) {
      const row = read.get(of) as RowValues | undefined
      return row === undefined ? null : JSON.stringify(values(row))
    },
    write(of, row) {
      const isThere = read.get(of) !== undefined
      if (standing && (row === null || !isThere)) throw new Error(`No row of ${name} is made or removed by an edit`)
      if (row === null) sqlite.prepare(`delete from ${name} where ${named}`).run(of)
      else if (isThere) {
        const set = columns.map((column) => `${column} = :${column}`).join(', ')
        sqlite.prepare(`update ${name} set ${set} where ${named}`).run({ ...values(row), ...of })
      } else {
        const all = [...key, ...columns]
        sqlite
          .prepare(`insert into ${name} (${all.join(', ')}) values (${all.map((column) => `:${column}`).join(', ')})`)
          .run({ ...values(row), ...of })
      }
    },
  }
}
