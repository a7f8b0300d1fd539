import { ProviderError, type ProviderReply } from '../providers/provider.ts'
import { asProviderError, type Call, startCall } from './call.ts'
import { afterFailedAnswer, NO_STREAK, type Streak, streakVerdict } from './circuit.ts'
import { type Claim, claimNext, type HeldBatch, type OuterCaps } from './claim.ts'
import type { QueueContext } from './context.ts'
import { land } from './land.ts'
import {
  afterNothingSent,
  afterStart,
  afterSuccess,
  afterThrottle,
  alsoWith,
  mayStart,
  type Pacing,
  type PacingProfile,
  probing,
  type StartVerdict,
  startPacing,
} from './pacing.ts'
import { REMEDIES } from './remedies.ts'
import { isFree, settleFailed, tell } from './settle.ts'
import { judge } from './verdict.ts'

/** What a lane needs to know of the run it is part of. */
export interface LaneRun {
  profile: PacingProfile
  /** Calls at once in a lane, at most; null = what provider and profile say. */
  ceiling: number | null
  caps: OuterCaps
  /** Limit of one request; null = as its provider says. */
  timeoutMs: number | null
  /** Whether one more job may be taken: not when the run is stopping, or its gate is reached. */
  mayClaim(): boolean
  /** Whether the author cut everything that runs. */
  isCut(): boolean
  claimed(): void
  /** A claim could not be written down. */
  unclaimed(): void
  /** An attempt ended; `over` when the job has come to its end. */
  settled(over: boolean): void
  /** Ends the run with everything as it is: this computer cannot store. */
  stopForDisk(error: ProviderError): void
  /** Something here changed that others may have waited for. */
  changed(): void
}

export interface LaneWorker {
  readonly lane: string
  /** Fills every free slot, as far as order, pace and money allow. */
  fill(): void
  isIdle(): boolean
  /** Batches whose money is spent, or whose price is unknown under a cap. */
  held(): HeldBatch[]
  /** Stops waiting for a later start. Running calls go on. */
  stopWaiting(): void
  /** Cuts running calls: all, or those of free providers for one job. */
  cut(jobId?: string): void
}

/**
 * Works off one lane. Driven by what happens (an answer, a stored picture, the end of a wait), never by polling, so a
 * slot is filled again the moment its answer is there; storing the picture happens beside the next call.
 */
