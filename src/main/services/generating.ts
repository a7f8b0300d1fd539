import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import type { ProgressSnapshot } from '../../shared/domain/progress.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import type { PacingName, Queue, Recovery, RunEnd } from '../queue/index.ts'
import { bookQueue } from './book-queue.ts'
import { difference, type JobCounts, sumCounts } from './job-counts.ts'
import type { PlannedJob, Quote } from './plan/planned-job.ts'
import { type OrderOptions, type PlanOptions, planBatch, toBatchOrder } from './planning.ts'
import { watchProgress } from './run-progress.ts'

export interface GenerateOptions extends PlanOptions, OrderOptions {
  /** Make so many pictures, then stop and let the author look. */
  gate?: number | undefined
  /** Calls at once, at most. */
  concurrency?: number | undefined
  pacing?: PacingName | undefined
  /** Also make what was cut off and may have been paid. */
  retryInterrupted?: boolean | undefined
  /** Make pictures again although they are there. */
  again?: boolean | undefined
}

export interface GenerateHooks {
  onProgress?: (snapshot: ProgressSnapshot) => void
  /** Start nothing new, let what runs come to its end. */
  stop?: AbortSignal
  /** Cut what runs. */
  abort?: AbortSignal
}

export interface GenerateReport {
  quote: Quote
  /** What this run brought: jobs that came to an end in it, by state. */
  brought: JobCounts
  /** All jobs of the batches that were worked on, as they stand now. */
  counts: JobCounts
  end: RunEnd
  /** How the last owner had left things, and what was done about it. */
  recovery: Recovery
  diagnostics: Diagnostic[]
}

/**
 * Makes the pictures a plan asks for: what nobody asked for yet is queued, what is queued already goes on, what failed
 * is tried again, what is there is left alone. Works on the batches of this plan only: others wait for their own word.
 *
 * @throws AppError as planBatch; READ_ONLY when the book is opened to be read
 */
export async function generate(
  project: Project,
  options: GenerateOptions,
  hooks: GenerateHooks = {},
  providers?: readonly ImageProvider[],
): Promise<GenerateReport> {
  if (project.readOnly) throw project.readOnly
  const queue = bookQueue(project, providers)
  const recovery = await queue.recover()
  const plan = planBatch(project, options)
  const batchIds = queueUp(queue, plan, options)
  const before = queue.counts()
  queue.resumeLane(options.provider.id)

  const progress = watchProgress(project, queue, batchIds, hooks)
  const settings = project.book.settings()
  const end = await queue.run({
    batches: batchIds,
    pacing: options.pacing ?? 'default',
    concurrency: options.concurrency ?? null,
    gate: options.gate ?? null,
    bookUsd: settings.budgetUsd,
    ...(hooks.stop === undefined ? {} : { stop: hooks.stop }),
    ...(hooks.abort === undefined ? {} : { abort: hooks.abort }),
  })
  progress.end()
  freshen(project, queue, plan.jobs)
  return {
    quote: plan.quote,
    brought: difference(queue.counts(), before),
    counts: sumCounts(batchIds.map((id) => queue.counts(id))),
    end,
    recovery,
    diagnostics: plan.diagnostics,
  }
}

/** @returns the batches that hold this plan's jobs */
function queueUp(queue: Queue, plan: ReturnType<typeof planBatch>, options: GenerateOptions): string[] {
  const known = plan.jobs.flatMap(({ panelId, key, state }) => {
    const job = state === 'new' || state === 'done' ? null : queue.store.jobs.ofImage(panelId, key)
    return job === null ? [] : [job]
  })
  const again = known.filter(({ state }) => state === 'failed' || state === 'cancelled')
  queue.retry({ ids: again.map(({ id }) => id) })
  if (options.retryInterrupted) {
    const cutOff = known.filter(({ state }) => state === 'unknown')
    queue.retry({ ids: cutOff.map(({ id }) => id) }, { unknown: true })
  }
  const retried = new Set(again.map(({ key }) => key))
  const fresh = options.again ? plan.jobs.map((job) => ({ ...job, wanted: true })) : plan.jobs
  const wanted = fresh.map((job) => ({ ...job, wanted: job.wanted && !retried.has(job.key) }))
  const { batchId } = queue.enqueue(toBatchOrder({ ...plan, jobs: wanted }, options), { again: options.again ?? false })
  const batchIds = new Set(known.map((job) => job.batchId))
  if (batchId !== null) batchIds.add(batchId)
  for (const id of batchIds) queue.resumeBatch(id)
  return [...batchIds]
}

/** A panel whose picture is there under today's key shows what the script says. */
function freshen(project: Project, queue: Queue, jobs: readonly PlannedJob[]): void {
  const drawn = jobs.filter(({ key }) => queue.store.takes.hasWhole(key)).map(({ panelId }) => panelId)
  project.script.markFresh([...new Set(drawn)])
}
