import type { Bible, Person, Place } from '../../shared/domain/bible.ts'
import type { EditedRows } from './edit-journal.ts'
import type { Store } from './open-store.ts'

/** A person or a place as the book keeps it. */
export interface CastEntry<Body extends Person | Place = Person | Place> {
  id: string
  position: number
  name: string
  /** The bible it was read from; null for what the author added here. */
  sourceId: string | null
  /** What holds. */
  body: Body
  /** What the file says, where the author says otherwise here; null = as read, or added here. */
  read: Body | null
  /** Epoch ms; the author took it out. Null = it is there. */
  removedAt: number | null
}

/** Everyone and every place, those that were taken out included, each in order. */
export interface CastEntries {
  people: CastEntry<Person>[]
  places: CastEntry<Place>[]
}

export type CastKind = 'person' | 'place'

export interface CastRepository {
  /** Everyone and every place of the book, in the bible's order. */
  bible(): Bible
  entries(): CastEntries
  /** Puts these in the place of all there are. Not an edit: nothing of it can be undone. */
  replaceAll(entries: CastEntries): void
  /** Writes one within an edit. */
  put(rows: EditedRows, kind: CastKind, entry: CastEntry): void
  /** Name of the file an entry was read from. */
  fileOf(sourceId: string): string | null
}

export function castRepository({ sqlite }: Store): CastRepository {
  const read = <Body extends Person | Place>(table: CastKind): CastEntry<Body>[] =>
    (
      sqlite
        .prepare(
          `select id, position, name, source_id as sourceId, body, read, removed_at as removedAt
           from ${table} order by position, id`,
        )
        .all() as (Omit<CastEntry<Body>, 'body' | 'read'> & { body: string; read: string | null })[]
    ).map((row) => ({ ...row, body: JSON.parse(row.body), read: row.read === null ? null : JSON.parse(row.read) }))

  function write(table: CastKind, entries: readonly CastEntry[]): void {
    sqlite.prepare(`delete from ${table}`).run()
    const add = sqlite.prepare(
      `insert into ${table} (id, position, name, source_id, body, read, removed_at)
       values (:id, :position, :name, :sourceId, :body, :read, :removedAt)`,
    )
    for (const entry of entries) add.run({ ...entry, body: JSON.stringify(entry.body), read: jsonOf(entry.read) })
  }

  return {
    bible: () => bibleOf({ people: read<Person>('person'), places: read<Place>('place') }),
    entries: () => ({ people: read<Person>('person'), places: read<Place>('place') }),
    replaceAll({ people, places }) {
      sqlite.transaction(() => {
        write('person', people)
        write('place', places)
      })()
    },
    put(rows, kind, { id, sourceId, removedAt, body, read, position, name }) {
      rows.put(
        kind,
        { id },
        {
          position,
          name,
          source_id: sourceId,
          body: JSON.stringify(body),
          read: jsonOf(read),
          removed_at: removedAt,
        },
      )
    },
    fileOf: (sourceId) =>
      (sqlite.prepare('select name from source where id = ?').pluck().get(sourceId) as string | undefined) ?? null,
  }
}

/** Those that are there. */
export function bibleOf({ people, places }: CastEntries): Bible {
  const there = <Body extends Person | Place>(entries: readonly CastEntry<Body>[]) =>
    entries.filter(({ removedAt }) => removedAt === null).map(({ body }) => body)
  return { people: there(people), places: there(places) }
}

const jsonOf = (body: object | null) => (body === null ? null : JSON.stringify(body))
