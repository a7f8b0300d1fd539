import { PACING_PROFILES } from '../../queue/index.ts'
import type { AttemptOutcome } from '../../store/queue/attempts.ts'

/** One try that came to its end. Epoch ms. */
export interface AttemptTime {
  startedAt: number
  finishedAt: number
  outcome: AttemptOutcome
}

/** How fast pictures came. Null where nothing was measured. */
export interface Pace {
  /** First start and last end; null without attempts. */
  from: number | null
  until: number | null
  /** Time in which the queue was at work, breaks between runs left out. */
  workingMs: number
  imagesPerHour: number | null
  averageMs: number | null
  medianMs: number | null
  p90Ms: number | null
}

/** After a wait that was asked for, or a failure that is tried again, the queue pauses by itself, at most so long. */
const LONGEST_WAIT_MS = 5 * 60_000
/** Between two starts that nothing holds back: a timer that is late, a picture that has yet to be stored. */
const SLACK_MS = 1_000
const { apartMs, breakAfter, breakMs } = PACING_PROFILES.gentle

/** A distance between starts that comes back so often is the rate of an account; a person is not as regular. */
const RHYTHM_FROM = 5
const RHYTHM_STEP_MS = 500
const LONGEST_RHYTHM_MS = 2 * 60_000

/** Distances between starts that come back again and again, in steps. */
function rhythmsOf(attempts: readonly AttemptTime[]): ReadonlySet<number> {
  const counts = new Map<number, number>()
  let end = 0
  for (const [index, { startedAt, finishedAt }] of attempts.entries()) {
    const apart = startedAt - (attempts[index - 1]?.startedAt ?? startedAt)
    if (startedAt - end > SLACK_MS && apart > 0 && apart <= LONGEST_RHYTHM_MS) {
      const step = Math.round(apart / RHYTHM_STEP_MS)
      counts.set(step, (counts.get(step) ?? 0) + 1)
    }
    end = Math.max(end, finishedAt)
  }
  return new Set([...counts].filter(([, count]) => count >= RHYTHM_FROM).map(([step]) => step))
}

/** How one attempt follows on those before it. */
interface Succession {
  /** From the last end to the start; less than nothing where they run side by side. */
  pauseMs: number
  /** From the last start. */
  apartMs: number
  /** Starts since the last pause. */
  starts: number
  /** How the last one ended. */
  last: AttemptOutcome
}

/** Whether the queue paused by itself. Whatever else lies between two attempts is the author's time between two commands. */
function isOwnPause({ pauseMs, apartMs: apart, starts, last }: Succession, rhythms: ReadonlySet<number>): boolean {
  if (pauseMs <= SLACK_MS) return true
  if (last === 'waited' || last === 'failed') return pauseMs <= LONGEST_WAIT_MS
  if (starts >= breakAfter && pauseMs >= breakMs) return pauseMs <= breakMs + apartMs
  const step = Math.round(apart / RHYTHM_STEP_MS)
  if ([step - 1, step, step + 1].some((near) => rhythms.has(near))) return true
  return apart >= apartMs && apart <= apartMs + SLACK_MS
}

/** A time in which the queue was at work, its own pauses included. Epoch ms. */
export interface Stretch {
  from: number
  until: number
}

/** Times at work, with the author's own time between two of them left out. @param attempts by start */
export function stretchesOf(attempts: readonly AttemptTime[]): Stretch[] {
  const first = attempts[0]
  if (!first) return []
  const rhythms = rhythmsOf(attempts)
  const stretches: Stretch[] = []
  let begin = first.startedAt
  let end = first.finishedAt
  let last = first.outcome
  let lastStart = first.startedAt
  let starts = 0
  for (const { startedAt, finishedAt, outcome } of attempts) {
    const pauseMs = startedAt - end
    if (!isOwnPause({ pauseMs, apartMs: startedAt - lastStart, starts, last }, rhythms)) {
      stretches.push({ from: begin, until: end })
      begin = startedAt
    }
    starts = pauseMs > apartMs ? 1 : starts + 1
    lastStart = startedAt
    if (finishedAt >= end) {
      end = finishedAt
      last = outcome
    }
  }
  return [...stretches, { from: begin, until: end }]
}

/** @param attempts by start */
export function paceOf(attempts: readonly AttemptTime[]): Pace {
  const first = attempts[0]
  if (!first)
    return { from: null, until: null, workingMs: 0, imagesPerHour: null, averageMs: null, medianMs: null, p90Ms: null }
  const stretches = stretchesOf(attempts)
  const workingMs = stretches.reduce((sum, { from, until }) => sum + until - from, 0)
  const times = attempts
    .filter(({ outcome }) => outcome === 'done')
    .map(({ startedAt, finishedAt }) => finishedAt - startedAt)
    .sort((a, b) => a - b)
  const total = times.reduce((sum, time) => sum + time, 0)
  return {
    from: first.startedAt,
    until: stretches.at(-1)!.until,
    workingMs,
    imagesPerHour: times.length === 0 || workingMs === 0 ? null : (times.length * 3_600_000) / workingMs,
    averageMs: times.length === 0 ? null : total / times.length,
    medianMs: quantile(times, 0.5),
    p90Ms: quantile(times, 0.9),
  }
}

/** The smallest value that at least this share of the values does not exceed. */
export function quantile(ascending: readonly number[], share: number): number | null {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? null
}

/** What ended in one stretch of time. */
export interface TimelineBucket {
  /** Begin, epoch ms. */
  at: number
  done: number
  /** Failed, refused and unknown together. */
  failed: number
  waited: number
}

const MOST_BUCKETS = 60
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** Widths that people count in. */
const WIDTHS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48, 168].map((hours) => hours * HOUR),
]

/** Ends of attempts over time, in at most sixty buckets of a round width, empty ones included. */
export function timeline(attempts: readonly AttemptTime[]): { widthMs: number; buckets: TimelineBucket[] } {
  if (attempts.length === 0) return { widthMs: WIDTHS[0]!, buckets: [] }
  let first = Number.POSITIVE_INFINITY
  let last = 0
  for (const { finishedAt } of attempts) {
    first = Math.min(first, finishedAt)
    last = Math.max(last, finishedAt)
  }
  const widthMs =
    WIDTHS.find((width) => Math.floor(last / width) - Math.floor(first / width) < MOST_BUCKETS) ??
    Math.ceil((last - first + 1) / (MOST_BUCKETS - 1))
  const start = Math.floor(first / widthMs)
  const buckets = Array.from({ length: Math.floor(last / widthMs) - start + 1 }, (_, index) => ({
    at: (start + index) * widthMs,
    done: 0,
    failed: 0,
    waited: 0,
  }))
  for (const { finishedAt, outcome } of attempts) {
    const bucket = buckets[Math.floor(finishedAt / widthMs) - start]!
    if (outcome === 'done') bucket.done++
    else if (outcome === 'waited') bucket.waited++
    else if (outcome === 'failed' || outcome === 'refused' || outcome === 'unknown') bucket.failed++
  }
  return { widthMs, buckets }
}
