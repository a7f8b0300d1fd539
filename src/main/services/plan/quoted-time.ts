import type { StartingPace } from '../../providers/provider.ts'
import { burstSize, type PacingProfile } from '../../queue/pacing.ts'
import { quantile } from '../report/measures.ts'
import type { QuotedTime } from './quote.ts'

/** How a run is going to be worked. */
export interface PlannedWork {
  /** What the provider says to start from with the model. */
  pace: StartingPace
  profile: PacingProfile
  /** Calls at once that the author allows; null = as the provider does. */
  concurrency: number | null
}

const MINUTE = 60_000
/** Of the measured times, for the shortest and the longest that a picture is reckoned with. */
const SHORT = 0.5
const LONG = 0.9

/**
 * How long so many pictures take: from times measured in this book, as many at once as are allowed, and never faster than
 * the pace. Before anything was measured the pace alone says how long it takes at least; null where not even that does.
 *
 * @param pictures from 1
 * @param measuredMs how long pictures of the same model took, in any order
 */
export function quotedTime(
  pictures: number,
  { pace, profile, concurrency }: PlannedWork,
  measuredMs: readonly number[],
): QuotedTime | null {
  const perMinute = pace.requestsPerMinute
  const paceMs = Math.max(
    perMinute === null ? 0 : (Math.max(0, pictures - burstSize(perMinute)) / perMinute) * MINUTE,
    (pictures - 1) * profile.apartMs + breaks(pictures, profile),
  )
  const times = [...measuredMs].sort((a, b) => a - b)
  const [short, long] = [quantile(times, SHORT), quantile(times, LONG)]
  if (short === null || long === null)
    return paceMs > 0 ? { fromMs: paceMs, untilMs: null, measured: 0, perMinute } : null
  const atOnce = Math.max(1, Math.min(concurrency ?? pace.concurrency, profile.atOnce ?? Number.POSITIVE_INFINITY))
  const rounds = Math.ceil(pictures / atOnce)
  return {
    fromMs: Math.max(rounds * short, paceMs + short),
    untilMs: Math.max(rounds * long, paceMs + long),
    measured: times.length,
    perMinute,
  }
}

function breaks(pictures: number, { breakAfter, breakMs }: PacingProfile): number {
  return breakAfter === null ? 0 : Math.floor((pictures - 1) / breakAfter) * breakMs
}
