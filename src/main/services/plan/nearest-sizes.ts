import type { SizeRule } from '../../providers/provider.ts'
import { fitsSize } from '../../queue/capability-problem.ts'

interface Size {
  width: number
  height: number
}

const MOST = 3

/** Sizes a model has, those nearest to a wanted one first; at most three. */
export function nearestSizes(wanted: Size, rule: SizeRule, quality: string | null): Size[] {
  return candidates(wanted, rule, quality)
    .filter((size) => fitsSize(size, rule, quality))
    .sort((a, b) => distance(a, wanted) - distance(b, wanted))
    .slice(0, MOST)
}

function candidates(wanted: Size, rule: SizeRule, quality: string | null): Size[] {
  if (rule.kind === 'list') {
    const factor = rule.scale?.[quality ?? ''] ?? 1
    return rule.sizes.map(({ width, height }) => ({ width: width * factor, height: height * factor }))
  }
  const { multipleOf, minPixels, maxPixels, minRatio, maxRatio, maxSide = Number.POSITIVE_INFINITY } = rule
  const ratio = clamp(wanted.width / wanted.height, minRatio, maxRatio)
  const pixels = clamp(wanted.width * wanted.height, minPixels, maxPixels)
  const width = Math.sqrt(pixels * ratio)
  const height = Math.sqrt(pixels / ratio)
  const shrink = Math.min(1, maxSide / Math.max(width, height))
  return steps(width * shrink, multipleOf).flatMap((width) =>
    steps(height * shrink, multipleOf).map((height) => ({ width, height })),
  )
}

/** Multiples around a length: rounding one side may need the other to give way. */
function steps(length: number, multipleOf: number): number[] {
  const first = Math.floor(length / multipleOf)
  return [first - 1, first, first + 1, first + 2].filter((count) => count > 0).map((count) => count * multipleOf)
}

/** The shape counts more than the pixels: another one is cropped. */
function distance(a: Size, b: Size): number {
  const pixels = Math.log((a.width * a.height) / (b.width * b.height))
  const shape = Math.log(a.width / a.height / (b.width / b.height))
  return Math.abs(pixels) + 4 * Math.abs(shape)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
