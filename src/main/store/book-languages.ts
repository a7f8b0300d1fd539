import { eq, sql } from 'drizzle-orm'
import type { BookLanguage } from '../../shared/domain/book-language.ts'
import type { Store } from './open-store.ts'
import { bookLanguage } from './schema/index.ts'

/** Languages the book is lettered in beside its own. */
export interface BookLanguageRepository {
  /** In the order they were added. */
  all(): BookLanguage[]
  /** Null when the book has no such language. */
  find(code: string): BookLanguage | null
  /** Adds the language, or sets what it is like. */
  put(language: BookLanguage, now: number): void
  /** @returns false when the book had no such language */
  remove(code: string): boolean
}

export function bookLanguageRepository({ db }: Store): BookLanguageRepository {
  const { code, readingDirection, writing, digits } = bookLanguage
  const rows = () => db.select({ code, readingDirection, writing, digits }).from(bookLanguage)
  return {
    all: () => rows().orderBy(sql`rowid`).all(),
    find: (wanted) => rows().where(eq(code, wanted)).get() ?? null,
    put(language, now) {
      const { code: _, ...settings } = language
      db.insert(bookLanguage)
        .values({ ...language, addedAt: now })
        .onConflictDoUpdate({ target: code, set: settings })
        .run()
    },
    remove: (wanted) => db.delete(bookLanguage).where(eq(code, wanted)).run().changes > 0,
  }
}
