import type Database from 'better-sqlite3'
import type { FailureTally, JobState } from '../../shared/domain/index.ts'
import { FLAGGED_FROM } from '../../shared/domain/take-check.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import { queueStore } from '../store/queue/index.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { type PlacedFinding, takeCheckRepository } from '../store/take-checks.ts'
import { writeWhole } from '../store/write-whole.ts'
import { type RefusedPanel, refusedPanels } from './refused-panels.ts'
import { type AttemptTime, type Pace, paceOf, type TimelineBucket, timeline } from './report/measures.ts'
import { GROUPINGS, groups, moneyOf, type ReportGroup, type ReportMoney } from './report/money.ts'
import { reportPage } from './report/page.ts'
import { type SentGroup, sentGroups } from './report/sent.ts'
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
  /** By provider and model. */
  models: ReportGroup[]
  chapters: ReportGroup[]
  /** What providers were sent for the pictures that came. */
  sent: SentGroup[]
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

export interface UnknownCall {
  at: number
  provider: string
  chapter: string
  scene: number
  /** From 1 within the scene. */
  panel: number
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
    throw new AppError('WRONG_USE', said`There is no batch ${batchId}.`, {
      remedy: said`Leave the batch out to report on all of them; status names those that are open.`,
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
    pace: { ...paceOf(attempts.filter(({ overnight }) => !overnight)), ...spanOf(attempts) },
    money: moneyOf(sqlite, batchId),
    failures: failureTallies(queue.jobs.failures(batchId)),
    refused: refusedPanels(project, batchId),
    checks: batchId === null ? checksOf(project) : null,
    batches: groups(sqlite, batchId, GROUPINGS.batches),
    styles: groups(sqlite, batchId, GROUPINGS.styles),
    models: groups(sqlite, batchId, GROUPINGS.models),
    chapters: groups(sqlite, batchId, GROUPINGS.chapters),
    sent: sentGroups(sqlite, batchId),
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

/** What an overnight service had for hours says nothing about the pace of calls. */
interface TimedAttempt extends AttemptTime {
  overnight: 0 | 1
}

function attemptTimes(sqlite: Database.Database, batchId: string | null): TimedAttempt[] {
  return sqlite
    .prepare(
      `select a.started_at startedAt, a.finished_at finishedAt, a.outcome,
         j.remote_batch_id is not null overnight
       from attempt a join job j on j.id = a.job_id
       where a.finished_at is not null and ${OF_BATCH} order by a.started_at`,
    )
    .all({ batchId }) as TimedAttempt[]
}

function spanOf(attempts: readonly AttemptTime[]): Pick<Pace, 'from' | 'until'> {
  const until = attempts.reduce<number | null>((latest, { finishedAt }) => Math.max(latest ?? 0, finishedAt), null)
  return { from: attempts[0]?.startedAt ?? null, until }
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

function unknownCalls(sqlite: Database.Database, batchId: string | null): UnknownCall[] {
  return sqlite
    .prepare(
      `select l.at, l.lane provider, c.number chapter, s.number scene,
         (select count(*) from panel other where other.scene_id = p.scene_id and other.trashed_at is null
           and other.order_key <= p.order_key) panel,
         j.art_style_id style, j.language lang, j.id jobId,
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
    throw new AppError('WRONG_USE', said`${file} is no place for a file.`, {
      remedy: said`Name a file in a folder that exists.`,
    })
  }
}
