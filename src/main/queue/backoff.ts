/** Base of the exponential backoff. */
const BACKOFF_BASE_MS = 1_000
/** No backoff of our own is longer. */
export const BACKOFF_CAP_MS = 120_000
/** A provider that asks for more is asked again after a day; what it asked for is shown. */
export const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000

/**
 * When a job may be tried again: exponential with full jitter, so that jobs failing together do not return together.
 * The provider's own Retry-After always wins, also when it is longer than our cap.
 *
 * @param attempt attempts already spent, from 1
 * @param retryAfterMs what the provider asked for, or null
 * @param random 0 ≤ x < 1
 * @returns epoch milliseconds
 */
export function nextAttemptAt(attempt: number, retryAfterMs: number | null, now: number, random: number): number {
  if (retryAfterMs !== null) return now + Math.min(retryAfterMs, LONGEST_WAIT_MS)
  const ceiling = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (attempt - 1))
  return now + Math.ceil(random * ceiling)
}
