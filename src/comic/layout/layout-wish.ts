import type { SplitTree } from './split-tree.ts'

/** How a book should be laid out, beside what its panels ask for. */
export interface LayoutWish {
  /** Id of a house style, e.g. `comic-book`. */
  houseStyle: string
  /** 0 keeps pictures whole, 1 gives panels the sizes their importance asks for, whatever is cut off. */
  dial: number
  pageCount: PageCountWish
  /** What the author has decided; the rest flows around it. Where two contradict each other the later one holds. */
  locks: readonly LayoutLock[]
}

/** How many pages a book should have, its cover not counted. */
export type PageCountWish =
  | 'free'
  /** Whole and 1 or more, both. */
  | number
  | { multipleOf: number }

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

export const DEFAULT_DIAL = 0.35

export const DEFAULT_WISH: LayoutWish = { houseStyle: 'comic-book', dial: DEFAULT_DIAL, pageCount: 'free', locks: [] }

/** What an author should know of a layout that could not be all that was asked for. */
export type LayoutNote =
  | { kind: 'page-count'; wanted: Exclude<PageCountWish, 'free'>; got: number; fewest: number; most: number }
  /** Nothing in the book is left for it to hold, or a later lock contradicts it. */
  | { kind: 'lock-lost'; lock: LayoutLock }
  /** No even page was free for it, so it has one page instead of two. */
  | { kind: 'spread-on-one-page'; panel: string }

/** A note in one or two sentences. */
export function noteSentence(note: LayoutNote): string {
  switch (note.kind) {
    case 'page-count': {
      const { wanted, got, fewest, most } = note
      const asked = typeof wanted === 'number' ? String(wanted) : `a multiple of ${wanted.multipleOf}`
      return `The panels make ${fewest} to ${most} pages, and ${asked} was asked for. The book has ${got}.`
    }
    case 'lock-lost':
      return `${lockSentence(note.lock)} cannot be kept: its panels are gone, no longer stand together, or a later decision contradicts it.`
    case 'spread-on-one-page':
      return `The spread of panel ${note.panel} found no even page and has one page instead of two.`
  }
}

function lockSentence(lock: LayoutLock): string {
  switch (lock.kind) {
    case 'page':
      return `The fixed page that begins with panel ${lock.panels[0] ?? '(none)'}`
    case 'break':
      return `The page break before panel ${lock.before}`
    case 'alone':
      return `The page of its own for panel ${lock.panel}`
    case 'swap':
      return `The exchange of panels ${lock.panels.join(' and ')}`
    case 'inset':
      return `The inset of panel ${lock.panel}`
  }
}
