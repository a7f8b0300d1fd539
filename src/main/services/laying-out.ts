import type { LaidOutPage } from '../../comic/layout/laid-out-page.ts'
import { layOutBook } from '../../comic/layout/lay-out-book.ts'
import { type LayoutWish, noteSentence } from '../../comic/layout/layout-wish.ts'
import type { PageFormat } from '../../comic/page-format.ts'
import type { Project } from '../open-project.ts'
import type { ChapterEntry, StoredPanel } from '../store/script.ts'
import type { Edition } from './book-pages/edition.ts'
import { type BookWish, bookToLayOut } from './shaping/book-to-lay-out.ts'
import { type PanelShape, panelShapes, withShapes } from './shaping/panel-shapes.ts'

export type { BookWish }

/** The book's panels on pages. */
export interface BookLayout {
  format: PageFormat
  chapters: ChapterEntry[]
  panels: ReadonlyMap<string, StoredPanel>
  /** Without the cover. `chapter` of a page is an index into `chapters`. */
  pages: LaidOutPage[]
  /** What of the wish could not be, a sentence each. */
  notes: string[]
  /** What each panel is laid out for. */
  shapes: ReadonlyMap<string, PanelShape>
  /** Shapes there are to choose from for pictures still to be made, width divided by height. */
  drawable: readonly number[]
  /** As it was asked for, with everything filled in. */
  wish: LayoutWish
}

/**
 * Lays out the whole book: for the pictures that are there, and for those that planning would ask for where none is.
 * So pages are the same before and after pictures are made, as long as these come as they were asked for.
 *
 * @param edition whose pictures are laid out; those of others stand in where it has none. Null = the one that has most
 * @throws AppError WRONG_USE for a page format or house style this version does not know
 */
export function layOut(project: Project, wish: BookWish = {}, edition: Edition | null = null): BookLayout {
  const book = bookToLayOut(project, wish)
  const { shapes, drawable } = panelShapes(project, book, edition)
  const { pages, notes } = layOutBook(withShapes(book.chapters, shapes), book.format, book.direction, book.wish)
  return {
    format: book.format,
    chapters: book.entries,
    panels: book.panels,
    pages,
    notes: notes.map(noteSentence),
    shapes,
    drawable,
    wish: book.wish,
  }
}
