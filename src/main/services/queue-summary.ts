import type { QueueSummary } from '../../shared/contract/index.ts'
import type { ProgressSnapshot } from '../../shared/domain/progress.ts'
import type { Project } from '../open-project.ts'
import { isOvernight, type Queue } from '../queue/index.ts'
import { REMEDIES } from '../queue/remedies.ts'
import { ALL, type JobRow } from '../store/queue/jobs.ts'
import { failureTallies } from './status.ts'

/** What only those who run the queue know of it. */
export interface RunState {
  phase: QueueSummary['phase']
  /** Of the last run; looked at only while none is under way. */
  ended: QueueSummary['ended']
  trouble: QueueSummary['trouble']
  /** As it was told last; null before the first run. */
  snapshot: ProgressSnapshot | null
  /** Of the batches that are worked on, or were last. */
  titles: string[]
  /** Pictures that wait behind a gate. */
  held: number
  /** Those that wait for nothing but a word, or are worked on. */
  stopped: number
  /** How far a picture is, 0–1; null where nobody says. */
  fractionOf(jobId: string): number | null
  /** How many looks at it there were. */
  looksAt(jobId: string): number
}

/** A bar shows some; more pictures at once than these are a row of numbers. */
const MOST_SLOTS = 64

export function queueSummary(project: Project, queue: Queue, state: RunState): QueueSummary {
  const { snapshot, phase } = state
  const isIdle = phase === 'idle'
  const { budgetUsd } = project.book.settings()
  const { chargedUsd, maybeUsd, maybeCalls, unpricedCalls } = queue.spent()
  return {
    now: project.now(),
    phase,
    ended: isIdle ? state.ended : null,
    trouble: isIdle ? state.trouble : null,
    jobs: queue.counts(),
    run: snapshot && {
      startedAt: snapshot.startedAt,
      titles: state.titles,
      spentUsd: snapshot.money.spentUsd,
      jobs: queue.store.runScope.counts(),
      perMinute: snapshot.perMinute,
      timeLeftMs: isIdle ? null : (snapshot.timeLeft?.until ?? null),
    },
    behindGate: state.held,
    stopped: isIdle ? state.stopped : 0,
    // What an overnight service has is under way for hours, and no slot of this computer's.
    slots: queue
      .jobs({ states: ['running'] }, ALL)
      .filter(({ lane }) => !isOvernight(lane))
      .slice(0, MOST_SLOTS)
      .map((job) => slotOf(project, state, job)),
    waits: queue
      .lanes()
      .filter(({ openFailure, notBefore }) => openFailure !== null || notBefore > project.now())
      .map(({ lane, openFailure, notBefore, message }) => {
        const remedy = REMEDIES[openFailure ?? 'rate-limited']
        return {
          lane,
          failure: openFailure,
          until: openFailure === null ? notBefore : null,
          message: message ?? remedy.message,
          action: remedy.action,
        }
      }),
    failures: failureTallies(queue.store.jobs.failures(null)),
    money: {
      spentUsd: chargedUsd,
      maybeUsd,
      maybeCalls,
      unpricedCalls,
      estimateUsd: snapshot?.money.estimateUsd ?? null,
      budgetUsd: capOf(queue, state, budgetUsd),
    },
  }
}

/** Of the run, or of the last one: its caps may have been changed since it ended. Before the first, the book's. */
function capOf(queue: Queue, { snapshot, phase }: RunState, bookUsd: number | null): number | null {
  if (snapshot === null) return bookUsd
  return phase === 'idle' ? (queue.store.runScope.quoted().budgetUsd ?? bookUsd) : snapshot.money.budgetUsd
}

function slotOf(
  project: Project,
  { fractionOf, looksAt }: RunState,
  { id, panelId, artStyleId, language, lane, startedAt }: JobRow,
): QueueSummary['slots'][number] {
  return {
    jobId: id,
    panelId,
    style: artStyleId,
    lang: language,
    lane,
    startedAt: startedAt ?? project.now(),
    fraction: fractionOf(id),
    preview: looksAt(id),
  }
}
