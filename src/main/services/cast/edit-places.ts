import type { Place } from '../../../shared/domain/bible.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { idFromName } from '../../script/readers/bible/ids.ts'
import { indoorsByName } from '../../script/readers/bible/indoors.ts'
import { changedWords } from './changed-words.ts'
import { type CastEdited, editCast, type OnRead } from './edit-cast.ts'
import { emptyPlace } from './empty-entries.ts'
import { findPlaceEntry, freeId, nextPosition } from './find-entry.ts'
import { writeEntry } from './write-entry.ts'

/** A room or a corner; without an id it is a new one. */
export interface ZoneAsEdited {
  id?: string | undefined
  name: string
  aliases: string[]
}

/** What is not given stays. */
export type PlaceChange = { [Field in Exclude<keyof Place, 'id' | 'zones'>]?: Place[Field] | undefined } & {
  zones?: readonly ZoneAsEdited[] | undefined
}

/** Changes what the book says of a place. @throws AppError NOT_FOUND */
export async function changePlace(
  project: Project,
  id: string,
  change: PlaceChange,
  onRead?: OnRead,
): Promise<CastEdited> {
  const { zones, ...given } = change
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const { body } = findPlaceEntry(project, id)
  const { edited } = await editCast(
    project,
    said`${body.name}: ${changedWords(change)} changed`,
    (rows) => {
      const entry = findPlaceEntry(project, id)
      const next: Place = { ...entry.body, ...fields, ...(zones ? { zones: withIds(id, zones) } : {}) }
      const isRenamed = next.name !== entry.body.name && !next.aliases.includes(entry.body.name)
      if (isRenamed) next.aliases = [...next.aliases, next.name, entry.body.name].filter(isFirst)
      writeEntry(project, rows, 'place', entry, next)
    },
    onRead,
  )
  return edited
}

/** Gives a place an entry. @throws AppError WRONG_USE for a name that another has already */
export async function addPlace(
  project: Project,
  { name }: { name: string },
  onRead?: OnRead,
): Promise<CastEdited & { id: string }> {
  const { places } = project.cast.entries()
  const namesake = places.find((entry) => entry.removedAt === null && entry.name.toLowerCase() === name.toLowerCase())
  if (namesake) {
    throw new AppError('WRONG_USE', said`${namesake.name} is among the places already.`, {
      remedy: said`Open that entry, or give a name that tells the two apart.`,
    })
  }
  const id = freeId(name, places)
  const aliases = [name, name.replace(/^the\s+/i, '')].filter(isFirst)
  const { edited } = await editCast(
    project,
    said`${name} added to the places`,
    (rows) =>
      project.cast.put(rows, 'place', {
        ...{ id, name, read: null, sourceId: null, removedAt: null },
        body: { ...emptyPlace(id, name), aliases, indoors: indoorsByName(name) },
        position: nextPosition(places),
      }),
    onRead,
  )
  return { ...edited, id }
}

/** Two of one name are told apart by a number. */
function withIds(placeId: string, zones: readonly ZoneAsEdited[]): Place['zones'] {
  const taken = new Set(zones.flatMap(({ id }) => id ?? []))
  return zones.map(({ id, name, aliases }) => {
    if (id !== undefined) return { id, name, aliases }
    const base = `${placeId}/${idFromName(name)}`
    let own = base
    for (let n = 2; taken.has(own); n++) own = `${base}-${n}`
    taken.add(own)
    return { id: own, name, aliases }
  })
}

const isFirst = (word: string, at: number, all: readonly string[]) => all.indexOf(word) === at
