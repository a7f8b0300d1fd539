import { aspectOf } from '../../../comic/geometry.ts'
import type { SizeRule } from '../../providers/provider.ts'
import { fitsSize } from '../../queue/capability-problem.ts'
import { pictureSize } from './picture-size.ts'

interface Size {
  width: number
  height: number
}

/** The tallest and the widest slot that pages have, and the step from one shape to the next. */
const TALLEST = 0.4
const WIDEST = 2.5
const STEP = 1.04

/**
 * Sizes to choose from for the slots of pages, each of another shape, the narrowest first; never empty. Of a list all
 * its shapes in their largest size; where any size goes, a shape for every 4 % at about a megapixel.
 */
export function drawableSizes(rule: SizeRule, quality: string | null): Size[] {
  const sizes =
    rule.kind === 'list'
      ? rule.sizes.map((size) => pictureSize(rule, aspectOf(size), quality))
      : ratiosWithin(rule.minRatio, rule.maxRatio).map((ratio) => pictureSize(rule, ratio, quality))
  const fitting = sizes.filter((size) => fitsSize(size, rule, quality))
  const byShape = new Map(
    (fitting.length > 0 ? fitting : sizes)
      .toSorted((a, b) => a.width * a.height - b.width * b.height)
      .map((size) => [aspectOf(size), size]),
  )
  return [...byShape].sort(([a], [b]) => a - b).map(([, size]) => size)
}

function ratiosWithin(least: number, most: number): number[] {
  const from = Math.max(least, Math.min(TALLEST, most))
  const until = Math.min(most, Math.max(WIDEST, least))
  const steps = Math.max(1, Math.ceil(Math.log(until / from) / Math.log(STEP)))
  return Array.from({ length: steps + 1 }, (_, step) => from * (until / from) ** (step / steps))
}