export function laneWorker(context: QueueContext, lane: string, run: LaneRun): LaneWorker {
  const { store, clock, random } = context
  const calls = new Map<string, { call: Call; claim: Claim }>()
  const late = new Set<Call>()
  let pacing: Pacing | null = null
  let streak: Streak = NO_STREAK
  let hasAnswered = false
  let unstored = 0
  let held: HeldBatch[] = []
  let stopTimer: (() => void) | null = null
  /** A claim is on its way to disk; `missed` tells that something changed meanwhile. */
  let claiming = false
  let missed = false

  const worker: LaneWorker = {
    lane,
    fill,
    isIdle: () => calls.size === 0 && late.size === 0 && unstored === 0 && !claiming && stopTimer === null,
    held: () => held,
    stopWaiting() {
      stopTimer?.()
      stopTimer = null
    },
    cut(jobId) {
      for (const { call, claim } of calls.values())
        if (jobId === undefined || (claim.job.id === jobId && isFree(context, claim))) call.stop()
      if (jobId === undefined) for (const call of late) call.stop()
    },
  }
  return worker

  function fill(): void {
    worker.stopWaiting()
    missed = claiming
    if (claiming) return
    claiming = true
    const claims: Claim[] = []
    context
      .commit(() => claimAll(claims))
      .then(
        (lookAgainAt) => start(claims, lookAgainAt),
        (error: unknown) => {
          claiming = false
          for (const _ of claims) run.unclaimed()
          run.stopForDisk(asProviderError(error, lane))
          run.changed()
        },
      )
  }

  /**
   * Claims as many jobs as may start now.
   *
   * @returns when to look again, epoch ms; null when only an event can change anything
   */
  function claimAll(claims: Claim[]): number | null {
    while (run.mayClaim()) {
      const now = clock.now()
      const { openFailure, notBefore } = store.lanes.get(lane)
      if (openFailure !== null) return null
      if (notBefore > now) return notBefore
      const verdict = mayStartOne(claims.length, now)
      if (!verdict.ok) return verdict.until
      const next = claimNext(context, lane, run.caps)
      held = next.held
      if (!next.claim)
        return store.runScope.nextMoment(
          lane,
          held.map(({ batchId }) => batchId),
        )
      pacing = afterStart(pacingFor(next.claim, now), now)
      claims.push(next.claim)
      run.claimed()
    }
    return null
  }

  function mayStartOne(claimed: number, now: number): StartVerdict {
    return pacing ? mayStart(pacing, { running: calls.size + claimed, unstored }, now) : { ok: true }
  }

  /** What the lane has learnt, with what the model of this claim allows. */
  function pacingFor({ request: { provider, providerModel } }: Claim, now: number): Pacing {
    const start = context.providers.get(provider)?.pace(providerModel) ?? { concurrency: 1, requestsPerMinute: null }
    return pacing
      ? alsoWith(pacing, providerModel, start, now)
      : startPacing(run.profile, providerModel, start, run.ceiling, now)
  }

  /** The claims are on disk now: their calls may go out. */
  function start(claims: Claim[], lookAgainAt: number | null): void {
    claiming = false
    if (lookAgainAt !== null && run.mayClaim())
      stopTimer = clock.after(Math.max(1, lookAgainAt - clock.now()), () => {
        stopTimer = null
        fill()
      })
    for (const claim of claims) {
      context.onStep('claimed')
      void work(claim)
    }
    if (missed) fill()
    run.changed()
  }

  async function work(claim: Claim): Promise<void> {
    tell(context, claim.job)
    const provider = context.providers.get(claim.request.provider)
    if (!provider || run.isCut()) {
      const kind = provider ? 'cancelled' : 'unsupported'
      return end(await failed(claim, new ProviderError(kind, `not sent to ${claim.request.provider}`), null))
    }
    const call = startCall(context, provider, claim, run.timeoutMs)
    calls.set(claim.attemptId, { call, claim })
    context.onStep('sent')
    const answer = await call.answer
    if (answer.ok) {
      calls.delete(claim.attemptId)
      return end(await landed(claim, call, answer.reply))
    }
    if (call.late) late.add(call)
    const over = await failed(claim, answer.error, null)
    // Only now, so that nothing starts on a lane that this failure has closed.
    calls.delete(claim.attemptId)
    end(over)
    if (call.late) await awaitLate(claim, call)
  }

  /** A paid answer that took too long is still welcome. */
  async function awaitLate(claim: Claim, call: Call): Promise<void> {
    const answer = await call.late
    if (answer?.ok) await landed(claim, call, answer.reply)
    late.delete(call)
    fill()
  }

  /** @returns whether the job has come to its end */
  async function landed(claim: Claim, { room }: Call, reply: ProviderReply): Promise<boolean> {
    context.onStep('received')
    streak = NO_STREAK
    hasAnswered = true
    if (pacing) pacing = afterSuccess(pacing, claim.request.providerModel, reply.pace, clock.now())
    // Bytes of a provider that asked for no room are here as well.
    room.count(reply.bytes.byteLength)
    const dearer = isFree(context, claim) ? 0 : Math.max(0, (reply.costUsd ?? 0) - (claim.job.estimateUsd ?? 0))
    context.overrun.usd += dearer
    unstored++
    fill()
    const failure = await land(context, claim, reply, run.stopForDisk)
    unstored--
    context.overrun.usd -= dearer
    room.release()
    return failure ? failed(claim, failure, reply) : true
  }

  /** @returns whether the job has come to its end */
  async function failed(claim: Claim, error: ProviderError, reply: ProviderReply | null): Promise<boolean> {
    const now = clock.now()
    const facts = { attempts: claim.job.attempts, free: isFree(context, claim), waits: streak.waits, now }
    const verdict = judge(error, { ...facts, random: random() })
    if (REMEDIES[error.kind].course !== 'stop' && error.kind !== 'cancelled') streak = afterFailedAnswer(streak, error)
    if (pacing && error.kind === 'unreachable') pacing = afterNothingSent(pacing)
    else if (pacing && verdict.outcome === 'waited') pacing = afterThrottle(pacing, claim.startedAt, now)
    hasAnswered ||= error.httpStatus !== null
    const more = streakVerdict(streak, hasAnswered, now, random())
    if (more?.do === 'open') verdict.lane = { do: 'open' }
    if (more?.do === 'probe') {
      verdict.lane ??= { do: 'hold', until: more.until }
      if (pacing) pacing = probing(pacing)
    }
    if (verdict.stopRun) run.stopForDisk(error)
    await writeDown(() => settleFailed(context, claim, error, verdict, reply))
    return verdict.event !== 'put-back'
  }

  function end(over: boolean): void {
    run.settled(over)
    fill()
  }

  /** On a full disk the reserve makes room for the few bytes of state. Otherwise the next start sorts the job out. */
  async function writeDown(settle: () => Promise<void>): Promise<void> {
    try {
      await settle()
    } catch (error) {
      run.stopForDisk(asProviderError(error, lane))
      if (await context.freeReserve()) await settle()
    }
  }
}
