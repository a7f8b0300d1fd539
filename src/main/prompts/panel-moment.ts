import type { PanelContent, SceneContent } from '../../shared/domain/panel.ts'
import type { PhraseContext } from './dated-phrases.ts'
import type { StoryMoment } from './look-at.ts'

/** Where in the story a panel stands: all that decides which looks and which qualified phrases hold. */
export type PanelMoment = StoryMoment & PhraseContext

type SceneSetting = Pick<SceneContent, 'date' | 'placeId' | 'placeName' | 'timeOfDay' | 'weather' | 'mood'>

export function momentOf(panel: PanelContent, scene: SceneSetting, at: { chapter: string; strip: string | null }): PanelMoment {
  return { date: scene.date, ...at, around: `${panel.what} ${panel.placeName ?? scene.placeName ?? ''}` }
}

/** The panel with what it leaves open taken from its scene, and without people who are only spoken of. */
export function settled(panel: PanelContent, scene: SceneSetting): PanelContent {
  const ownPlace = panel.placeId !== null || panel.placeName !== null
  const seen = new Set<string>()
  const people = panel.people
    .filter(({ personId, role }) => role !== 'mentioned' && !seen.has(personId) && seen.add(personId))
    .sort((a, b) => Number(a.role !== 'acting') - Number(b.role !== 'acting'))
  return {
    ...panel,
    people,
    placeId: ownPlace ? panel.placeId : scene.placeId,
    placeName: ownPlace ? panel.placeName : scene.placeName,
    timeOfDay: panel.timeOfDay ?? scene.timeOfDay,
    weather: panel.weather ?? scene.weather,
    mood: panel.mood ?? scene.mood,
  }
}
