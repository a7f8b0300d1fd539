import type { AttemptTime, Stretch } from '../report/measures.ts'

/** How many pictures came, and what else ended, up to one moment of a curve. */
export interface RatePoint {
  /** Epoch ms. */
  at: number
  /** Pictures a minute, over the window that ends here. */
  perMinute: number
  /** What ended since the point before. */
  done: number
  failed: number
  refused: number
  waited: number
}

export interface Rate {
  /** From one point to the next. */
  widthMs: number
  points: RatePoint[]
}

const SECOND = 1_000
/** People look at curves of a batch in points of 20 seconds; longer ones are told in fewer, short ones in more. */
const WIDTHS = [0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 86_400, 604_800].map(
  (seconds) => seconds * SECOND,
)
const USUAL_WIDTH_MS = 20 * SECOND
const MOST_POINTS = 180
/** A curve of fewer points says nothing. */
const FEWEST_POINTS = 8
/** A rate is measured over so long: single pictures would make it jump. */
const WINDOW_MS = 60 * SECOND

/**
 * Pictures a minute over time.
 *
 * @param until where the curve ends: now, while something runs
 */
export function rateOf(attempts: readonly AttemptTime[], until: number): Rate {
  const ends = attempts.filter(({ outcome }) => outcome !== 'cancelled' && outcome !== 'interrupted')
  if (ends.length === 0) return { widthMs: USUAL_WIDTH_MS, points: [] }
  const from = attempts.reduce((first, { startedAt }) => Math.min(first, startedAt), Number.POSITIVE_INFINITY)
  const last = ends.reduce((latest, { finishedAt }) => Math.max(latest, finishedAt), until)
  const widthMs = widthFor(Math.max(1, last - from))
  const window = Math.max(1, Math.round(Math.min(WINDOW_MS, last - from) / widthMs))
  const points: RatePoint[] = Array.from({ length: Math.max(1, Math.ceil((last - from) / widthMs)) }, (_, at) => ({
    at: Math.min(last, from + (at + 1) * widthMs),
    perMinute: 0,
    done: 0,
    failed: 0,
    refused: 0,
    waited: 0,
  }))
  for (const { finishedAt, outcome } of ends) {
    const point = points[Math.max(0, Math.ceil((finishedAt - from) / widthMs) - 1)]!
    if (outcome === 'done' || outcome === 'refused' || outcome === 'waited') point[outcome]++
    else point.failed++
  }
  let inWindow = 0
  points.forEach((point, at) => {
    inWindow += point.done - (points[at - window]?.done ?? 0)
    const since = points[at - window]?.at ?? from
    point.perMinute = point.at > since ? (inWindow * 60 * SECOND) / (point.at - since) : 0
  })
  return { widthMs, points }
}

function widthFor(spanMs: number): number {
  const usual = spanMs / USUAL_WIDTH_MS
  if (usual >= FEWEST_POINTS && usual <= MOST_POINTS) return USUAL_WIDTH_MS
  return WIDTHS.find((width) => spanMs / width <= MOST_POINTS) ?? Math.ceil(spanMs / MOST_POINTS)
}

/** A time in which no picture came, and why. */
export interface Span {
  /**
   * - wait: the provider asked to slow down, and the queue went on by itself
   * - gate: it stopped to be looked at, after as many pictures as the batch was to stop at
   * - pause: it was stopped, or the program was closed
   */
  kind: 'wait' | 'gate' | 'pause'
  from: number
  until: number
  /** Pictures that were there when it began. */
  pictures: number
}

/** Waits and stops under a curve shorter than this share of it are not drawn. */
const LEAST_SHARE = 0.004

/**
 * @param attempts by start
 * @param stretches the times at work of the same attempts
 * @param gate pictures after which the batch was to stop; null = none was named
 */
export function spansOf(attempts: readonly AttemptTime[], stretches: readonly Stretch[], gate: number | null): Span[] {
  const [from, until] = [stretches[0]?.from ?? 0, stretches.at(-1)?.until ?? 0]
  const least = (until - from) * LEAST_SHARE
  const doneUntil = (at: number) =>
    attempts.filter(({ outcome, finishedAt }) => outcome === 'done' && finishedAt <= at).length
  const stops = stretches.slice(1).map((next, index): Span => {
    const { until: began } = stretches[index]!
    const pictures = doneUntil(began)
    return { kind: pictures === gate ? 'gate' : 'pause', from: began, until: next.from, pictures }
  })
  const waits = attempts.flatMap(({ outcome, finishedAt }): Span[] => {
    if (outcome !== 'waited') return []
    const next = attempts.find(({ startedAt }) => startedAt > finishedAt)
    const isStop = stops.some((stop) => stop.from >= finishedAt && stop.until === next?.startedAt)
    if (next === undefined || isStop) return []
    return [{ kind: 'wait', from: finishedAt, until: next.startedAt, pictures: doneUntil(finishedAt) }]
  })
  return [...stops, ...merged(waits)]
    .filter((span) => span.until - span.from > least)
    .sort((one, other) => one.from - other.from)
}

/** Calls that ran side by side are told to wait together. */
function merged(waits: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const wait of waits.toSorted((one, other) => one.from - other.from)) {
    const before = kept.at(-1)
    if (before && wait.from <= before.until) before.until = Math.max(before.until, wait.until)
    else kept.push({ ...wait })
  }
  return kept
}
