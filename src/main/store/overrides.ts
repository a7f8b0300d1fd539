import { asc } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import type { Override } from '../../shared/domain/override.ts'
import type { EditedRows } from './edit-journal.ts'
import type { Store } from './open-store.ts'
import { override } from './schema/index.ts'

export type StoredOverride = Override & { id: string }

/** Corrections by the author. They hang on words of a scene, so they are kept even while the scene is in the trash. */
export interface OverrideRepository {
  /** All of them, oldest first: a later one about the same thing has already taken the earlier one's place. */
  all(): StoredOverride[]
  /** Adds a correction in place of any about the same thing, as part of an edit. Returns its id. */
  set(rows: EditedRows, correction: Override, now: number): string
  withdraw(rows: EditedRows, id: string): void
}

export function overrideRepository({ db }: Store): OverrideRepository {
  const all = (): StoredOverride[] =>
    db
      .select()
      .from(override)
      .orderBy(asc(override.id))
      .all()
      .map(({ id, body }) => ({ ...body, id }))
  return {
    all,
    set(rows, correction, now) {
      const id = uuid()
      for (const earlier of all().filter((one) => isAboutTheSame(one, correction)))
        rows.put('override', { id: earlier.id }, null)
      rows.put('override', { id }, { body: JSON.stringify(correction), created_at: now })
      return id
    },
    withdraw: (rows, id) => rows.put('override', { id }, null),
  }
}

function isAboutTheSame(a: Override, b: Override): boolean {
  return a.about === b.about && a.sceneKey === b.sceneKey && a.anchor === b.anchor && a.personId === b.personId
}
