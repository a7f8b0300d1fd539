/** One cap that applies to a job. */
export interface Cap {
  of: 'run' | 'batch' | 'day' | 'book'
  capUsd: number
  /** Charged so far; calls that may have been billed count with their estimate. */
  spentUsd: number
  /** Estimates of the calls that are running now. */
  runningUsd: number
}

export type BudgetVerdict = { ok: true } | { ok: false; why: 'over-budget' | 'price-unknown'; of: Cap['of'] }

/** A thousandth of a cent: sums of prices such as 0.042 must not fail over binary fractions. */
const TOLERANCE_USD = 1e-5

/**
 * Whether a job may start: spent + running + its own estimate stays within every cap.
 * A job without a known price cannot be held to a cap and does not start under one.
 */
export function mayAfford(estimateUsd: number | null, caps: Cap[]): BudgetVerdict {
  for (const cap of caps) {
    if (estimateUsd === null) return { ok: false, why: 'price-unknown', of: cap.of }
    if (cap.spentUsd + cap.runningUsd + estimateUsd > cap.capUsd + TOLERANCE_USD)
      return { ok: false, why: 'over-budget', of: cap.of }
  }
  return { ok: true }
}
