import type { PointMm, SizeMm } from '../../src/comic/geometry.ts'
import type { LaidOutPage, LaidOutPanel, LayoutChapter, LayoutPanel } from '../../src/comic/layout/laid-out-page.ts'
import {
  type PageBoxes,
  type PageFormat,
  pageBoxes,
  pageSide,
  type ReadingDirection,
} from '../../src/comic/page-format.ts'
import { sizeTiers, type TieredPage } from './row-cost.ts'
import { grantSplashes } from './row-splashes.ts'

const MOST_PANELS = 8
const MOST_TIERS = 4
const MOST_IN_TIER = 3
const PAGE_OPENS_SCENE_GAIN = 0.35
/** A scene's first panel last on a page, or its last panel first on one. */
const STRAY_PANEL_COST = 0.8
const SAME_SHAPE_COST = 0.35

/**
 * Lays out a book in justified rows: panels in order, side by side in tiers that fill the page.
 *
 * Every run of up to eight panels is tried as a page in every way of cutting it into tiers; the shortest path over
 * page breaks picks the run of pages that costs least. A chapter opens a page. Deterministic.
 * @param direction `rtl` mirrors the pages; `vertical` is not for pages (see `layOutStrip`)
 */
export function layOutRows(
  chapters: readonly LayoutChapter[],
  format: PageFormat,
  direction: Exclude<ReadingDirection, 'vertical'>,
): LaidOutPage[] {
  const pages: LaidOutPage[] = []
  for (const [chapterIndex, chapter] of grantSplashes(chapters).entries()) {
    for (const [index, page] of breakIntoPages(chapter, format).entries()) {
      const number = pages.length + 1
      const side = pageSide(number, direction)
      const boxes = pageBoxes(format, side)
      const headingHeightMm = index === 0 ? chapter.headingHeightMm : 0
      const top = boxes.safe.y + headingHeightMm
      pages.push({
        chapter: chapterIndex,
        number,
        side,
        boxes,
        headingFrame: headingHeightMm > 0 ? { ...boxes.safe, height: headingHeightMm } : null,
        panels: placePanels(page, { x: boxes.safe.x, y: top }, format, boxes, direction),
      })
    }
  }
  return pages
}

interface PageOfPanels {
  panels: readonly LayoutPanel[]
  sized: TieredPage
}

/** The best way to some panel of a chapter: where its last page began, and what everything cost so far. */
interface Step {
  cost: number
  page: PageOfPanels
  shape: string
  before: Step | null
}

function breakIntoPages(chapter: LayoutChapter, format: PageFormat): PageOfPanels[] {
  const { panels } = chapter
  const safe = pageBoxes(format, 'right').safe
  const best: (Step | null)[] = [null]
  for (let end = 1; end <= panels.length; end++) {
    let cheapest: Step | null = null
    for (let start = Math.max(0, end - MOST_PANELS); start < end; start++) {
      const before = best[start] ?? null
      const frame = start === 0 ? { ...safe, height: safe.height - chapter.headingHeightMm } : safe
      const step = bestPage(panels.slice(start, end), frame, format, before)
      step.cost += sceneCost(panels, start, end)
      if (cheapest === null || step.cost < cheapest.cost) cheapest = step
    }
    best.push(cheapest)
  }
  const pages: PageOfPanels[] = []
  for (let step = best[panels.length] ?? null; step !== null; step = step.before) pages.unshift(step.page)
  return pages
}

function bestPage(panels: readonly LayoutPanel[], frame: SizeMm, format: PageFormat, before: Step | null): Step {
  let cheapest: Step | null = null
  for (const counts of tierCuts(panels.length)) {
    const sized = sizeTiers(panels, counts, frame, format.gutterMm)
    const shape = counts.join('-')
    const cost = sized.cost + (before?.cost ?? 0) + (before?.shape === shape ? SAME_SHAPE_COST : 0)
    if (cheapest === null || cost < cheapest.cost) cheapest = { cost, page: { panels, sized }, shape, before }
  }
  return cheapest!
}

function sceneCost(panels: readonly LayoutPanel[], start: number, end: number): number {
  const opensScene = panels[start]!.sceneStart
  const opensLast = end - start > 1 && panels[end - 1]!.sceneStart
  const endsFirst = end - start > 1 && !opensScene && panels[start + 1]!.sceneStart
  return (
    (opensScene ? -PAGE_OPENS_SCENE_GAIN : 0) + (opensLast ? STRAY_PANEL_COST : 0) + (endsFirst ? STRAY_PANEL_COST : 0)
  )
}

const CUTS = new Map<number, readonly number[][]>()

/** Every way to deal a number of panels into tiers, e.g. 3 → [1,1,1] [1,2] [2,1] [3]. */
function tierCuts(count: number): readonly number[][] {
  const known = CUTS.get(count)
  if (known !== undefined) return known
  const deal = (left: number, tiersLeft: number): number[][] => {
    if (left === 0) return [[]]
    if (tiersLeft === 0) return []
    const firsts = Array.from({ length: Math.min(MOST_IN_TIER, left) }, (_, index) => index + 1)
    return firsts.flatMap((first) => deal(left - first, tiersLeft - 1).map((rest) => [first, ...rest]))
  }
  const cuts = deal(count, MOST_TIERS)
  CUTS.set(count, cuts)
  return cuts
}

function placePanels(
  { panels, sized }: PageOfPanels,
  corner: PointMm,
  format: PageFormat,
  boxes: PageBoxes,
  direction: ReadingDirection,
): LaidOutPanel[] {
  const placed: LaidOutPanel[] = []
  let y = corner.y
  for (const [tier, { heightMm, widthsMm }] of sized.tiers.entries()) {
    let x = corner.x
    for (const width of widthsMm) {
      const left = direction === 'rtl' ? 2 * boxes.safe.x + boxes.safe.width - x - width : x
      placed.push({ id: panels[placed.length]!.id, tier, frame: { x: left, y, width, height: heightMm } })
      x += width + format.gutterMm.inTier
    }
    y += heightMm + format.gutterMm.betweenTiers
  }
  return placed
}
