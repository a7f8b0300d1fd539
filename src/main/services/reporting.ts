import type Database from 'better-sqlite3'
import type { FailureTally, JobState } from '../../shared/domain/index.ts'
import { FLAGGED_FROM } from '../../shared/domain/take-check.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import { queueStore } from '../store/queue/index.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { type PlacedFinding, takeCheckRepository } from '../store/take-checks.ts'
import { writeWhole } from '../store/write-whole.ts'
import { type RefusedPanel, refusedPanels } from './refused-panels.ts'
import { type AttemptTime, type Pace, paceOf, type TimelineBucket, timeline } from './report/measures.ts'
import { reportPage } from './report/page.ts'
import { failureTallies } from './status.ts'

/** What came of the runs of a book, or of one batch. Times in ms, moments in epoch ms, money in US dollars. */
export interface RunReport {
  title: string
  /** When this was true. */
  madeAt: number
  /** The one batch it is about; null = all. */
  batch: string | null
  jobs: Record<JobState, number>
  /** Done of all that came to an end by themselves, 0–1; null before the first. */
  successRate: number | null
  attempts: AttemptCounts
  pace: Pace
  money: ReportMoney
  failures: FailureTally[]
  /** Panels that a provider would not draw, in reading order. */
  refused: RefusedPanel[]
  /** Looks at pictures by a model, of the whole book: what was found, and what they cost. Null for one batch. */
  checks: ReportChecks | null
  batches: ReportGroup[]
  styles: ReportGroup[]
  chapters: ReportGroup[]
  /** Paid calls whose end nobody saw. */
  unknownCalls: UnknownCall[]
  /** Pictures that are no longer on disk as they were stored. */
  files: { path: string; state: 'missing' | 'changed' }[]
  timeline: { widthMs: number; buckets: TimelineBucket[] }
}

export interface ReportChecks {
  looked: number
  flags: PlacedFinding[]
  spentUsd: number
  unpricedCalls: number
  maybeCalls: number
  maybeUsd: number
}

export interface AttemptCounts {
  total: number
  done: number
  failed: number
  refused: number
  /** The provider asked to slow down; costs no attempt. */
  waited: number
  unknown: number
  /** Cut off by the author or by a crash. */
  cut: number
}

export interface ReportMoney {
  spentUsd: number
  unpricedCalls: number
  maybeCalls: number
  maybeUsd: number
  /** What the finished jobs were quoted at; null when a price among them was unknown. */
  quotedUsd: number | null
  /** Spent for each picture that came; null without pictures, or with unknown prices. */
  perTakeUsd: number | null
}

/** Jobs that have something in common: a batch, a style, a chapter. */
export interface ReportGroup {
  name: string
  jobs: number
  done: number
  /** Failed, refused and unknown together. */
  failed: number
  /** Average time of the attempts that brought a picture; null without any. */
  averageMs: number | null
  spentUsd: number
  /** Null when a price among its jobs is unknown. */
  quotedUsd: number | null
}

export interface UnknownCall {
  at: number
  provider: string
  chapter: string
  scene: number
  style: string
  lang: string
  jobId: string
  /** The provider's name for the call, for its support desk. */
  requestId: string | null
  estimateUsd: number | null
}

/**
 * Counts it all from the book's tables.
 *
 * @param batchId one batch; null = all
 * @throws AppError WRONG_USE when there is no such batch
 */
export function runReport(project: Project, batchId: string | null): RunReport {
  const { sqlite } = project.store
  const queue = queueStore(sqlite)
  if (batchId !== null && queue.batches.get(batchId) === null)
    throw new AppError('WRONG_USE', `There is no batch ${batchId}.`, {
      remedy: 'Leave the batch out to report on all of them; status names those that are open.',
    })
  const jobs = queue.jobs.counts(batchId)
  const ended = jobs.done + jobs.failed + jobs.refused + jobs.unknown
  const attempts = attemptTimes(sqlite, batchId)
  return {
    title: project.book.settings().title,
    madeAt: project.now(),
    batch: batchId,
    jobs,
    successRate: ended === 0 ? null : jobs.done / ended,
    attempts: countAttempts(attempts),
    pace: paceOf(attempts),
    money: moneyOf(sqlite, batchId),
    failures: failureTallies(queue.jobs.failures(batchId)),
    refused: refusedPanels(sqlite, batchId),
    checks: batchId === null ? checksOf(project) : null,
    batches: groups(sqlite, batchId, 'b.title', 'b.id'),
    styles: groups(sqlite, batchId, 'j.art_style_id', 'j.art_style_id'),
    chapters: groups(
      sqlite,
      batchId,
      "c.number || case c.title when '' then '' else '. ' || c.title end",
      'c.order_key',
    ),
    unknownCalls: unknownCalls(sqlite, batchId),
    files: queue.takes.notWhole().map(({ path, fileState }) => ({ path, state: fileState as 'missing' | 'changed' })),
    timeline: timeline(attempts),
  }
}

function checksOf({ store }: Project): ReportChecks {
  const checks = takeCheckRepository(store)
  const { chargedUsd: spentUsd, ...doubtful } = queueStore(store.sqlite).ledger.spentOnChecks()
  return { looked: checks.countLookedAt(), flags: checks.flags(FLAGGED_FROM, {}), spentUsd, ...doubtful }
}

