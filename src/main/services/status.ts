import type Database from 'better-sqlite3'
import type { FailureTally, JobState } from '../../shared/domain/index.ts'
import type { FailureKind } from '../../shared/domain/job.ts'
import { FLAGGED_FROM } from '../../shared/domain/take-check.ts'
import type { Project } from '../open-project.ts'
import { REMEDIES, UNKNOWN_MESSAGE } from '../queue/remedies.ts'
import { describeOwner } from '../store/owner-lock.ts'
import { type QueueStore, queueStore } from '../store/queue/index.ts'
import type { FailureRow } from '../store/queue/jobs.ts'
import { OUT_STATES } from '../store/queue/remote-batches.ts'
import { takeCheckRepository } from '../store/take-checks.ts'
import { askedOptions } from './asked-options.ts'
import { readBudgets } from './budgets.ts'
import { type NextStep, nextStep } from './next-step.ts'
import { type EditionPictures, picturesOnDisk } from './pictures-on-disk.ts'
import { type RefusedPanel, refusedPanels } from './refused-panels.ts'

/** Where a book stands, in one object. Everything is counted from the book's tables at this moment. */
export interface BookStatus {
  /** Absolute path of the project folder. */
  project: string
  /** Who works on the book right now: `panelwright generate (process 4711 …)`; null = nobody. */
  owner: string | null
  title: string
  author: string
  language: string
  pageFormat: string
  readingDirection: string
  chapters: number
  scenes: number
  panels: number
  takes: number
  picks: number
  /** Panels whose script changed after their pictures were made. */
  stalePanels: number
  jobs: Record<JobState, number>
  /** Charged for certain, US dollars, as far as prices are known. */
  spentUsd: number
  /** Charged calls whose price nobody knows. */
  unpricedCalls: number
  /** Calls that were cut off and may have been billed: how many, and their estimates. */
  maybeCalls: number
  maybeUsd: number
  /** Estimates of what is under way now. */
  runningUsd: number
  /** What the queued jobs were quoted at; null when a price among them is unknown. */
  queuedUsd: number | null
  /** Caps of the book and of a calendar day; null = none. */
  budgetUsd: number | null
  dayBudgetUsd: number | null
  /** What counts against the cap of the day: charged, perhaps charged and under way. */
  spentTodayUsd: number
  editions: EditionStatus[]
  lanes: LaneStatus[]
  /** What overnight services have, or have answered without our having taken it in; oldest first. */
  overnight: RemoteBatchStatus[]
  failures: FailureTally[]
  /** Panels that a provider would not draw, in reading order. */
  refused: RefusedPanel[]
  /** Pictures that a model has looked at, and how many flags stand. */
  checks: { looked: number; flags: number }
  /** Batches that are not finished, oldest first. */
  batches: BatchStatus[]
  /** Pictures that are missing or changed on disk with none in their place; pictures a provider sent twice. */
  files: { missing: number; changed: number; repeated: number }
  next: NextStep
}

export interface EditionStatus extends EditionPictures {
  /** How its pictures were asked for last: options of `generate` that ask for more of the same. */
  asked: string[]
}

/** A provider account that has something to say: work to do, a wait, or a halt. */
export interface LaneStatus {
  lane: string
  /** `halted`: nothing is sent until the author resumes it. */
  state: 'clear' | 'waiting' | 'halted'
  queued: number
  failure: FailureKind | null
  /** What happened and what to do; empty when clear. */
  message: string
  action: string
  /** End of a wait, epoch ms. */
  until: number | null
}

/** A batch handed over to an overnight service, as it stood when the service was asked last. */
export interface RemoteBatchStatus {
  provider: string
  model: string | null
  /** `submitting`: nobody saw the end of handing it over. `collecting`: its answers are on this disk. */
  state: 'submitting' | 'submitted' | 'collecting'
  /** The service's own word; null = it was not asked yet. */
  word: string | null
  pictures: number
  answered: number
  /** Epoch ms. */
  handedOverAt: number
  /** The author wants no more of it. */
  calledBack: boolean
}

