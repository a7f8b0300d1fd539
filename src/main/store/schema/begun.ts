import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { batch, job } from './queue.ts'

/**
 * A job the author has put to work, so that it goes on when the book is opened again after a kill; `held` waits behind a
 * gate for their word. What ends loses nothing by its row: only queued jobs are gone on with.
 */
export const begunJob = sqliteTable('begun_job', {
  jobId: text('job_id')
    .primaryKey()
    .references(() => job.id, { onDelete: 'cascade' }),
  held: integer('held', { mode: 'boolean' }).notNull(),
})

/** How the author wants what is begun to be worked: one row while something is. */
export const begunWork = sqliteTable(
  'begun_work',
  {
    id: integer('id').primaryKey(),
    /** JSON: cap of the run with what was spent when it began, calls at once, pacing. */
    settings: text('settings').notNull(),
  },
  (t) => [check('begun_work_single', sql`${t.id} = 1`)],
)

/** Steps of a gate that a batch has still before it, after the one that was let through last. */
export const batchGate = sqliteTable('batch_gate', {
  batchId: text('batch_id')
    .primaryKey()
    .references(() => batch.id, { onDelete: 'cascade' }),
  /** JSON: pictures of each step. */
  steps: text('steps').notNull(),
})
