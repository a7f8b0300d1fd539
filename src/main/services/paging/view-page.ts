import { guttersOf } from '../../../comic/layout/gutters.ts'
import type { LaidOutPage } from '../../../comic/layout/laid-out-page.ts'
import type { Project } from '../../open-project.ts'
import type { StoredPanel } from '../../store/script.ts'
import { type BookLayout, layOut } from '../laying-out.ts'
import { fixedPages, pageNumbered, roomOf } from './page-edits.ts'

/** A page as an author takes hold of it. */
export interface PageView {
  page: number
  /** Chapter number as in the script. */
  chapter: string
  side: 'left' | 'right'
  fixed: boolean
  panels: PanelOnPage[]
  gutters: GutterOnPage[]
}

export interface PanelOnPage {
  /** From 1 in reading order; null for one that stands within another. */
  slot: number | null
  id: string
  scene: number
  panel: number
  what: string
  /** Of its frame, in mm. */
  widthMm: number
  heightMm: number
  importance: number
  /** Runs over two facing pages. */
  spread: boolean
}

export interface GutterOnPage {
  /** From 1, as `moveGutter` takes it. */
  gutter: number
  /** `level` between tiers, `upright` between columns. */
  runs: 'level' | 'upright'
  /** Slots on its two sides, first and last. */
  before: [number, number]
  after: [number, number]
}

/** How a page is cut, its slots and gutters numbered. @throws AppError WRONG_USE for a page that is not there */
export function viewPage(project: Project, number: number): PageView {
  const locks = project.layoutLocks.all().map(({ lock }) => lock)
  const layout = layOut(project, {}, { locks })
  const page = pageNumbered(layout, number)
  return {
    page: number,
    chapter: layout.chapters[page.chapter]!.number,
    side: page.side,
    fixed: fixedPages(layout, locks).includes(number),
    panels: panelsOn(page, layout),
    gutters: guttersOf(page, roomOf(project, layout)).map(({ runs, before, after }, index) => ({
      gutter: index + 1,
      runs,
      before: [before[0] + 1, before[1] + 1],
      after: [after[0] + 1, after[1] + 1],
    })),
  }
}

function panelsOn(page: LaidOutPage, { panels }: BookLayout): PanelOnPage[] {
  let slot = 0
  return page.panels.map(({ id, frame, inset, spread }) => {
    const { scene, number, content } = panels.get(id) as StoredPanel
    return {
      slot: inset === true ? null : ++slot,
      id,
      scene,
      panel: number,
      what: content.what,
      widthMm: Number(frame.width.toFixed(1)),
      heightMm: Number(frame.height.toFixed(1)),
      importance: content.importance,
      spread: spread !== undefined,
    }
  })
}
