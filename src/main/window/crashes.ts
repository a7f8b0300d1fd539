/** How often a page may be shown again before it is left alone: one that dies at once would do so for ever. */
const MOST = 3
const WITHIN_MS = 60_000

/** Whether a page that died is shown again, moment by moment. */
export function crashCounter(now: () => number): () => boolean {
  let crashes: number[] = []
  return () => {
    crashes = [...crashes.filter((at) => now() - at < WITHIN_MS), now()]
    return crashes.length <= MOST
  }
}
