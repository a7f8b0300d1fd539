import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { isOvernight, type OvernightEnd, type OvernightStanding, type Queue, type Recovery } from '../queue/index.ts'
import { ALL, type JobRow } from '../store/queue/jobs.ts'
import { OUT_STATES } from '../store/queue/remote-batches.ts'
import { bookQueue } from './book-queue.ts'
import type { GenerateOptions } from './generating.ts'
import { assertBatch } from './going-on.ts'
import { difference, type JobCounts } from './job-counts.ts'
import { type NextStep, nextStep } from './next-step.ts'
import type { Quote } from './plan/quote.ts'
import { planBatch } from './planning.ts'
import type { QueueTarget } from './queue-control.ts'
import { freshen, queueUp } from './queue-up.ts'
import { countOvernight, type RunHooks } from './run-jobs.ts'
import { bookStatus } from './status.ts'

export interface NightOptions {
  /** Hand over, and do not wait for the answers. */
  submitOnly?: boolean | undefined
  /** Between two looks at what is out, ms. Default 60,000. */
  pollMs?: number | undefined
  /** Hand over so many at most, then let the author look. */
  gate?: number | undefined
  /** What may be handed over in this run, US dollars, whatever was before. */
  budgetUsd?: number | undefined
}

export interface NightHooks extends Pick<RunHooks, 'stop' | 'abort'> {
  onQuote?: (quote: Quote) => void
  /** How the night stands, after every look. */
  onStanding?: (standing: OvernightStanding) => void
}

export interface NightReport {
  /** What this run brought, by state. */
  brought: JobCounts
  /** All jobs the run was asked for, as they stand now. */
  counts: JobCounts
  end: OvernightEnd
  /** What the services have, or have answered without our having taken it in. */
  out: { pictures: number; batches: number }
  /** Pictures that wait to be handed over. */
  waiting: number
  recovery: Recovery
  /** Only where a plan was made. */
  quote?: Quote
  diagnostics: Diagnostic[]
  /** What the author may want to do now. */
  next: NextStep
}

/**
 * Makes the pictures a plan asks for through the provider's overnight service: queues as `generate` does, hands over,
 * and collects until nothing is out any more. What earlier runs handed over is collected too.
 *
 * @throws AppError as planBatch, and WRONG_USE where the provider or the model has no such service; READ_ONLY
 */
export async function generateOvernight(
  project: Project,
  options: GenerateOptions & NightOptions,
  hooks: NightHooks = {},
  providers?: readonly ImageProvider[],
): Promise<NightReport> {
  if (project.readOnly) throw project.readOnly
  const queue = bookQueue(project, providers)
  const recovery = await queue.recover()
  const plan = planBatch(project, { ...options, overnight: true })
  hooks.onQuote?.(plan.quote)
  const { jobIds } = queueUp(queue, plan, options)
  const gate = Math.min(options.gate ?? Number.POSITIVE_INFINITY, options.maxJobs ?? Number.POSITIVE_INFINITY)
  const report = await runNight(project, queue, jobIds, { ...options, gate }, hooks)
  freshen(project, queue, plan.jobs)
  const next = nextStep(bookStatus(project))
  return { ...report, recovery, quote: plan.quote, diagnostics: plan.diagnostics, next }
}

/**
 * Goes on with the night: hands over what waits for it already, and collects what is out.
 *
 * @throws AppError READ_ONLY
 */
export async function goOnOvernight(
  project: Project,
  options: NightOptions & { retryInterrupted?: boolean | undefined },
  hooks: NightHooks = {},
  providers?: readonly ImageProvider[],
): Promise<NightReport> {
  if (project.readOnly) throw project.readOnly
  const queue = bookQueue(project, providers)
  const recovery = await queue.recover()
  const ours = () => queue.jobs({}, ALL).filter(({ lane }) => isOvernight(lane))
  if (options.retryInterrupted) queue.retry({ ids: idsIn('unknown', ours()) }, { unknown: true })
  const jobs = ours()
  const report = await runNight(project, queue, [...idsIn('queued', jobs), ...idsIn('running', jobs)], options, hooks)
  return { ...report, recovery, diagnostics: [], next: nextStep(bookStatus(project)) }
}

const idsIn = (state: JobRow['state'], jobs: readonly JobRow[]) =>
  jobs.filter((job) => job.state === state).map(({ id }) => id)

/** Hands over what these jobs wait for, and collects until nothing is out, or until the options say so. */
export async function runNight(
  project: Project,
  queue: Queue,
  jobs: readonly string[],
  { submitOnly, pollMs, gate, budgetUsd }: NightOptions,
  { onStanding, stop, abort }: NightHooks,
): Promise<Pick<NightReport, 'brought' | 'counts' | 'end' | 'out' | 'waiting'>> {
  // A lane that was halted tries once more: going on is the author's word.
  for (const { lane, openFailure } of queue.lanes())
    if (openFailure !== null && isOvernight(lane)) queue.resumeLane(lane)
  const before = queue.counts()
  const { budgetUsd: bookUsd, dayBudgetUsd: dayUsd } = project.book.settings()
  const end = await queue.runOvernight({
    jobs,
    submitOnly: submitOnly ?? false,
    gate: gate ?? null,
    runUsd: budgetUsd ?? null,
    dayUsd,
    bookUsd,
    ...(pollMs === undefined ? {} : { pollMs }),
    ...(onStanding === undefined ? {} : { onRound: onStanding }),
    ...(stop === undefined ? {} : { stop }),
    ...(abort === undefined ? {} : { abort }),
  })
  // A folder that is gone looks like a disk that takes nothing.
  if (end.ended === 'disk') project.assertInPlace()
  const { out, waiting } = countOvernight(queue)
  return {
    brought: difference(queue.counts(), before),
    counts: queue.store.runScope.counts(),
    end,
    out: { pictures: out, batches: queue.store.remoteBatches.inStates(OUT_STATES).length },
    waiting,
  }
}

/**
 * Calls back what overnight services have. What they made until they hear of it is kept, and comes with the next run.
 *
 * @returns pictures that were called back, and of how many the service has not heard it yet
 * @throws AppError WRONG_USE for a batch that does not exist; READ_ONLY
 */
export async function callBackNight(
  project: Project,
  { batchId }: QueueTarget,
  providers?: readonly ImageProvider[],
): Promise<{ pictures: number; unheard: number }> {
  if (project.readOnly) throw project.readOnly
  const queue = bookQueue(project, providers)
  if (batchId !== undefined) assertBatch(queue, batchId)
  const { jobs, unheard } = await queue.callBackOvernight(batchId)
  return { pictures: jobs, unheard }
}
