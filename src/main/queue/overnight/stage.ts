import { v7 as uuid } from 'uuid'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { said } from '../../../shared/said/said.ts'
import { type OvernightLane, ProviderError } from '../../providers/provider.ts'
import { type AttemptOutcome, NOTHING_KNOWN } from '../../store/queue/attempts.ts'
import type { JobRow } from '../../store/queue/jobs.ts'
import { type Claim, claimNext, type HeldBatch, type OuterCaps } from '../claim.ts'
import type { QueueContext } from '../context.ts'
import { move, tell } from '../settle.ts'
import { jobsOut } from './jobs-out.ts'
import { overnightLane } from './lane-name.ts'
import { type Handed, splitBatches } from './split.ts'
import { turnAway } from './turn-away.ts'

/**
 * Requests of one batch at most, whatever the vendor would take: its answer holds every picture, and a download that is
 * cut begins anew.
 */
const MOST_REQUESTS = 250
/** Stands in for the vendor's id of a reference, which is shorter, while lines are measured. */
const LONGEST_ID = 'x'.repeat(200)
const CALLED_BACK = said`Called back before the provider had made it.`

interface StagedJob extends Handed {
  job: JobRow
  model: string
}

/**
 * Claims what waits for a provider's overnight service, within every cap, and puts it into batches: all in one
 * transaction. A batch holds pictures of one batch of the author, so that one can be called back without the other. What
 * the service cannot be asked for ends here.
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
  const turnedAway: (JobRow | null)[] = []
  let held: HeldBatch[] = []
  const batches = store.transaction(() => {
    while (staged.length < most) {
      const next = claimNext(context, lane, caps)
      held = next.held
      if (!next.claim) break
      const measured = measure(service, next.claim)
      if (!(measured instanceof ProviderError)) staged.push(measured)
      else turnedAway.push(turnAway(context, next.claim, measured))
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
  for (const job of turnedAway) if (job) tell(context, job)
  if (batches > 0) context.onStep('staged')
  return { batches, jobs: staged.length, held }
}

/** How a request would stand in an input file; or why it cannot. */
function measure(service: OvernightLane, { job, request }: Claim): StagedJob | ProviderError {
  try {
    const bytes = Buffer.byteLength(service.line(job.id, request, longestIds(request))) + 1
    return { job, model: request.providerModel, group: `${job.batchId} ${service.batchOf(request)}`, bytes }
  } catch (error) {
    if (error instanceof ProviderError) return error
    throw error
  }
}

function longestIds({ references }: GenerationRequest): Map<string, string> {
  return new Map(references.map(({ hash }) => [hash, LONGEST_ID]))
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
