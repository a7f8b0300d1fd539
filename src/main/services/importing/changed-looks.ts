import type { Bible, Person, Place } from '../../../shared/domain/bible.ts'
import { ageAt, lookAt, type StoryMoment } from '../../prompts/look-at.ts'
import { hashOf } from '../../script/merge/text-hash.ts'
import type { StoredPanel } from '../../store/script.ts'

/** Panels in which somebody, or the place, now looks different from what the cast said before. */
export function panelsThatLookDifferent(panels: readonly StoredPanel[], before: Bible, after: Bible): string[] {
  const people = changedEntries(before.people, after.people)
  const places = changedEntries(before.places, after.places)
  if (people.size + places.size === 0) return []
  return panels
    .filter(({ content, date, chapter }) => {
      const place = places.get(content.placeId?.split('/')[0] ?? '')
      if (place && viewOf(place.before) !== viewOf(place.after)) return true
      return content.people.some(({ personId, role }) => {
        const person = role === 'mentioned' ? undefined : people.get(personId)
        const moment = { date, chapter }
        return person !== undefined && appearanceOf(person.before, moment) !== appearanceOf(person.after, moment)
      })
    })
    .map(({ id }) => id)
}

/** Entries that are in both and differ in anything. */
function changedEntries<Entry extends { id: string }>(
  before: readonly Entry[],
  after: readonly Entry[],
): Map<string, { before: Entry; after: Entry }> {
  const old = new Map(before.map((entry) => [entry.id, entry]))
  return new Map(
    after.flatMap((entry) => {
      const known = old.get(entry.id)
      return known && hashOf(known) !== hashOf(entry) ? [[entry.id, { before: known, after: entry }]] : []
    }),
  )
}

function appearanceOf(person: Person, moment: StoryMoment): string {
  const look = lookAt(person, moment)
  const { kind, gender, always, count } = person
  return hashOf([kind, gender, always, count, look?.appearance, look?.outfit, ageAt(person, moment)])
}

function viewOf({ signature, light, indoors }: Place): string {
  return hashOf([signature, light, indoors])
}
