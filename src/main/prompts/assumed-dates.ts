import type { Person } from '../../shared/domain/bible.ts'
import type { PanelContent } from '../../shared/domain/panel.ts'
import { hasWords } from './phrases.ts'
import { sharedDays, spanBetween, spanOf } from './story-date.ts'

interface PanelInBook {
  sceneId: string
  chapter: string
  date: string | null
  content: Pick<PanelContent, 'what' | 'people'>
}

/**
 * When scenes without a date are taken to play, by scene id, so that all who meet in them are of one age and dressed
 * for one day: in the year of a name that only holds then ("young Amble", 1901), else when most of the chapter's
 * people have a look, of equal times the first. Scenes whose people have no dated looks are not in it.
 */
export function assumedDates(panels: readonly PanelInBook[], people: ReadonlyMap<string, Person>): Map<string, string> {
  const undated = panels.filter(({ date }) => date === null)
  const dates = new Map<string, string>()
  for (const chapter of Map.groupBy(undated, (panel) => panel.chapter).values()) {
    const usual = usualDate(drawnIn(chapter, people))
    for (const [sceneId, scene] of Map.groupBy(chapter, (panel) => panel.sceneId)) {
      const date = yearOfAName(scene, drawnIn(scene, people)) ?? usual
      if (date !== null) dates.set(sceneId, date)
    }
  }
  return dates
}

function drawnIn(panels: readonly PanelInBook[], people: ReadonlyMap<string, Person>): Person[] {
  const ids = panels.flatMap(({ content }) => content.people).filter(({ role }) => role !== 'mentioned')
  return [...new Set(ids.map(({ personId }) => personId))].flatMap((id) => people.get(id) ?? [])
}

function yearOfAName(panels: readonly PanelInBook[], people: readonly Person[]): string | null {
  const bound = people
    .flatMap(({ aliases }) => aliases)
    .filter(({ fromYear, untilYear }) => fromYear !== null && untilYear !== null)
  const used = bound.find(({ text }) => panels.some(({ content }) => hasWords(content.what, text)))
  return used ? String(used.fromYear) : null
}

function usualDate(people: readonly Person[]): string | null {
  const starts = people.flatMap(({ looks }) => looks.flatMap(({ from }) => from ?? []))
  const votes = [...new Set(starts)].sort().map((date) => ({
    date,
    people: people.filter(({ looks }) =>
      looks.some(
        ({ from, until }) => (from ?? until) !== null && sharedDays(spanBetween(from, until), spanOf(date)) > 0,
      ),
    ).length,
  }))
  return votes.toSorted((a, b) => b.people - a.people)[0]?.date ?? null
}
