import type { LaidOutPage } from '../../comic/layout/laid-out-page.ts'
import { type LayoutDesk, layoutDesk } from '../../comic/layout/lay-out-book.ts'
import { type LayoutLock, type LayoutWish, noteSentence } from '../../comic/layout/layout-wish.ts'
import type { PageFormat, ReadingDirection } from '../../comic/page-format.ts'
import type { Project } from '../open-project.ts'
import type { ChapterEntry, StoredPanel } from '../store/script.ts'
import type { Edition } from './book-pages/edition.ts'
import { placeOf } from './book-pages/preflight.ts'
import { type BookWish, bookToLayOut } from './shaping/book-to-lay-out.ts'
import { type PanelShape, panelShapes, withShapes } from './shaping/panel-shapes.ts'

/** The book's panels on pages. */
export interface BookLayout {
  format: PageFormat
  chapters: ChapterEntry[]
  panels: ReadonlyMap<string, StoredPanel>
  /** Without the cover. `chapter` of a page is an index into `chapters`. */
  pages: LaidOutPage[]
  /** Panels of free prompts that are on no page, because the author has not taken them into the book. */
  apart: number
  /** What of the wish could not be, a sentence each. */
  notes: string[]
  /** Decisions about panels of the book that could not be kept. */
  lost: LayoutLock[]
  /** What each panel is laid out for. */
  shapes: ReadonlyMap<string, PanelShape>
  /** Shapes there are to choose from for pictures still to be made, width divided by height. */
  drawable: readonly number[]
  /** As it was asked for, with everything filled in. */
  wish: LayoutWish
}

export interface LayOutOptions {
  /** Whose pictures are laid out; those of others stand in where it has none. Null = the one that has most. */
  edition?: Edition | null
  /** Read the other way round, pages are the mirror image. Default: the book's own direction. */
  direction?: ReadingDirection | undefined
  /** Decisions about pages. Default: those that the book keeps. */
  locks?: readonly LayoutLock[]
  /** Makes a second layout of the same book in the time that what differs takes. */
  desk?: LayoutDesk
}

/**
 * Lays out the whole book, as the author decided: for the pictures that are there, and for those that planning would
 * ask for where none is. So pages are the same before and after pictures are made, as long as these come as they were
 * asked for.
 *
 * @throws AppError WRONG_USE for a page format or house style this version does not know
 */
export function layOut(
  project: Project,
  wish: BookWish = {},
  { edition = null, direction, locks, desk = layoutDesk() }: LayOutOptions = {},
): BookLayout {
  const book = bookToLayOut(project, wish, locks)
  const { shapes, drawable } = panelShapes(project, book, edition)
  const { pages, notes } = desk.layOut(
    withShapes(book.chapters, shapes),
    book.format,
    direction ?? book.direction,
    book.wish,
  )
  const nameOf = (id: string) => nameOfPanel(book.panels.get(id))
  return {
    format: book.format,
    chapters: book.entries,
    panels: book.panels,
    pages,
    apart: book.apart.length,
    notes: notes.map((note) => noteSentence(note, nameOf)),
    lost: notes.flatMap((note) => (note.kind === 'lock-lost' ? [note.lock] : [])),
    shapes,
    drawable,
    wish: book.wish,
  }
}

/** A panel in the author's words: `chapter 1, scene 2, panel 3`. */
export function nameOfPanel(panel: StoredPanel | undefined): string {
  return panel === undefined ? 'a panel in the trash' : placeOf(panel)
}
