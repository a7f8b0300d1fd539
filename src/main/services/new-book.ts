import { basename, extname, resolve } from 'node:path'
import type { ReadingDirection } from '../../comic/page-format.ts'
import { findPageFormat, PAGE_FORMATS } from '../../comic/page-formats.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { createProject, type OpenOptions, type Project } from '../open-project.ts'
import { NOTE_HEADINGS } from '../script/readers/note-headings.ts'

/** What an author says about a new book; everything has a default. */
export interface NewBook {
  /** Default: the folder's name. */
  title?: string | undefined
  author?: string | undefined
  /** BCP 47; default `en`. */
  language?: string | undefined
  /** Default `us-comic`. */
  pageFormat?: string | undefined
  /** Default: as books of the page format are read. */
  readingDirection?: ReadingDirection | undefined
}

const WORDS_PER_PANEL = 90

/**
 * Makes a new book in `folder` and opens it.
 *
 * @throws AppError WRONG_USE (the folder is taken, no such page format), READ_ONLY, DISK_FULL
 */
export function newBook(folder: string, wanted: NewBook, options: Omit<OpenOptions, 'mode'>): Project {
  const format = findPageFormat(wanted.pageFormat ?? 'us-comic')
  if (!format)
    throw new AppError('WRONG_USE', said`There is no page format "${wanted.pageFormat}".`, {
      remedy: said`There are: ${PAGE_FORMATS.map(({ id }) => id).join(', ')}.`,
    })
  return createProject(
    folder,
    {
      title: wanted.title?.trim() || titleOf(folder),
      author: wanted.author ?? '',
      language: wanted.language ?? 'en',
      pageFormat: format.id,
      readingDirection: wanted.readingDirection ?? format.direction,
      wordsPerPanel: WORDS_PER_PANEL,
      noteHeadings: [...NOTE_HEADINGS],
      budgetUsd: null,
      dayBudgetUsd: null,
    },
    options,
  )
}

/** `~/books/postage-due.panelwright` is about `postage-due` until the author says better. */
function titleOf(folder: string): string {
  const name = basename(resolve(folder))
  return name.slice(0, name.length - extname(name).length) || name
}
