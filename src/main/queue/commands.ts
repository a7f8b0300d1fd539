import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { ALL, type JobFilter, type JobRow } from '../store/queue/jobs.ts'
import type { QueueContext } from './context.ts'
import { move, tell } from './settle.ts'
import { transition } from './states.ts'

/** Holds a batch: nothing more of it starts, what runs may land. */
export function pauseBatch(context: QueueContext, batchId: string): void {
  setPaused(context, batchId, context.clock.now())
}

export function resumeBatch(context: QueueContext, batchId: string): void {
  setPaused(context, batchId, null)
}

function setPaused(context: QueueContext, batchId: string, at: number | null): void {
  if (!context.store.batches.setPaused(batchId, at))
    throw new AppError('NOT_FOUND', said`There is no batch ${batchId}.`)
  context.emit({ type: 'batch.changed', batchId })
}

/** Another hard stop for a batch, from its next picture on. @param usd null = none */
export function capBatch(context: QueueContext, batchId: string, usd: number | null): void {
  if (!context.store.batches.setBudget(batchId, usd))
    throw new AppError('NOT_FOUND', said`There is no batch ${batchId}.`)
  context.emit({ type: 'batch.changed', batchId })
}

/** Lets a lane work again after the author did what its message asked for. A wait the provider asked for goes on. */
export function resumeLane(context: QueueContext, lane: string): boolean {
  const changed = context.store.lanes.close(lane)
  if (changed) context.emit({ type: 'lane.changed', lane })
  return changed
}

/**
 * Cancels jobs that have not ended. A free call that is running is cut off; a paid one is on its way and its picture
 * is kept if it comes. What an overnight service has is left alone: it can only be called back as a whole batch.
 *
 * @returns how many were cancelled
 */
export function cancelJobs(context: QueueContext, filter: JobFilter): number {
  const { store, clock } = context
  const cancelled = store.transaction(() =>
    store.jobs
      .list(filter, ALL)
      .filter(({ state }) => transition(state, 'cancel') !== null)
      .filter(({ state, remoteBatchId }) => state !== 'running' || remoteBatchId === null)
      .map((job) => move(context, job, 'cancel', { attempts: job.attempts, finishedAt: clock.now() })),
  )
  announce(context, cancelled)
  return cancelled.length
}

/**
 * Moves jobs to another lane, where they may cost something else. What runs or is done stays where it is: it may be paid.
 *
 * @returns how many moved
 */
export function assignJobs(
  context: QueueContext,
  jobs: readonly Pick<JobRow, 'id' | 'lane' | 'estimateUsd'>[],
): number {
  const { store } = context
  const moved = store.transaction(() =>
    jobs.flatMap(({ id, lane, estimateUsd }) => {
      const job = store.jobs.get(id)
      if (!job || job.lane === lane || job.state === 'running' || job.state === 'done') return []
      store.jobs.assign({ id, lane, estimateUsd })
      return [{ ...job, lane, estimateUsd }]
    }),
  )
  announce(context, moved)
  return moved.length
}

export interface Retried {
  retried: number
  /** Left alone because the picture is there, or wanted by another job, meanwhile. */
  notNeeded: number
}

/**
 * Queues ended jobs again, with all their attempts. Unknown ones only when `unknown` says so, because they may be paid
 * twice.
 */
export function retryJobs(context: QueueContext, filter: JobFilter, options: { unknown?: boolean } = {}): Retried {
  const { store } = context
  const retried = store.transaction(() => {
    const again: JobRow[] = []
    let notNeeded = 0
    for (const job of store.jobs.list(filter, ALL)) {
      if (transition(job.state, 'ask-again') === null) continue
      if (job.state === 'unknown' && !options.unknown) continue
      const wantedElsewhere = job.state !== 'unknown' && store.jobs.isLive(job.key)
      if (wantedElsewhere || store.takes.hasWhole(job.key)) notNeeded++
      else again.push(move(context, job, 'ask-again', { attempts: 0, finishedAt: null }))
    }
    return { again, notNeeded }
  })
  announce(context, retried.again)
  return { retried: retried.again.length, notNeeded: retried.notNeeded }
}

function announce(context: QueueContext, jobs: JobRow[]): void {
  for (const job of jobs) tell(context, job)
  for (const batchId of new Set(jobs.map((job) => job.batchId))) context.emit({ type: 'batch.changed', batchId })
}
