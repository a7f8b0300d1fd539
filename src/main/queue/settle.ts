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

/** Settles an attempt that brought a picture, once that is stored; also when the answer came late. */
export async function settleStored(
  context: QueueContext,
  claim: Claim,
  picture: StoredPicture,
  reply: ProviderReply,
): Promise<void> {
  const changed = await context.commit(() => recordStored(context, claim, picture, reply))
  context.onStep('committed')
  if (changed) tell(context, changed)
}

/** Settles an attempt that brought none. `reply` is given when there was an answer, but no picture that could be kept. */
export async function settleFailed(
  context: QueueContext,
  claim: Claim,
  error: ProviderError,
  verdict: Verdict,
  reply: ProviderReply | null = null,
): Promise<void> {
  const changed = await context.commit(() => recordFailed(context, claim, error, verdict, reply))
  if (changed) tell(context, changed)
  if (verdict.lane) context.emit({ type: 'lane.changed', lane: claim.job.lane })
}

/**
 * Journal, take, money and job of a stored picture. To be called in a transaction.
 *
 * @returns the job as it is now; null when it was done already and only gained a take
 */
export function recordStored(
  context: QueueContext,
  claim: Claim,
  picture: StoredPicture,
  reply: ProviderReply,
): JobRow | null {
  const { store, clock } = context
  const now = clock.now()
  const job = currentState(context, claim.job)
  const { sent, requestId } = reply
  store.attempts.end({ ...NOTHING_KNOWN, id: claim.attemptId, finishedAt: now, outcome: 'done', sent, requestId })
  insertTake(context, { ...job, jobId: job.id }, picture, reply.regions, now)
  charge(context, claim, reply, now)
  if (job.state === 'done') return null
  return move(context, job, 'land', { attempts: job.attempts + 1, finishedAt: now })
}

/**
 * Journal, money, lane and job of an attempt without a picture. To be called in a transaction.
 *
 * @returns the job as it is now; null when the author cancelled it meanwhile, which stands
 */
export function recordFailed(
  context: QueueContext,
  claim: Claim,
  error: ProviderError,
  verdict: Verdict,
  reply: ProviderReply | null = null,
): JobRow | null {
  const { store, clock } = context
  const now = clock.now()
  const job = currentState(context, claim.job)
  const { outcome, failure, message, lane } = verdict
  store.attempts.end({
    id: claim.attemptId,
    finishedAt: now,
    outcome,
    failure,
    detail: redact(error.detail),
    sent: reply?.sent ?? null,
    requestId: error.requestId ?? reply?.requestId ?? null,
    httpStatus: error.httpStatus,
  })
  if (reply) charge(context, claim, reply, now)
  else if (error.costUsd !== null) charge(context, claim, error, now)
  else if (verdict.maybeBilled)
    store.ledger.write({ ...ledgerLine(claim, claim.request.providerModel, now), usd: null, certainty: 'unknown' })
  if (lane?.do === 'hold') store.lanes.hold(job.lane, lane.until, message)
  if (lane?.do === 'open') store.lanes.open(job.lane, failure, message, now)
  if (transition(job.state, verdict.event) === null) return null
  const attempts = job.attempts + (verdict.spent ? 1 : 0)
  const finishedAt = verdict.event === 'put-back' ? null : now
  return move(context, job, verdict.event, { notBefore: verdict.notBefore, attempts, failure, message, finishedAt })
}

function charge(context: QueueContext, claim: Claim, { costUsd }: { costUsd: number | null }, now: number): void {
  if (isFree(context, claim)) return
  const line = ledgerLine(claim, claim.request.providerModel, now)
  context.store.ledger.write({ ...line, usd: costUsd ?? claim.job.estimateUsd, certainty: 'charged' })
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
  return providers.get(request.provider)?.free ?? false
}

function currentState({ store }: QueueContext, job: JobRow): JobRow {
  return store.jobs.get(job.id) ?? job
}
