import type { HouseStyle } from './house-styles.ts'
import type { LayoutPanel, PictureMade } from './laid-out-page.ts'
import type { LayoutUnit } from './layout-units.ts'
import type { PageRoom } from './sizing.ts'

/** What the panels of a book want of their frames, as numbers in rows; lengths in mm, `ln` the natural logarithm. */
export interface PanelNeeds {
  count: number
  lnAspect: Float64Array
  /** What a frame of another shape costs. */
  crop: Float64Array
  /** 1 where there is no picture yet, so that its shape may still be chosen. */
  isFree: Uint8Array
  /** Shapes between these cut away nothing that matters. */
  lnFrom: Float64Array
  lnUntil: Float64Array
  /** Area that fits the panel's importance. */
  lnTarget: Float64Array
  /** Area its words need; −∞ for a silent panel. */
  lnText: Float64Array
}

/** What it costs to miss a need, each on the square of a logarithm, and the smallest a panel may be. */
export interface NeedWeights {
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

/** Share of the width or height that may go when nobody says what a picture can spare. */
const USUAL_REACH = 0.3
/** Shares of the page's room below which a panel becomes hard to read. */
const NARROWEST_SHARE = 0.2
const LOWEST_SHARE = 0.16

/** Room of a word in a balloon, as squares of the letter size: air and outline are part of it. */
const EMS2_A_WORD = 5.3
/** More of a picture than this should not lie under balloons. */
const MOST_UNDER_WORDS = 0.35
/** Room asked for is a little larger than what is needed: a cost that grows from zero does not hold a limit. */
const WORD_ROOM_MARGIN = 1.12

/** Share of panels of each importance in books that were looked at: keeps an ordinary page at its usual count. */
const USUAL_MIX = [0.12, 0.36, 0.31, 0.15, 0.06]
/** An inset takes some of its host's picture. */
const INSET_GROWTH = 1.15

/** What it costs to crop a picture; the wish of a panel that has none counts as much as a given one. */
export const CROP_WEIGHT: Readonly<Record<PictureMade, number>> = { given: 3, fitted: 150 }

export function needWeights(dial: number, room: PageRoom): NeedWeights {
  return {
    reach: 8,
    size: 0.06 + 0.5 * dial + dial ** 2,
    small: 15,
    text: 40,
    lnNarrowest: Math.log(room.width * NARROWEST_SHARE),
    lnLowest: Math.log(room.height * LOWEST_SHARE),
  }
}

/** Factor on a panel's area from one step of importance to the next. */
function stepOfImportance(dial: number, { contrast }: HouseStyle): number {
  return 1 + (0.5 + 1.1 * dial) * contrast
}

/** Share of an ordinary panel's area that panels of importance 1 to 5 should have. */
function areaFactors(dial: number, style: HouseStyle): number[] {
  const step = stepOfImportance(dial, style)
  const raw = USUAL_MIX.map((_, index) => step ** (index - 2))
  const mean = raw.reduce((total, factor, index) => total + factor * USUAL_MIX[index]!, 0)
  return raw.map((factor) => factor / mean)
}

/** Shapes between which a picture loses nothing that matters. */
export function reachOf({ aspect, reach }: LayoutPanel): { from: number; until: number } {
  return reach ?? { from: aspect * (1 - USUAL_REACH), until: aspect / (1 - USUAL_REACH) }
}

/**
 * Area in mm² that a panel with so many words needs, so that balloons leave enough of its picture.
 * @param letterMm size of the letters of dialogue: wide pages have larger ones
 */
export function areaForWords(words: number, letterMm: number): number {
  return (words * EMS2_A_WORD * letterMm ** 2) / MOST_UNDER_WORDS
}

export function panelNeeds(units: readonly LayoutUnit[], room: PageRoom, style: HouseStyle, dial: number): PanelNeeds {
  const count = units.length
  const isFree = new Uint8Array(count)
  const [lnAspect, crop, lnFrom, lnUntil, lnTarget, lnText] = Array.from(
    { length: 6 },
    () => new Float64Array(count),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
  const factors = areaFactors(dial, style)
  const lnOrdinary = Math.log((room.width * room.height) / style.panels.usual)
  for (const [index, { panel, inset }] of units.entries()) {
    const reach = reachOf(panel)
    const importance = Math.min(5, Math.max(1, Math.round(panel.importance)))
    lnAspect[index] = Math.log(panel.aspect)
    crop[index] = CROP_WEIGHT[panel.picture ?? 'given']
    isFree[index] = panel.picture === undefined ? 1 : 0
    lnFrom[index] = Math.log(reach.from)
    lnUntil[index] = Math.log(reach.until)
    lnText[index] = Math.log(areaForWords(panel.words ?? 0, room.letterMm) * WORD_ROOM_MARGIN)
    const target = lnOrdinary + Math.log(factors[importance - 1]! * (inset === null ? 1 : INSET_GROWTH))
    lnTarget[index] = Math.max(target, lnText[index]!)
  }
  return { count, lnAspect, crop, isFree, lnFrom, lnUntil, lnTarget, lnText }
}
