import type { LayoutLock, PageCountWish } from '../../shared/domain/layout-lock.ts'

export type { LayoutLock, PageCountWish }

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

export const DEFAULT_DIAL = 0.35

export const DEFAULT_WISH: LayoutWish = { houseStyle: 'comic-book', dial: DEFAULT_DIAL, pageCount: 'free', locks: [] }

/** What an author should know of a layout that could not be all that was asked for. */
export type LayoutNote =
  | { kind: 'page-count'; wanted: Exclude<PageCountWish, 'free'>; got: number; fewest: number; most: number }
  /** Nothing in the book is left for it to hold, or a later lock contradicts it. */
  | { kind: 'lock-lost'; lock: LayoutLock }
  /** No even page was free for it, so it has one page instead of two. */
  | { kind: 'spread-on-one-page'; panel: string }

/**
 * A note in one or two sentences.
 * @param nameOf a panel in the author's words: `chapter 1, scene 2, panel 3`
 */
export function noteSentence(note: LayoutNote, nameOf: (panelId: string) => string): string {
  switch (note.kind) {
    case 'page-count': {
      const { wanted, got, fewest, most } = note
      const asked = typeof wanted === 'number' ? String(wanted) : `a multiple of ${wanted.multipleOf}`
      return `The panels make ${fewest} to ${most} pages, and ${asked} was asked for. The book has ${got}.`
    }
    case 'lock-lost':
      return `This cannot be kept: ${lockWords(note.lock, nameOf)}. Its panels are gone or no longer stand together, or a later decision contradicts it.`
    case 'spread-on-one-page':
      return `The spread of ${nameOf(note.panel)} found no even page and has one page instead of two.`
  }
}

/** The panels a decision is about. */
export function panelsOf(lock: LayoutLock): readonly string[] {
  if (lock.kind === 'break') return [lock.before]
  return lock.kind === 'page' || lock.kind === 'swap' ? lock.panels : [lock.panel]
}

/** What was decided, without a full stop: `a page begins with chapter 1, scene 2, panel 3`. */
export function lockWords(lock: LayoutLock, nameOf: (panelId: string) => string): string {
  switch (lock.kind) {
    case 'page': {
      const { length } = lock.panels
      const first = lock.panels.slice(0, 1).map(nameOf).join()
      return length === 1 ? `the page of ${first} is fixed` : `the page of ${length} panels from ${first} on is fixed`
    }
    case 'break':
      return `a page begins with ${nameOf(lock.before)}`
    case 'alone':
      if (lock.as === 'no') return `${nameOf(lock.panel)} shares a page with others`
      return `${nameOf(lock.panel)} has ${lock.as === 'splash' ? 'a page' : 'two facing pages'} to itself`
    case 'swap':
      return `${lock.panels.map(nameOf).join(' and ')} change places`
    case 'inset':
      return `${nameOf(lock.panel)} ${lock.on ? 'stands' : 'does not stand'} within the panel before it`
  }
}
