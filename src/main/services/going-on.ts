import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { isOvernight, type Queue, type Recovery } from '../queue/index.ts'
import { queueStore } from '../store/queue/index.ts'
import { ALL, type JobFilter, type JobRow } from '../store/queue/jobs.ts'
import { bookQueue } from './book-queue.ts'
import { type NextStep, nextStep } from './next-step.ts'
import type { QuoteSum } from './plan/quote.ts'
import { type JobsReport, type RunHooks, runJobs, type WorkOptions } from './run-jobs.ts'
import { bookStatus } from './status.ts'

export interface GoOnOptions extends WorkOptions {
  /** One batch; absent = all that are not paused. */
  batchId?: string | undefined
  /** Try again jobs that ended without a picture, and work on these only; absent = on all that waits. */
  retry?: Pick<JobFilter, 'failure' | 'ids'> | undefined
  /** Also send again, in the same words, what was refused; naming the kind or the jobs says so too. */
  refused?: boolean | undefined
  /** Also make again what was cut off and may have been paid. */
  retryInterrupted?: boolean | undefined
}

export interface GoOnReport extends JobsReport {
  recovery: Recovery
  /** Jobs that were queued again. */
  retried: number
  /** Jobs of what was meant that were cut off and may have been paid: left alone. */
  leftUnknown: number
  /** Refused jobs of what was meant: the same words would be refused again, so they are left alone. */
  leftRefused: number
  /** Jobs that wait in paused batches. */
  paused: number
  /** What the author may want to do now. */
  next: NextStep
}

/**
 * Works off what is queued already, without planning anything new; or, where the options say so, queues again what
 * failed and works on that alone. A lane that was halted tries once more: going on is the author's word.
 *
 * @throws AppError WRONG_USE when there is no such batch or job; READ_ONLY; NOT_FOUND as runJobs
 */
export async function goOn(
  project: Project,
  options: GoOnOptions,
  hooks: RunHooks = {},
  providers?: readonly ImageProvider[],
): Promise<GoOnReport> {
  if (project.readOnly) throw project.readOnly
  const queue = bookQueue(project, providers)
  const { jobs, retried, recovery } = await takeUp(queue, options)
  const report = await runJobs(
    project,
    queue,
    jobs.map(({ id }) => id),
    options,
    hooks,
  )
  const status = bookStatus(project)
  return {
    ...report,
    recovery,
    retried,
    ...leftAlone(queue, options),
    paused: status.batches.reduce((sum, batch) => sum + (batch.paused ? batch.queued : 0), 0),
    next: nextStep(status),
  }
}

/**
 * Finds the work that is meant, queues again what the options say, and lets halted lanes of it try once more.
 *
 * @throws AppError WRONG_USE when there is no such batch or job
 */
export async function takeUp(
  queue: Queue,
  options: GoOnOptions,
): Promise<{ jobs: JobRow[]; retried: number; recovery: Recovery }> {
  if (options.batchId !== undefined) assertBatch(queue, options.batchId)
  assertJobs(queue, options.retry?.ids ?? [])
  const recovery = await queue.recover()
  if (options.batchId !== undefined) queue.resumeBatch(options.batchId)
  const retried = retry(queue, filterOf(options), options)
  const jobs = options.retry ? retried : jobsWithWork(queue, options.batchId)
  const lanes = new Set(jobs.map(({ lane }) => lane))
  for (const { lane, openFailure } of queue.lanes()) if (openFailure !== null && lanes.has(lane)) queue.resumeLane(lane)
  return { jobs, retried: retried.length, recovery }
}

/** Jobs of what was meant that only the author's own word sends again. */
export function leftAlone(queue: Queue, options: GoOnOptions): Pick<GoOnReport, 'leftUnknown' | 'leftRefused'> {
  const meant = filterOf(options)
  return {
    leftUnknown: options.retryInterrupted ? 0 : queue.jobs({ ...meant, states: ['unknown'] }, ALL).length,
    leftRefused: leftRefused(queue, meant, options),
  }
}

