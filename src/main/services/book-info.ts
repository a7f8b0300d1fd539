import { findPageFormat, PAGE_FORMATS } from '../../comic/page-formats.ts'
import type { BookInfo, Problem } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import type { BookSettings } from '../store/book.ts'
import { imageryRootOf } from './imagery/folder-book.ts'

/** A book as its window's frame shows it. */
export function bookInfo(project: Project): BookInfo {
  const { createdAt: _, noteHeadings: __, ...settings } = project.book.settings()
  const { chapters, scenes, panels } = project.script.counts()
  return {
    folder: project.folder,
    ...settings,
    chapters,
    scenes,
    panels,
    imageryFolder: imageryRootOf(project),
    readOnly: project.readOnly && problemOf(project.readOnly),
    notices: project.notices,
  }
}

export function problemOf({ code, message, remedy, place }: AppError): Problem {
  return { code, message, ...(remedy === undefined ? {} : { remedy }), ...(place === undefined ? {} : { place }) }
}

/** Panels with a picture in the style and language that have the most. Counts rows; whether files are there is not asked. */
export function drawnPanels({ store }: Project): number {
  return store.sqlite
    .prepare(
      `select coalesce(max(panels), 0) from (
         select count(distinct take.panel_id) panels from take join panel on panel.id = take.panel_id
         where take.trashed_at is null and panel.trashed_at is null group by art_style_id, language
       )`,
    )
    .pluck()
    .get() as number
}

/** What an author may change about a book after it was made. Absent = as it is. */
export type BookChange = {
  [Key in 'title' | 'author' | 'language' | 'pageFormat' | 'readingDirection' | 'wordsPerPanel']?:
    | BookSettings[Key]
    | undefined
}

/** @throws AppError READ_ONLY; WRONG_USE for a page format that there is not */
export function changeBook(project: Project, change: BookChange): BookInfo {
  if (project.readOnly) throw project.readOnly
  const { pageFormat } = change
  if (pageFormat !== undefined && !findPageFormat(pageFormat))
    throw new AppError('WRONG_USE', said`There is no page format "${pageFormat}".`, {
      remedy: said`There are: ${PAGE_FORMATS.map(({ id }) => id).join(', ')}.`,
    })
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  project.book.change(Object.fromEntries(given))
  return bookInfo(project)
}
