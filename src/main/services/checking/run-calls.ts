import { ProviderError } from '../../providers/provider.ts'
import { type BudgetVerdict, type Cap, mayAfford } from '../../queue/budget.ts'
import { afterFailedAnswer, NO_STREAK, type Streak, streakVerdict } from '../../queue/circuit.ts'
import type { Clock } from '../../queue/clock.ts'
import { REMEDIES } from '../../queue/remedies.ts'
import { judge } from '../../queue/verdict.ts'

/** One call of many that may cost something. */
export interface PaidCall {
  /** At most, US dollars. */
  estimateUsd: number
  /** @throws ProviderError */
  make(signal: AbortSignal): Promise<void>
  /** It failed for good. @returns calls to be made in its place; empty = none */
  failed(error: ProviderError): PaidCall[]
}

export interface CallsOptions {
  clock: Clock
  /** 0 ≤ x < 1 */
  random: () => number
  concurrency: number
  timeoutMs: number
  free: boolean
  /** Caps as they stand, running calls of this run among what is spent. */
  caps: () => Cap[]
  stop?: AbortSignal | undefined
  abort?: AbortSignal | undefined
}

/** A call that a cap holds back. */
export type HeldCall = Exclude<BudgetVerdict, { ok: true }>

export interface CallsEnd {
  /** `halted`: by a failure that the next call would meet too. */
  ended: 'all' | 'stopped' | 'aborted' | 'budget' | 'halted'
  /** What halted it, for the author. */
  why: { message: string; action: string } | null
  /** Which cap held back the next call, with its amounts. */
  held: HeldCall | null
  /** Calls that were not made. */
  left: number
}

interface Waiting {
  call: PaidCall
  attempts: number
  notBefore: number
}

/**
 * Makes calls a few at a time, with the waits, retries and stops that the queue has for the same kinds of failure. A
 * call whose end nobody saw is not made again: it may have been billed.
 */
export async function runCalls(calls: readonly PaidCall[], options: CallsOptions): Promise<CallsEnd> {
  const { clock, random, caps, stop, abort } = options
  const waiting: Waiting[] = calls.map((call) => ({ call, attempts: 0, notBefore: 0 }))
  const running = new Set<Promise<void>>()
  /** Calls at once right now: halved when told to slow down, one more after as many successes. */
  let limit = options.concurrency
  let streak: Streak = NO_STREAK
  let hasAnswered = false
  let holdUntil = 0
  let end: Omit<CallsEnd, 'left'> | null = null

  for (;;) {
    if (abort?.aborted) end = { ended: 'aborted', why: null, held: null }
    else if (stop?.aborted) end ??= { ended: 'stopped', why: null, held: null }
    const wakeAt = end ? null : startWhatMay()
    if (running.size === 0 && (end || wakeAt === null)) break
    await Promise.race([...running, ...(wakeAt === null ? [] : [pause(wakeAt)])])
  }
  return { ...(end ?? { ended: 'all', why: null, held: null }), left: waiting.length }

  /** @returns when to look again, epoch ms; null = when a running call has ended, or never */
  function startWhatMay(): number | null {
    for (;;) {
      const now = clock.now()
      if (waiting.length === 0) return null
      if (holdUntil > now) return holdUntil
      if (running.size >= Math.floor(limit)) return null
      const at = waiting.findIndex(({ notBefore }) => notBefore <= now)
      if (at < 0) return Math.min(...waiting.map(({ notBefore }) => notBefore))
      const next = waiting[at]!
      const verdict = mayAfford(next.call.estimateUsd, caps())
      if (!verdict.ok) {
        // What runs may turn out cheaper than it was quoted at.
        if (running.size === 0) end = { ended: 'budget', why: null, held: verdict }
        return null
      }
      waiting.splice(at, 1)
      const work = make(next).finally(() => running.delete(work))
      running.add(work)
    }
  }

  async function make(next: Waiting): Promise<void> {
    try {
      await withinTime(next.call)
      streak = NO_STREAK
      hasAnswered = true
      limit = Math.min(options.concurrency, limit + 1 / limit)
    } catch (error) {
      settle(next, asProviderError(error))
    }
  }

  function settle(next: Waiting, error: ProviderError): void {
    const now = clock.now()
    const verdict = judge(error, {
      attempts: next.attempts,
      free: options.free,
      waits: streak.waits,
      now,
      random: random(),
    })
    hasAnswered ||= error.httpStatus !== null
    if (error.kind !== 'cancelled') streak = afterFailedAnswer(streak, error)
    if (verdict.outcome === 'waited') limit = Math.max(1, Math.floor(limit / 2))
    const { remedy: action } = REMEDIES[error.kind]
    const opened =
      verdict.lane?.do === 'open' || verdict.stopRun || streakVerdict(streak, hasAnswered, now, random())?.do === 'open'
    if (opened) end ??= { ended: 'halted', why: { message: verdict.message, action }, held: null }
    if (verdict.lane?.do === 'hold') holdUntil = Math.max(holdUntil, verdict.lane.until)
    if (verdict.event === 'put-back') {
      const attempts = next.attempts + (verdict.spent ? 1 : 0)
      waiting.unshift({ call: next.call, attempts, notBefore: verdict.notBefore })
    } else waiting.unshift(...next.call.failed(error).map((call) => ({ call, attempts: 0, notBefore: 0 })))
  }

  async function withinTime(call: PaidCall): Promise<void> {
    const connection = new AbortController()
    let isLate = false
    const stopTimer = clock.after(options.timeoutMs, () => {
      isLate = true
      connection.abort()
    })
    const cut = () => connection.abort()
    abort?.addEventListener('abort', cut)
    if (abort?.aborted) cut()
    try {
      await call.make(connection.signal)
    } catch (error) {
      if (!isLate) throw error
      throw new ProviderError('timeout', `no answer within ${Math.round(options.timeoutMs / 1000)} s`, {
        maybeBilled: true,
        cause: error,
      })
    } finally {
      stopTimer()
      abort?.removeEventListener('abort', cut)
    }
  }

  /** Until a moment, or until the author says stop. */
  function pause(until: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        stopTimer()
        stop?.removeEventListener('abort', done)
        resolve()
      }
      const stopTimer = clock.after(Math.max(1, until - clock.now()), done)
      stop?.addEventListener('abort', done)
    })
  }
}

function asProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  throw error
}
