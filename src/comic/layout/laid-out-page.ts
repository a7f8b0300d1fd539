import type { RectMm } from '../geometry.ts'
import type { PageBoxes, PageSide } from '../page-format.ts'

/** What the layout needs to know of a panel. */
export interface LayoutPanel {
  id: string
  /** Width divided by height the panel would like to have. */
  aspect: number
  /** 1 (small) to 5 (the picture of the page). */
  importance: number
  sceneStart: boolean
  /** Wants a page to itself. Granted now and then: pages of one panel lose their force when they follow closely. */
  splash: boolean
}

export interface LayoutChapter {
  panels: LayoutPanel[]
  /** Height kept free for a heading at the top of the chapter's first page, in mm; 0 for none. */
  headingHeightMm: number
}

export interface LaidOutPanel {
  id: string
  /** Band of the page the panel stands in, from 0 at the top. */
  tier: number
  frame: RectMm
}

export interface LaidOutPage {
  /** Index into the chapters given. */
  chapter: number
  /** From 1 through the whole book; the cover has no number. */
  number: number
  side: PageSide
  boxes: PageBoxes
  /** Room for the chapter's heading; only on a chapter's first page. */
  headingFrame: RectMm | null
  /** In reading order. */
  panels: LaidOutPanel[]
}
