import { quantile } from '../report/measures.ts'

/** Money against pictures, as they came. */
export interface CostCurve {
  /** From the first to the newest; `usd` is what was charged so far. */
  points: { pictures: number; usd: number }[]
  /** What the rest may bring it to, by what pictures have cost so far; null = too few to tell, or nothing is left. */
  range: { pictures: number; lowUsd: number; highUsd: number } | null
}

/** One charged call, in order of time. */
export interface Charge {
  usd: number | null
  /** It brought a picture. */
  isPicture: boolean
}

const MOST_POINTS = 120
/** Fewer prices tell nothing of the next. */
const FEWEST_PRICES = 5
const LOW = 0.1
const HIGH = 0.9

/**
 * @param charges by time; calls whose price nobody knows count as pictures and cost nothing known
 * @param left pictures that are still to come
 */
export function costCurve(charges: readonly Charge[], left: number): CostCurve {
  const points = [{ pictures: 0, usd: 0 }]
  let pictures = 0
  let usd = 0
  for (const charge of charges) {
    usd += charge.usd ?? 0
    if (charge.isPicture) pictures++
    const newest = points.at(-1)!
    if (newest.pictures === pictures) newest.usd = usd
    else points.push({ pictures, usd })
  }
  return { points: thinned(points), range: rangeOf(charges, { pictures, usd, left }) }
}

function thinned<Point>(points: readonly Point[]): Point[] {
  const step = Math.max(1, Math.ceil(points.length / MOST_POINTS))
  return points.filter((_, index) => index % step === 0 || index === points.length - 1)
}

function rangeOf(
  charges: readonly Charge[],
  { pictures, usd, left }: { pictures: number; usd: number; left: number },
): CostCurve['range'] {
  const prices = charges
    .flatMap((charge) => (charge.isPicture && charge.usd !== null ? [charge.usd] : []))
    .sort((one, other) => one - other)
  if (left === 0 || prices.length < FEWEST_PRICES) return null
  // What calls without a picture cost comes on top, as often as it did so far.
  const wasted = charges.reduce((sum, charge) => sum + (charge.isPicture ? 0 : (charge.usd ?? 0)), 0) / prices.length
  return {
    pictures: pictures + left,
    lowUsd: usd + left * quantile(prices, LOW)!,
    highUsd: usd + left * (quantile(prices, HIGH)! + wasted),
  }
}
