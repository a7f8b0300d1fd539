import { aspectOf } from '../../../comic/geometry.ts'
import { nearestSize } from '../../../comic/wanted-aspect.ts'
import type { SizeRule } from '../../providers/provider.ts'
import { fitsSize } from '../../queue/capability-problem.ts'
import type { AskedShapes } from '../shaping/asked-shapes.ts'
import { drawableSizes } from './drawable-sizes.ts'
import { pictureSize, usualSize } from './picture-size.ts'

interface Size {
  width: number
  height: number
}

/** One picture of a plan, as far as its size depends on it. */
export interface PictureToSize {
  panelId: string
  style: string
  language: string
  /** Which of the images wanted; from 0. */
  index: number
}

/** Who draws, and how large. */
export interface SizeMaker {
  provider: string
  model: string
  quality: string | null
  sizes: SizeRule
}

/**
 * The size to ask for, for every picture of a plan. What was asked for before is asked for again to the pixel, as long as
 * the model has that size: a changed size is a changed key, and would be paid for again. A panel that has a picture in
 * another style, by another provider or in another quality gets the nearest to its shape, so that one layout serves all
 * editions. All others get the shape chosen for their slot.
 */
export function panelSizes(
  { asked, chosen }: Pick<AskedShapes, 'asked' | 'chosen'>,
  { provider, model, quality, sizes: rule }: SizeMaker,
): (picture: PictureToSize) => Size {
  const drawable = drawableSizes(rule, quality)
  const nearest = (aspect: number) => nearestSize(aspect, [...drawable, pictureSize(rule, aspect, quality)])
  const byShape = new Map(drawable.map((size) => [aspectOf(size), size]))
  return ({ panelId, style, language, index }) => {
    const before = asked.get(panelId) ?? []
    const same = before.filter(
      (one) =>
        one.artStyleId === style &&
        one.provider === provider &&
        one.providerModel === model &&
        one.quality === quality &&
        fitsSize(one, rule, quality),
    )
    // The words of two languages may be one, and then one picture serves both.
    const kept =
      same.find((one) => one.language === language && one.imageIndex === index) ??
      same.find((one) => one.language === language) ??
      same[0]
    if (kept !== undefined) return { width: kept.width, height: kept.height }
    if (before[0] !== undefined) return nearest(aspectOf(before[0]))
    const shape = chosen().get(panelId)
    // A free prompt beside the book has no slot on a page.
    if (shape === undefined) return usualSize(rule, quality)
    return byShape.get(shape) ?? nearest(shape)
  }
}
