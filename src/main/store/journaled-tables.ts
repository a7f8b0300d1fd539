import type Database from 'better-sqlite3'

/** Values of a row by column, as SQLite has them. */
export type RowValues = Readonly<Record<string, string | number | null>>

interface JournaledTable {
  /** The table, where its name here stands for some of its columns only. */
  of?: string
  /** Columns that name a row. */
  key: readonly string[]
  /** Columns that an edit may change; all others are left alone. */
  columns: readonly string[]
  /** Rows are there whatever the author does: their columns change, but no edit makes or removes one. */
  standing?: true
}

const PANEL_CONTENT = [
  ...['text_hash', 'what', 'source_text', 'source_line', 'place_id', 'place_name', 'time_of_day', 'weather', 'mood'],
  ...['shot', 'angle', 'importance', 'props', 'flags', 'evidence', 'stale_at', 'stale_from'],
]

/**
 * What can be undone. To add to it, name the table and write to it through `EditJournal.record`. A table whose columns
 * are decided about apart has a name for each: an edit is overtaken only where the very thing it changed was changed.
 */
const TABLES: Readonly<Record<string, JournaledTable>> = {
  book: { key: ['id'], columns: ['house_style', 'dial', 'page_count', 'page_multiple'], standing: true },
  layout_lock: { key: ['id'], columns: ['order_key', 'kind', 'body', 'made_at'] },
  person: { key: ['id'], columns: ['position', 'name', 'source_id', 'body', 'read', 'removed_at'] },
  place: { key: ['id'], columns: ['position', 'name', 'source_id', 'body', 'read', 'removed_at'] },
  reference: { key: ['id'], columns: ['of', 'role', 'look', 'preferred', 'trashed_at'], standing: true },
  lettering_lock: {
    key: ['id'],
    columns: [
      ...['lettering_id', 'panel_id', 'words', 'language', 'at_x', 'at_y', 'lines', 'tail_x', 'tail_y', 'no_tail'],
      'made_at',
    ],
  },
  override: { key: ['id'], columns: ['body', 'created_at'] },
  tree_decision: {
    key: ['kind', 'entry_id'],
    columns: ['title', 'read_title', 'home_id', 'home_key', 'standing', 'emptied_at', 'decided_at'],
  },
  source_root: { of: 'source', key: ['id'], columns: ['root'], standing: true },
  chapter_place: { of: 'chapter', key: ['id'], columns: ['order_key'], standing: true },
  chapter_title: { of: 'chapter', key: ['id'], columns: ['title'], standing: true },
  chapter_trash: { of: 'chapter', key: ['id'], columns: ['trashed_at'], standing: true },
  scene_place: { of: 'scene', key: ['id'], columns: ['chapter_id', 'order_key'], standing: true },
  scene_number: { of: 'scene', key: ['id'], columns: ['number'], standing: true },
  scene_title: { of: 'scene', key: ['id'], columns: ['title'], standing: true },
  scene_trash: { of: 'scene', key: ['id'], columns: ['trashed_at'], standing: true },
  panel: { key: ['id'], columns: ['scene_id', 'order_key', 'strip', ...PANEL_CONTENT, 'trashed_at'] },
  panel_place: { of: 'panel', key: ['id'], columns: ['scene_id', 'order_key'], standing: true },
  panel_content: { of: 'panel', key: ['id'], columns: PANEL_CONTENT, standing: true },
  panel_trash: { of: 'panel', key: ['id'], columns: ['trashed_at'], standing: true },
  panel_edit: { key: ['panel_id'], columns: ['fields', 'read', 'edited_at'] },
  panel_person: {
    key: ['panel_id', 'position'],
    columns: ['person_id', 'description', 'role', 'expression', 'pose', 'evidence'],
  },
  lettering: {
    key: ['id'],
    columns: ['panel_id', 'position', 'kind', 'balloon', 'speaker_id', 'speaker_name', 'text', 'sure'],
  },
  lettering_text: {
    key: ['subject', 'subject_id', 'language'],
    columns: ['text', 'own_text', 'state', 'changed_at'],
  },
  prompt_edit: {
    key: ['panel_id', 'art_style_id', 'language'],
    columns: ['prompt', 'negative_prompt', 'basis_hash', 'edited_at'],
  },
  take_state: { of: 'take', key: ['id'], columns: ['state', 'trashed_at'], standing: true },
  take_rating: { of: 'take', key: ['id'], columns: ['rating'], standing: true },
  pick: { key: ['panel_id', 'art_style_id', 'language'], columns: ['take_id', 'picked_at'] },
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
  const journaled = TABLES[name]
  if (journaled === undefined) throw new Error(`Edits of ${name} are not kept`)
  const { key, columns, standing, of: table = name } = journaled
  const named = key.map((column) => `${column} = :${column}`).join(' and ')
  const all = [...key, ...columns]
  const read = sqlite.prepare(`select ${columns.join(', ')} from ${table} where ${named}`)
  const update = sqlite.prepare(
    `update ${table} set ${columns.map((column) => `${column} = :${column}`).join(', ')} where ${named}`,
  )
  const insert = standing
    ? null
    : sqlite.prepare(
        `insert into ${table} (${all.join(', ')}) values (${all.map((column) => `:${column}`).join(', ')})`,
      )
  const remove = standing ? null : sqlite.prepare(`delete from ${table} where ${named}`)
  const values = (row: RowValues) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))
  return {
    read(of) {
      const row = read.get(of) as RowValues | undefined
      return row === undefined ? null : JSON.stringify(values(row))
    },
    write(of, row) {
      if (row === null) {
        if (remove === null) throw new Error(`No row of ${name} is made or removed by an edit`)
        remove.run(of)
      } else if (update.run({ ...values(row), ...of }).changes === 0) {
        if (insert === null) throw new Error(`No row of ${name} is made or removed by an edit`)
        insert.run({ ...values(row), ...of })
      }
    },
  }
}
