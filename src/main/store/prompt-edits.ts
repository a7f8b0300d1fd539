import { and, eq } from 'drizzle-orm'
import type { Store } from './open-store.ts'
import { promptEdit } from './schema/index.ts'

/** A prompt the author rewrote, for one panel, style and language. */
export type PromptEdit = typeof promptEdit.$inferSelect

export interface PromptEditRepository {
  /** Every edit in a style and language, by panel id. */
  forEdition(artStyleId: string, language: string): Map<string, PromptEdit>
  set(edit: PromptEdit): void
  /** Composition speaks again. */
  withdraw(edit: Pick<PromptEdit, 'panelId' | 'artStyleId' | 'language'>): void
}

export function promptEditRepository({ db }: Store): PromptEditRepository {
  return {
    forEdition(artStyleId, language) {
      const rows = db
        .select()
        .from(promptEdit)
        .where(and(eq(promptEdit.artStyleId, artStyleId), eq(promptEdit.language, language)))
        .all()
      return new Map(rows.map((row) => [row.panelId, row]))
    },
    set(edit) {
      const { panelId: _, artStyleId: __, language: ___, ...words } = edit
      db.insert(promptEdit)
        .values(edit)
        .onConflictDoUpdate({ target: [promptEdit.panelId, promptEdit.artStyleId, promptEdit.language], set: words })
        .run()
    },
    withdraw({ panelId, artStyleId, language }) {
      db.delete(promptEdit)
        .where(
          and(
            eq(promptEdit.panelId, panelId),
            eq(promptEdit.artStyleId, artStyleId),
            eq(promptEdit.language, language),
          ),
        )
        .run()
    },
  }
}
