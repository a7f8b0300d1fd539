import type { PanelView, SceneView } from '../script-view.ts'

/** One thing that is read otherwise now. */
export interface Change {
  /** `place`, `people`, `speaker of “No.”`. */
  what: string
  /** Empty for nothing. */
  before: string
  after: string
}

export interface PanelChange {
  panelId: string
  scene: number
  /** Number within the scene, as it is now; as it was for a panel that is gone. */
  panel: number
  /** `changed` with what changed in it; `new` and `gone` where the scene is cut otherwise. */
  state: 'changed' | 'new' | 'gone'
  changes: Change[]
}

export interface SceneChange {
  scene: number
  changes: Change[]
}

export function sceneChanges(before: readonly SceneView[], after: readonly SceneView[]): SceneChange[] {
  const old = new Map(before.map((scene) => [scene.scene, scene]))
  return after
    .map((scene) => ({
      scene: scene.scene,
      changes: changesBetween(settingOf(old.get(scene.scene)), settingOf(scene)),
    }))
    .filter(({ changes }) => changes.length > 0)
}

export function panelChanges(scenesBefore: readonly SceneView[], scenesAfter: readonly SceneView[]): PanelChange[] {
  const before = panelsOf(scenesBefore)
  const after = panelsOf(scenesAfter)
  const old = new Map(before.map((panel) => [panel.id, panel]))
  const now = new Set(after.map(({ id }) => id))
  const found = after.map((panel): PanelChange => {
    const known = old.get(panel.id)
    const at = { panelId: panel.id, scene: panel.scene, panel: panel.panel }
    return known
      ? { ...at, state: 'changed', changes: changesBetween(contentOf(known), contentOf(panel)) }
      : { ...at, state: 'new', changes: [] }
  })
  const gone = before
    .filter(({ id }) => !now.has(id))
    .map(({ id, scene, panel }): PanelChange => ({ panelId: id, scene, panel, state: 'gone', changes: [] }))
  return [...found.filter(({ state, changes }) => state === 'new' || changes.length > 0), ...gone]
}

function panelsOf(scenes: readonly SceneView[]): (PanelView & { scene: number })[] {
  return scenes.flatMap(({ scene, panels }) => panels.map((panel) => ({ ...panel, scene })))
}

/** What can differ, by what it is called, in words. */
export type Facts = ReadonlyMap<string, string>

function settingOf(scene: SceneView | undefined): Facts {
  if (!scene) return new Map()
  const { place, timeOfDay, weather, mood, date, pov, present, mentioned } = scene
  const names = (people: readonly { value: string }[]) =>
    people
      .map(({ value }) => value)
      .sort()
      .join(', ')
  return new Map([
    ['place', place.value ?? ''],
    ['time', timeOfDay.value ?? ''],
    ['weather', weather.value ?? ''],
    ['mood', mood.value ?? ''],
    ['date', date.value ?? ''],
    ['point of view', pov.value ?? ''],
    ['present', names(present)],
    ['only mentioned', names(mentioned)],
  ])
}

function contentOf({
  what,
  shot,
  angle,
  importance,
  place,
  timeOfDay,
  weather,
  mood,
  people,
  lettering,
}: PanelView): Facts {
  const spoken = lettering.filter(({ kind }) => kind === 'dialogue')
  return new Map([
    ['what', what],
    ['shot', `${shot}, ${angle}`],
    ['importance', String(importance)],
    ['place', place.value ?? ''],
    ['time', timeOfDay ?? ''],
    ['weather', weather ?? ''],
    ['mood', mood ?? ''],
    ['people', people.map(({ value, role }) => `${value} ${role}`).join(', ')],
    ...spoken.map(({ text, value }) => [`speaker of “${text}”`, value ?? ''] as const),
  ])
}

/** Long texts without the words they begin and end with alike. */
export function changesBetween(before: Facts, after: Facts): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((what) => ({ what, before: before.get(what) ?? '', after: after.get(what) ?? '' }))
    .filter((change) => change.before !== change.after)
    .map((change) => (LONG.has(change.what) ? { ...change, ...onlyDifference(change) } : change))
}

const LONG: ReadonlySet<string> = new Set(['what', 'prompt'])

/** Two texts without the words they begin and end with alike. */
function onlyDifference({ before, after }: Pick<Change, 'before' | 'after'>): Pick<Change, 'before' | 'after'> {
  const [old, now] = [before.split(' '), after.split(' ')]
  const shorter = Math.min(old.length, now.length)
  let start = 0
  while (start < shorter && old[start] === now[start]) start++
  let end = 0
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const cut = (words: readonly string[]) =>
    [start > 0 ? '…' : '', ...words.slice(start, words.length - end), end > 0 ? '…' : ''].filter(Boolean).join(' ')
  return { before: cut(old), after: cut(now) }
}
