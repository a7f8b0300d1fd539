import type { Person, Place } from '../../../shared/domain/bible.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { idFromName } from '../../script/readers/bible/ids.ts'
import type { CastEntry } from '../../store/cast.ts'

/** @throws AppError NOT_FOUND also for somebody the author took out */
export function findPersonEntry({ cast }: Pick<Project, 'cast'>, id: string): CastEntry<Person> {
  const entry = cast.entries().people.find((each) => each.id === id && each.removedAt === null)
  if (entry) return entry
  throw new AppError('NOT_FOUND', said`The cast has nobody called ${id}.`, GONE)
}

/** @throws AppError NOT_FOUND also for a place the author took out */
export function findPlaceEntry({ cast }: Pick<Project, 'cast'>, id: string): CastEntry<Place> {
  const entry = cast.entries().places.find((each) => each.id === id && each.removedAt === null)
  if (entry) return entry
  throw new AppError('NOT_FOUND', said`The cast has no place called ${id}.`, GONE)
}

const GONE = { remedy: said`It may have been removed: look at the list again.` }

/** An id that nobody has yet, made of the name; also none of those who were taken out. */
export function freeId(name: string, taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id))
  const base = idFromName(name).slice(0, LONGEST_ID)
  let id = base
  for (let n = 2; ids.has(id); n++) id = `${base}-${n}`
  return id
}

const LONGEST_ID = 60

/** One more than the last. */
export function nextPosition(entries: readonly { position: number }[]): number {
  return entries.reduce((most, { position }) => Math.max(most, position), -1) + 1
}
