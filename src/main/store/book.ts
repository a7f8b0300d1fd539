import { eq, getTableColumns } from 'drizzle-orm'
import type { PageCountWish } from '../../shared/domain/layout-lock.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { EditedRows } from './edit-journal.ts'
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

/** How the book should be laid out, as far as the author has said so; null = as the layout has it. */
export interface KeptWish {
  /** Id of a house style. */
  houseStyle: string | null
  /** 0 keeps pictures whole, 1 gives dramatic sizes. */
  dial: number | null
  pageCount: Exclude<PageCountWish, 'free'> | null
}

export interface BookRepository {
  /** @throws AppError DAMAGED_BOOK when the book has lost its one row. */
  settings(): BookSettings & { createdAt: number }
  /** Changes what is given and leaves the rest. */
  change(settings: Partial<BookSettings>): void
  wish(): KeptWish
  /** Keeps a wish in place of the one there is, as part of an edit. */
  keepWish(rows: EditedRows, wish: KeptWish): void
  /** Writes the one row of a new book. */
  begin(settings: BookSettings, now: number): void
}

const ONLY_ROW = 1
const { houseStyle, dial, pageCount, pageMultiple, ...SETTINGS } = getTableColumns(book)
const WISH = { houseStyle, dial, pageCount, pageMultiple }

export function bookRepository({ db, sqlite }: Store): BookRepository {
  const lost = () => new AppError('DAMAGED_BOOK', said`The book ${sqlite.name} has no settings.`)
  return {
    settings() {
      const row = db.select(SETTINGS).from(book).where(eq(book.id, ONLY_ROW)).get()
      if (row === undefined) throw lost()
      const { id: _, readingDirection, ...settings } = row
      return { ...settings, readingDirection: readingDirection as BookSettings['readingDirection'] }
    },
    change(settings) {
      if (Object.keys(settings).length > 0) db.update(book).set(settings).where(eq(book.id, ONLY_ROW)).run()
    },
    wish() {
      const row = db.select(WISH).from(book).where(eq(book.id, ONLY_ROW)).get()
      if (row === undefined) throw lost()
      const { pageMultiple, ...wish } = row
      return pageMultiple === null ? wish : { ...wish, pageCount: { multipleOf: pageMultiple } }
    },
    keepWish(rows, { houseStyle, dial, pageCount }) {
      const [count, multiple] =
        typeof pageCount === 'object' ? [null, pageCount?.multipleOf ?? null] : [pageCount, null]
      const row = { house_style: houseStyle, dial, page_count: count, page_multiple: multiple }
      rows.put('book', { id: ONLY_ROW }, row)
    },
    begin(settings, now) {
      db.insert(book)
        .values({ id: ONLY_ROW, ...settings, createdAt: now })
        .run()
    },
  }
}
