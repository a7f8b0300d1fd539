import type { FailureKind } from '../../../shared/domain/job.ts'
import { said } from '../../../shared/said/said.ts'
import { type OvernightLane, ProviderError } from '../../providers/provider.ts'
import { OUT_STATES, type RemoteBatchRow } from '../../store/queue/remote-batches.ts'
import { nextAttemptAt } from '../backoff.ts'
import { afterFailedAnswer, NO_STREAK, type Streak, streakVerdict } from '../circuit.ts'
import type { HeldBatch, OuterCaps } from '../claim.ts'
import type { QueueContext } from '../context.ts'
import { REMEDIES } from '../remedies.ts'
import { closeLost, collect, fetchOutputs, isGone } from './collect.ts'
import { batchFolder } from './folders.ts'
import { findSubmitted, hadNoEffect, prepare, SURE_AFTER_MS, submit } from './hand-over.ts'
import { jobsOut } from './jobs-out.ts'
import { overnightLane } from './lane-name.ts'
import { CALL_MS, limited } from './limited-call.ts'
import { callBackAll, type Return, stage, takeApart } from './stage.ts'

/** One provider's batches in one run. */
export interface Night {
  /** Puts what waits into batches, as far as caps and the lane allow. @returns how many jobs, and what a cap holds back */
  stage(caps: OuterCaps, most: number): { jobs: number; held: HeldBatch[] }
  /** Brings every batch as far as it can be brought now. */
  work(): Promise<Worked>
  /** When there is something to do again, epoch ms (past = at once); null = only the author can change anything. */
  nextMoment(): number | null
  /** Whether nothing is left that could be handed over by waiting. */
  hasHandedOver(): boolean
  /** Lets go of what was prepared and not handed over. */
  letGo(): Promise<void>
}

export interface Worked {
  /** This computer cannot store. */
  failure: ProviderError | null
  /** Ids of jobs the night was too short for. */
  handedBack: string[]
}

export interface NightOptions {
  /** Whether to look at what is out, and to collect. */
  look: boolean
  /** Between two looks, ms. */
  pollMs: number
  /** Begin nothing more. */
  stop: AbortSignal
  /** Break off what is under way. */
  cut: AbortSignal
}

/** Failures that pass by themselves, however long that takes: a night is longer than most breakdowns. */
const PASSING: ReadonlySet<FailureKind> = new Set(['network', 'timeout', 'overloaded', 'rate-limited', 'unreachable'])
const TURNED_DOWN = said`The overnight service did not take the batch; nothing was charged.`