export interface BatchStatus {
  id: string
  title: string
  createdAt: number
  paused: boolean
  jobs: number
  done: number
  queued: number
  /** What it may cost at most, as it was ordered; null = no cap of its own. */
  budgetUsd: number | null
}

export function bookStatus(project: Project): BookStatus {
  const { sqlite } = project.store
  const queue = queueStore(sqlite)
  const { createdAt: _, noteHeadings: __, wordsPerPanel: ___, ...settings } = project.book.settings()
  const { chargedUsd, ...doubtful } = queue.ledger.spentInBook()
  const refused = refusedPanels(project, null)
  const { book, day } = readBudgets(project)
  const { editions, missing, changed } = picturesOnDisk(project)
  const counts = {
    project: project.folder,
    owner: project.owner && describeOwner(project.owner),
    ...settings,
    ...countStory(sqlite),
    ...countTakes(sqlite),
    jobs: queue.jobs.counts(null),
    spentUsd: chargedUsd,
    ...doubtful,
    runningUsd: book.runningUsd,
    queuedUsd: priceOfQueued(sqlite),
    spentTodayUsd: day.spentUsd + day.maybeUsd + day.runningUsd,
    editions: editions.map((edition) => ({ ...edition, asked: lastAsked(project, edition) })),
    lanes: laneStatus(sqlite, project.now()),
    overnight: remoteBatches(queue),
    failures: standingFailures(queue, refused.length),
    refused,
    checks: countChecks(project),
    batches: unfinishedBatches(sqlite),
    files: { missing, changed, repeated: countRepeated(sqlite) },
  }
  return { ...counts, next: nextStep(counts) }
}

function countChecks({ store }: Project): BookStatus['checks'] {
  const checks = takeCheckRepository(store)
  return { looked: checks.countLookedAt(), flags: checks.flags(FLAGGED_FROM, {}).length }
}

/** Live panels: neither they nor their scene or chapter are in the trash. */
const LIVE_PANELS = `panel p join scene s on s.id = p.scene_id and s.trashed_at is null
  join chapter c on c.id = s.chapter_id and c.trashed_at is null where p.trashed_at is null`

function countStory(sqlite: Database.Database) {
  return sqlite
    .prepare(
      `select (select count(*) from chapter where trashed_at is null) chapters,
         (select count(*) from scene s join chapter c on c.id = s.chapter_id
          where s.trashed_at is null and c.trashed_at is null) scenes,
         count(*) panels, coalesce(sum(p.stale_at is not null), 0) stalePanels
       from ${LIVE_PANELS}`,
    )
    .get() as Pick<BookStatus, 'chapters' | 'scenes' | 'panels' | 'stalePanels'>
}

function countTakes(sqlite: Database.Database) {
  return sqlite
    .prepare(
      `select (select count(*) from take where trashed_at is null) takes,
         (select count(*) from pick) picks`,
    )
    .get() as Pick<BookStatus, 'takes' | 'picks'>
}

/** Pictures whose bytes came for another image before. The same image made again is no fault. */
function countRepeated(sqlite: Database.Database): number {
  return sqlite
    .prepare(
      `select count(*) from take t join take other on other.id = t.same_as_take_id
       where t.trashed_at is null and other.key <> t.key`,
    )
    .pluck()
    .get() as number
}

function priceOfQueued(sqlite: Database.Database): number | null {
  const { usd, unpriced } = sqlite
    .prepare(
      `select coalesce(sum(estimate_usd), 0) usd, coalesce(sum(estimate_usd is null), 0) unpriced
       from job where state = 'queued'`,
    )
    .get() as { usd: number; unpriced: number }
  return unpriced > 0 ? null : usd
}

