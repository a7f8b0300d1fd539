import { v7 as uuid } from 'uuid'
import { redact } from '../../shared/redact.ts'
import type { ProviderError, ProviderReply } from '../providers/provider.ts'
import { NOTHING_KNOWN } from '../store/queue/attempts.ts'
import type { JobRow } from '../store/queue/jobs.ts'
import type { StoredPicture } from './arrival.ts'
import type { Claim } from './claim.ts'
import type { QueueContext } from './context.ts'
import { type JobEvent, transition } from './states.ts'
import type { TakeName } from './take-path.ts'
import type { Verdict } from './verdict.ts'

/** Journal, take, job and money of a picture that is stored: one commit. Also when the answer came late. */
export function settleStored(context: QueueContext, claim: Claim, picture: StoredPicture, reply: ProviderReply): void {
  const { store, clock } = context
  const { job, attemptId, request } = claim
  const now = clock.now()
  const changed = store.transaction(() => {
    const current = currentState(context, job)
    store.attempts.end({
      ...NOTHING_KNOWN,
      id: attemptId,
      finishedAt: now,
      outcome: 'done',
      sent: reply.sent,
      requestId: reply.requestId,
    })
    insertTake(context, { ...current, jobId: job.id }, picture, reply.regions, now)
    if (!isFree(context, claim)) {
      store.ledger.write({
        ...ledgerLine(claim, request.providerModel, now),
        usd: reply.costUsd ?? job.estimateUsd,
        certainty: 'charged',
      })
    }
    // A copy of what is done already adds a take and leaves the job as it is.
    if (current.state === 'done') return null
    return move(context, current, 'land', { attempts: current.attempts + 1, finishedAt: now })
  })
  context.onStep('committed')
  if (changed) tell(context, changed)
}

/** Puts a picture into the gallery, and marks it when the same bytes came before. */
export function insertTake(
  { store }: QueueContext,
  { panelId, jobId, key, artStyleId, language, imageIndex }: TakeName & { jobId: string | null },
  picture: StoredPicture,
  regions: ProviderReply['regions'],
  now: number,
): void {
  const sameAsTakeId = store.takes.firstWithSha256(picture.sha256)
  const place = { panelId, jobId, key, artStyleId, language, imageIndex }
  store.takes.insert({ id: uuid(), ...place, ...picture, regions, sameAsTakeId, createdAt: now })
}

/** Journal, job and money of an attempt that brought no picture: one commit. */
export function settleFailed(
  context: QueueContext,
  claim: Claim,
  error: ProviderError,
  verdict: Verdict,
  reply: ProviderReply | null = null,
): void {
  const { store, clock } = context
  const { job, attemptId, request } = claim
  const now = clock.now()
  const changed = store.transaction(() => {
    store.attempts.end({
      id: attemptId,
      finishedAt: now,
      outcome: verdict.outcome,
      failure: verdict.failure,
      detail: redact(error.detail),
      sent: reply?.sent ?? null,
      requestId: error.requestId ?? reply?.requestId ?? null,
      httpStatus: error.httpStatus,
    })
    if (reply && !isFree(context, claim))
      store.ledger.write({
        ...ledgerLine(claim, request.providerModel, now),
        usd: reply.costUsd ?? job.estimateUsd,
        certainty: 'charged',
      })
    else if (verdict.maybeBilled)
      store.ledger.write({ ...ledgerLine(claim, request.providerModel, now), usd: null, certainty: 'unknown' })
    if (verdict.lane?.do === 'hold') store.lanes.hold(job.lane, verdict.lane.until, verdict.message)
    if (verdict.lane?.do === 'open') store.lanes.open(job.lane, verdict.failure, verdict.message, now)
    const current = currentState(context, job)
    // The author cancelled it meanwhile: that stands.
    if (transition(current.state, verdict.event) === null) return null
    return move(context, current, verdict.event, {
      notBefore: verdict.notBefore,
      attempts: current.attempts + (verdict.spent ? 1 : 0),
      failure: verdict.failure,
      message: verdict.message,
      finishedAt: verdict.event === 'put-back' ? null : now,
    })
  })
  if (changed) tell(context, changed)
  if (verdict.lane) context.emit({ type: 'lane.changed', lane: job.lane })
}

/** What `move` writes besides the state; left out = as if nothing had ever failed. */
export interface Marks {
  attempts: number
  finishedAt: number | null
  notBefore?: number
  failure?: JobRow['failure']
  message?: string | null
}

/** Changes the state of a job by the table of states, and nothing else. */
export function move({ store }: QueueContext, job: JobRow, event: JobEvent, marks: Marks): JobRow {
  const state = transition(job.state, event)
  if (state === null) throw new Error(`Job ${job.id} is ${job.state}: ${event} cannot happen`)
  const change = { state, notBefore: 0, failure: null, message: null, ...marks }
  store.jobs.change({ id: job.id, ...change })
  return { ...job, ...change }
}

export function tell(context: QueueContext, job: JobRow): void {
  const { id: jobId, batchId, panelId, state, failure, message } = job
  context.emit({ type: 'job.changed', jobId, batchId, panelId, state, failure, message })
}

export function ledgerLine({ job, attemptId }: Pick<Claim, 'job' | 'attemptId'>, providerModel: string, at: number) {
  const { batchId, id: jobId, lane, estimateUsd } = job
  return { id: uuid(), at, batchId, jobId, attemptId, lane, providerModel, estimateUsd }
}

/** Calls of a free provider leave no line in the ledger. */
export function isFree({ providers }: QueueContext, { request }: Pick<Claim, 'request'>): boolean {
  return providers.get(request.provider)?.capabilities.free ?? false
}

function currentState({ store }: QueueContext, job: JobRow): JobRow {
  return store.jobs.get(job.id) ?? job
}
