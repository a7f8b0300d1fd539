import { eq } from 'drizzle-orm'
import type { LetteringText } from '../../shared/domain/lettering-text.ts'
import type { Store } from './open-store.ts'
import { letteringText } from './schema/index.ts'

/** What is set as letters, in other languages than the book's own. */
export interface LetteringTextRepository {
  /** Everything there is in a language, also for lines that are no longer in the script. */
  inLanguage(language: string): LetteringText[]
  /** Writes a text, over the one before. */
  put(text: LetteringText): void
}

export function letteringTextRepository({ db }: Store): LetteringTextRepository {
  return {
    inLanguage: (language) =>
      db
        .select()
        .from(letteringText)
        .where(eq(letteringText.language, language))
        .orderBy(letteringText.changedAt, letteringText.subjectId)
        .all(),
    put(text) {
      const { subject: _, subjectId: __, language: ___, ...words } = text
      db.insert(letteringText)
        .values(text)
        .onConflictDoUpdate({
          target: [letteringText.subject, letteringText.subjectId, letteringText.language],
          set: words,
        })
        .run()
    },
  }
}
