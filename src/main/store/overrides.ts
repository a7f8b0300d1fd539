import { asc, eq } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import type { Override } from '../../shared/domain/override.ts'
import type { Store } from './open-store.ts'
import { override } from './schema/index.ts'

export type StoredOverride = Override & { id: string }

/** Corrections by the author. They hang on words of a scene, so they are kept even while the scene is in the trash. */
export interface OverrideRepository {
  /** All of them, oldest first: a later one about the same thing has already taken the earlier one's place. */
  all(): StoredOverride[]
  /** Adds a correction in place of any about the same thing. Returns its id. */
  set(correction: Override, now: number): string
  withdraw(id: string): void
}

export function overrideRepository({ db, sqlite }: Store): OverrideRepository {
  const all = (): StoredOverride[] =>
    db
      .select()
      .from(override)
      .orderBy(asc(override.id))
      .all()
      .map(({ id, body }) => ({ ...body, id }))
  return {
    all,
    set(correction, now) {
      const id = uuid()
      sqlite.transaction(() => {
        for (const earlier of all().filter((one) => isAboutTheSame(one, correction))) {
          db.delete(override).where(eq(override.id, earlier.id)).run()
        }
        db.insert(override).values({ id, body: correction, createdAt: now }).run()
      })()
      return id
    },
    withdraw(id) {
      db.delete(override).where(eq(override.id, id)).run()
    },
  }
}

function isAboutTheSame(a: Override, b: Override): boolean {
  return a.about === b.about && a.sceneKey === b.sceneKey && a.anchor === b.anchor && a.personId === b.personId
}
