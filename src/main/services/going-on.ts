import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import type { Queue, Recovery } from '../queue/index.ts'
import type { JobFilter } from '../store/queue/jobs.ts'
import { bookQueue } from './book-queue.ts'
import { type BatchesReport, type RunHooks, runBatches, type WorkOptions } from './run-batches.ts'

export interface GoOnOptions extends WorkOptions {
  /** One batch; absent = all that are not paused. */
  batchId?: string | undefined
  /** Jobs that ended without a picture to be tried again first; absent = none. */
  retry?: Pick<JobFilter, 'failure' | 'ids'> | undefined
  /** Also what was cut off and may have been paid. */
  retryInterrupted?: boolean | undefined
}

export interface GoOnReport extends BatchesReport {
  recovery: Recovery
  /** Jobs that were queued again. */
  retried: number
}

/**
 * Works off what is queued already, without planning anything new; jobs that failed are queued again where the options
 * say so. A lane that was halted tries once more: going on is the author's word.
 *
 * @throws AppError WRONG_USE when there is no such batch; READ_ONLY
 */
export async function goOn(
  project: Project,
  options: GoOnOptions,
  hooks: RunHooks = {},
  providers?: readonly ImageProvider[],
): Promise<GoOnReport> {
  if (project.readOnly) throw project.readOnly
  const queue = bookQueue(project, providers)
  const recovery = await queue.recover()
  if (options.batchId !== undefined) {
    assertBatch(queue, options.batchId)
    queue.resumeBatch(options.batchId)
  }
  const retried = retry(queue, options)
  const batchIds = batchesWithWork(queue, options.batchId)
  for (const { lane, openFailure } of queue.lanes()) if (openFailure !== null) queue.resumeLane(lane)
  const report = await runBatches(project, queue, batchIds, options, hooks)
  return { ...report, recovery, retried }
}

/** @throws AppError WRONG_USE */
export function assertBatch(queue: Queue, batchId: string): void {
  if (queue.store.batches.get(batchId) !== null) return
  throw new AppError('WRONG_USE', `There is no batch ${batchId}.`, {
    remedy: 'panelwright status names the open batches.',
  })
}

function retry(queue: Queue, { batchId, retry, retryInterrupted }: GoOnOptions): number {
  if (!retry) return 0
  const filter: JobFilter = { ...retry, ...(batchId === undefined ? {} : { batchId }) }
  const states = retryInterrupted ? (['failed', 'refused', 'unknown'] as const) : (['failed', 'refused'] as const)
  return queue.retry({ ...filter, states: [...states] }, { unknown: retryInterrupted ?? false }).retried
}

function batchesWithWork(queue: Queue, batchId: string | undefined): string[] {
  if (batchId !== undefined) return [batchId]
  return queue.store.batches
    .list()
    .filter(({ id, pausedAt }) => pausedAt === null && queue.counts(id).queued > 0)
    .map(({ id }) => id)
}
