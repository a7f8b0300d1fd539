import type { ProgressSnapshot } from '../../shared/domain/progress.ts'
import type { Project } from '../open-project.ts'
import { isOvernight, type PacingName, type Queue, type RunEnd } from '../queue/index.ts'
import { ALL } from '../store/queue/jobs.ts'
import { difference, type JobCounts } from './job-counts.ts'
import { watchProgress } from './run-progress.ts'

export interface WorkOptions {
  /** Bring so many jobs to their end, then stop and let the author look. */
  gate?: number | undefined
  /** What this run may spend at most, US dollars, whatever was spent before. */
  budgetUsd?: number | undefined
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

export interface JobsReport {
  /** What this run brought, by state. */
  brought: JobCounts
  /** All jobs the run was asked for, as they stand now. */
  counts: JobCounts
  /** Pictures of the book that overnight services have, and those that wait for one. */
  overnight: { out: number; waiting: number }
  end: RunEnd
}

/**
 * Works off these jobs and no others, under the book's own budget, and tells the hooks how it goes.
 *
 * @throws AppError NOT_FOUND when the project was moved away meanwhile; what came before is safe in it
 */
export async function runJobs(
  project: Project,
  queue: Queue,
  jobIds: readonly string[],
  options: WorkOptions,
  hooks: RunHooks,
): Promise<JobsReport> {
  const before = queue.counts()
  const { budgetUsd: bookUsd, dayBudgetUsd: dayUsd } = project.book.settings()
  const running = queue.run({
    jobs: jobIds,
    pacing: options.pacing ?? 'default',
    concurrency: options.concurrency ?? null,
    gate: options.gate ?? null,
    runUsd: options.budgetUsd ?? null,
    dayUsd,
    bookUsd,
    ...(hooks.stop === undefined ? {} : { stop: hooks.stop }),
    ...(hooks.abort === undefined ? {} : { abort: hooks.abort }),
  })
  const progress = watchProgress(project, queue, options, hooks)
  const end = await running.finally(() => progress.end())
  // A folder that is gone looks like a disk that takes nothing.
  if (end.ended === 'disk') project.assertInPlace()
  return {
    brought: difference(queue.counts(), before),
    counts: queue.store.runScope.counts(),
    overnight: countOvernight(queue),
    end,
  }
}

export function countOvernight(queue: Queue): JobsReport['overnight'] {
  const jobs = queue.jobs({ states: ['queued', 'running'] }, ALL).filter(({ lane }) => isOvernight(lane))
  const waiting = jobs.filter(({ state }) => state === 'queued').length
  return { out: jobs.length - waiting, waiting }
}
