import type { Pace, StartingPace } from '../providers/provider.ts'

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

/** What one model of the account allows, as far as is known. */
interface ModelPace extends StartingPace {
  /** The rate comes from reply headers, not from a table. */
  told: boolean
}

/** What a lane has learnt about its provider account in this run. A value: every function returns the next one. */
export interface Pacing {
  profile: PacingProfile
  /** As many calls at once as the author allows; null = as the provider does. */
  authorsCeiling: number | null
  /** The lane keeps to the strictest of the models it has worked with. */
  models: ReadonlyMap<string, ModelPace>
  /** Never more calls at once. */
  ceiling: number
  /** Calls at once right now; fractions add up to the next whole one. */
  limit: number
  /** When the limit was last lowered. Throttles of calls from before tell nothing new. */
  loweredAt: number
  /** Starts a minute that the account allows; null = unlimited. */
  perMinute: number | null
  /** Whether reply headers said so. What is only assumed is doubted when the provider asks to slow down. */
  told: boolean
  /** How much of the rate is used, 1 = all of it. */
  share: number
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

/** However often the provider asks to slow down, this much of the assumed rate is still tried. */
const LEAST_SHARE = 1 / 8
/** Successes that bring a halved rate back in full. */
const SUCCESSES_TO_RECOVER = 25
/** Where headers tell a rate that is larger than the table's: so many calls at once use it up when each takes ten seconds. */
const TEN_SECOND_CALLS_A_MINUTE = 6
/** Calls at once that reply headers lead to, at most; the author may allow more. */
const MOST_AT_ONCE_LEARNT = 16

/**
 * @param model the first that the lane works with
 * @param start what the provider says to start from with it
 * @param ceiling the author's ceiling, or null
 */
export function startPacing(
  profile: PacingProfile,
  model: string,
  start: StartingPace,
  ceiling: number | null,
  now: number,
): Pacing {
  const pacing: Pacing = {
    profile,
    authorsCeiling: ceiling,
    models: new Map(),
    ceiling: Number.POSITIVE_INFINITY,
    limit: start.concurrency,
    loweredAt: Number.NEGATIVE_INFINITY,
    perMinute: null,
    told: false,
    share: 1,
    tokens: Number.POSITIVE_INFINITY,
    refilledAt: now,
    startedAt: null,
    startsSinceBreak: 0,
    restUntil: 0,
  }
  return withModel(pacing, model, { ...start, told: false }, now)
}

/** The lane works with one more model: what it allows holds for all of them where it is stricter. */
export function alsoWith(pacing: Pacing, model: string, start: StartingPace, now: number): Pacing {
  return pacing.models.has(model) ? pacing : withModel(pacing, model, { ...start, told: false }, now)
}

function withModel(pacing: Pacing, model: string, pace: ModelPace, now: number): Pacing {
  const models = new Map(pacing.models).set(model, pace)
  const strictest = [...models.values()]
    .filter(({ requestsPerMinute }) => requestsPerMinute !== null)
    .reduce<ModelPace | null>((a, b) => (a && a.requestsPerMinute! <= b.requestsPerMinute! ? a : b), null)
  const ceiling = ceilingOf(pacing, [...models.values()])
  const next: Pacing = {
    ...withTokensAt(pacing, now),
    models,
    ceiling,
    limit: Math.min(pacing.limit, ceiling),
    perMinute: strictest?.requestsPerMinute ?? null,
    told: strictest?.told ?? false,
  }
  // A rate that was not limited so far has saved up nothing; the first one of a lane begins with a burst.
  const saved = pacing.perMinute === null && pacing.models.size > 0 ? 1 : next.tokens
  return { ...next, tokens: Math.min(bucketSize(next), saved) }
}

function ceilingOf({ profile, authorsCeiling }: Pacing, models: readonly ModelPace[]): number {
  const learnt = ({ concurrency, requestsPerMinute, told }: ModelPace) => {
    const useful = told && requestsPerMinute !== null ? Math.ceil(requestsPerMinute / TEN_SECOND_CALLS_A_MINUTE) : 0
    return Math.max(concurrency, Math.min(MOST_AT_ONCE_LEARNT, useful))
  }
  const allowed = authorsCeiling ?? Math.min(...models.map(learnt))
  return Math.max(1, Math.min(profile.atOnce ?? Number.POSITIVE_INFINITY, allowed))
}

/** Whether one more call may start. */
export function mayStart(pacing: Pacing, load: { running: number; unstored: number }, now: number): StartVerdict {
  if (load.running >= Math.floor(pacing.limit)) return { ok: false, why: 'concurrency', until: null }
  // Pictures on their way to disk are paid for: with the calls they are never more than twice the calls at once.
  if (load.running + load.unstored >= 2 * pacing.ceiling) return { ok: false, why: 'unstored', until: null }
  if (pacing.restUntil > now) return { ok: false, why: 'break', until: pacing.restUntil }
  const apartUntil = pacing.startedAt === null ? 0 : pacing.startedAt + pacing.profile.apartMs
  if (apartUntil > now) return { ok: false, why: 'pace', until: apartUntil }
  const missing = 1 - tokensAt(pacing, now)
  if (missing > 1e-9) return { ok: false, why: 'pace', until: now + Math.ceil(missing / refillPerMs(pacing)) }
  return { ok: true }
}

export function afterStart(pacing: Pacing, now: number): Pacing {
  const { breakAfter, breakMs } = pacing.profile
  const starts = pacing.startsSinceBreak + 1
  const breakNow = breakAfter !== null && starts >= breakAfter
  return {
    ...pacing,
    startedAt: now,
    tokens: tokensAt(pacing, now) - 1,
    refilledAt: now,
    startsSinceBreak: breakNow ? 0 : starts,
    restUntil: breakNow ? Math.max(pacing.restUntil, now + breakMs) : pacing.restUntil,
  }
}

/**
 * A picture came: one more call at once after as many successes as there are calls at once, and a little more of the
 * rate, where it was lowered.
 *
 * @param pace what the headers of the reply say, for this model
 */
export function afterSuccess(pacing: Pacing, model: string, pace: Pace | null, now: number): Pacing {
  const known = pacing.models.get(model)
  const told = pace?.requestsPerMinute
  const next = known && told ? withModel(pacing, model, { ...known, requestsPerMinute: told, told: true }, now) : pacing
  return {
    ...withTokensAt(next, now),
    limit: Math.min(next.ceiling, next.limit + 1 / Math.max(1, next.limit)),
    share: next.told ? 1 : Math.min(1, next.share + 0.5 / SUCCESSES_TO_RECOVER),
    restUntil: pace?.remaining === 0 && pace.resetMs ? Math.max(next.restUntil, now + pace.resetMs) : next.restUntil,
  }
}

/**
 * Told to slow down: half as many at once, and half as many a minute where the rate was only assumed. A burst of such
 * answers halves once.
 */
export function afterThrottle(pacing: Pacing, callStartedAt: number, now: number): Pacing {
  if (callStartedAt < pacing.loweredAt) return pacing
  return {
    ...withTokensAt(pacing, now),
    limit: Math.max(1, Math.floor(pacing.limit / 2)),
    share: pacing.told ? 1 : Math.max(LEAST_SHARE, pacing.share / 2),
    loweredAt: now,
  }
}

/** The call reached nobody, so that the account's rate was not touched. */
export function afterNothingSent(pacing: Pacing): Pacing {
  return { ...pacing, tokens: Math.min(bucketSize(pacing), pacing.tokens + 1) }
}

/** One call at a time until a success raises it again. */
export function probing(pacing: Pacing): Pacing {
  return { ...pacing, limit: 1 }
}

/** Starts that may come in one burst: a tenth of a minute's worth. */
export function burstSize(perMinute: number): number {
  return Math.max(1, Math.floor(perMinute / 10))
}

function bucketSize({ perMinute, share }: Pacing): number {
  return perMinute === null ? Number.POSITIVE_INFINITY : Math.max(1, share * burstSize(perMinute))
}

/**
 * So chosen that bucket and refill together never exceed `perMinute` starts in any minute; a smaller share refills more
 * slowly into a smaller bucket, so that this stays true however the share changes.
 */
function refillPerMs({ perMinute, share }: Pacing): number {
  if (perMinute === null) return Number.POSITIVE_INFINITY
  return (share * (perMinute - burstSize(perMinute) + 1)) / 60_000
}

function tokensAt(pacing: Pacing, now: number): number {
  if (pacing.perMinute === null) return Number.POSITIVE_INFINITY
  return Math.min(bucketSize(pacing), pacing.tokens + (now - pacing.refilledAt) * refillPerMs(pacing))
}

/** The same, with what was refilled until now counted at the rate that held until now. */
function withTokensAt(pacing: Pacing, now: number): Pacing {
  return { ...pacing, tokens: tokensAt(pacing, now), refilledAt: now }
}
