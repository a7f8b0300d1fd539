import { join } from 'node:path'
import { PAGE_FORMATS } from '../../../comic/page-formats.ts'
import { bookInfo, changeBook } from '../../services/book-info.ts'
import { setBudgets } from '../../services/budgets.ts'
import { newBook } from '../../services/new-book.ts'
import { openSample, sampleFolder } from '../../services/sample-book.ts'
import { bookStatus } from '../../services/status.ts'
import { whatLiesThere } from '../../services/what-lies-there.ts'
import { bookFolderName, booksFolder } from '../books-folder.ts'
import { type Desk, OWNER_WORDS } from '../desk.ts'
import type { Part } from './part.ts'

/** Whoever opens the sample waits no longer for its pictures: then it comes without. */
const SAMPLE_PATIENCE_MS = 8_000

export function bookHandlers(desk: Desk): Part<'book'> {
  const { household, host } = desk
  const options = {
    what: OWNER_WORDS[host.kind],
    now: household.now,
    env: household.env,
  }
  return {
    'book.current': () => {
      const open = desk.current()
      return { book: open && bookInfo(open.project) }
    },
    'book.open': async (which) => ({
      book: await desk.open('folder' in which ? which.folder : household.recent.folderOf(which.recent)),
    }),
    'book.look': ({ paths }) => whatLiesThere(paths),
    'book.create': async ({ folder, ...wanted }) => {
      const path = folder ?? join(booksFolder(household.env), bookFolderName(wanted.title))
      return { book: await desk.take(path, () => newBook(path, wanted, options)) }
    },
    'book.sample': async () => {
      const path = sampleFolder(booksFolder(household.env))
      return {
        book: await desk.take(path, () => openSample(path, () => household.sample.made(SAMPLE_PATIENCE_MS), options)),
      }
    },
    'book.close': async () => {
      await desk.closeBook()
      return {}
    },
    'book.change': (change) => changeBook(desk.book().project, change),
    'book.budget': (change) => {
      const { project, work } = desk.book()
      const { book, day } = setBudgets(project, change)
      work.refresh()
      return { bookUsd: book.capUsd, bookLeftUsd: book.leftUsd, dayUsd: day.capUsd, dayLeftUsd: day.leftUsd }
    },
    'book.status': () => bookStatus(desk.book().project),
    'book.formats': () => ({
      formats: PAGE_FORMATS.map(({ id, name, trimMm, direction }) => ({ id, name, trimMm, direction })),
    }),
  }
}
