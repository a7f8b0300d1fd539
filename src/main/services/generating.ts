import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import type { Recovery } from '../queue/index.ts'
import { bookQueue } from './book-queue.ts'
import { type NextStep, nextStep } from './next-step.ts'
import type { Quote } from './plan/quote.ts'
import { type OrderOptions, type PlanOptions, planBatch } from './planning.ts'
import { freshen, queueUp } from './queue-up.ts'
import { type JobsReport, type RunHooks, runJobs, type WorkOptions } from './run-jobs.ts'
import { bookStatus } from './status.ts'

export interface GenerateOptions extends PlanOptions, OrderOptions, WorkOptions {}

export interface GenerateHooks extends RunHooks {
  /** Told what will be made and what it costs, before anything is. */
  onQuote?: (quote: Quote) => void
}

export interface GenerateReport extends JobsReport {
  quote: Quote
  /** How the last owner had left things, and what was done about it. */
  recovery: Recovery
  diagnostics: Diagnostic[]
  /** What the author may want to do now. */
  next: NextStep
}

/**
 * Makes the pictures a plan asks for: what nobody asked for yet is queued, what is queued already goes on, what failed
 * is tried again, what is there is left alone. Works on the jobs of this plan only: others wait for their own word.
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
  hooks.onQuote?.(plan.quote)
  const { jobIds } = queueUp(queue, plan, options)
  queue.resumeLane(options.provider.id)
  const gate = Math.min(options.gate ?? Number.POSITIVE_INFINITY, options.maxJobs ?? Number.POSITIVE_INFINITY)
  const report = await runJobs(project, queue, jobIds, { ...options, gate }, hooks)
  freshen(project, queue, plan.jobs)
  return { ...report, quote: plan.quote, recovery, diagnostics: plan.diagnostics, next: nextStep(bookStatus(project)) }
}
