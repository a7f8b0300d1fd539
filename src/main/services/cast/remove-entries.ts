import { AppError } from '../../../shared/errors.ts'
import { counted } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { type CastEdited, editCast, type OnRead } from './edit-cast.ts'
import { findPersonEntry, findPlaceEntry } from './find-entry.ts'

/** Who and what, by id. */
export interface WhichEntries {
  people: readonly string[]
  places: readonly string[]
}

/**
 * Takes people and places out of the cast. What the script draws of them it goes on drawing, by its own words; their
 * references stay and are told as of somebody who is gone.
 *
 * @throws AppError NOT_FOUND, WRONG_USE for none
 */
export async function removeEntries(
  project: Project,
  which: WhichEntries,
  onRead?: OnRead,
): Promise<CastEdited & { removed: number }> {
  const people = [...new Set(which.people)].map((id) => findPersonEntry(project, id))
  const places = [...new Set(which.places)].map((id) => findPlaceEntry(project, id))
  const all = [...people, ...places]
  if (all.length === 0)
    throw new AppError('WRONG_USE', said`Nobody and nothing to remove.`, { remedy: said`Choose somebody.` })
  const label = said`${all.length === 1 ? all[0]!.name : said`${counted(all.length, 'entry', 'entries')}`} removed from the cast`
  const removedAt = project.now()
  const { edited } = await editCast(
    project,
    label,
    (rows) => {
      for (const entry of people) project.cast.put(rows, 'person', { ...entry, removedAt })
      for (const entry of places) project.cast.put(rows, 'place', { ...entry, removedAt })
    },
    onRead,
  )
  return { ...edited, removed: all.length }
}