export function providerNight(
  context: QueueContext,
  provider: string,
  service: OvernightLane,
  { look, pollMs, stop, cut }: NightOptions,
): Night {
  const { store, clock, random } = context
  const lane = overnightLane(provider)
  /** For calls that can be made again without harm. */
  const soon = AbortSignal.any([stop, cut])
  const lookedAt = new Map<string, number>()
  /** When each batch whose end nobody saw was handed over, as far as this run knows: clocks may be set back. */
  const handedOverAt = new Map<string, number>()
  const calledBack = new Set<string>()
  let heldBatches: HeldBatch[] = []
  let isFull = false
  let streak: Streak = NO_STREAK
  let failuresInRow = 0
  let hasAnswered = false
  /** Looking is of no use before the author has done something. */
  let isBlind = false
  let failure: ProviderError | null = null

  return {
    stage(caps, most) {
      isFull = most <= 0
      if (isOpen() || heldUntil() > clock.now() || isFull) return { jobs: 0, held: [] }
      const staged = stage(context, provider, service, caps, most)
      heldBatches = staged.held
      return staged
    },

    async work() {
      const handedBack: string[] = []
      for (const { id } of own()) {
        if (soon.aborted || failure) break
        try {
          handedBack.push(...(await bringOn(id)))
        } catch (error) {
          if (!(error instanceof ProviderError)) throw error
          await meet(error, id)
        }
      }
      return { failure, handedBack }
    },

    nextMoment() {
      const moments = [...own().flatMap((batch) => momentOf(batch) ?? []), ...(momentToStage() ?? [])]
      return moments.length === 0 ? null : Math.min(...moments)
    },

    hasHandedOver: () =>
      own().every(({ state }) => state !== 'staged' && state !== 'submitting') && momentToStage() === null,

    async letGo() {
      for (const { id, state } of own())
        if (state === 'staged') await end(id, 'cancelled', { outcome: 'interrupted', failure: null, message: null })
    },
  }

  function own(): RemoteBatchRow[] {
    return store.remoteBatches.inStates(['staged', ...OUT_STATES]).filter((batch) => batch.provider === provider)
  }

  function isOpen(): boolean {
    return store.lanes.get(lane).openFailure !== null
  }

  function heldUntil(): number {
    return store.lanes.get(lane).notBefore
  }

  function momentToStage(): [number] | null {
    if (isOpen() || isFull) return null
    const passOver = heldBatches.map(({ batchId }) => batchId)
    const queued = store.runScope.nextMoment(lane, passOver)
    return queued === null ? null : [Math.max(queued, heldUntil())]
  }

  /** When there is something to do about a batch; null = nothing by waiting. */
  function momentOf({ id, state, submittedAt }: RemoteBatchRow): number | null {
    switch (state) {
      case 'staged':
        return isOpen() ? null : heldUntil()
      case 'submitting':
        return isBlind ? null : Math.max(heldUntil(), handedOver(id, submittedAt) + SURE_AFTER_MS)
      case 'submitted':
        return isBlind || !look ? null : Math.max(heldUntil(), (lookedAt.get(id) ?? -pollMs) + pollMs)
      default:
        return look ? 0 : null
    }
  }

  function handedOver(id: string, submittedAt: number | null): number {
    const at = handedOverAt.get(id) ?? Math.min(submittedAt ?? 0, clock.now())
    handedOverAt.set(id, at)
    return at
  }

  /** @returns ids of jobs the night was too short for */
  async function bringOn(id: string): Promise<string[]> {
    const batch = store.remoteBatches.get(id)!
    const moment = momentOf(batch)
    if (moment === null || moment > clock.now()) return []
    switch (batch.state) {
      case 'staged':
        if (await prepare(context, service, batch, soon)) await handOver(batch)
        return []
      case 'submitting':
        await lookFor(batch)
        return []
      case 'submitted':
        return lookAt(batch)
      default:
        return takeIn(batch)
    }
  }

  async function handOver(batch: RemoteBatchRow): Promise<void> {
    handedOverAt.set(batch.id, clock.now())
    await submit(context, service, batch, cut)
    answered()
    // A batch that has just been handed over has nothing to tell.
    lookedAt.set(batch.id, clock.now())
  }

  /** The end of its hand-over was not seen. */
  async function lookFor(batch: RemoteBatchRow): Promise<void> {
    const found = await findSubmitted(context, service, batch, soon)
    answered()
    if (found) return
    if (batch.cancelAskedAt !== null) await callBackWhole(batch.id)
    else if (isOpen() || isIncomplete(batch.id))
      await end(batch.id, 'cancelled', { outcome: 'interrupted', failure: null, message: null })
    else await handOver(batch)
  }

  /** Its input file asks for pictures that this book does not want any more. */
  function isIncomplete(id: string): boolean {
    return jobsOut(context, id).length < store.remoteBatches.get(id)!.jobs
  }

  async function lookAt(batch: RemoteBatchRow): Promise<string[]> {
    const { id } = batch
    const remoteId = batch.remoteId!
    lookedAt.set(id, clock.now())
    if (batch.cancelAskedAt !== null && !calledBack.has(id)) {
      await limited(context, CALL_MS.short, cut, (signal) => service.cancel(remoteId, signal))
      calledBack.add(id)
    }
    const seen = await limited(context, CALL_MS.short, soon, (signal) => service.look(remoteId, signal))
    answered()
    store.remoteBatches.looked(id, seen, clock.now())
    context.onStep('looked')
    if (seen.state === 'working') return []
    if (seen.state === 'rejected') {
      await turnedDown(batch, seen.message)
      return []
    }
    await fetchOutputs(context, service, batch, seen.outputs, soon)
    return takeIn(batch)
  }

  async function takeIn(batch: RemoteBatchRow): Promise<string[]> {
    const collected = await collect(context, service, batch, soon)
    failure ??= collected.failure
    return collected.handedBack
  }

  async function turnedDown(batch: RemoteBatchRow, detail: string | null): Promise<void> {
    if (batch.cancelAskedAt !== null) return callBackWhole(batch.id)
    openLane('invalid', TURNED_DOWN)
    await end(batch.id, 'rejected', { outcome: 'failed', failure: 'invalid', message: TURNED_DOWN, detail })
  }

  /** What follows from a call that failed. */
  async function meet(error: ProviderError, id: string): Promise<void> {
    const { course, attempts, message: usual } = REMEDIES[error.kind]
    if (error.kind === 'cancelled') return
    if (course === 'stop') {
      failure = error
      return
    }
    const batch = store.remoteBatches.get(id)!
    if (batch.state === 'submitted' && isGone(error)) {
      closeLost(context, batch)
      return
    }
    hasAnswered ||= error.httpStatus !== null
    streak = afterFailedAnswer(streak, error)
    failuresInRow++
    const message = error.says ?? usual
    const isHandingOver = batch.state === 'staged' || batch.state === 'submitting'
    const now = clock.now()
    const reachesNobody = isHandingOver && streakVerdict(streak, hasAnswered, now, random())?.do === 'open'
    const passes = PASSING.has(error.kind) ? !reachesNobody : course === 'retry' && failuresInRow < attempts
    if (passes) {
      store.lanes.hold(lane, nextAttemptAt(failuresInRow, error.retryAfterMs, now, random()), message)
      context.emit({ type: 'lane.changed', lane })
      return
    }
    openLane(error.kind, message)
    if (!isHandingOver) isBlind = true
    else if (batch.state === 'staged' || hadNoEffect(error))
      await end(id, 'rejected', {
        outcome: 'failed',
        failure: error.kind,
        message,
        detail: error.detail,
        httpStatus: error.httpStatus,
      })
  }

  function answered(): void {
    streak = NO_STREAK
    failuresInRow = 0
    hasAnswered = true
  }

  function openLane(kind: FailureKind, message: string): void {
    store.lanes.open(lane, kind, message, clock.now())
    context.emit({ type: 'lane.changed', lane })
  }

  async function end(id: string, as: 'cancelled' | 'rejected', why: Return): Promise<void> {
    takeApart(context, id, as, why)
    await batchFolder(context.folder, id).remove()
  }

  async function callBackWhole(id: string): Promise<void> {
    callBackAll(context, id)
    await batchFolder(context.folder, id).remove()
  }
}
