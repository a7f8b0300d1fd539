import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, moment } from './columns.ts'

/**
 * What is left of a picture that the author removed for good. Points to no row on purpose: it outlives panel and job.
 * Its path stays taken, so that a file that could not be removed is never mistaken for a picture whose row was lost.
 */
export const takeReceipt = sqliteTable(
  'take_receipt',
  {
    /** Of the take it was. */
    id: id(),
    panelId: text('panel_id').notNull(),
    artStyleId: text('art_style_id').notNull(),
    language: text('language').notNull(),
    key: text('key').notNull(),
    model: text('model'),
    /** Relative to the project folder, with `/`. */
    path: text('path').notNull(),
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    createdAt: moment('created_at').notNull(),
    trashedAt: moment('trashed_at').notNull(),
    removedAt: moment('removed_at').notNull(),
  },
  (t) => [index('take_receipt_path').on(t.path)],
)
