import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { moment } from './columns.ts'

/** The author's draft on the Generate screen: one row, or none before the first change. */
export const sheet = sqliteTable(
  'sheet',
  {
    id: integer('id').primaryKey(),
    /** Counts up with every change, so that a late save knows that it is late. */
    revision: integer('revision').notNull(),
    /** JSON of a Sheet without its revision, in the form of `version`. */
    body: text('body').notNull(),
    /** Of the form of the body. */
    version: integer('version').notNull(),
    changedAt: moment('changed_at').notNull(),
  },
  (t) => [check('sheet_single', sql`${t.id} = 1`)],
)

/** What the author took out of the draft at once, to be brought back. The latest few are kept. */
export const sheetCleared = sqliteTable('sheet_cleared', {
  /** In the order they were taken out. */
  number: integer('number').primaryKey(),
  /** What: `settings`, `content`, `overrides`, `boxes`. */
  what: text('what').notNull(),
  /** JSON of the whole draft as it was before. */
  body: text('body').notNull(),
  /** How many boxes it was about. */
  boxes: integer('boxes').notNull(),
  clearedAt: moment('cleared_at').notNull(),
})
