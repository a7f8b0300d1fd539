import type { Money, ProgressSnapshot, TimeLeft } from '../../shared/domain/progress.ts'
import type { Project } from '../open-project.ts'
import type { Queue } from '../queue/index.ts'
import { REMEDIES } from '../queue/remedies.ts'
import { sumCounts } from './job-counts.ts'
import type { RunHooks } from './run-batches.ts'
import { failureTallies } from './status.ts'

/** Between two snapshots at least, ms: often enough to look alive, seldom enough to cost nothing. */
const SNAPSHOT_APART_MS = 250
/** Pictures that must be there before their pace says anything. */
const ENOUGH_TO_MEASURE = 5

/**
 * Tells the hooks how a run stands: after changes, at most four times a second, and once at its end.
 *
 * @returns what ends the watch
 */
export function watchProgress(
  project: Project,
  queue: Queue,
  batchIds: readonly string[],
  { onProgress, stop, abort }: RunHooks,
): { end(): void } {
  if (!onProgress) return { end() {} }
  const startedAt = project.now()
  let doneInRun = 0
  let shownAt = Number.NEGATIVE_INFINITY
  const show = () => {
    shownAt = project.now()
    const phase = abort?.aborted ? 'aborting' : stop?.aborted ? 'landing' : 'running'
    onProgress(snapshot(project, queue, batchIds, startedAt, doneInRun, phase))
  }
  const unsubscribe = queue.subscribe((event) => {
    if (event.type === 'job.changed' && event.state === 'done') doneInRun++
    if (project.now() - shownAt >= SNAPSHOT_APART_MS) show()
  })
  const heartbeat = setInterval(show, 1_000)
  show()
  return {
    end() {
      clearInterval(heartbeat)
      unsubscribe()
      show()
    },
  }
}

function snapshot(
  project: Project,
  queue: Queue,
  batchIds: readonly string[],
  startedAt: number,
  doneInRun: number,
  phase: ProgressSnapshot['phase'],
): ProgressSnapshot {
  const now = project.now()
  const counts = sumCounts(batchIds.map((id) => queue.counts(id)))
  const perMinute = doneInRun < ENOUGH_TO_MEASURE ? null : (doneInRun / Math.max(1, now - startedAt)) * 60_000
  return {
    now,
    startedAt,
    counts,
    perMinute,
    timeLeft: timeLeft(counts.queued + counts.running, perMinute),
    waits: queue
      .lanes()
      .filter((lane) => lane.openFailure !== null || lane.notBefore > now)
      .map(({ lane, openFailure, notBefore, message }) => {
        const remedy = REMEDIES[openFailure ?? 'rate-limited']
        const until = openFailure === null ? notBefore : null
        return { lane, until, message: message ?? remedy.message, action: remedy.action }
      }),
    failures: failureTallies(batchIds.flatMap((id) => queue.store.jobs.failures(id))),
    money: money(project, queue, batchIds),
    phase,
  }
}

function timeLeft(remaining: number, perMinute: number | null): TimeLeft | null {
  if (perMinute === null) return null
  const left = (remaining / perMinute) * 60_000
  return { from: left, until: left, measured: true }
}

function money(project: Project, queue: Queue, batchIds: readonly string[]): Money {
  const spent = batchIds.map((id) => queue.spent(id))
  const sum = (of: (each: (typeof spent)[number]) => number) => spent.reduce((total, each) => total + of(each), 0)
  const { estimate, unpriced, budget } = project.store.sqlite
    .prepare(
      `select coalesce(sum(estimate_usd), 0) estimate, coalesce(sum(estimate_usd is null), 0) unpriced,
         (select sum(budget_usd) from batch where id in (select value from json_each(@ids))) budget
       from job where batch_id in (select value from json_each(@ids))`,
    )
    .get({ ids: JSON.stringify(batchIds) }) as { estimate: number; unpriced: number; budget: number | null }
  return {
    spentUsd: sum(({ chargedUsd }) => chargedUsd),
    unpricedCalls: sum(({ unpricedCalls }) => unpricedCalls),
    maybeUsd: sum(({ maybeUsd }) => maybeUsd),
    maybeCalls: sum(({ maybeCalls }) => maybeCalls),
    estimateUsd: unpriced > 0 ? null : estimate,
    budgetUsd: budget ?? project.book.settings().budgetUsd,
  }
}
