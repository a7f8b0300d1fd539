import type { FailureKind } from '../../shared/domain/job.ts'
import type { ProviderError } from '../providers/provider.ts'
import { nextAttemptAt } from './backoff.ts'

/** Troubles in a row after which a lane only probes, one call at a time. */
export const TROUBLES_UNTIL_PROBING = 5
/** The same rejection so often in a row means a fault of ours or a model that is gone, not of one panel. */
export const REJECTIONS_UNTIL_OPEN = 3

/** Calls in a row that reached nobody until the lane is left to the author: soon where it never worked, late where it did. */
export const UNREACHABLE_UNTIL_OPEN = { never: 3, before: 12 }

/** What the last answers of a lane had in common. */
export interface Streak {
  /** Answers in a row that never came or were the provider's own trouble. */
  troubles: number
  /** Answers in a row that asked to slow down. */
  waits: number
  /** Calls in a row that reached nobody. */
  unreachable: number
  /** Rejections in a row with one status. */
  rejections: number
  rejectionStatus: number | null
}

export const NO_STREAK: Streak = { troubles: 0, waits: 0, unreachable: 0, rejections: 0, rejectionStatus: null }

const TROUBLE: ReadonlySet<FailureKind> = new Set(['overloaded', 'network', 'timeout'])

/** The streak after a failed answer. A success, or an answer about the panel alone, starts over with `NO_STREAK`. */
export function afterFailedAnswer(streak: Streak, error: ProviderError): Streak {
  if (error.kind === 'rate-limited') return { ...streak, waits: streak.waits + 1 }
  if (error.kind === 'unreachable')
    return { ...NO_STREAK, waits: streak.waits + 1, unreachable: streak.unreachable + 1 }
  if (TROUBLE.has(error.kind))
    return { ...NO_STREAK, troubles: streak.troubles + 1, waits: error.retryAfterMs === null ? 0 : streak.waits + 1 }
  if (error.kind === 'invalid') {
    const same = streak.rejections > 0 && streak.rejectionStatus === error.httpStatus
    return { ...NO_STREAK, rejections: same ? streak.rejections + 1 : 1, rejectionStatus: error.httpStatus }
  }
  return NO_STREAK
}

/** What the streak asks of the lane, beyond what the single failure does. */
export function streakVerdict(
  streak: Streak,
  /** Whether the lane has had any answer in this run. */
  hasAnswered: boolean,
  now: number,
  random: number,
): { do: 'probe'; until: number } | { do: 'open' } | null {
  if (streak.rejections >= REJECTIONS_UNTIL_OPEN) return { do: 'open' }
  const { before, never } = UNREACHABLE_UNTIL_OPEN
  if (streak.unreachable >= (hasAnswered ? before : never)) return { do: 'open' }
  if (streak.troubles >= TROUBLES_UNTIL_PROBING)
    return { do: 'probe', until: nextAttemptAt(streak.troubles - TROUBLES_UNTIL_PROBING + 1, null, now, random) }
  return null
}
