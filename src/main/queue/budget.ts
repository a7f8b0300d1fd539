/** One cap that applies to a job. */
export interface Cap {
  of: 'run' | 'batch' | 'day' | 'book'
  capUsd: number
  /** Charged so far; calls that may have been billed count with their estimate. */
  spentUsd: number
  /** Estimates of the calls that are running now. */
  runningUsd: number
}

export type BudgetVerdict =
  | { ok: true }
  | {
      ok: false
      why: 'over-budget' | 'price-unknown'
      of: Cap['of']
      capUsd: number
      /** What is left of the cap with all that is spent and running; never less than 0. */
      leftUsd: number
      /** What the next picture may cost; null = unknown. */
      neededUsd: number | null
    }

/** A thousandth of a cent: sums of prices such as 0.042 must not fail over binary fractions. */
const TOLERANCE_USD = 1e-5

/**
 * Whether a job may start: spent + running + its own estimate stays within every cap.
 * A job without a known price cannot be held to a cap and does not start under one.
 */
export function mayAfford(neededUsd: number | null, caps: Cap[]): BudgetVerdict {
  for (const { of, capUsd, spentUsd, runningUsd } of caps) {
    const held = { ok: false, of, capUsd, leftUsd: Math.max(0, capUsd - spentUsd - runningUsd), neededUsd } as const
    if (neededUsd === null) return { ...held, why: 'price-unknown' }
    if (spentUsd + runningUsd + neededUsd > capUsd + TOLERANCE_USD) return { ...held, why: 'over-budget' }
  }
  return { ok: true }
}
