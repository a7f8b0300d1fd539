import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import type { PacingName, Queue, Recovery, RunEnd } from '../queue/index.ts'
import type { JobFilter } from '../store/queue/jobs.ts'
import { bookQueue } from './book-queue.ts'
import type { GenerateHooks } from './generating.ts'
import { difference, type JobCounts, sumCounts } from './job-counts.ts'
import { watchProgress } from './run-progress.ts'

export interface GoOnOptions {
  /** One batch; absent = all that are not paused. */
  batchId?: string | undefined
  /** Jobs that ended without a picture to be tried again first; absent = none. */
  retry?: Pick<JobFilter, 'failure' | 'ids'> | undefined
  /** Also what was cut off and may have been paid. */
  retryInterrupted?: boolean | undefined
  /** Bring so many jobs to their end, then stop and let the author look. */
  gate?: number | undefined
  /** Calls at once, at most. */
  concurrency?: number | undefined
  pacing?: PacingName | undefined
}

export interface GoOnReport {
  /** What this run brought, by state. */
  brought: JobCounts
  /** All jobs of the batches that were worked on. */
  counts: JobCounts
  end: RunEnd
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
  hooks: GenerateHooks = {},
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
  const before = queue.counts()
  const progress = watchProgress(project, queue, batchIds, hooks)
  const end = await queue
    .run({
      batches: batchIds,
      pacing: options.pacing ?? 'default',
      concurrency: options.concurrency ?? null,
      gate: options.gate ?? null,
      bookUsd: project.book.settings().budgetUsd,
      ...(hooks.stop === undefined ? {} : { stop: hooks.stop }),
      ...(hooks.abort === undefined ? {} : { abort: hooks.abort }),
    })
    .finally(() => progress.end())
  return {
    brought: difference(queue.counts(), before),
    counts: sumCounts(batchIds.map((id) => queue.counts(id))),
    end,
    recovery,
    retried,
  }
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
