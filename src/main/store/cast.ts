import type { Bible, Person, Place } from '../../shared/domain/bible.ts'
import type { Store } from './open-store.ts'

/** A bible file that was read, by its source. */
export interface BibleOfSource {
  sourceId: string
  bible: Bible
}

export interface CastRepository {
  /** Everyone and every place of the book, in the bible's order. */
  bible(): Bible
  /**
   * The cast as it will be once these bibles are taken over: their people and places added or replaced, and those they
   * named before and name no longer gone. What came from elsewhere stays.
   */
  withTakenOver(bibles: readonly BibleOfSource[]): Bible
  /** Takes bibles over into the book; their sources must be there. */
  takeOver(bibles: readonly BibleOfSource[]): void
}

interface Entry<Body> {
  id: string
  position: number
  name: string
  /** Null for what the author added here. */
  sourceId: string | null
  body: Body
}

export function castRepository({ sqlite }: Store): CastRepository {
  const read = <Body>(table: 'person' | 'place'): Entry<Body>[] =>
    (
      sqlite
        .prepare(`select id, position, name, source_id as sourceId, body from ${table} order by position, id`)
        .all() as Entry<string>[]
    ).map((row) => ({ ...row, body: JSON.parse(row.body) }))

  function write<Body>(table: 'person' | 'place', entries: readonly Entry<Body>[]): void {
    sqlite.prepare(`delete from ${table}`).run()
    const add = sqlite.prepare(
      `insert into ${table} (id, position, name, source_id, body) values (:id, :position, :name, :sourceId, :body)`,
    )
    for (const entry of entries) add.run({ ...entry, body: JSON.stringify(entry.body) })
  }

  const peopleAfter = (bibles: readonly BibleOfSource[]) =>
    bibles.reduce((entries, { sourceId, bible }) => replaced(entries, sourceId, bible.people), read<Person>('person'))
  const placesAfter = (bibles: readonly BibleOfSource[]) =>
    bibles.reduce((entries, { sourceId, bible }) => replaced(entries, sourceId, bible.places), read<Place>('place'))

  const withTakenOver = (bibles: readonly BibleOfSource[]): Bible => ({
    people: peopleAfter(bibles).map(({ body }) => body),
    places: placesAfter(bibles).map(({ body }) => body),
  })
  return {
    bible: () => withTakenOver([]),
    withTakenOver,
    takeOver(bibles) {
      sqlite.transaction(() => {
        write('person', peopleAfter(bibles))
        write('place', placesAfter(bibles))
      })()
    },
  }
}

/** In the bible's order; entries of other files after it keep theirs. */
function replaced<Body extends { id: string; name: string }>(
  entries: readonly Entry<Body>[],
  sourceId: string,
  bodies: readonly Body[],
): Entry<Body>[] {
  const named = new Set(bodies.map(({ id }) => id))
  const others = entries.filter((entry) => entry.sourceId !== sourceId && !named.has(entry.id))
  const own = bodies.map((body, position) => ({ id: body.id, position, name: body.name, sourceId, body }))
  return [...own, ...others].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}
