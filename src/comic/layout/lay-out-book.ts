import type { PageFormat, ReadingDirection } from '../page-format.ts'
import { findHouseStyle, HOUSE_STYLES, type HouseStyle } from './house-styles.ts'
import type { LayoutChapter } from './laid-out-page.ts'
import { DEFAULT_WISH, type LayoutWish } from './layout-wish.ts'
import type { PageRuns } from './page-runs.ts'
import { type LaidOutBook, layOutPages, runsFor } from './paged-book.ts'
import { layOutStrip } from './vertical-strip.ts'

export type { LaidOutBook }

/**
 * Pages for a whole book, numbered from 1; the cover is not among them. Chapters without panels get no page.
 * The result depends on nothing but the arguments: it is the same before and after pictures are drawn.
 * @param wish house style, dial, page count and locks; a strip to scroll knows none of them
 * @throws Error for a house style that does not exist
 */
export function layOutBook(
  chapters: readonly LayoutChapter[],
  format: PageFormat,
  direction: ReadingDirection,
  wish: LayoutWish = DEFAULT_WISH,
): LaidOutBook {
  return layoutDesk().layOut(chapters, format, direction, wish)
}

/** Lays out the same book again and again, each time in the time that what has changed takes. */
export interface LayoutDesk {
  /** As `layOutBook`, to the last number. */
  layOut(
    chapters: readonly LayoutChapter[],
    format: PageFormat,
    direction: ReadingDirection,
    wish?: LayoutWish,
  ): LaidOutBook
}

/** For an editor: keeps what is known of every run of panels from one layout to the next. */
export function layoutDesk(): LayoutDesk {
  let setting = ''
  let runs: PageRuns | null = null
  return {
    layOut(chapters, format, direction, wish = DEFAULT_WISH) {
      if (direction === 'vertical') return { pages: layOutStrip(chapters, format), notes: [] }
      const style = houseStyleOf(wish)
      const { trimMm, safeMm, gutterMm } = format
      const current = JSON.stringify([style.id, wish.dial, trimMm, safeMm, gutterMm])
      if (runs === null || current !== setting) runs = runsFor(format, style, wish)
      setting = current
      return layOutPages(chapters, format, direction, wish, runs)
    },
  }
}

/** @throws Error for a house style that does not exist */
export function houseStyleOf({ houseStyle }: Pick<LayoutWish, 'houseStyle'>): HouseStyle {
  const style = findHouseStyle(houseStyle)
  if (style !== undefined) return style
  throw new Error(`There is no house style "${houseStyle}". There are: ${HOUSE_STYLES.map(({ id }) => id).join(', ')}.`)
}
