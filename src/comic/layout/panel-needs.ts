import type { PageRoom } from './sizing.ts'

/** What the panels of a book want of their frames, as numbers in rows; lengths in mm, `ln` the natural logarithm. */
export interface PanelNeeds {
  count: number
  lnAspect: Float64Array
  /** Shapes between these cut away nothing that matters. */
  lnFrom: Float64Array
  lnUntil: Float64Array
  /** Area that fits the panel's importance. */
  lnTarget: Float64Array
  /** Area its words need; −∞ for a silent panel. */
  lnText: Float64Array
}

/** What it costs to miss a need, and the smallest a panel may be; all for squares of logarithms. */
export interface NeedWeights {
  /** A frame of another shape than the picture. */
  crop: number
  /** Beyond the reach of shapes. */
  reach: number
  /** A size that is not the importance's. */
  size: number
  /** Narrower or lower than can be read. */
  small: number
  /** Too small for its words. */
  text: number
  lnNarrowest: number
  lnLowest: number
}

/** Shares of the whole page's room below which a panel becomes hard to read. */
const NARROWEST_SHARE = 0.2
const LOWEST_SHARE = 0.16

export function smallestSides(room: PageRoom): Pick<NeedWeights, 'lnNarrowest' | 'lnLowest'> {
  return { lnNarrowest: Math.log(room.width * NARROWEST_SHARE), lnLowest: Math.log(room.height * LOWEST_SHARE) }
}
