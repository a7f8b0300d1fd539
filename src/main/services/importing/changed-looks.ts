import type { Bible, Person, Place } from '../../../shared/domain/bible.ts'
import { ageAt, lookAt, type StoryMoment } from '../../prompts/look-at.ts'
import { hashOf } from '../../script/merge/text-hash.ts'
import type { StoredPanel } from '../../store/script.ts'
import type { KnownScene } from '../../store/script-memory.ts'

/** A panel in which somebody, or the place, looks different from before. */
export interface LookChange {
  id: string
  /** Hashes over how everybody and the place look in it: equal = the same to the eye. */
  before: string
  after: string
}

/**
 * Panels in which somebody, or the place, now looks different from before: the cast says something else, or their scene
 * plays at another time of their lives.
 *
 * @param scenesBefore the scenes that were there before, for when they played
 */
export function panelsThatLookDifferent(
  panels: readonly StoredPanel[],
  scenesBefore: readonly Pick<KnownScene, 'id' | 'script' | 'setting'>[],
  before: Bible,
  after: Bible,
): LookChange[] {
  const people = entriesOfBoth(before.people, after.people)
  const places = entriesOfBoth(before.places, after.places)
  const scenes = new Map(scenesBefore.map((scene) => [scene.id, scene]))
  return panels.flatMap(({ id, sceneId, content, date, chapter, ages }) => {
    const scene = scenes.get(sceneId)
    const now = { date, chapter, ages }
    const then = scene ? { date: scene.setting.date, chapter, ages: scene.script.slug?.ages ?? [] } : now
    const isMoved = then.date !== now.date || hashOf(then.ages) !== hashOf(now.ages)
    const drawn = content.people.flatMap(({ personId, role }) =>
      role === 'mentioned' ? [] : (people.get(personId) ?? []),
    )
    const place = places.get(content.placeId?.split('/')[0] ?? '')
    if (!isMoved && !place?.differ && !drawn.some(({ differ }) => differ)) return []
    const sight = (which: 'before' | 'after', moment: StoryMoment) =>
      hashOf([place ? viewOf(place[which]) : null, ...drawn.map((each) => appearanceOf(each[which], moment))])
    const change = { id, before: sight('before', then), after: sight('after', now) }
    return change.before === change.after ? [] : [change]
  })
}

/** Entries that are in both, and whether they differ in anything. */
function entriesOfBoth<Entry extends { id: string }>(
  before: readonly Entry[],
  after: readonly Entry[],
): Map<string, { before: Entry; after: Entry; differ: boolean }> {
  const old = new Map(before.map((entry) => [entry.id, entry]))
  return new Map(
    after.flatMap((entry) => {
      const known = old.get(entry.id)
      return known ? [[entry.id, { before: known, after: entry, differ: hashOf(known) !== hashOf(entry) }]] : []
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
