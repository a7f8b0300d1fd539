import { v7 as uuid } from 'uuid'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { FailureKind } from '../../../shared/domain/job.ts'
import type { OvernightLane } from '../../providers/provider.ts'
import { type AttemptOutcome, NOTHING_KNOWN } from '../../store/queue/attempts.ts'
import { ALL, type JobRow } from '../../store/queue/jobs.ts'
import { claimNext, type HeldBatch, type OuterCaps } from '../claim.ts'
import type { QueueContext } from '../context.ts'
import { move, tell } from '../settle.ts'
import { overnightLane } from './lane-name.ts'
import { type Handed, splitBatches } from './split.ts'

/**
 * Requests of one batch at most, whatever the vendor would take: its answer holds every picture, and a download that is
 * cut begins anew.
 */
const MOST_REQUESTS = 250
/** Stands in for the vendor's id of a reference, which is shorter, while lines are measured. */
const LONGEST_ID = 'x'.repeat(200)
const CALLED_BACK = 'Called back before the provider had made it.'

interface StagedJob extends Handed {
  job: JobRow
  model: string
}

/**
 * Claims what waits for a provider's overnight service, within every cap, and puts it into batches: all in one
 * transaction. A batch holds pictures of one batch of the author, so that one can be called back without the other.
 *
 * @param most jobs that may be claimed
 * @returns the batches that were made
 */
export function stage(
  context: QueueContext,
  provider: string,
  service: OvernightLane,
  caps: OuterCaps,
  most: number,
): { batches: number; jobs: number; held: HeldBatch[] } {
  const { store, clock } = context
  const lane = overnightLane(provider)
  const limits = {
    maxRequests: Math.min(MOST_REQUESTS, service.maxRequests),
    maxInputBytes: service.maxInputBytes,
  }
  const staged: StagedJob[] = []
  let held: HeldBatch[] = []
  const batches = store.transaction(() => {
    while (staged.length < most) {
      const next = claimNext(context, lane, caps)
      held = next.held
      if (!next.claim) break
      const { job, request } = next.claim
      staged.push({
        job,
        model: request.providerModel,
        group: `${job.batchId} ${service.batchOf(request)}`,
        bytes: Buffer.byteLength(service.line(job.id, request, longestIds(request))) + 1,
      })
    }
    const made = splitBatches(staged, limits)
    for (const jobs of made) {
      const id = uuid()
      const models = new Set(jobs.map(({ model }) => model))
      const model = models.size === 1 ? jobs[0]!.model : null
      store.remoteBatches.insert({ id, provider, model, jobs: jobs.length, createdAt: clock.now() })
      for (const { job } of jobs) store.jobs.handOver(job.id, id)
    }
    return made.length
  })
  for (const { job } of staged) tell(context, job)
  if (batches > 0) context.onStep('staged')
  return { batches, jobs: staged.length, held }
}

function longestIds({ references }: GenerationRequest): Map<string, string> {
  return new Map(references.map(({ hash }) => [hash, LONGEST_ID]))
}

/** Jobs of a batch that are still with it, in the order they are worked. */
export function jobsOut({ store }: Pick<QueueContext, 'store'>, batchId: string): JobRow[] {
  return store.jobs.list({ remoteBatchId: batchId, states: ['running'] }, ALL)
}

/** Why jobs come back without an answer. */
export interface Return {
  outcome: AttemptOutcome
  failure: FailureKind | null
  message: string | null
  /** The vendor's words, redacted; for the journal. */
  detail?: string | null
  httpStatus?: number | null
}

/** Puts a job back into the queue, at no charge and with no attempt spent. To be called in a transaction. */
export function putBack(context: QueueContext, job: JobRow, why: Return): JobRow {
  const { store, clock } = context
  const { outcome, failure, message, detail = null, httpStatus = null } = why
  for (const { id } of store.attempts.open(job.id))
    store.attempts.end({ ...NOTHING_KNOWN, id, finishedAt: clock.now(), outcome, failure, detail, httpStatus })
  return move(context, job, 'put-back', { attempts: job.attempts, finishedAt: null, failure, message })
}

/**
 * Takes a batch apart that no vendor has: its jobs wait again, as if it had never been made.
 *
 * @returns the jobs as they are now
 */
export function takeApart(
  context: QueueContext,
  batchId: string,
  end: 'cancelled' | 'rejected',
  why: Return,
): JobRow[] {
  const { store, clock } = context
  const back = store.transaction(() => {
    const jobs = jobsOut(context, batchId).map((job) => putBack(context, job, why))
    store.remoteBatches.end(batchId, end, why.message, clock.now())
    return jobs
  })
  for (const job of back) tell(context, job)
  return back
}

/** The author called it back, and nothing came of it. To be called in a transaction. */
export function callBack(context: QueueContext, job: JobRow): JobRow {
  const { store, clock } = context
  const now = clock.now()
  for (const { id } of store.attempts.open(job.id))
    store.attempts.end({ ...NOTHING_KNOWN, id, finishedAt: now, outcome: 'cancelled' })
  return move(context, job, 'cancel', { attempts: job.attempts, finishedAt: now, message: CALLED_BACK })
}

/** Ends a batch that was called back before any vendor had it. */
export function callBackAll(context: QueueContext, batchId: string): void {
  const { store, clock } = context
  const jobs = store.transaction(() => {
    store.remoteBatches.end(batchId, 'cancelled', CALLED_BACK, clock.now())
    return jobsOut(context, batchId).map((job) => callBack(context, job))
  })
  for (const job of jobs) tell(context, job)
}
