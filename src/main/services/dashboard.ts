import type Database from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import { startOfDay } from '../queue/clock.ts'
import { queueStore } from '../store/queue/index.ts'
import { type BatchLine, batchLines } from './dashboard/batches.ts'
import { type Charge, type CostCurve, costCurve } from './dashboard/cost.ts'
import { type Durations, durationsOf } from './dashboard/durations.ts'
import { type Rate, rateOf, type Span, spansOf } from './dashboard/rate.ts'
import { type Scope, type Trouble, troublesOf } from './dashboard/troubles.ts'
import { type AttemptTime, paceOf, stretchesOf } from './report/measures.ts'
import { GROUPINGS, groups, type ReportGroup } from './report/money.ts'

/** How runs go and went: figures, curves and troubles of one batch, of today, or of the whole book. */
export interface Dashboard {
  /** Epoch ms of the process that counts. */
  now: number
  from: number | null
  until: number | null
  jobs: Record<'done' | 'failed' | 'refused' | 'unknown' | 'running' | 'queued', number>
  pace: {
    /** Pictures a minute of the last ten minutes at work; null before the first. */
    perMinute: number | null
    imagesPerHour: number | null
    averageMs: number | null
    medianMs: number | null
    slowestMs: number | null
  }
  money: {
    spentUsd: number
    unpricedCalls: number
    maybeCalls: number
    maybeUsd: number
    /** At most, of all jobs; null when a price among them is unknown. */
    quotedUsd: number | null
    /** Of the batch, or of the book; null = none is set. */
    capUsd: number | null
    /** Replies that were charged. */
    replies: number
    perTakeUsd: number | null
    picked: number
    /** With all that was thrown away; null without picks, or with unknown prices. */
    perPickedUsd: number | null
    bookSpentUsd: number
    bookCapUsd: number | null
  }
  rate: Rate
  spans: Span[]
  /** Ends without a picture, for marks on the axis of time. */
  marks: { at: number; kind: 'failed' | 'refused' | 'unknown' | 'waited' }[]
  cost: CostCurve
  durations: Durations
  troubles: Trouble[]
}

/** All batches of a book, and what its providers brought. */
export interface BatchOverview {
  /** Newest first, at most 100. */
  batches: BatchLine[]
  /** By provider and model, of the whole book. */
  lanes: ReportGroup[]
}

/** Counts the whole book, however large: asked for less often than the dashboard of one batch. */
export function batchOverview({ store }: Pick<Project, 'store'>): BatchOverview {
  return { batches: batchLines(store.sqlite, MOST_BATCHES), lanes: groups(store.sqlite, null, GROUPINGS.models) }
}

/** Pictures a minute are told of so long. */
const RECENT_MS = 10 * 60_000
const MOST_MARKS = 200
const MOST_BATCHES = 100

interface TimedAttempt extends AttemptTime {
  overnight: 0 | 1
}

/**
 * @param of one batch, what happened today where the author is, or the whole book
 * @throws AppError WRONG_USE when there is no such batch
 */
export function dashboard(project: Project, of: { batchId: string } | 'today' | 'book'): Dashboard {
  const { sqlite } = project.store
  const now = project.now()
  const batchId = typeof of === 'string' ? null : of.batchId
  const batch = batchId === null ? null : queueStore(sqlite).batches.get(batchId)
  if (batchId !== null && batch === null) throw new AppError('WRONG_USE', said`There is no such batch.`)
  const scope: Scope = { batchId, since: of === 'today' ? startOfDay(now) : 0 }
  const all = attemptsIn(sqlite, scope)
  const timed = all.filter(({ overnight }) => overnight === 0)
  const jobs = jobsIn(sqlite, scope)
  const open = jobs.running + jobs.queued
  const charges = chargesIn(sqlite, scope)
  const stretches = stretchesOf(timed)
  const pace = paceOf(timed)
  const times = timed
    .filter(({ outcome }) => outcome === 'done')
    .map(({ startedAt, finishedAt }) => finishedAt - startedAt)
    .sort((one, other) => one - other)
  const { budgetUsd } = project.book.settings()
  const { settings, budgetUsd: batchUsd = null } = batch ?? {}
  return {
    now,
    from: all[0]?.startedAt ?? null,
    until: all.reduce<number | null>((latest, { finishedAt }) => Math.max(latest ?? 0, finishedAt), null),
    jobs,
    pace: {
      perMinute: recentPace(timed),
      imagesPerHour: pace.imagesPerHour,
      averageMs: pace.averageMs,
      medianMs: pace.medianMs,
      slowestMs: times.at(-1) ?? null,
    },
    money: moneyIn(sqlite, scope, { capUsd: batch === null ? budgetUsd : batchUsd, bookCapUsd: budgetUsd }),
    rate: rateOf(timed, jobs.running > 0 ? now : 0),
    spans: spansOf(timed, stretches, gateOf(settings)),
    marks: all
      .flatMap(({ finishedAt: at, outcome: kind }) => (isMark(kind) ? [{ at, kind }] : []))
      .sort((one, other) => one.at - other.at)
      .slice(-MOST_MARKS),
    cost: costCurve(charges, open),
    durations: durationsOf(times),
    troubles: troublesOf(sqlite, scope),
  }
}