function lastAsked(project: Project, { style, lang }: EditionPictures): string[] {
  const settings = project.store.sqlite
    .prepare(
      `select settings from batch where exists (select 1 from job
         where batch_id = batch.id and art_style_id = @style and language = @lang and state = 'done')
       order by id desc limit 1`,
    )
    .pluck()
    .get({ style, lang }) as string | undefined
  return settings === undefined ? [] : askedOptions(JSON.parse(settings), project)
}

function laneStatus(sqlite: Database.Database, now: number): LaneStatus[] {
  const queued = new Map(
    sqlite.prepare("select lane, count(*) from job where state = 'queued' group by lane").raw().all() as [
      string,
      number,
    ][],
  )
  const rows = new Map(
    queueStore(sqlite)
      .lanes.list()
      .map((row) => [row.lane, row]),
  )
  return [...new Set([...queued.keys(), ...rows.keys()])].sort().map((lane): LaneStatus => {
    const row = rows.get(lane)
    const base = { lane, queued: queued.get(lane) ?? 0, failure: null, message: '', action: '', until: null }
    if (row?.openFailure) {
      const { message, action } = REMEDIES[row.openFailure]
      return { ...base, state: 'halted', failure: row.openFailure, message: row.message ?? message, action }
    }
    if (row && row.notBefore > now) {
      const { message, action } = REMEDIES['rate-limited']
      return { ...base, state: 'waiting', message: row.message ?? message, action, until: row.notBefore }
    }
    return { ...base, state: 'clear' }
  })
}

function remoteBatches({ remoteBatches }: QueueStore): RemoteBatchStatus[] {
  return remoteBatches.inStates(OUT_STATES).map((batch) => ({
    provider: batch.provider,
    model: batch.model,
    state: batch.state as RemoteBatchStatus['state'],
    word: batch.word,
    pictures: batch.jobs,
    answered: batch.done + batch.failed,
    handedOverAt: batch.submittedAt ?? batch.createdAt,
    calledBack: batch.cancelAskedAt !== null,
  }))
}

/** What still wants attention: a refusal that was got round since does not. */
function standingFailures(queue: QueueStore, refused: number): FailureTally[] {
  return failureTallies(queue.jobs.failures(null))
    .map((tally) => (tally.kind === 'refused' ? { ...tally, over: refused } : tally))
    .filter(({ over, retrying }) => over + retrying > 0)
}

/** Failures by kind with their remedy, those that ended most jobs first. */
export function failureTallies(rows: readonly FailureRow[]): FailureTally[] {
  const tallies = new Map<FailureKind, FailureTally>()
  for (const { failure, state, n, message } of rows) {
    // Cut off by the author and put back: that is no failure.
    if (failure === 'cancelled') continue
    const tally = tallies.get(failure) ?? { kind: failure, over: 0, retrying: 0, ...wordsFor(failure, state, message) }
    if (state === 'queued') tally.retrying += n
    else tally.over += n
    tallies.set(failure, tally)
  }
  return [...tallies.values()].sort((a, b) => b.over - a.over || b.retrying - a.retrying)
}

function wordsFor(
  failure: FailureKind,
  state: JobState,
  said: string | null,
): Pick<FailureTally, 'message' | 'action'> {
  const { message, action } = REMEDIES[failure]
  return state === 'unknown' ? { message, action: UNKNOWN_MESSAGE } : { message: said ?? message, action }
}

function unfinishedBatches(sqlite: Database.Database): BatchStatus[] {
  const rows = sqlite
    .prepare(
      `select b.id, b.title, b.created_at createdAt, b.paused_at is not null paused, b.budget_usd budgetUsd, count(*) jobs,
         sum(j.state = 'done') done, sum(j.state = 'queued') queued
       from batch b join job j on j.batch_id = b.id
       group by b.id having sum(j.state in ('queued', 'running')) > 0 order by b.id`,
    )
    .all() as (Omit<BatchStatus, 'paused'> & { paused: number })[]
  return rows.map((row) => ({ ...row, paused: row.paused === 1 }))
}
