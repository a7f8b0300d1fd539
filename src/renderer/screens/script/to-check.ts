import type { PanelOfPage, SceneMeasure, ScriptPage } from './rows.ts'

/** A guess another reader could read otherwise, and where it stands. */
export interface ToCheck {
  sceneId: string
  about: 'speaker' | 'role' | 'place' | 'time-of-day' | 'date' | 'weather' | 'mood' | 'pov'
  /** The panel it stands at; null for the scene as a whole. */
  panelId: string | null
  /** The line, for `speaker`; the person, for `role`. */
  key: string
}

function isSame(a: ToCheck | null, b: ToCheck): boolean {
  return a !== null && a.sceneId === b.sceneId && a.about === b.about && a.panelId === b.panelId && a.key === b.key
}

/** What wants checking in a scene, in the order it stands there. */
export function toCheckIn(page: ScriptPage): ToCheck[] {
  const scene = (about: ToCheck['about'], unsure: boolean): ToCheck[] =>
    unsure ? [{ sceneId: page.id, about, panelId: null, key: '' }] : []
  return [
    ...scene('place', page.place.unsure),
    ...scene('time-of-day', page.timeOfDay.unsure),
    ...scene('weather', page.weather.unsure),
    ...scene('mood', page.mood.unsure),
    ...scene('pov', page.pov.unsure),
    ...page.panels.flatMap((panel) => toCheckAt(page.id, panel)),
  ]
}

function toCheckAt(sceneId: string, { id, people, lettering }: PanelOfPage): ToCheck[] {
  return [
    ...people.filter(({ unsure }) => unsure).map((one) => ({ about: 'role' as const, key: one.id })),
    ...lettering.filter(({ unsure }) => unsure).map((one) => ({ about: 'speaker' as const, key: one.id })),
  ].map((one) => ({ ...one, sceneId, panelId: id }))
}

/**
 * The scene where the next thing to check stands, from one that has none left.
 *
 * @returns null where there is none in that direction
 */
export function nextSceneToCheck(scenes: readonly SceneMeasure[], from: string | null, step: 1 | -1): string | null {
  const at = scenes.findIndex(({ id }) => id === from)
  for (let n = at < 0 ? (step > 0 ? 0 : scenes.length - 1) : at + step; n >= 0 && n < scenes.length; n += step)
    if (scenes[n]!.unsure > 0) return scenes[n]!.id
  return null
}

/** The next one among those of a scene; null past the last. */
export function nextToCheck(
  all: readonly ToCheck[],
  now: { check: ToCheck | null; panelId: string | null },
  panels: readonly { id: string }[],
  step: 1 | -1,
): ToCheck | null {
  const open = now.check === null ? -1 : all.findIndex((one) => isSame(now.check, one))
  if (open >= 0) return all[open + step] ?? null
  const place = new Map(panels.map(({ id }, at) => [id, at]))
  const from = now.panelId === null ? -1 : (place.get(now.panelId) ?? -1)
  const placeOf = ({ panelId }: ToCheck) => (panelId === null ? -1 : (place.get(panelId) ?? -1))
  return step > 0
    ? (all.find((one) => placeOf(one) >= from) ?? null)
    : (all.findLast((one) => placeOf(one) <= from) ?? null)
}
