import type { Person, Place } from '../../shared/domain/bible.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'

interface Referenced {
  references: number
  /** The reference that is used first; null = there is none. */
  referenceId: string | null
}

export interface CastView {
  people: (Referenced & Pick<Person, 'id' | 'name' | 'role' | 'kind'> & { looks: number; panels: number })[]
  places: (Referenced & Pick<Place, 'id' | 'name'> & { zones: number; panels: number })[]
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
    people: people.map(({ id, name, role, kind, looks }) => ({
      id,
      name,
      role,
      kind,
      looks: looks.length,
      panels: drawn.get(id)?.panels ?? 0,
      ...referenced('person', id),
    })),
    places: places.map(({ id, name, zones }) => ({
      id,
      name,
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

/** @throws AppError NOT_FOUND */
export function personDetail(project: Project, personId: string): Person & { panels: number } {
  const person = project.cast.bible().people.find(({ id }) => id === personId)
  if (person) return { ...person, panels: countDrawn(project).get(personId)?.panels ?? 0 }
  throw new AppError('NOT_FOUND', `The bible has nobody called ${personId}.`)
}

/** @throws AppError NOT_FOUND */
export function placeDetail(project: Project, placeId: string): Place & { panels: number } {
  const place = project.cast.bible().places.find(({ id }) => id === placeId)
  if (!place) throw new AppError('NOT_FOUND', `The bible has no place called ${placeId}.`)
  const set = countPlaces(project)
  const ids = [placeId, ...place.zones.map(({ id }) => id)]
  return { ...place, panels: ids.reduce((sum, id) => sum + (set.get(id) ?? 0), 0) }
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
