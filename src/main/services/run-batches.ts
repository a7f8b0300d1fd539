import type { ProgressSnapshot } from '../../shared/domain/progress.ts'
import type { Project } from '../open-project.ts'
import type { PacingName, Queue, RunEnd } from '../queue/index.ts'
import { difference, type JobCounts, sumCounts } from './job-counts.ts'
import { watchProgress } from './run-progress.ts'

export interface WorkOptions {
  /** Bring so many jobs to their end, then stop and let the author look. */
  gate?: number | undefined
  /** Calls at once, at most. */
  concurrency?: number | undefined
  pacing?: PacingName | undefined
}

export interface RunHooks {
  onProgress?: (snapshot: ProgressSnapshot) => void
  /** Start nothing new, let what runs come to its end. */
  stop?: AbortSignal
  /** Cut what runs. */
  abort?: AbortSignal
}

export interface BatchesReport {
  /** What this run brought, by state. */
  brought: JobCounts
  /** All jobs of the batches, as they stand now. */
  counts: JobCounts
  end: RunEnd
}

/** Works off these batches under the book's own budget, and tells the hooks how it goes. */
export async function runBatches(
  project: Project,
  queue: Queue,
  batchIds: readonly string[],
  options: WorkOptions,
  hooks: RunHooks,
): Promise<BatchesReport> {
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
  }
}
