import type { Pace } from '../providers/provider.ts'

/** How hard a provider account is worked, apart from what the provider itself says. */
export interface PacingProfile {
  /** Calls at once; null = as many as the provider allows. */
  atOnce: number | null
  /** Least time between two starts. */
  apartMs: number
  /** A break after so many starts; null = none. */
  breakAfter: number | null
  breakMs: number
}

export const PACING_PROFILES = {
  default: { atOnce: null, apartMs: 0, breakAfter: null, breakMs: 0 },
  gentle: { atOnce: 5, apartMs: 8_000, breakAfter: 25, breakMs: 60_000 },
} as const satisfies Record<string, PacingProfile>

export type PacingName = keyof typeof PACING_PROFILES

/** Pictures that have arrived and are not stored yet hold at most so much memory in a lane. */
export const UNSTORED_BYTES_CAP = 256 * 1024 * 1024

/** What a lane has learnt about its provider account in this run. A value: every function returns the next one. */
export interface Pacing {
  profile: PacingProfile
  /** Never more calls at once. */
  ceiling: number
  /** Calls at once right now; fractions add up to the next whole one. */
  limit: number
  /** When the limit was last lowered. Throttles of calls from before tell nothing new. */
  loweredAt: number
  /** Starts a minute; null = unlimited. */
  perMinute: number | null
  tokens: number
  refilledAt: number
  startedAt: number | null
  startsSinceBreak: number
  /** Nothing starts before: a break, or a limit that is used up by its reply headers. */
  restUntil: number
}

export type StartVerdict =
  | { ok: true }
  /** `until`: when it may be otherwise; null when only the end of a running call can change it. */
  | { ok: false; why: 'concurrency' | 'unstored' | 'pace' | 'break'; until: number | null }

/**
 * @param start what the provider says to start from
 * @param ceiling the author's ceiling, or null
 */
export function startPacing(
  profile: PacingProfile,
  start: { concurrency: number; perMinute: number | null },
  ceiling: number | null,
  now: number,
): Pacing {
  const highest = Math.max(
    1,
    Math.min(ceiling ?? Number.POSITIVE_INFINITY, profile.atOnce ?? ceiling ?? start.concurrency),
  )
  return {
    profile,
    ceiling: highest,
    limit: Math.min(start.concurrency, highest),
    loweredAt: Number.NEGATIVE_INFINITY,
    perMinute: start.perMinute,
    tokens: start.perMinute === null ? 0 : bucketSize(start.perMinute),
    refilledAt: now,
    startedAt: null,
    startsSinceBreak: 0,
    restUntil: 0,
  }
}

/** Whether one more call may start. */
export function mayStart(
  pacing: Pacing,
  load: { running: number; unstored: number; unstoredBytes: number },
  now: number,
): StartVerdict {
  if (load.running >= Math.floor(pacing.limit)) return { ok: false, why: 'concurrency', until: null }
  // Pictures on their way to disk are paid for: with the calls they are never more than twice the calls at once.
  if (load.running + load.unstored >= 2 * pacing.ceiling || load.unstoredBytes >= UNSTORED_BYTES_CAP)
    return { ok: false, why: 'unstored', until: null }
  if (pacing.restUntil > now) return { ok: false, why: 'break', until: pacing.restUntil }
  const apartUntil = pacing.startedAt === null ? 0 : pacing.startedAt + pacing.profile.apartMs
  if (apartUntil > now) return { ok: false, why: 'pace', until: apartUntil }
  if (pacing.perMinute !== null) {
    const missing = 1 - tokensAt(pacing, pacing.perMinute, now)
    if (missing > 1e-9)
      return { ok: false, why: 'pace', until: now + Math.ceil(missing / refillPerMs(pacing.perMinute)) }
  }
  return { ok: true }
}

export function afterStart(pacing: Pacing, now: number): Pacing {
  const { breakAfter, breakMs } = pacing.profile
  const starts = pacing.startsSinceBreak + 1
  const breakNow = breakAfter !== null && starts >= breakAfter
  return {
    ...pacing,
    startedAt: now,
    tokens: pacing.perMinute === null ? 0 : tokensAt(pacing, pacing.perMinute, now) - 1,
    refilledAt: now,
    startsSinceBreak: breakNow ? 0 : starts,
    restUntil: breakNow ? Math.max(pacing.restUntil, now + breakMs) : pacing.restUntil,
  }
}

/** A picture came: one more call at once after as many successes as there are calls at once. */
export function afterSuccess(pacing: Pacing, pace: Pace | null, now: number): Pacing {
  const next = { ...pacing, limit: Math.min(pacing.ceiling, pacing.limit + 1 / Math.max(1, pacing.limit)) }
  if (pace?.requestsPerMinute && pace.requestsPerMinute !== pacing.perMinute) {
    next.tokens = Math.min(bucketSize(pace.requestsPerMinute), pacing.perMinute === null ? 1 : pacing.tokens)
    next.perMinute = pace.requestsPerMinute
    next.refilledAt = now
  }
  if (pace?.remaining === 0 && pace.resetMs) next.restUntil = Math.max(pacing.restUntil, now + pace.resetMs)
  return next
}

/** Told to slow down: half as many at once. A burst of such answers halves once. */
export function afterThrottle(pacing: Pacing, callStartedAt: number, now: number): Pacing {
  if (callStartedAt < pacing.loweredAt) return pacing
  return { ...pacing, limit: Math.max(1, Math.floor(pacing.limit / 2)), loweredAt: now }
}

/** One call at a time until a success raises it again. */
export function probing(pacing: Pacing): Pacing {
  return { ...pacing, limit: 1 }
}

/** Starts that may come in one burst: a tenth of a minute's worth. */
function bucketSize(perMinute: number): number {
  return Math.max(1, Math.floor(perMinute / 10))
}

/** So chosen that bucket and refill together never exceed `perMinute` starts in any minute. */
function refillPerMs(perMinute: number): number {
  return (perMinute - bucketSize(perMinute) + 1) / 60_000
}

function tokensAt(pacing: Pacing, perMinute: number, now: number): number {
  return Math.min(bucketSize(perMinute), pacing.tokens + (now - pacing.refilledAt) * refillPerMs(perMinute))
}
