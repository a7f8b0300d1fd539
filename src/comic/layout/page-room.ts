import type { RectMm } from '../geometry.ts'
import { letterStyle } from '../lettering/letter-style.ts'
import { type PageBoxes, type PageFormat, pageBoxes } from '../page-format.ts'
import type { HouseStyle } from './house-styles.ts'
import type { PageRoom } from './sizing.ts'

/** However narrow a page, its gutters take no more than this share of it each. */
const WIDEST_GUTTER_SHARE = 1 / 12
/** However low a page, a heading leaves most of it to the panels. */
const HIGHEST_HEADING_SHARE = 0.4

/** Where panels stand: the safe box, or the whole page where margins leave nothing of it. */
export function panelArea({ safe, trim }: PageBoxes): RectMm {
  return safe.width > 0 && safe.height > 0 ? safe : trim
}

/** The room of a page without a heading; the same on left and right pages. */
export function pageRoom(format: PageFormat, style: HouseStyle): PageRoom {
  const { width, height } = panelArea(pageBoxes(format, 'right'))
  return {
    width,
    height,
    gutterX: Math.min(format.gutterMm.inTier * style.gutters.inTier, width * WIDEST_GUTTER_SHARE),
    gutterY: Math.min(format.gutterMm.betweenTiers * style.gutters.betweenTiers, height * WIDEST_GUTTER_SHARE),
    letterMm: letterStyle(format.trimMm, 'ltr').sizeMm,
  }
}

/** What a heading takes of a page's height, in mm. */
export function headingTakes(room: PageRoom, headingHeightMm: number): number {
  return Math.min(headingHeightMm, room.height * HIGHEST_HEADING_SHARE)
}
