import type { Pace } from '../provider.ts'

/** Families of `x-ratelimit-*` headers that count calls for pictures. Tokens are counted too, but not foreseen. */
const FAMILIES = ['requests', 'input-images'] as const

interface Limit {
  limit: number | null
  remaining: number | null
  resetMs: number | null
}

/** The account's limits as a reply's headers tell them: the tightest of each. Null = they say nothing. */
export function paceIn(headers: Headers): Pace | null {
  const limits = limitsIn(headers)
  if (limits.length === 0) return null
  const tightest = limits.reduce((one, other) => (left(other) < left(one) ? other : one))
  const perMinute = limits.flatMap(({ limit }) => (limit === null ? [] : [limit]))
  return {
    requestsPerMinute: perMinute.length > 0 ? Math.min(...perMinute) : null,
    remaining: tightest.remaining,
    resetMs: tightest.resetMs,
  }
}

/** How long a limit that is used up takes to come back; null = none is, or nobody says. */
export function restMs(headers: Headers): number | null {
  const spent = limitsIn(headers).filter(({ remaining, resetMs }) => remaining === 0 && resetMs !== null)
  return spent.length > 0 ? Math.max(...spent.map(({ resetMs }) => resetMs!)) : null
}

function limitsIn(headers: Headers): Limit[] {
  return FAMILIES.map((family) => ({
    limit: count(headers.get(`x-ratelimit-limit-${family}`)),
    remaining: count(headers.get(`x-ratelimit-remaining-${family}`)),
    resetMs: durationMs(headers.get(`x-ratelimit-reset-${family}`) ?? ''),
  })).filter(({ limit, remaining }) => limit !== null || remaining !== null)
}

const left = ({ remaining }: Limit) => remaining ?? Number.POSITIVE_INFINITY

function count(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null
}

const UNIT_MS = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 }

/** `6m0s`, `1.5s`, `20ms`, and plain seconds. @returns ms; null = it is no duration */
export function durationMs(text: string): number | null {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000
  if (!/^(?:\d+(?:\.\d+)?(?:ms|h|m|s))+$/.test(text)) return null
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)]
  return Math.round(parts.reduce((sum, [, n, unit]) => sum + Number(n) * UNIT_MS[unit as keyof typeof UNIT_MS], 0))
}
