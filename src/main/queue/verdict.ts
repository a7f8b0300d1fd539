import type { FailureKind } from '../../shared/domain/job.ts'
import type { ProviderError } from '../providers/provider.ts'
import { nextAttemptAt } from './backoff.ts'
import { REMEDIES, UNKNOWN_MESSAGE } from './remedies.ts'
import type { JobEvent } from './states.ts'

/** Everything that follows from one failed attempt. Decided here, carried out elsewhere. */
export interface Verdict {
  event: JobEvent
  outcome: 'failed' | 'refused' | 'waited' | 'unknown' | 'cancelled' | 'interrupted'
  failure: FailureKind
  message: string
  /** Whether the attempt counts. */
  spent: boolean
  /** When the job may be claimed again. */
  notBefore: number
  lane: { do: 'hold'; until: number } | { do: 'open' } | null
  stopRun: boolean
  /** Whether the ledger notes a call that may have been billed. */
  maybeBilled: boolean
}

export interface Circumstances {
  /** Attempts spent before this one. */
  attempts: number
  /** Calls of this provider cost nothing. */
  free: boolean
  /** Answers in a row that asked the lane to wait, this one not counted. */
  waits: number
  now: number
  /** 0 ≤ x < 1 */
  random: number
}

/** How a call breaks off without an answer. */
const UNSEEN_END: ReadonlySet<FailureKind> = new Set(['network', 'timeout', 'cancelled'])

/**
 * What to do about a failed attempt: by kind, never by reading a message.
 *
 * A paid call whose end nobody saw becomes *unknown*: the picture may be finished and billed, and asking again would pay
 * twice. A connection that failed before the request was sent is simply tried again.
 */
export function judge(error: ProviderError, facts: Circumstances): Verdict {
  const { course, attempts, message: usual } = REMEDIES[error.kind]
  const message = error.says ?? usual
  const spentNow = facts.attempts + 1
  const maybeBilled = error.maybeBilled && !facts.free
  const base = { failure: error.kind, message, spent: false, notBefore: 0, lane: null, stopRun: false, maybeBilled }

  if (maybeBilled && UNSEEN_END.has(error.kind))
    return { ...base, event: 'lose-sight', outcome: 'unknown', message: UNKNOWN_MESSAGE }

  // A server that is busy and says until when asks for a wait, whatever it calls it.
  if (course === 'wait' || (error.kind === 'overloaded' && error.retryAfterMs !== null)) {
    const until = nextAttemptAt(facts.waits + 1, error.retryAfterMs, facts.now, facts.random)
    return { ...base, event: 'put-back', outcome: 'waited', lane: { do: 'hold', until } }
  }
  switch (course) {
    case 'retry': {
      if (spentNow >= attempts) return { ...base, event: 'fail', outcome: 'failed', spent: true }
      const notBefore = nextAttemptAt(spentNow, error.retryAfterMs, facts.now, facts.random)
      return { ...base, event: 'put-back', outcome: 'failed', spent: true, notBefore }
    }
    case 'fail':
      return { ...base, event: 'fail', outcome: 'failed', spent: true }
    case 'refuse':
      return { ...base, event: 'refuse', outcome: 'refused', spent: true }
    case 'open':
      return { ...base, event: 'put-back', outcome: 'waited', lane: { do: 'open' } }
    case 'stop':
      return { ...base, event: 'put-back', outcome: 'interrupted', stopRun: true }
    case 'put-back':
      return { ...base, event: 'put-back', outcome: 'cancelled' }
  }
}
