import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { moment, oneOf } from './columns.ts'

/**
 * States of an edit.
 *
 *   done ⇄ undone
 *   done, undone → overtaken: what it changed was changed by something else since, so it stays as it is
 *
 * A new edit removes those that are undone: there is no way back to them.
 */
export const EDIT_STATES = ['done', 'undone', 'overtaken'] as const

/** One gesture of the author that can be undone, written in the transaction that makes it. */
export const edit = sqliteTable(
  'edit',
  {
    /** In the order they were made. */
    number: integer('number').primaryKey(),
    /** What was done, in the author's words: `Page 3 fixed`. */
    label: text('label').notNull(),
    state: text('state').$type<(typeof EDIT_STATES)[number]>().notNull().default('done'),
    madeAt: moment('made_at').notNull(),
  },
  (t) => [
    // The last one done, the first one undone.
    index('edit_state').on(t.state, t.number),
    check('edit_state_known', sql`${t.state} in ${sql.raw(oneOf(EDIT_STATES))}`),
  ],
)

/**
 * One row that an edit changed, as it was and as it became: JSON of the columns that `journaled-tables.ts` names for its
 * table; null = there was, or is, no such row. The list of tables grows with what can be undone, so it is no CHECK.
 */
export const editChange = sqliteTable(
  'edit_change',
  {
    edit: integer('edit')
      .notNull()
      .references(() => edit.number, { onDelete: 'cascade' }),
    /** From 0; undone backwards. */
    position: integer('position').notNull(),
    tableName: text('table_name').notNull(),
    /** JSON of the columns that name the row. */
    rowKey: text('row_key').notNull(),
    before: text('before'),
    after: text('after'),
  },
  (t) => [
    primaryKey({ columns: [t.edit, t.position] }),
    check('edit_change_something', sql`${t.before} is not null or ${t.after} is not null`),
    check(
      'edit_change_json',
      sql`json_valid(${t.rowKey}) and json_valid(coalesce(${t.before}, '{}')) and json_valid(coalesce(${t.after}, '{}'))`,
    ),
  ],
)
