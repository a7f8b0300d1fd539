/**
 * How a page is cut: into tiers one below the other, or into columns side by side, and the parts again the other way.
 * Panels stand in it in reading order. `shares` are the parts' shares of the length that is left without gutters, in
 * (0, 1), together 1, or less where the page stays blank at its end; without them the layout sizes the parts itself.
 */
export type SplitTree = 'panel' | Split

export interface Split {
  cut: 'tiers' | 'columns'
  /** Two or more. */
  parts: SplitTree[]
  shares?: number[]
}

export const LAYOUT_LOCK_KINDS = ['page', 'break', 'alone', 'swap', 'inset'] as const

/** A decision of the author about pages; the rest of the book flows around it. Panels are named by id. */
export type LayoutLock =
  /** These panels, and no others, make a page of this tree. Insets are not named; they stay with their host. */
  | { kind: 'page'; panels: readonly string[]; tree: SplitTree }
  /** A page begins with this panel. */
  | { kind: 'break'; before: string }
  /** The panel has a page, or two facing ones, to itself; or has not, although it asks for it. */
  | { kind: 'alone'; panel: string; as: 'splash' | 'spread' | 'no' }
  /** Two panels of one chapter change places. */
  | { kind: 'swap'; panels: readonly [string, string] }
  /** The panel stands within the one before it, or does not. */
  | { kind: 'inset'; panel: string; on: boolean }

/** How many pages a book should have, its cover not counted. */
export type PageCountWish =
  | 'free'
  /** Whole and 1 or more, both. */
  | number
  | { multipleOf: number }
