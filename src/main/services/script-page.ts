import type { PanelState } from '../../shared/contract/index.ts'
import type { ScriptNotes, ScriptScene } from '../../shared/domain/script.ts'
import type { Project } from '../open-project.ts'
import { type EditionOrAny, panelMarks } from '../store/panel-marks.ts'
import { readSceneReadings } from '../store/scene-readings.ts'
import { readScriptMemory } from '../store/script-memory.ts'
import { knownPeople } from './correcting/known-people.ts'
import { placesToName } from './correcting/known-places.ts'
import {
  type Answer,
  type Beside,
  likelyEyes,
  likelyPlaces,
  likelyRoles,
  likelySpeakers,
  likelyTimes,
  likelyWords,
} from './script-view/likeliest.ts'
import { everydayName } from './script-view/names.ts'
import { scriptText, type TextBlock } from './script-view/script-text.ts'
import { type LineView, type PanelView, type PersonInPanel, type SceneView, viewScript } from './script-view.ts'
import { sharedStanding, stateWithShared } from './shared-standing.ts'
import { panelStateFrom } from './tree.ts'

/** Everything an author reads and sets right in one scene. */
export interface ScriptPage extends Omit<SceneView, 'panels'> {
  words: number
  /** The author cut its panels, and named its speakers. */
  isAuthored: boolean
  blocks: TextBlock[]
  /** Notes that follow it in the file and are no story. */
  notes: ScriptNotes | null
  /** The two likeliest answers to each guess about the scene as a whole, the one that was taken first. */
  likely: { place: Answer[]; timeOfDay: Answer[]; weather: Answer[]; mood: Answer[]; pov: Answer[] }
  panels: PanelOfPage[]
}

export interface PanelOfPage extends Omit<PanelView, 'people' | 'lettering'> {
  people: (PersonInPanel & { likely: Answer[] })[]
  lettering: (LineView & { likely: Answer[] })[]
  state: PanelState
  takes: number
  /** The picture that stands for it; null = none yet. */
  takeId: string | null
}

/**
 * One scene with its words beside its panels.
 *
 * @param edition whose pictures stand beside the words
 * @throws AppError NOT_FOUND
 */
export function scriptPage(project: Project, sceneId: string, edition: EditionOrAny): ScriptPage {
  const { sqlite } = project.store
  const [scene] = viewScript(project, { sceneId })
  const { panels, ...view } = scene!
  const script = bodyOf(project, sceneId)
  const ids = panels.map(({ id }) => id)
  const queries = panelMarks(sqlite)
  const marks = queries.marks(ids, edition)
  const standing = queries.standing(ids, edition)
  const shared = sharedStanding(project, ids, edition, standing)
  const beside = scenesBeside(project, scene!)
  return {
    ...view,
    words: script.words,
    isAuthored: script.panels.length > 0,
    blocks: scriptText(script, panels),
    notes: script.notes ?? null,
    likely: {
      place: likelyPlaces(view, beside, placesOfBook(project)),
      timeOfDay: likelyTimes(view.timeOfDay, beside),
      weather: likelyWords(view.weather, panels, ({ weather }) => weather),
      mood: likelyWords(view.mood, panels, ({ mood }) => mood),
      pov: likelyEyes(view),
    },
    panels: panels.map((panel, at) => {
      const mark = marks.get(panel.id)!
      return {
        ...panel,
        people: panel.people.map((person) => ({ ...person, likely: likelyRoles(person) })),
        lettering: panel.lettering.map((line) => ({
          ...line,
          likely: line.kind === 'dialogue' ? likelySpeakers(scene!, at, line) : [],
        })),
        state: stateWithShared(panelStateFrom(mark), shared.has(panel.id)),
        takes: mark.takes,
        takeId: standing.get(panel.id) ?? shared.get(panel.id) ?? null,
      }
    }),
  }
}

function bodyOf({ store }: Project, sceneId: string): ScriptScene {
  const body = store.sqlite.prepare('select body from scene where id = ?').pluck().get(sceneId) as string
  return JSON.parse(body)
}

/** The scene before, then the one after, within the chapter. */
function scenesBeside({ store }: Project, { id, chapter }: SceneView): Beside[] {
  const scenes = readSceneReadings(store.sqlite, [chapter])
  const at = scenes.findIndex((scene) => scene.id === id)
  return [scenes[at - 1], scenes[at + 1]].flatMap((scene) => {
    if (!scene) return []
    const { placeId, placeName, timeOfDay } = scene.setting
    return { place: placeName === null ? null : { value: placeId ?? placeName, name: placeName }, timeOfDay }
  })
}

function placesOfBook({ cast }: Project): Answer[] {
  return cast.bible().places.map(({ id, name }) => ({ value: id, name }))
}

/** Whom and where a guess of a scene may be set to, beside the likeliest. */
export interface Choices {
  people: Answer[]
  places: Answer[]
}

/** @throws AppError NOT_FOUND */
export function choicesFor(project: Project, sceneId: string): Choices {
  const memory = readScriptMemory(project.store.sqlite)
  const panels = project.script.panels(project.script.panelIds({ sceneId }))
  const people = knownPeople(project, memory, panels)
  const live = memory.scenes.filter(({ trashed }) => !trashed).map(({ setting }) => setting)
  const inScript = live.flatMap(({ placeId, placeName }) => (placeId === null && placeName ? [placeName] : []))
  return {
    people: people.map(({ id, name }) => ({ value: id, name: everydayName(name) })),
    places: placesToName(project.cast.bible(), inScript),
  }
}
