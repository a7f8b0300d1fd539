import { aspectOf } from '../geometry.ts'
import { type PageFormat, pageBoxes, pageSide } from '../page-format.ts'
import { type ChosenPage, choosePages } from './choose-pages.ts'
import type { HouseStyle } from './house-styles.ts'
import type { LaidOutPage, LayoutChapter, LayoutPanel } from './laid-out-page.ts'
import { type LayoutUnit, unitsOf } from './layout-units.ts'
import type { LayoutNote, LayoutWish } from './layout-wish.ts'
import { headingTakes, pageRoom, panelArea } from './page-room.ts'
import { PageRuns } from './page-runs.ts'
import { reachOf } from './panel-needs.ts'
import { placePage } from './place-page.ts'

export interface LaidOutBook {
  /** Without the cover. */
  pages: LaidOutPage[]
  /** What of the wish could not be, in the order of the book. */
  notes: LayoutNote[]
}

/** Finds the runs of a book; kept from one layout to the next by who edits. */
export function runsFor(
  format: PageFormat,
  style: HouseStyle,
  wish: LayoutWish,
  shapes: readonly number[] | null = null,
): PageRuns {
  const dial = Math.min(1, Math.max(0, wish.dial))
  return new PageRuns({ style, dial, room: pageRoom(format, style), shapes })
}

/** Lays out a book in pages to turn. */
export function layOutPages(
  chapters: readonly LayoutChapter[],
  format: PageFormat,
  direction: 'ltr' | 'rtl',
  wish: LayoutWish,
  runs: PageRuns,
): LaidOutBook {
  const { style, room, shapes } = runs.setting
  const pageAspect = aspectOf(room)
  // Where shapes can still be chosen, a picture for a whole page is drawn as one.
  const fitsPage = (panel: LayoutPanel) => {
    const { from, until } = reachOf(panel)
    const isToDraw = shapes !== null && panel.picture === undefined
    return isToDraw || (pageAspect >= from && pageAspect <= until)
  }
  const { units, fixedPages, groups, notes } = unitsOf(chapters, style, wish.locks, fitsPage)
  runs.load(units)
  const chosen = choosePages({ units, fixedPages, groups }, runs, wish.pageCount)
  const pages = chosen.pages.flatMap((page) => {
    const opened = openPage(page, units, format, direction, runs)
    if (page.pages === 2) return spreadPages(opened, page, format, direction, units)
    const corner = { x: panelArea(opened.boxes).x, y: panelArea(opened.boxes).y + (opened.headingFrame?.height ?? 0) }
    const { panels, tree } = placePage({
      units,
      page,
      runs,
      style,
      boxes: opened.boxes,
      side: opened.side,
      corner,
      direction,
    })
    return [{ ...opened, panels, tree }]
  })
  return { pages, notes: [...notes, ...chosen.notes] }
}

function openPage(
  page: ChosenPage,
  units: readonly LayoutUnit[],
  format: PageFormat,
  direction: 'ltr' | 'rtl',
  runs: PageRuns,
): LaidOutPage {
  const { chapter, headingHeightMm } = units[page.start]!
  const side = pageSide(page.number, direction)
  const boxes = pageBoxes(format, side)
  const height = headingTakes(runs.setting.room, headingHeightMm ?? 0)
  return {
    chapter,
    number: page.number,
    side,
    boxes,
    headingFrame: height > 0 ? { ...panelArea(boxes), height } : null,
    panels: [],
  }
}

/** Two facing pages filled by one picture, out to the bleed. A heading would stand in the picture, so there is none. */
function spreadPages(
  first: LaidOutPage,
  { number, start }: ChosenPage,
  format: PageFormat,
  direction: 'ltr' | 'rtl',
  units: readonly LayoutUnit[],
): LaidOutPage[] {
  const { trimMm, bleedMm } = format
  const wholeMm = { width: 2 * trimMm.width + 2 * bleedMm, height: trimMm.height + 2 * bleedMm }
  const half = (trimMm.width + 2 * bleedMm) / wholeMm.width
  return [number, number + 1].map((own): LaidOutPage => {
    const side = pageSide(own, direction)
    const boxes = pageBoxes(format, side)
    const [from, until] = side === 'left' ? [0, half] : [1 - half, 1]
    return {
      ...first,
      number: own,
      side,
      boxes,
      headingFrame: null,
      panels: [
        {
          id: units[start]!.panel.id,
          tier: 0,
          frame: boxes.bleed,
          bleedsTo: ['top', 'right', 'bottom', 'left'],
          spread: { wholeMm, from, until },
        },
      ],
      tree: 'panel',
    }
  })
}
