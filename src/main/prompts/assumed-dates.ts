import type { Person } from '../../shared/domain/bible.ts'
import type { PanelContent } from '../../shared/domain/panel.ts'
import { hasWords } from './phrases.ts'
import { sharedDays, spanBetween, spanOf } from './story-date.ts'

interface PanelInBook {
  id: string
  sceneId: string
  chapter: string
  date: string | null
  content: Pick<PanelContent, 'what' | 'people'>
}

/**
 * When panels of scenes without a date are taken to play, by panel id, so that all who meet are of one age and dressed
 * for one day. A name that only holds then ("young Amble", 1901) dates its scene, or its panel where others in the
 * scene have no look for that year. Else it is the time for which most of the chapter's people have a look, of equal
 * times the first. Panels of a chapter whose people have no dated looks are not in it.
 */
export function assumedDates(panels: readonly PanelInBook[], people: ReadonlyMap<string, Person>): Map<string, string> {
  const undated = panels.filter(({ date }) => date === null)
  const dates = new Map<string, string>()
  for (const chapter of Map.groupBy(undated, (panel) => panel.chapter).values()) {
    const usual = usualDate(drawnIn(chapter, people))
    for (const scene of Map.groupBy(chapter, (panel) => panel.sceneId).values()) {
      const ofScene = yearOfAName(scene, drawnIn(scene, people)) ?? usual
      for (const panel of scene) {
        const date = yearOfAName([panel], drawnIn([panel], people)) ?? ofScene
        if (date !== null) dates.set(panel.id, date)
      }
    }
  }
  return dates
}

function drawnIn(panels: readonly PanelInBook[], people: ReadonlyMap<string, Person>): Person[] {
  const drawn = panels.flatMap(({ content }) => content.people).filter(({ role }) => role !== 'mentioned')
  return [...new Set(drawn.map(({ personId }) => personId))].flatMap((id) => people.get(id) ?? [])
}

/** The year of a name in use that holds in one stretch only, if all these people have a look for it. */
function yearOfAName(panels: readonly PanelInBook[], people: readonly Person[]): string | null {
  const used = people
    .flatMap(({ aliases }) => aliases)
    .filter(({ fromYear, untilYear }) => fromYear !== null && untilYear !== null)
    .find(({ text }) => panels.some(({ content }) => hasWords(content.what, text)))
  if (used === undefined) return null
  const year = String(used.fromYear)
  return people.filter(hasDatedLooks).every((person) => isDressedFor(person, year)) ? year : null
}

function usualDate(people: readonly Person[]): string | null {
  const starts = people.flatMap(({ looks }) => looks.flatMap(({ from }) => from ?? []))
  const votes = [...new Set(starts)]
    .sort()
    .map((date) => ({ date, people: people.filter((person) => isDressedFor(person, date)).length }))
  return votes.toSorted((a, b) => b.people - a.people)[0]?.date ?? null
}

const hasDatedLooks = ({ looks }: Person) => looks.some(({ from, until }) => (from ?? until) !== null)

const isDressedFor = ({ looks }: Person, date: string) =>
  looks.some(({ from, until }) => (from ?? until) !== null && sharedDays(spanBetween(from, until), spanOf(date)) > 0)
