import type { QueueSummary } from '../../shared/contract/index.ts'

/** What the bar draws of a summary: numbers, no words. */
export interface BarView {
  /**
   * empty: nothing waits and nothing runs. running, landing, aborting: as the queue says. waiting: pictures wait for
   * the author's word. done: the last run came to its end.
   */
  state: 'empty' | 'running' | 'landing' | 'aborting' | 'waiting' | 'done'
  /** What the button at the start does; null = there is nothing to pause and nothing to go on with. */
  control: 'pause' | 'go-on' | null
  done: number
  total: number
  /** Shares of the bar, 0–1 each, together at most 1. `running` grows with the time pictures are under way. */
  shares: { taken: number; running: number; failed: number }
  /** Measured pictures a minute; null = not yet. */
  perMinute: number | null
  timeLeftMs: number | null
  /** When the last of the waiting lanes goes on by itself, epoch ms of main; null = none waits. */
  waitsUntil: number | null
}

type Counts = QueueSummary['jobs']

/** @param now epoch ms on main's clock */
export function barView(summary: QueueSummary, now: number): BarView {
  const { phase, jobs, run, waits } = summary
  const isWorking = phase !== 'idle'
  const counted = run !== null && (isWorking || jobs.queued === 0 || run.jobs.queued > 0) ? run.jobs : jobs
  const state = isWorking ? phase : jobs.queued > 0 ? 'waiting' : run === null ? 'empty' : 'done'
  const total = all(counted) - counted.cancelled
  const whole = Math.max(total, 1)
  const taken = counted.done / whole
  const failed = (counted.failed + counted.refused + counted.unknown) / whole
  const under = underWay(summary.slots, run?.perMinute ?? null, now).reduce((sum, part) => sum + part, 0) / whole
  const ends = waits.flatMap(({ until }) => (until === null || until <= now ? [] : [until]))
  return {
    state,
    control: isWorking ? (phase === 'running' ? 'pause' : null) : summary.stopped > 0 ? 'go-on' : null,
    done: counted.done,
    total,
    shares: { taken, running: Math.min(under, Math.max(0, 1 - taken - failed)), failed },
    perMinute: run?.perMinute ?? null,
    timeLeftMs: phase === 'running' ? (run?.timeLeftMs ?? null) : null,
    waitsUntil: isWorking && ends.length > 0 ? Math.max(...ends) : null,
  }
}

/** A picture that nobody has seen the end of is never shown as whole. */
const FURTHEST = 0.9

/**
 * How far each picture under way is, 0–1: as its provider says, otherwise by the time since it was sent, against what
 * one takes at the measured pace. Nothing is known of the first pictures of a run: they stand at 0.
 */
export function underWay(slots: QueueSummary['slots'], perMinute: number | null, now: number): number[] {
  const usualMs = perMinute === null || perMinute <= 0 ? null : (slots.length * 60_000) / perMinute
  return slots.map(({ fraction, startedAt }) => {
    if (fraction !== null) return Math.min(fraction, FURTHEST)
    if (usualMs === null) return 0
    return Math.min(FURTHEST, Math.max(0, (now - startedAt) / usualMs))
  })
}

function all(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** Of two summaries the one that was counted later. */
export function newer(a: QueueSummary | null, b: QueueSummary | null): QueueSummary | null {
  if (a === null || b === null) return a ?? b
  return a.now >= b.now ? a : b
}
