import type { FailureKind, JobState } from './job.ts'

/** Where a run stands, as one value. Always counted anew from the book, so that it is true after a crash as well. */
export interface ProgressSnapshot {
  /** When this was true, and when the run began; epoch ms. */
  now: number
  startedAt: number
  /** Every job of the run, whoever finished it: jobs done before a crash are part of it. */
  counts: Record<JobState, number>
  /** Pictures a minute, measured; null before there are enough to measure. */
  perMinute: number | null
  /** Until the last job; null while nobody can say. */
  timeLeft: TimeLeft | null
  /** How far running pictures are, 0 to 1, the furthest first; only of providers that say so. */
  underWay: number[]
  /** Lanes in which nothing starts at the moment. */
  waits: LaneWait[]
  /** Why jobs failed, or are tried again; most frequent first. */
  failures: FailureTally[]
  money: Money
  /** `running`: new jobs are started. `landing`: no more, running ones come to their end. `aborting`: those are cut off. */
  phase: 'running' | 'landing' | 'aborting'
}

export interface TimeLeft {
  /** Milliseconds; both the same when measured. */
  from: number
  until: number
  /** From pictures of this project, rather than from what the provider promises. */
  measured: boolean
}

export interface LaneWait {
  lane: string
  /** Epoch ms; null when it waits for the author. */
  until: number | null
  /** What happened, and what to do about it; in sentences. */
  message: string
  action: string
}

export interface FailureTally {
  kind: FailureKind
  /** Jobs that are over because of it (failed, refused, unknown). */
  over: number
  /** Jobs that wait for their next try. */
  retrying: number
  message: string
  action: string
}

/** US dollars. What nobody knows is counted, never taken for 0. */
export interface Money {
  /** Charged, as far as prices are known. */
  spentUsd: number
  /** Charged calls whose price nobody knows. */
  unpricedCalls: number
  /** Estimates of calls that were cut off and may have been billed, and how many they are. */
  maybeUsd: number
  maybeCalls: number
  /** The whole run as quoted; null when a price is unknown. */
  estimateUsd: number | null
  /** Hard cap; null = none. */
  budgetUsd: number | null
}
