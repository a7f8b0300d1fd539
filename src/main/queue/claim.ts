import { v7 as uuid } from 'uuid'
import type { GenerationRequest } from '../../shared/domain/generation.ts'
import type { JobRow } from '../store/queue/jobs.ts'
import type { Spent } from '../store/queue/ledger.ts'
import { type BudgetVerdict, type Cap, mayAfford } from './budget.ts'
import { startOfDay } from './clock.ts'
import type { QueueContext } from './context.ts'

/** Caps that are not the batch's own. Null = none. */
export interface OuterCaps {
  /** Of one run: what may be spent after a mark in the ledger, and by what was claimed from a moment on, epoch ms. */
  run: { capUsd: number; sinceLine: number; startedAt: number } | null
  dayUsd: number | null
  bookUsd: number | null
}

/** A job in the hands of a worker, with the attempt that its claim opened. */
export interface Claim {
  job: JobRow
  attemptId: string
  startedAt: number
  request: GenerationRequest
}

/** A batch whose next job may not start, and why. */
export type HeldBatch = { batchId: string } & Exclude<BudgetVerdict, { ok: true }>

/**
 * Takes the next job of a lane, or none. To be called in a transaction: order, pauses, waits and every cap are looked at
 * where the job is marked as running, so money that is about to be spent counts for the next claim.
 */
export function claimNext(
  context: QueueContext,
  lane: string,
  caps: OuterCaps,
): { claim: Claim | null; held: HeldBatch[] } {
  const { store, clock } = context
  const held: HeldBatch[] = []
  const now = clock.now()
  for (;;) {
    const job = store.runScope.next(
      lane,
      now,
      held.map(({ batchId }) => batchId),
    )
    if (!job) return { claim: null, held }
    const verdict = mayAfford(job.estimateUsd, capsOn(context, job, caps, now))
    if (verdict.ok) return { claim: take(context, job, now), held }
    held.push({ batchId: job.batchId, ...verdict })
  }
}

function take({ store }: QueueContext, job: JobRow, now: number): Claim {
  const body = store.jobs.request(job.key)
  if (body === null) throw new Error(`Job ${job.id} has no request`)
  const attemptId = uuid()
  store.jobs.claim(job.id, now)
  store.attempts.start(attemptId, job.id, now)
  return {
    job: { ...job, state: 'running', startedAt: now, remoteBatchId: null },
    attemptId,
    startedAt: now,
    request: JSON.parse(body),
  }
}

function capsOn({ store, overrun }: QueueContext, job: JobRow, outer: OuterCaps, now: number): Cap[] {
  const caps: Cap[] = []
  // Before the run's own, which another run may lift: this one stays.
  const batchUsd = store.batches.get(job.batchId)?.budgetUsd ?? null
  if (batchUsd !== null)
    caps.push({
      of: 'batch',
      capUsd: batchUsd,
      spentUsd: total(store.ledger.spentInBatch(job.batchId)),
      runningUsd: store.jobs.runningUsd(job.batchId) + overrun.usd,
    })
  if (outer.run !== null)
    caps.push({
      of: 'run',
      capUsd: outer.run.capUsd,
      spentUsd: total(store.ledger.spentAfter(outer.run.sinceLine)),
      // What runs from before is out with an overnight service, and was another run's money.
      runningUsd: store.jobs.runningUsdSince(outer.run.startedAt) + overrun.usd,
    })
  if (outer.dayUsd !== null)
    caps.push({
      of: 'day',
      capUsd: outer.dayUsd,
      spentUsd: total(store.ledger.spentSince(startOfDay(now))),
      runningUsd: store.jobs.runningUsd(null) + overrun.usd,
    })
  if (outer.bookUsd !== null)
    caps.push({
      of: 'book',
      capUsd: outer.bookUsd,
      spentUsd: total(store.ledger.spentInBook()),
      runningUsd: store.jobs.runningUsd(null) + overrun.usd,
    })
  return caps
}

function total({ chargedUsd, maybeUsd }: Spent): number {
  return chargedUsd + maybeUsd
}
