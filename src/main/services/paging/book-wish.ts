import { layoutDesk } from '../../../comic/layout/lay-out-book.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { type BookLayout, layOut } from '../laying-out.ts'
import { type BookWish, knownHouseStyle } from '../shaping/book-to-lay-out.ts'
import { type PagesChanged, pagesChanged } from './changed-pages.ts'
import { keepEdit } from './keep-edit.ts'
import { wishWords } from './wish-words.ts'

/** What came of keeping a wish with the book. */
export interface WishReport extends PagesChanged {
  /** In the author's words: `House style Manga, dial 0.6`. */
  done: string
  /** False when the book kept just that already. */
  changed: boolean
  /** The book as it falls now. */
  layout: BookLayout
}

/**
 * Keeps how the book should be laid out, as one edit; what is not said stays as it is kept. Every later layout and
 * export goes by it.
 *
 * @throws AppError WRONG_USE for a house style this version does not know, READ_ONLY
 */
export function keepWish(project: Project, wish: BookWish): WishReport {
  if (project.readOnly) throw project.readOnly
  if (wish.houseStyle !== undefined) knownHouseStyle(wish.houseStyle)
  const desk = layoutDesk()
  const before = layOut(project, {}, { desk })
  const kept = project.book.wish()
  const done = wishWords(wish)
  const next = {
    houseStyle: wish.houseStyle ?? kept.houseStyle,
    dial: wish.dial ?? kept.dial,
    pageCount: wish.pageCount === 'free' ? null : (wish.pageCount ?? kept.pageCount),
  }
  keepEdit(project, said`Pages: ${done}`, (rows) => project.book.keepWish(rows, next))
  const layout = layOut(project, {}, { desk })
  const changed = JSON.stringify(kept) !== JSON.stringify(next)
  return { done, changed, layout, ...pagesChanged(before, layout) }
}
