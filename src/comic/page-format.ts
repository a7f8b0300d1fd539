import type { RectMm, SizeMm } from './geometry.ts'

export type ReadingDirection = 'ltr' | 'rtl' | 'vertical'

/** Side of the open book a page lies on; decides where the binding is. */
export type PageSide = 'left' | 'right'

/** A page size as data. All lengths in millimetres. */
export interface PageFormat {
  /** Kebab-case, stable: `us-comic`. */
  id: string
  name: string
  /** After cutting. For a vertical strip: the widest and highest a slice may be. */
  trimMm: SizeMm
  /** Art past the cut, the same on all four sides; 0 for screens. */
  bleedMm: number
  /** From the trim edge inwards: readable text and panel borders stay inside. `inside` is the binding edge. */
  safeMm: { top: number; bottom: number; inside: number; outside: number }
  /** Between panels of one tier, and between tiers. The wider tier gap makes the eye read row by row. */
  gutterMm: { inTier: number; betweenTiers: number }
  /** How books of this format are usually read; the author may choose another. */
  direction: ReadingDirection
  /** Resolution that pages are composed at for this format. */
  dpi: number
  /** Where the figures come from and the day they were looked up, `YYYY-MM-DD`: printers change them. */
  source: string
  checkedOn: string
}

export interface PageBoxes {
  bleed: RectMm
  trim: RectMm
  safe: RectMm
}

/**
 * The three boxes of a page. `trim` starts at 0,0; `bleed` reaches outside it, so its corner is negative.
 * @param side swaps the binding margin from one edge to the other
 */
export function pageBoxes(format: PageFormat, side: PageSide): PageBoxes {
  const { trimMm, bleedMm, safeMm } = format
  const left = side === 'left' ? safeMm.outside : safeMm.inside
  return {
    bleed: {
      x: -bleedMm,
      y: -bleedMm,
      width: trimMm.width + 2 * bleedMm,
      height: trimMm.height + 2 * bleedMm,
    },
    trim: { x: 0, y: 0, ...trimMm },
    safe: {
      x: left,
      y: safeMm.top,
      width: trimMm.width - safeMm.inside - safeMm.outside,
      height: trimMm.height - safeMm.top - safeMm.bottom,
    },
  }
}

/** Page 1 lies alone: on the right in books bound left, on the left in books bound right. Numbers count from 1. */
export function pageSide(pageNumber: number, direction: ReadingDirection): PageSide {
  const startSide = pageNumber % 2 === 1
  return startSide === (direction !== 'rtl') ? 'right' : 'left'
}
