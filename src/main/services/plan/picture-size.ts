import { nearestSize } from '../../../comic/wanted-aspect.ts'
import type { SizeRule } from '../../providers/provider.ts'

/** About a megapixel: what image models are trained on. */
const USUAL_PIXELS = 1024 * 1024

/**
 * The size to ask a provider for, nearest to a shape.
 * @param aspect width divided by height
 */
export function pictureSize(
  rule: SizeRule,
  aspect: number,
  quality: string | null = null,
): { width: number; height: number } {
  if (rule.kind === 'list') return scaled(nearestSize(aspect, rule.sizes), rule.scale?.[quality ?? ''] ?? 1)
  const { multipleOf, minPixels, maxPixels, minRatio, maxRatio } = rule
  const ratio = Math.min(maxRatio, Math.max(minRatio, aspect))
  const pixels = Math.min(maxPixels, Math.max(minPixels, USUAL_PIXELS))
  const ideal = { width: Math.sqrt(pixels * ratio), height: Math.sqrt(pixels / ratio) }
  const steps = (length: number) =>
    [Math.floor(length / multipleOf), Math.ceil(length / multipleOf)].map((step) => Math.max(1, step) * multipleOf)
  const allowed = steps(ideal.width)
    .flatMap((width) => steps(ideal.height).map((height) => ({ width, height })))
    .filter(
      ({ width, height }) =>
        width * height >= minPixels &&
        width * height <= maxPixels &&
        width / height >= minRatio &&
        width / height <= maxRatio,
    )
  // Where rounding leaves no size within the rule, the provider's own shape is the safest: a square.
  const side = Math.floor(Math.sqrt(pixels) / multipleOf) * multipleOf
  return nearestSize(aspect, allowed.length > 0 ? allowed : [{ width: side, height: side }])
}

/** The shape of a picture without a slot on a page when the author chose none, width divided by height. */
const USUAL_SHAPE = 2 / 3

/** The size of a picture without a slot on a page: 2:3, or the model's nearest. */
export function usualSize(sizes: SizeRule, quality: string | null): { width: number; height: number } {
  return pictureSize(sizes, USUAL_SHAPE, quality)
}

function scaled(
  { width, height }: { width: number; height: number },
  factor: number,
): { width: number; height: number } {
  return { width: width * factor, height: height * factor }
}
