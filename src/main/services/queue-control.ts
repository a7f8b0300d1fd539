import { unknownWord } from '../../shared/closest.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { SETUPS } from '../providers/registry.ts'
import type { Queue } from '../queue/index.ts'
import { overnightLane } from '../queue/overnight/lane-name.ts'
import { bookQueue } from './book-queue.ts'
import { assertBatch } from './going-on.ts'

export interface QueueTarget {
  /** One batch; absent = all that have work left. Those that are so already are not counted. */
  batchId?: string | undefined
}

/**
 * Holds batches: nothing more of them starts.
 *
 * @param queue the one that runs, where one does, so that it hears of it
 * @returns how many
 * @throws AppError WRONG_USE, READ_ONLY
 */
export function pauseBatches(project: Project, target: QueueTarget, queue?: Queue): number {
  return forOpenBatches(project, target, false, (each, id) => each.pauseBatch(id), queue)
}

/**
 * Another hard stop for a batch; holds from its next picture on, and starts nothing.
 *
 * @param capUsd null = none of its own
 * @throws AppError WRONG_USE when there is no such batch; READ_ONLY
 */
export function capBatch(project: Project, batchId: string, capUsd: number | null, queue: Queue): void {
  if (project.readOnly) throw project.readOnly
  assertBatch(queue, batchId)
  queue.capBatch(batchId, capUsd)
}

/**
 * Lets batches go on, and a provider's lane that was halted try again. @returns what was let go on
 *
 * @throws AppError WRONG_USE for a batch or provider that does not exist; READ_ONLY
 */
export function resumeWork(
  project: Project,
  target: QueueTarget & { provider?: string | undefined },
  providers?: readonly ImageProvider[],
  queue: Queue = bookQueue(project, providers),
): { batches: number; lanes: number } {
  const halted = queue.lanes().filter(({ openFailure, notBefore }) => openFailure !== null || notBefore > project.now())
  if (target.provider !== undefined && !halted.some(({ lane }) => lane === target.provider)) {
    const known = halted.map(({ lane }) => lane)
    if (known.length > 0) throw unknownWord('halted provider', target.provider, known)
    const ids = (providers ?? SETUPS).map(({ id }) => id)
    if (!ids.some((id) => target.provider === id || target.provider === overnightLane(id)))
      throw unknownWord('provider', target.provider, ids)
  }
  const lanes = halted.filter(({ lane }) => target.provider === undefined || lane === target.provider)
  for (const { lane } of lanes) queue.resumeLane(lane)
  const batches =
    target.provider === undefined ? forOpenBatches(project, target, true, (each, id) => each.resumeBatch(id), queue) : 0
  return { batches, lanes: lanes.length }
}

/** Takes queued jobs out of the queue; what is there stays. @returns how many @throws AppError WRONG_USE, READ_ONLY */
export function cancelWork(project: Project, { batchId }: QueueTarget, queue: Queue = bookQueue(project)): number {
  if (project.readOnly) throw project.readOnly
  if (batchId !== undefined) assertBatch(queue, batchId)
  return queue.cancel({ states: ['queued'], ...(batchId === undefined ? {} : { batchId }) })
}

/**
 * Lets go of calls whose end nobody saw: they are not made again, and what they may have cost stays in the ledger as
 * unknown. Jobs in another state are passed over. @returns how many @throws AppError READ_ONLY
 */
export function letGo(project: Project, jobIds: readonly string[], queue: Queue = bookQueue(project)): number {
  if (project.readOnly) throw project.readOnly
  return queue.cancel({ ids: [...jobIds], states: ['unknown'] })
}

function forOpenBatches(
  project: Project,
  { batchId }: QueueTarget,
  paused: boolean,
  act: (queue: Queue, id: string) => void,
  queue: Queue = bookQueue(project),
): number {
  if (project.readOnly) throw project.readOnly
  if (batchId !== undefined) assertBatch(queue, batchId)
  const ids = queue.store.batches
    .list()
    .filter(({ pausedAt }) => (pausedAt !== null) === paused)
    .map(({ id }) => id)
    .filter((id) => (batchId === undefined ? queue.counts(id).queued > 0 : id === batchId))
  for (const id of ids) act(queue, id)
  return ids.length
}
