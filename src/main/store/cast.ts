import { asc } from 'drizzle-orm'
import type { Bible } from '../../shared/domain/bible.ts'
import type { Store } from './open-store.ts'
import { person, place } from './schema/index.ts'

export interface CastRepository {
  /** Everyone and every place of the book, in the bible's order. */
  bible(): Bible
  /**
   * Takes over what a bible file says: its people and places are added or replaced, and those it named before and
   * names no longer are gone. What came from elsewhere stays.
   */
  takeOver(sourceId: string, bible: Bible): void
}

export function castRepository({ db, sqlite }: Store): CastRepository {
  const upsert = (table: 'person' | 'place') =>
    sqlite.prepare(
      `insert into ${table} (id, position, name, source_id, body) values (:id, :position, :name, :sourceId, :body)
       on conflict (id) do update set position = :position, name = :name, source_id = :sourceId, body = :body`,
    )
  return {
    bible() {
      return {
        people: db
          .select({ body: person.body })
          .from(person)
          .orderBy(asc(person.position), asc(person.id))
          .all()
          .map(({ body }) => body),
        places: db
          .select({ body: place.body })
          .from(place)
          .orderBy(asc(place.position), asc(place.id))
          .all()
          .map(({ body }) => body),
      }
    },
    takeOver(sourceId, { people, places }) {
      sqlite.transaction(() => {
        for (const [table, entries] of [
          ['person', people],
          ['place', places],
        ] as const) {
          sqlite
            .prepare(`delete from ${table} where source_id = ? and id not in (select value from json_each(?))`)
            .run(sourceId, JSON.stringify(entries.map(({ id }) => id)))
          const write = upsert(table)
          for (const [position, entry] of entries.entries()) {
            write.run({ id: entry.id, position, name: entry.name, sourceId, body: JSON.stringify(entry) })
          }
        }
      })()
    },
  }
}
