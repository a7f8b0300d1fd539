import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { id, moment, oneOf } from './columns.ts'

/**
 * States of a batch handed over to a vendor's overnight service.
 *
 *   staged → submitting → submitted → collecting → collected
 *   staged, submitting, submitted → cancelled | rejected
 *
 * `submitting` is written before the call that hands it over: after a kill there the vendor is asked by our name for it.
 */
export const REMOTE_BATCH_STATES = [
  'staged',
  'submitting',
  'submitted',
  'collecting',
  'collected',
  'cancelled',
  'rejected',
] as const

export const remoteBatch = sqliteTable(
  'remote_batch',
  {
    /** Also the name the vendor keeps it under. */
    id: id(),
    provider: text('provider').notNull(),
    /** Null where it mixes models. */
    model: text('model'),
    state: text('state').notNull().default('staged'),
    jobs: integer('jobs').notNull(),
    /** The vendor's id of the input file, once it is uploaded. */
    inputId: text('input_id'),
    /** The vendor's id of the batch, once it has one. */
    remoteId: text('remote_id'),
    /** What the vendor said last: its own word, and how far it is. */
    word: text('word'),
    done: integer('done').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    /** Why it was rejected, in our words. */
    message: text('message'),
    /** The author wants no more of it; what was made until the vendor heard of it is kept. */
    cancelAskedAt: moment('cancel_asked_at'),
    createdAt: moment('created_at').notNull(),
    submittedAt: moment('submitted_at'),
    lookedAt: moment('looked_at'),
    endedAt: moment('ended_at'),
  },
  (t) => [
    // What is still out there.
    index('remote_batch_open').on(t.state),
    check('remote_batch_state', sql`${t.state} in ${sql.raw(oneOf(REMOTE_BATCH_STATES))}`),
  ],
)

/** A reference picture a vendor keeps for us, so that it is uploaded once and not with every request. */
export const remoteFile = sqliteTable(
  'remote_file',
  {
    provider: text('provider').notNull(),
    sha256: text('sha256').notNull(),
    remoteId: text('remote_id').notNull(),
    uploadedAt: moment('uploaded_at').notNull(),
    /** When the vendor forgets it; null = never. */
    expiresAt: moment('expires_at'),
  },
  (t) => [primaryKey({ columns: [t.provider, t.sha256] }), uniqueIndex('remote_file_id').on(t.provider, t.remoteId)],
)