const OF_BATCH = '(@batchId is null or j.batch_id = @batchId)'

function attemptTimes(sqlite: Database.Database, batchId: string | null): AttemptTime[] {
  return sqlite
    .prepare(
      `select a.started_at startedAt, a.finished_at finishedAt, a.outcome
       from attempt a join job j on j.id = a.job_id
       where a.finished_at is not null and ${OF_BATCH} order by a.started_at`,
    )
    .all({ batchId }) as AttemptTime[]
}

function countAttempts(attempts: readonly AttemptTime[]): AttemptCounts {
  const counts: AttemptCounts = {
    total: attempts.length,
    done: 0,
    failed: 0,
    refused: 0,
    waited: 0,
    unknown: 0,
    cut: 0,
  }
  for (const { outcome } of attempts) counts[outcome === 'cancelled' || outcome === 'interrupted' ? 'cut' : outcome]++
  return counts
}

/** Money of each job, once: joining jobs with the ledger's lines would count jobs that were tried twice twice. */
const LEDGER_OF_JOB = `(select job_id, sum(case when certainty = 'charged' then usd end) usd,
    sum(certainty = 'charged' and usd is null) unpriced, sum(certainty = 'unknown') maybe,
    sum(case when certainty = 'unknown' then estimate_usd end) maybeUsd
  from ledger group by job_id)`

function moneyOf(sqlite: Database.Database, batchId: string | null): ReportMoney {
  const row = sqlite
    .prepare(
      `select coalesce(sum(l.usd), 0) spentUsd, coalesce(sum(l.unpriced), 0) unpricedCalls,
         coalesce(sum(l.maybe), 0) maybeCalls, coalesce(sum(l.maybeUsd), 0) maybeUsd,
         sum(case when j.state = 'done' then j.estimate_usd end) quotedUsd,
         coalesce(sum(j.state = 'done'), 0) done,
         coalesce(sum(j.state = 'done' and j.estimate_usd is null), 0) unquoted
       from job j left join ${LEDGER_OF_JOB} l on l.job_id = j.id where ${OF_BATCH}`,
    )
    .get({ batchId }) as ReportMoney & { done: number; unquoted: number }
  const { done, unquoted, quotedUsd, ...money } = row
  return {
    ...money,
    quotedUsd: unquoted > 0 ? null : (quotedUsd ?? 0),
    perTakeUsd: done === 0 || money.unpricedCalls > 0 ? null : money.spentUsd / done,
  }
}

/** @param name SQL for the name shown; `by` SQL that tells groups apart and puts them in order */
function groups(sqlite: Database.Database, batchId: string | null, name: string, by: string): ReportGroup[] {
  const rows = sqlite
    .prepare(
      `select ${name} name, count(*) jobs, sum(j.state = 'done') done,
         sum(j.state in ('failed', 'refused', 'unknown')) failed,
         sum(t.ms) / sum(t.pictures) averageMs, coalesce(sum(l.usd), 0) spentUsd,
         sum(j.estimate_usd) quotedUsd, sum(j.estimate_usd is null) unquoted
       from job j join batch b on b.id = j.batch_id
         join panel p on p.id = j.panel_id join scene s on s.id = p.scene_id join chapter c on c.id = s.chapter_id
         left join ${LEDGER_OF_JOB} l on l.job_id = j.id
         left join (select job_id, sum(finished_at - started_at) ms, count(*) pictures from attempt
           where outcome = 'done' group by job_id) t on t.job_id = j.id
       where ${OF_BATCH} group by ${by} order by ${by}`,
    )
    .all({ batchId }) as (ReportGroup & { unquoted: number })[]
  return rows.map(({ unquoted, ...row }) => ({ ...row, quotedUsd: unquoted > 0 ? null : row.quotedUsd }))
}

function unknownCalls(sqlite: Database.Database, batchId: string | null): UnknownCall[] {
  return sqlite
    .prepare(
      `select l.at, l.lane provider, c.number chapter, s.number scene, j.art_style_id style, j.language lang, j.id jobId,
         a.request_id requestId, l.estimate_usd estimateUsd
       from ledger l join job j on j.id = l.job_id join attempt a on a.id = l.attempt_id
         join panel p on p.id = j.panel_id join scene s on s.id = p.scene_id join chapter c on c.id = s.chapter_id
       where l.certainty = 'unknown' and ${OF_BATCH} order by l.at, l.id`,
    )
    .all({ batchId }) as UnknownCall[]
}

/**
 * Writes a report to a file, whole or not at all.
 *
 * @param as the page for people, the object for programs, or lines of text as they are
 * @throws AppError WRONG_USE (no such folder), READ_ONLY, DISK_FULL
 */
export function writeReport(report: RunReport, file: string, as: 'page' | 'json' | readonly string[]): void {
  const content = as === 'page' ? reportPage(report) : as === 'json' ? JSON.stringify(report, null, 2) : as.join('\n')
  try {
    writeWhole(file, `${content.trimEnd()}\n`)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EISDIR' && code !== 'ENOTDIR' && code !== 'ENOENT') throw storageFailure(error, file)
    throw new AppError('WRONG_USE', `${file} is no place for a file.`, {
      remedy: 'Name a file in a folder that exists.',
    })
  }
}
