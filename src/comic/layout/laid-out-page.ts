import type { PointMm, RectMm, SizeMm } from '../geometry.ts'
import type { PageBoxes, PageSide } from '../page-format.ts'
import type { SplitTree } from './split-tree.ts'

/** `fitted` pictures were made for their slots and are kept nearly whole; `given` ones have shapes of their own. */
export type PictureMade = 'fitted' | 'given'

/** What the layout needs to know of a panel. */
export interface LayoutPanel {
  id: string
  /** Width divided by height: of its picture where there is one, otherwise what the panel would like to have. */
  aspect: number
  /** The picture that is there or ordered; absent = none, so that `layOutFirst` may choose its shape. */
  picture?: PictureMade
  /** Shapes between these cut nothing important away. Default: 30 % of the width or of the height may go. */
  reach?: { from: number; until: number }
  /** 1 (small) to 5 (the picture of the page). */
  importance: number
  /** Words set over the picture, sound effects not counted; default 0. */
  words?: number
  sceneStart: boolean
  /** Wants a page to itself. Granted now and then: pages of one panel lose their force when they follow closely. */
  splash: boolean
  /** Wants two facing pages to itself; always granted. */
  spread?: boolean
  /** Is best seen on turning the page. */
  reveal?: boolean
  /** Something happens fast: gutters beside it may slant. */
  action?: boolean
  /** The script begins a page with it: all panels up to the next one that does make a page of the book. */
  pageStart?: boolean
}

export interface LayoutChapter {
  panels: LayoutPanel[]
  /** Height kept free for a heading at the top of the chapter's first page, in mm; 0 for none. */
  headingHeightMm: number
}

export type Edge = 'top' | 'right' | 'bottom' | 'left'

export interface LaidOutPanel {
  id: string
  /** Band of the page the panel stands in, from 0 at the top. */
  tier: number
  /** Rectangle around the panel. */
  frame: RectMm
  /** Corners of a frame that is no rectangle, clockwise; slanted neighbours' rectangles overlap, their corners do not. */
  corners?: PointMm[]
  /** Edges where the frame runs out to the bleed. */
  bleedsTo?: Edge[]
  /** Stands within the frame of the panel before it. */
  inset?: true
  /** The panel runs over two facing pages; this is one half of it. */
  spread?: SpreadHalf
}

export interface SpreadHalf {
  /** Size of the whole picture on paper, both pages, in mm. */
  wholeMm: SizeMm
  /** What of the whole's width this page shows, as fractions. Both pages show the sliver that lies in the binding. */
  from: number
  until: number
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
  /** How the page is cut, with the shares of all parts; insets are not among its panels. Absent in strips to scroll. */
  tree?: SplitTree
}
