import { eq } from 'drizzle-orm'
import { AppError } from '../../shared/errors.ts'
import type { Store } from './open-store.ts'
import { book } from './schema/index.ts'

/** The book's own settings. */
export interface BookSettings {
  title: string
  author: string
  /** BCP 47, language the script is written in. */
  language: string
  /** Id of a page format, e.g. `us-comic`. */
  pageFormat: string
  readingDirection: 'ltr' | 'rtl' | 'vertical'
  /** Words of prose to a panel, 40–240. */
  wordsPerPanel: number
  /** Headings that open author's notes. */
  noteHeadings: string[]
  /** Hard cap on money for the whole book; null = none set. */
  budgetUsd: number | null
  /** Hard cap on money for one calendar day where the author is; null = none set. */
  dayBudgetUsd: number | null
}

export interface BookRepository {
  /** @throws AppError DAMAGED_BOOK when the book has lost its one row. */
  settings(): BookSettings & { createdAt: number }
  /** Changes what is given and leaves the rest. */
  change(settings: Partial<BookSettings>): void
  /** Writes the one row of a new book. */
  begin(settings: BookSettings, now: number): void
}

const ONLY_ROW = 1

export function bookRepository({ db, sqlite }: Store): BookRepository {
  return {
    settings() {
      const row = db.select().from(book).where(eq(book.id, ONLY_ROW)).get()
      if (row === undefined) throw new AppError('DAMAGED_BOOK', `The book ${sqlite.name} has no settings.`)
      const { id: _, readingDirection, ...settings } = row
      return { ...settings, readingDirection: readingDirection as BookSettings['readingDirection'] }
    },
    change(settings) {
      if (Object.keys(settings).length > 0) db.update(book).set(settings).where(eq(book.id, ONLY_ROW)).run()
    },
    begin(settings, now) {
      db.insert(book)
        .values({ id: ONLY_ROW, ...settings, createdAt: now })
        .run()
    },
  }
}