function isMark(outcome: AttemptTime['outcome']): outcome is Dashboard['marks'][number]['kind'] {
  return outcome === 'failed' || outcome === 'refused' || outcome === 'unknown' || outcome === 'waited'
}

/** Books of older versions, and batches without a gate, have none. */
function gateOf(settings: unknown): number | null {
  const { gate } = (settings ?? {}) as { gate?: unknown }
  return typeof gate === 'number' ? gate : null
}

/** Of the last ten minutes at work, however long ago those were. @param attempts by start */
function recentPace(attempts: readonly AttemptTime[]): number | null {
  const last = attempts.reduce((latest, { finishedAt }) => Math.max(latest, finishedAt), 0)
  const recent = attempts.filter(({ finishedAt }) => finishedAt > last - RECENT_MS)
  const { imagesPerHour } = paceOf(recent)
  return imagesPerHour === null ? null : imagesPerHour / 60
}

const OF_BATCH = '(@batchId is null or j.batch_id = @batchId)'

function attemptsIn(sqlite: Database.Database, scope: Scope): TimedAttempt[] {
  return sqlite
    .prepare(
      `select a.started_at startedAt, a.finished_at finishedAt, a.outcome, j.remote_batch_id is not null overnight
       from attempt a join job j on j.id = a.job_id
       where a.finished_at is not null and a.finished_at >= @since and ${OF_BATCH} order by a.started_at`,
    )
    .all(scope) as TimedAttempt[]
}

/** What ended in the time that is meant, and all that is open. */
function jobsIn(sqlite: Database.Database, scope: Scope): Dashboard['jobs'] {
  const rows = sqlite
    .prepare(
      `select j.state, count(*) n from job j
       where ${OF_BATCH} and j.state <> 'cancelled'
         and (@since = 0 or j.state in ('queued', 'running') or j.finished_at >= @since) group by j.state`,
    )
    .all(scope) as { state: keyof Dashboard['jobs']; n: number }[]
  const counts = { done: 0, failed: 0, refused: 0, unknown: 0, running: 0, queued: 0 }
  for (const { state, n } of rows) counts[state] = n
  return counts
}

const OF_SCOPE = '(@batchId is null or l.batch_id = @batchId) and l.at >= @since'

function chargesIn(sqlite: Database.Database, scope: Scope): Charge[] {
  const rows = sqlite
    .prepare(
      `select l.usd, a.outcome = 'done' isPicture from ledger l join attempt a on a.id = l.attempt_id
       where l.certainty = 'charged' and ${OF_SCOPE} order by l.at, l.id`,
    )
    .all(scope) as { usd: number | null; isPicture: number }[]
  return rows.map(({ usd, isPicture }) => ({ usd, isPicture: isPicture === 1 }))
}

function moneyIn(
  sqlite: Database.Database,
  scope: Scope,
  caps: { capUsd: number | null; bookCapUsd: number | null },
): Dashboard['money'] {
  const sums = sqlite
    .prepare(
      `select coalesce(sum(case when certainty = 'charged' then usd end), 0) spentUsd,
         coalesce(sum(certainty = 'charged'), 0) replies,
         coalesce(sum(certainty = 'charged' and usd is null), 0) unpricedCalls,
         coalesce(sum(certainty = 'unknown'), 0) maybeCalls,
         coalesce(sum(case when certainty = 'unknown' then estimate_usd end), 0) maybeUsd
       from ledger l where ${OF_SCOPE}`,
    )
    .get(scope) as Pick<Dashboard['money'], 'spentUsd' | 'replies' | 'unpricedCalls' | 'maybeCalls' | 'maybeUsd'>
  const quoted = sqlite
    .prepare(
      `select coalesce(sum(j.estimate_usd), 0) usd, coalesce(sum(j.estimate_usd is null), 0) unknown from job j
       where ${OF_BATCH} and j.state <> 'cancelled'
         and (@since = 0 or j.state in ('queued', 'running') or j.finished_at >= @since)`,
    )
    .get(scope) as { usd: number; unknown: number }
  const taken = sqlite
    .prepare(
      `select count(*) done, count(p.take_id) picked from take t join job j on j.id = t.job_id
         left join pick p on p.take_id = t.id where ${OF_BATCH} and t.created_at >= @since`,
    )
    .get(scope) as { done: number; picked: number }
  const each = (pictures: number) => (pictures === 0 || sums.unpricedCalls > 0 ? null : sums.spentUsd / pictures)
  return {
    ...sums,
    ...caps,
    quotedUsd: quoted.unknown > 0 ? null : quoted.usd,
    perTakeUsd: each(taken.done),
    picked: taken.picked,
    perPickedUsd: each(taken.picked),
    bookSpentUsd: queueStore(sqlite).ledger.spentInBook().chargedUsd,
  }
}
