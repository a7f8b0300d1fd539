import { sql } from 'drizzle-orm'
import { check, index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { FAILURE_KINDS, JOB_STATES, PRIORITIES } from '../../../shared/domain/job.ts'
import { VERDICTS, type Verdict } from '../../../shared/domain/take.ts'
import { id, moment, oneOf } from './columns.ts'
import { remoteBatch } from './overnight.ts'
import { panel } from './script.ts'

/** One gesture of the author with its frozen settings: panels × styles × languages × images. */
export const batch = sqliteTable(
  'batch',
  {
    id: id(),
    title: text('title').notNull(),
    /** JSON: the settings as the author gave them, for the report. */
    settings: text('settings', { mode: 'json' }).notNull(),
    priority: text('priority').notNull(),
    /** Hard cap for this batch; null = none. */
    budgetUsd: real('budget_usd'),
    pausedAt: moment('paused_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [check('batch_priority', sql`${t.priority} in ${sql.raw(oneOf(PRIORITIES))}`)],
)

/**
 * One provider call to make.
 *
 *   queued → running → done | failed | refused | unknown | cancelled
 *   running → queued: a wait of the lane (no attempt spent) or a retry, both with `notBefore`
 *
 * `failure` and `message` stay on the row while it is queued for a retry, so that the author sees why it waits.
 */
export const job = sqliteTable(
  'job',
  {
    id: id(),
    batchId: text('batch_id')
      .notNull()
      .references(() => batch.id),
    /** Order within the batch; jobs are claimed by priority, then batch, then this. */
    position: integer('position').notNull(),
    panelId: text('panel_id')
      .notNull()
      .references(() => panel.id),
    artStyleId: text('art_style_id').notNull(),
    language: text('language').notNull(),
    /** Which of the images wanted; from 0. */
    imageIndex: integer('image_index').notNull(),
    /** SHA-256 over everything that decides the image. */
    key: text('key').notNull(),
    /** `ch01/sc02`: folder under `takes/` the picture goes to. */
    folder: text('folder').notNull(),
    /** Provider account it runs on: the unit of pacing and of the circuit. */
    lane: text('lane').notNull(),
    state: text('state').notNull().default('queued'),
    /** 0 high, 1 normal, 2 low: sortable copy of the batch's priority. */
    rank: integer('rank').notNull(),
    /** Not claimed before this moment; 0 = at once. */
    notBefore: moment('not_before').notNull().default(0),
    /** Attempts spent. Waits and crashes are none. */
    attempts: integer('attempts').notNull().default(0),
    failure: text('failure'),
    /** Our words for the author; the provider's raw text is in the attempt. */
    message: text('message'),
    /** What the provider needs to find a running call again; stored before waiting. */
    remoteTaskId: text('remote_task_id'),
    /** The overnight batch it was handed over with. Running with this set = with the vendor, whoever owns the book. */
    remoteBatchId: text('remote_batch_id').references(() => remoteBatch.id),
    /** Quoted before; null = price unknown. */
    estimateUsd: real('estimate_usd'),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    // Claiming: the next queued job of a lane.
    index('job_claim').on(t.lane, t.rank, t.batchId, t.position).where(sql`${t.state} = 'queued'`),
    // Counts by state, lists of one state, and what was running when the owner died.
    index('job_state').on(t.state, t.finishedAt),
    index('job_batch').on(t.batchId, t.position),
    index('job_panel').on(t.panelId),
    // What an overnight batch still owes.
    index('job_remote_batch').on(t.remoteBatchId).where(sql`${t.remoteBatchId} is not null`),
    // The same image is never wanted twice at once: one live job a key.
    uniqueIndex('job_live_key').on(t.key).where(sql`${t.state} in ('queued', 'running', 'unknown')`),
    check('job_state_known', sql`${t.state} in ${sql.raw(oneOf(JOB_STATES))}`),
    check('job_failure_known', sql`${t.failure} is null or ${t.failure} in ${sql.raw(oneOf(FAILURE_KINDS))}`),
    check('job_attempts', sql`${t.attempts} >= 0`),
  ],
)

/** The frozen request behind a key. Apart from the job, so that lists of jobs stay small. */
export const jobRequest = sqliteTable('job_request', {
  key: text('key').primaryKey(),
  /** JSON of a GenerationRequest. */
  body: text('body').notNull(),
})

/** One try at a job: the journal. Never changed after it is settled. */
export const attempt = sqliteTable(
  'attempt',
  {
    id: id(),
    jobId: text('job_id')
      .notNull()
      .references(() => job.id),
    startedAt: moment('started_at').notNull(),
    /** Null while running. */
    finishedAt: moment('finished_at'),
    outcome: text('outcome'),
    failure: text('failure'),
    /** The provider's own words, redacted, at most 2,000 characters. */
    detail: text('detail'),
    /** JSON: what was really sent (sizes, quality, references), without secrets and picture bytes. */
    sent: text('sent', { mode: 'json' }),
    requestId: text('request_id'),
    httpStatus: integer('http_status'),
  },
  (t) => [
    index('attempt_job').on(t.jobId, t.startedAt),
    check(
      'attempt_outcome',
      sql`${t.outcome} is null or ${t.outcome} in ('done', 'failed', 'refused', 'waited', 'unknown', 'cancelled', 'interrupted')`,
    ),
  ],
)

/** One image made for a panel, in one art style and language. The bytes lie under `takes/`, as they arrived. */
export const take = sqliteTable(
  'take',
  {
    id: id(),
    panelId: text('panel_id')
      .notNull()
      .references(() => panel.id),
    jobId: text('job_id').references(() => job.id),
    key: text('key').notNull(),
    artStyleId: text('art_style_id').notNull(),
    language: text('language').notNull(),
    imageIndex: integer('image_index').notNull(),
    /** Relative to the project folder, with `/`. */
    path: text('path').notNull(),
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    format: text('format').notNull(),
    /** Who drew it, as its request names the model; null = nobody knows any more. */
    model: text('model'),
    /** JSON of PictureRegions; null when its maker cannot tell. */
    regions: text('regions', { mode: 'json' }),
    /** The author's verdict: candidate = not looked at yet. Picked is a row of `pick`. */
    state: text('state').$type<Verdict>().notNull().default('candidate'),
    /** The author's mark, 1 to 5; null = none. */
    rating: integer('rating'),
    /** The same bytes came for another job before: shown, never hidden. */
    sameAsTakeId: text('same_as_take_id'),
    /** Set by the check of files on disk: gone or changed since. */
    fileState: text('file_state').notNull().default('whole'),
    createdAt: moment('created_at').notNull(),
    trashedAt: moment('trashed_at'),
  },
  (t) => [
    // The gallery: takes of a panel in one edition.
    index('take_panel').on(t.panelId, t.artStyleId, t.language),
    // Done already? Adopted already?
    index('take_key').on(t.key),
    uniqueIndex('take_path').on(t.path),
    index('take_sha256').on(t.sha256),
    check('take_format', sql`${t.format} in ('png', 'jpeg', 'webp')`),
    check('take_state', sql`${t.state} in ${sql.raw(oneOf(VERDICTS))}`),
    check('take_rating', sql`${t.rating} between 1 and 5`),
    check('take_file_state', sql`${t.fileState} in ('whole', 'missing', 'changed')`),
  ],
)

/** The take the author chose for a panel and edition. Without a row the newest whole candidate stands in. */
export const pick = sqliteTable(
  'pick',
  {
    panelId: text('panel_id')
      .notNull()
      .references(() => panel.id),
    artStyleId: text('art_style_id').notNull(),
    language: text('language').notNull(),
    takeId: text('take_id')
      .notNull()
      .references(() => take.id),
    pickedAt: moment('picked_at').notNull(),
  },
  (t) => [uniqueIndex('pick_edition').on(t.panelId, t.artStyleId, t.language)],
)

/**
 * Money, one line for each call that may have cost some. For a picture it is written in the transaction that settles the
 * attempt, and batch, job and attempt are set; for a check they are null.
 */
export const ledger = sqliteTable(
  'ledger',
  {
    id: id(),
    at: moment('at').notNull(),
    purpose: text('purpose').notNull().default('picture'),
    batchId: text('batch_id').references(() => batch.id),
    jobId: text('job_id').references(() => job.id),
    attemptId: text('attempt_id').references(() => attempt.id),
    lane: text('lane').notNull(),
    providerModel: text('provider_model').notNull(),
    /** What the provider reported or the catalogue prices; null = unknown, never 0 for unknown. */
    usd: real('usd'),
    /** Quoted before. */
    estimateUsd: real('estimate_usd'),
    /** charged: a reply came. unknown: the call was cut off and may have been billed. */
    certainty: text('certainty').notNull(),
  },
  (t) => [
    uniqueIndex('ledger_attempt').on(t.attemptId),
    index('ledger_batch').on(t.batchId),
    index('ledger_at').on(t.at),
    check('ledger_certainty', sql`${t.certainty} in ('charged', 'unknown')`),
    check('ledger_purpose', sql`${t.purpose} in ('picture', 'check')`),
    check('ledger_picture', sql`${t.purpose} <> 'picture' or ${t.attemptId} is not null`),
  ],
)

/** State of a provider account that outlives the process: an open circuit, a wait it asked for. */
export const lane = sqliteTable(
  'lane',
  {
    lane: text('lane').primaryKey(),
    /** Why nothing is sent until the author resumes; null = closed circuit. */
    openFailure: text('open_failure'),
    message: text('message'),
    openedAt: moment('opened_at'),
    /** The provider asked to wait until then. */
    notBefore: moment('not_before').notNull().default(0),
  },
  (t) => [check('lane_failure', sql`${t.openFailure} is null or ${t.openFailure} in ${sql.raw(oneOf(FAILURE_KINDS))}`)],
)
