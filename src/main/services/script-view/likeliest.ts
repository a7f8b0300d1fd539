import type { Role } from '../../../shared/domain/panel.ts'
import type { LineView, PersonInPanel, SceneView } from '../script-view.ts'
import type { Guess } from './guess.ts'

/** An answer to a guess: a value as a correction takes it, and what it is called. */
export interface Answer {
  value: string
  name: string
}

/** So many answers are offered; the rest is a choice among all. */
const OFFERED = 2

/** The setting of scenes beside one, which it may share. */
export interface Beside {
  place: Answer | null
  timeOfDay: string | null
}

/** Who says a line: whom the breakdown took, then whom it weighed, then whoever is nearest. */
export function likelySpeakers(scene: SceneView, panelAt: number, line: LineView): Answer[] {
  const near = [0, -1, 1, -2, 2].flatMap((step) => {
    const panel = scene.panels[panelAt + step]
    if (!panel) return []
    const people = panel.people.filter(({ role }) => role !== 'mentioned').map(({ id, value }) => ({ id, value }))
    const voices = panel.lettering.flatMap(({ voice, value }) =>
      voice !== null && value !== null ? [{ id: voice, value }] : [],
    )
    return step === 0 ? [...people, ...voices] : [...voices, ...people]
  })
  const known = [...near, ...scene.present.map(({ id, value }) => ({ id, value }))]
  const nameOf = new Map(known.map(({ id, value }) => [id, value]))
  const here = new Set(scene.panels[panelAt]!.people.filter(({ role }) => role !== 'mentioned').map(({ id }) => id))
  const weighed = (line.instead ?? [])
    .filter((id) => nameOf.has(id))
    .sort((a, b) => Number(here.has(b)) - Number(here.has(a)))
  const own = line.value === null ? [] : [{ value: line.voice ?? line.value, name: line.value }]
  return firstOf([
    ...own,
    ...weighed.map((id) => ({ value: id, name: nameOf.get(id)! })),
    ...known.map(({ id, value }) => ({ value: id, name: value })),
  ])
}

/** Whether somebody is there: as it was read, then the other way about. */
export function likelyRoles({ role }: Pick<PersonInPanel, 'role'>): Answer[] {
  const other: Role = role === 'mentioned' ? 'passive' : 'mentioned'
  return [role, other].map((value) => ({ value, name: value }))
}

/** Whose eyes: as it was read, then those who are there, weightiest first. */
export function likelyEyes({ pov, povId, present }: Pick<SceneView, 'pov' | 'povId' | 'present'>): Answer[] {
  const own = pov.value === null || povId === null ? [] : [{ value: povId, name: pov.value }]
  return firstOf([...own, ...present.map(({ id, value }) => ({ value: id, name: value }))])
}

/** Where: as it was read, then where the scenes beside it play, then other places of the book. */
export function likelyPlaces(
  { place, placeId }: Pick<SceneView, 'place' | 'placeId'>,
  beside: readonly Beside[],
  others: readonly Answer[],
): Answer[] {
  const own = place.value === null ? [] : [{ value: placeId ?? place.value, name: place.value }]
  return firstOf([...own, ...beside.flatMap((one) => one.place ?? []), ...others])
}

/** When: as it was read, then when the scenes beside it play, then the other half of the day. */
export function likelyTimes(timeOfDay: Guess<string | null>, beside: readonly Beside[]): Answer[] {
  const words = [timeOfDay.value, ...beside.map((one) => one.timeOfDay), timeOfDay.value === 'night' ? 'day' : 'night']
  return firstOf(words.flatMap((word) => (word === null ? [] : [{ value: word, name: word }])))
}

/** Weather or mood: as it was read, then what most panels of the scene have beside it. */
export function likelyWords<Panel>(
  { value }: Guess<string | null>,
  panels: readonly Panel[],
  wordOf: (panel: Panel) => string | null,
): Answer[] {
  const words = Map.groupBy(
    panels.flatMap((panel) => wordOf(panel) ?? []),
    (word) => word,
  )
  const most = [...words].sort(([, a], [, b]) => b.length - a.length).map(([word]) => word)
  return firstOf([value, ...most].flatMap((word) => (word === null ? [] : [{ value: word, name: word }])))
}

function firstOf(answers: readonly Answer[]): Answer[] {
  return [...new Map(answers.map((answer) => [answer.value, answer])).values()].slice(0, OFFERED)
}