/** What waits already, with the most it may cost; paused batches are left out. Reads only. */
export function quoteWaiting({ store }: Project, overnight: boolean): QuoteSum {
  const { batches, jobs } = queueStore(store.sqlite)
  const paused = new Set(batches.list().flatMap(({ id, pausedAt }) => (pausedAt === null ? [] : [id])))
  const waiting = jobs
    .list({ states: ['queued'] }, ALL)
    .filter(({ lane, batchId }) => isOvernight(lane) === overnight && !paused.has(batchId))
  const untilUsd = waiting.reduce((sum, { estimateUsd }) => sum + (estimateUsd ?? 0), 0)
  const unknownPrices = waiting.filter(({ estimateUsd }) => estimateUsd === null).length
  return { jobs: waiting.length, fromUsd: untilUsd, untilUsd, unknownPrices }
}

/**
 * What trying again would queue, with the most it may cost: as `goOn` with the same options. Reads only.
 */
export function quoteRetry({ store }: Project, options: Omit<GoOnOptions, keyof WorkOptions>): QuoteSum {
  const { jobs, takes } = queueStore(store.sqlite)
  const again = jobs
    .list({ ...filterOf(options), states: retriedStates(options) }, ALL)
    .filter(({ key, state }) => !takes.hasWhole(key) && (state === 'unknown' || !jobs.isLive(key)))
  const untilUsd = again.reduce((sum, { estimateUsd }) => sum + (estimateUsd ?? 0), 0)
  const unknownPrices = again.filter(({ estimateUsd }) => estimateUsd === null).length
  return { jobs: again.length, fromUsd: untilUsd, untilUsd, unknownPrices }
}

/** @throws AppError WRONG_USE */
export function assertBatch(queue: Queue, batchId: string): void {
  if (queue.store.batches.get(batchId) !== null) return
  throw new AppError('WRONG_USE', said`There is no batch ${batchId}.`, {
    remedy: said`panelwright status names the open batches.`,
  })
}

/** @throws AppError WRONG_USE */
function assertJobs(queue: Queue, ids: readonly string[]): void {
  const unknown = ids.filter((id) => queue.store.jobs.get(id) === null)
  if (unknown.length === 0) return
  throw new AppError('WRONG_USE', said`There is no job ${unknown.join(', ')}.`, {
    remedy: said`Leave the job out to retry all that failed.`,
  })
}

function filterOf({ batchId, retry }: GoOnOptions): JobFilter {
  return { ...retry, ...(batchId === undefined ? {} : { batchId }) }
}

/** @returns the jobs that are queued again */
function retry(queue: Queue, meant: JobFilter, options: GoOnOptions): JobRow[] {
  const states = retriedStates(options)
  if (states.length === 0) return []
  const ids = queue.jobs({ ...meant, states }, ALL).map(({ id }) => id)
  queue.retry({ ids }, { unknown: options.retryInterrupted ?? false })
  return queue.jobs({ ids, states: ['queued'] }, ALL)
}

function retriedStates(options: GoOnOptions): JobRow['state'][] {
  const states: JobRow['state'][] = options.retry ? ['failed'] : []
  if (options.retry && asksForRefused(options)) states.push('refused')
  if (options.retryInterrupted) states.push('unknown')
  return states
}

/** A job keeps its words: whoever sends a refused one again has to want just that. */
function asksForRefused({ refused, retry }: GoOnOptions): boolean {
  return refused === true || retry?.failure === 'refused' || retry?.ids !== undefined
}

function leftRefused(queue: Queue, meant: JobFilter, options: GoOnOptions): number {
  if (!options.retry || asksForRefused(options)) return 0
  return queue.jobs({ ...meant, states: ['refused'] }, ALL).length
}

/**
 * Every job of the batches that have work, also those that are done: progress goes from where the work stands. What waits
 * for the night has its own word: by day it would cost twice as much.
 */
function jobsWithWork(queue: Queue, batchId: string | undefined): JobRow[] {
  return queue.store.batches
    .list()
    .filter(({ id, pausedAt }) => (batchId === undefined ? pausedAt === null : id === batchId))
    .filter(({ id }) => queue.counts(id).queued > 0)
    .map(({ id }) => queue.jobs({ batchId: id }, ALL).filter(({ lane }) => !isOvernight(lane)))
    .filter((jobs) => jobs.some(({ state }) => state === 'queued'))
    .flat()
}
