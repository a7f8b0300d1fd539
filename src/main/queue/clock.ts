/** Time as the queue sees it. Injected, so that tests wait two minutes in no time. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls `wake` once, `ms` milliseconds from now. Returns what cancels it. */
  after(ms: number, wake: () => void): () => void
}

/** Midnight where the author is, epoch ms: a cap of the day begins anew there. */
export function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0)
}

/** setTimeout fires at once when asked for more than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * The computer's time, read once and carried on by the monotonic clock: someone setting the clock by two days
 * neither wakes a waiting job early nor leaves it waiting.
 */
export function systemClock(): Clock {
  const start = Date.now() - performance.now()
  return {
    now: () => Math.round(start + performance.now()),
    after(ms, wake) {
      const timer = setTimeout(wake, Math.min(Math.max(0, ms), LONGEST_TIMER_MS))
      return () => clearTimeout(timer)
    },
  }
}
