/** Pictures of a lane that are looked at; older ones tell about another pace. */
export const ETA_WINDOW = 50

/**
 * Pictures a minute, measured: from the moments the latest pictures of a lane were finished.
 *
 * @param finishedAt epoch ms, any order, the newest `ETA_WINDOW`
 * @returns null before two are finished at different moments
 */
export function measuredRate(finishedAt: number[]): number | null {
  if (finishedAt.length < 2) return null
  const span = Math.max(...finishedAt) - Math.min(...finishedAt)
  return span > 0 ? ((finishedAt.length - 1) * 60_000) / span : null
}

/**
 * Milliseconds until everything is done, lanes running side by side; null while any lane with work is unmeasured.
 */
export function timeLeft(lanes: { remaining: number; perMinute: number | null }[]): number | null {
  let longest = 0
  for (const { remaining, perMinute } of lanes) {
    if (remaining === 0) continue
    if (perMinute === null) return null
    longest = Math.max(longest, (remaining / perMinute) * 60_000)
  }
  return Math.round(longest)
}
