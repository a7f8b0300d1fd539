import type { QueueSummary } from '../../shared/contract/index.ts'
import { type Need, needsOf, stopsTheWork, waitingFor } from './needs.ts'

/** What an author who looks elsewhere should hear of. */
export type News =
  | { kind: 'done'; pictures: number }
  /** It came to its end, and some have no picture. */
  | { kind: 'partly'; pictures: number; failed: number }
  | { kind: 'gate'; pictures: number; waiting: number }
  | { kind: 'stopped'; need: Need; waiting: number }

/**
 * What happened between two summaries of one book. A pause that the author asked for is no news to them, and neither is
 * how things stood when the page was loaded.
 */
export function newsBetween(before: QueueSummary | null, after: QueueSummary): News | null {
  if (before === null) return null
  const stop = needsOf(after).find(stopsTheWork)
  const wasStopped = needsOf(before).some((need) => stopsTheWork(need) && need.kind === stop?.kind)
  if (stop && !wasStopped) return { kind: 'stopped', need: stop, waiting: waitingFor(after) }
  if (before.phase === 'idle' || after.phase !== 'idle' || after.run === null) return null
  const { done, failed, refused, unknown } = after.run.jobs
  if (after.ended === 'gate') return { kind: 'gate', pictures: done, waiting: after.behindGate }
  if (after.ended !== 'drained' || stop) return null
  const without = failed + refused + unknown
  return without === 0 ? { kind: 'done', pictures: done } : { kind: 'partly', pictures: done, failed: without }
}
