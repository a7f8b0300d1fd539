import { asc, eq } from 'drizzle-orm'
import type { ArtStyle } from '../../shared/domain/art-style.ts'
import type { Store } from './open-store.ts'
import { artStyle } from './schema/index.ts'

/** Art styles the author added to this book, or changed; presets ship as files. */
export interface StyleRepository {
  all(): ArtStyle[]
  /** Adds a style, or takes the place of the one with its id. */
  set(style: ArtStyle, now: number): void
  /** A changed preset is as shipped again; an added style is gone. */
  remove(id: string): void
}

export function styleRepository({ db }: Store): StyleRepository {
  return {
    all() {
      return db
        .select({ body: artStyle.body })
        .from(artStyle)
        .orderBy(asc(artStyle.id))
        .all()
        .map(({ body }) => body)
    },
    set(style, now) {
      const row = { version: style.version, body: style, changedAt: now }
      db.insert(artStyle)
        .values({ id: style.id, ...row })
        .onConflictDoUpdate({ target: artStyle.id, set: row })
        .run()
    },
    remove(id) {
      db.delete(artStyle).where(eq(artStyle.id, id)).run()
    },
  }
}
