import type { Person, Place } from '../../shared/domain/bible.ts'
import type { Project } from '../open-project.ts'
import type { CastEntry } from '../store/cast.ts'
import { findPersonEntry, findPlaceEntry } from './cast/find-entry.ts'

interface Referenced {
  references: number
  /** The reference that is used first; null = there is none. */
  referenceId: string | null
}

export interface CastView {
  people: (Referenced &
    Pick<Person, 'id' | 'name' | 'role' | 'kind'> & { aliases: string[]; looks: number; panels: number })[]
  places: (Referenced & Pick<Place, 'id' | 'name' | 'aliases'> & { zones: number; panels: number })[]
  /** Drawn in panels without an entry in the bible. */
  walkOns: { id: string; name: string; panels: number }[]
}

/** Everybody and every place of the book with how often they are drawn. */
export function castView(project: Project): CastView {
  const { people, places } = project.cast.bible()
  const drawn = countDrawn(project)
  const set = countPlaces(project)
  const references = Map.groupBy(project.references.all(), ({ subject, of }) => `${subject} ${of}`)
  const referenced = (subject: string, of: string): Referenced => {
    const own = references.get(`${subject} ${of}`) ?? []
    return { references: own.length, referenceId: (own.find(({ preferred }) => preferred) ?? own.at(-1))?.id ?? null }
  }
  const known = new Set(people.map(({ id }) => id))
  return {
    people: people.map(({ id, name, aliases, role, kind, looks }) => ({
      id,
      name,
      aliases: aliases.map(({ text }) => text),
      role,
      kind,
      looks: looks.length,
      panels: drawn.get(id)?.panels ?? 0,
      ...referenced('person', id),
    })),
    places: places.map(({ id, name, aliases, zones }) => ({
      id,
      name,
      aliases: [...aliases, ...zones.flatMap((zone) => [zone.name, ...zone.aliases])],
      zones: zones.length,
      panels: [id, ...zones.map((zone) => zone.id)].reduce((sum, each) => sum + (set.get(each) ?? 0), 0),
      ...referenced('place', id),
    })),
    walkOns: [...drawn]
      .filter(([id]) => !known.has(id))
      .map(([id, { name, panels }]) => ({ id, name: name ?? id.replaceAll('-', ' '), panels }))
      .sort((a, b) => b.panels - a.panels || (a.id < b.id ? -1 : 1)),
  }
}

/** Where an entry comes from. */
export interface Origin<Body> {
  /** The file it was read from; null = it was added here, or the file has it no longer. */
  file: string | null
  /** What the file says, where the author says otherwise here; null = as read. */
  read: Body | null
}

/** @throws AppError NOT_FOUND */
export function personDetail(project: Project, personId: string): Person & Origin<Person> & { panels: number } {
  const entry = findPersonEntry(project, personId)
  return { ...entry.body, ...originOf(project, entry), panels: countDrawn(project).get(personId)?.panels ?? 0 }
}

/** @throws AppError NOT_FOUND */
export function placeDetail(project: Project, placeId: string): Place & Origin<Place> & { panels: number } {
  const entry = findPlaceEntry(project, placeId)
  const set = countPlaces(project)
  const ids = [placeId, ...entry.body.zones.map(({ id }) => id)]
  return {
    ...entry.body,
    ...originOf(project, entry),
    panels: ids.reduce((sum, id) => sum + (set.get(id) ?? 0), 0),
  }
}

function originOf<Body extends Person | Place>({ cast }: Project, { sourceId, read }: CastEntry<Body>): Origin<Body> {
  return { file: sourceId === null ? null : cast.fileOf(sourceId), read }
}

function countDrawn({ store }: Project): Map<string, { name: string | null; panels: number }> {
  const rows = store.sqlite
    .prepare(
      `select person_id id, max(description) name, count(distinct panel_id) panels
       from panel_person join panel on panel.id = panel_id
       where trashed_at is null and role <> 'mentioned' group by person_id`,
    )
    .all() as { id: string; name: string | null; panels: number }[]
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

function countPlaces({ store }: Project): Map<string, number> {
  const rows = store.sqlite
    .prepare(
      `select place_id id, count(*) panels from panel
       where trashed_at is null and place_id is not null group by place_id`,
    )
    .all() as { id: string; panels: number }[]
  return new Map(rows.map(({ id, panels }) => [id, panels]))
}
