import type { Money, ProgressSnapshot, TimeLeft } from '../../shared/domain/progress.ts'
import type { Project } from '../open-project.ts'
import type { Queue } from '../queue/index.ts'
import { REMEDIES } from '../queue/remedies.ts'
import type { RunHooks, WorkOptions } from './run-jobs.ts'
import { failureTallies } from './status.ts'

/** Between two snapshots at least, ms: often enough to look alive, seldom enough to cost nothing. */
const SNAPSHOT_APART_MS = 250
/** Pictures that must be there before their pace says anything. */
const ENOUGH_TO_MEASURE = 5

/**
 * Tells the hooks how the run that has just begun stands: after changes, at most four times a second, and once at its
 * end. Of a run that has nothing to do there is nothing to tell.
 *
 * @returns what ends the watch
 */
export function watchProgress(
  project: Project,
  queue: Queue,
  { budgetUsd }: WorkOptions,
  { onProgress, stop, abort }: RunHooks,
): { end(): void } {
  if (!onProgress || queue.store.runScope.counts().queued === 0) return { end() {} }
  const spentBefore = queue.store.runScope.spent().chargedUsd
  const capUsd = budgetUsd === undefined ? null : spentBefore + budgetUsd
  const startedAt = project.now()
  let doneInRun = 0
  let shownAt = Number.NEGATIVE_INFINITY
  const underWay = new Map<string, number>()
  const show = () => {
    shownAt = project.now()
    const phase = abort?.aborted ? 'aborting' : stop?.aborted ? 'landing' : 'running'
    onProgress(snapshot(project, queue, { startedAt, doneInRun, phase, capUsd, underWay }))
  }
  const unsubscribe = queue.subscribe((event) => {
    if (event.type === 'job.progress') underWay.set(event.jobId, event.fraction)
    if (event.type === 'job.changed') underWay.delete(event.jobId)
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

interface RunSoFar {
  startedAt: number
  doneInRun: number
  phase: ProgressSnapshot['phase']
  /** What the jobs of the run may have cost at its end; null = no cap on the run. */
  capUsd: number | null
  /** How far running pictures are, by job. */
  underWay: ReadonlyMap<string, number>
}

function snapshot(project: Project, queue: Queue, run: RunSoFar): ProgressSnapshot {
  const { startedAt, doneInRun, phase, capUsd, underWay } = run
  const now = project.now()
  const counts = queue.store.runScope.counts()
  const lanes = queue.store.runScope.lanes()
  const perMinute = doneInRun < ENOUGH_TO_MEASURE ? null : (doneInRun / Math.max(1, now - startedAt)) * 60_000
  return {
    now,
    startedAt,
    counts,
    perMinute,
    timeLeft: timeLeft(counts.queued + counts.running, perMinute),
    underWay: [...underWay.values()].sort((a, b) => b - a),
    waits: queue
      .lanes()
      .filter(({ lane, openFailure, notBefore }) => lanes.has(lane) && (openFailure !== null || notBefore > now))
      .map(({ lane, openFailure, notBefore, message }) => {
        const remedy = REMEDIES[openFailure ?? 'rate-limited']
        const until = openFailure === null ? notBefore : null
        return { lane, until, message: message ?? remedy.message, action: remedy.action }
      }),
    failures: failureTallies(queue.store.runScope.failures()),
    money: money(project, queue, capUsd),
    phase,
  }
}

function timeLeft(remaining: number, perMinute: number | null): TimeLeft | null {
  if (perMinute === null) return null
  const left = (remaining / perMinute) * 60_000
  return { from: left, until: left, measured: true }
}

function money(project: Project, { store }: Queue, capUsd: number | null): Money {
  const { chargedUsd, ...doubtful } = store.runScope.spent()
  const { estimateUsd, unpriced, budgetUsd } = store.runScope.quoted()
  return {
    spentUsd: chargedUsd,
    ...doubtful,
    estimateUsd: unpriced > 0 ? null : estimateUsd,
    budgetUsd: capUsd ?? budgetUsd ?? project.book.settings().budgetUsd,
  }
}
