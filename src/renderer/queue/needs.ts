import type { QueueSummary } from '../../shared/contract/index.ts'

/** Something that waits for a person, as the bar and the banner show it. */
export type Need =
  /** The run ended by trouble of this computer, or by a fault of ours. */
  | { kind: 'disk' | 'fault'; message: string; remedy: string; waiting: number }
  /** A provider's lane is held until the author resumes it. */
  | { kind: 'lane'; lane: string; failure: QueueSummary['waits'][number]['failure']; message: string; action: string }
  /** The run ended although pictures wait: the next would have gone over a cap. */
  | { kind: 'cap'; waiting: number }
  /** The author wanted to look before the rest is made. */
  | { kind: 'gate'; waiting: number }
  /** Paid calls whose end nobody saw. */
  | { kind: 'unknown'; pictures: number }
  | { kind: 'failed'; pictures: number }
  | { kind: 'refused'; pictures: number }

/** What needs a person, most pressing first. What mends itself (a wait, a retry) is not among it. */
export function needsOf(summary: QueueSummary): Need[] {
  const { jobs, ended, trouble, phase, run, behindGate, stopped } = summary
  const needs: Need[] = []
  const isIdle = phase === 'idle'
  if (isIdle && trouble !== null && (ended === 'disk' || ended === 'failed'))
    needs.push({ kind: ended === 'disk' ? 'disk' : 'fault', ...trouble, waiting: waitingFor(summary) })
  const held = heldLanes(summary)
  for (const { lane, failure, message, action } of held) needs.push({ kind: 'lane', lane, failure, message, action })
  const stoppedShort = isIdle && ended === 'drained' && (run?.jobs.queued ?? 0) > 0
  if (stoppedShort && held.length === 0) needs.push({ kind: 'cap', waiting: run?.jobs.queued ?? 0 })
  // What was stopped before it comes first: it was looked at least.
  if (isIdle && behindGate > 0 && stopped === 0) needs.push({ kind: 'gate', waiting: behindGate })
  if (jobs.unknown > 0) needs.push({ kind: 'unknown', pictures: jobs.unknown })
  if (jobs.failed > 0) needs.push({ kind: 'failed', pictures: jobs.failed })
  if (jobs.refused > 0) needs.push({ kind: 'refused', pictures: jobs.refused })
  return needs
}

/** Pictures that going on is about: what was stopped, and only where nothing was, all that wait. */
export function waitingFor({ stopped, jobs }: QueueSummary): number {
  return stopped > 0 ? stopped : jobs.queued
}

/** Lanes that only the author's word opens again, while something waits in the queue for them. */
function heldLanes({ waits, jobs }: QueueSummary): QueueSummary['waits'] {
  return jobs.queued === 0 ? [] : waits.filter(({ until }) => until === null)
}

/** Needs that stop the work itself: they stand over it as a banner, not only at the end of the bar. */
export function stopsTheWork({ kind }: Need): boolean {
  return kind === 'disk' || kind === 'fault' || kind === 'lane' || kind === 'cap'
}

/** A lane that waits because its provider cannot be reached, and goes on by itself; null = none. */
export function outOfReach({ waits, failures }: QueueSummary): { lane: string; until: number } | null {
  if (!failures.some(({ kind, retrying }) => kind === 'unreachable' && retrying > 0)) return null
  for (const { lane, until } of waits) if (until !== null) return { lane, until }
  return null
}
