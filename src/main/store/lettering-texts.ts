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
  /** Ids of the lines over each panel of the script as it stands, in their order. */
  lineIds(): Map<string, string[]>
}

export function letteringTextRepository({ db, sqlite }: Store): LetteringTextRepository {
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
    lineIds() {
      const rows = sqlite
        .prepare(
          `select lettering.id, panel_id as panelId from lettering join panel on panel.id = panel_id
           where panel.trashed_at is null order by panel_id, position`,
        )
        .all() as { id: string; panelId: string }[]
      const ids = new Map<string, string[]>()
      for (const { id, panelId } of rows) {
        const lines = ids.get(panelId)
        if (lines === undefined) ids.set(panelId, [id])
        else lines.push(id)
      }
      return ids
    },
  }
}
