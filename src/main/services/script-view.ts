import type { Bible } from '../../shared/domain/bible.ts'
import type { Evidence } from '../../shared/domain/evidence.ts'
import type { Lettering } from '../../shared/domain/lettering.ts'
import { anchorOf, type Override, plainWords } from '../../shared/domain/override.ts'
import type { PanelContent, PanelPerson } from '../../shared/domain/panel.ts'
import type { PanelEdit } from '../../shared/domain/panel-edit.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import { readPanelEdits } from '../store/panel-edits.ts'
import { readSceneReadings, type SceneReading } from '../store/scene-readings.ts'
import type { StoredPanel } from '../store/script.ts'
import { type Guess, guess } from './script-view/guess.ts'
import { type NameOf, namesOf, valueInWords, voiceOf } from './script-view/names.ts'
import { type LineReason, lineReasons } from './script-view/spoken-lines.ts'
import { unsureInPanel, unsureSettings } from './script-view/unsure.ts'

/** What to look at. */
export interface ScriptFilter {
  /** Chapter numbers; absent = all. */
  chapters?: readonly string[] | undefined
  /** One scene by its id, instead of its number. */
  sceneId?: string | undefined
  /** Number of one scene within its chapter; absent = all. */
  scene?: number | undefined
  /** Only panels and scenes that hold an unsure guess. */
  unsureOnly?: boolean | undefined
}

/** A scene as the book understands it, everything with why. Names are those an author knows; ids are beside them. */
export interface SceneView {
  id: string
  chapterId: string
  chapter: string
  scene: number
  title: string | null
  file: string
  line: number
  placeId: string | null
  place: Guess<string | null>
  timeOfDay: Guess<string | null>
  weather: Guess<string | null>
  mood: Guess<string | null>
  /** `YYYY-MM-DD`, shortened as far as known. */
  date: Guess<string | null>
  povId: string | null
  pov: Guess<string | null>
  present: PersonView[]
  /** Spoken of, and never drawn in this scene. */
  mentioned: PersonView[]
  /** What the author said about it. */
  corrections: CorrectionView[]
  panels: PanelView[]
}

interface PersonView extends Guess<string> {
  id: string
}

export interface CorrectionView extends Pick<Override, 'about'> {
  /** In the author's words: a name, a place, a word of a list; `nobody`, `nowhere`, `absent`, `none`. */
  value: string
  /** The person meant, for `role`. */
  person: string | null
  /** The line meant, for `speaker`; only its plain words when it is not there any more. */
  line: string | null
  /** False when no line of the scene has these words any more. */
  fits: boolean
}

export interface PanelView {
  id: string
  panel: number
  strip: string | null
  line: number
  what: string
  /** The words of the script it was cut from; empty for panels the author wrote as prompts. */
  source: string
  shot: string
  angle: string
  importance: number
  place: Guess<string | null>
  timeOfDay: string | null
  weather: string | null
  mood: string | null
  people: PersonInPanel[]
  lettering: LineView[]
  /** Its pictures are older than what it says. */
  stale: boolean
}

export interface PersonInPanel extends Pick<PanelPerson, 'role' | 'expression' | 'pose'>, PersonView {}

/** A balloon, a caption or a sound; `value` is the speaker's name, null for nobody and for what is not spoken. */
export interface LineView extends Pick<Lettering, 'kind' | 'balloon' | 'text'>, Guess<string | null> {
  id: string
  speakerId: string | null
  /** The same, also for somebody whom only the script names: an id of people in panels. */
  voice: string | null
  /** The author wrote it in place of the script. */
  isOwn: boolean
}

/**
 * The scenes of a book with what was read out of them and why.
 *
 * @throws AppError WRONG_USE for a chapter or scene that the book does not have
 */
export function viewScript(project: Project, filter: ScriptFilter = {}): SceneView[] {
  const wanted = scenesFor(project, filter)
  const ids = new Set(wanted.map(({ id }) => id))
  const panelIds = project.script.panelIds({
    ...(filter.chapters && { chapters: filter.chapters }),
    ...(filter.sceneId !== undefined && { sceneId: filter.sceneId }),
  })
  const shown = project.script.panels(panelIds).filter(({ sceneId }) => ids.has(sceneId))
  const panels = Map.groupBy(shown, ({ sceneId }) => sceneId)
  const corrections = Map.groupBy(project.overrides.all(), ({ sceneKey }) => sceneKey)
  const bible = project.cast.bible()
  const nameOf = namesOf(bible, shown)
  const edits = readPanelEdits(project.store.sqlite, panelIds)
  const views = wanted.map((scene) =>
    viewScene(scene, panels.get(scene.id) ?? [], corrections.get(scene.id) ?? [], edits, nameOf, bible),
  )
  return filter.unsureOnly ? views.map(unsureOf).filter(isUnsure) : views
}

/** The scenes that a filter means. @throws AppError WRONG_USE; NOT_FOUND for an id that is not there any more */
export function scenesFor(project: Project, { chapters, scene, sceneId }: ScriptFilter): SceneReading[] {
  if (sceneId !== undefined) {
    const [found] = readSceneReadings(project.store.sqlite, null, sceneId)
    if (found) return [found]
    throw new AppError('NOT_FOUND', said`This scene is not in the script any more.`)
  }
  const unknown = chapters ? project.script.unknownChapters(chapters) : []
  if (unknown.length > 0) {
    const known = project.script.chapters().map(({ number }) => number)
    throw new AppError('WRONG_USE', said`There is no chapter ${unknown.join(', ')}.`, {
      remedy: said`The book has: ${known.join(', ') || 'none yet'}.`,
    })
  }
  const scenes = readSceneReadings(project.store.sqlite, chapters ?? null)
  if (scene === undefined) return scenes
  const found = scenes.filter(({ number }) => number === scene)
  if (found.length > 0) return found
  const most = scenes.reduce((highest, { number }) => Math.max(highest, number), 0)
  throw new AppError(
    'WRONG_USE',
    said`There is no scene ${scene}${chapters ? ` in chapter ${chapters.join(', ')}` : ''}.`,
    {
      remedy: most === 0 ? said`It has no scenes.` : said`Scenes are numbered 1 to ${most}.`,
    },
  )
}

function isUnsure(scene: SceneView): boolean {
  return unsureSettings(scene).length > 0 || scene.panels.length > 0
}

function unsureOf(scene: SceneView): SceneView {
  return { ...scene, panels: scene.panels.filter((panel) => unsureInPanel(panel).length > 0) }
}

function viewScene(
  { id, chapterId, chapter, number, title, file, line, setting, evidence }: SceneReading,
  panels: readonly StoredPanel[],
  corrections: readonly Override[],
  edits: ReadonlyMap<string, PanelEdit>,
  nameOf: NameOf,
  bible: Bible,
): SceneView {
  const why = (about: string) => evidence.find((one) => one.about === about)
  const person = (who: string, as: string): PersonView => ({ id: who, ...guess(nameOf(who), why(`${as}:${who}`)) })
  const { placeId, placeName, povId } = setting
  return {
    id,
    chapterId,
    chapter,
    scene: number,
    title,
    file,
    line,
    placeId,
    place: guess(placeName, why('place')),
    timeOfDay: guess(setting.timeOfDay, why('time-of-day')),
    weather: guess(setting.weather, why('weather')),
    mood: guess(setting.mood, why('mood')),
    date: guess(setting.date, authorsDate(corrections)),
    povId,
    pov: guess(povId && nameOf(povId), why('pov')),
    present: setting.present.map((who) => person(who, 'present')),
    mentioned: setting.referenced.map((who) => person(who, 'mentioned')),
    corrections: corrections.map((row) => viewCorrection(row, panels, nameOf, bible)),
    panels: panels.map((panel) => viewPanel(panel, edits.get(panel.id) ?? null, nameOf)),
  }
}

/** Dates are stated, not guessed: only the author's own has a reason to show. */
function authorsDate(corrections: readonly Override[]): Evidence | undefined {
  const own = corrections.find(({ about }) => about === 'date')
  return own && { about: 'date', words: own.value, rule: 'author', confidence: 1 }
}

function viewCorrection(row: Override, panels: readonly StoredPanel[], nameOf: NameOf, bible: Bible): CorrectionView {
  const { about, personId, anchor } = row
  const lines = about === 'speaker' ? panels.flatMap(({ content }) => content.lettering) : []
  const line = lines.find(({ text }) => isOfLine(anchor, text))
  return {
    about,
    value: valueInWords(row, nameOf, bible),
    person: personId && nameOf(personId),
    line: about === 'speaker' ? (line?.text ?? anchor) : null,
    fits: about !== 'speaker' || line !== undefined,
  }
}

/** An anchor is one sentence of a balloon or, where speech was cut at a comma, the other way round. */
function isOfLine(anchor: string, text: string): boolean {
  return plainWords(text).includes(anchor) || anchor.includes(anchorOf(text))
}

function viewPanel(
  { id, number, strip, content, staleAt, letteringIds }: StoredPanel,
  edit: PanelEdit | null,
  nameOf: NameOf,
): PanelView {
  const { line, what, source, shot, angle, importance, placeName, timeOfDay, weather, mood, people, lettering } =
    content
  const reasons = lineReasons(content, edit)
  return {
    id,
    panel: number,
    strip,
    line,
    what,
    source,
    shot,
    angle,
    importance,
    place: guess(
      placeName,
      content.evidence.find(({ about }) => about === 'place'),
    ),
    timeOfDay,
    weather,
    mood,
    people: people.map((person) => viewPerson(person, nameOf)),
    lettering: lettering.map((one, at) => viewLine(letteringIds[at]!, one, reasons[at]!, nameOf)),
    stale: staleAt !== null,
  }
}

function viewPerson({ personId, role, expression, pose, evidence }: PanelPerson, nameOf: NameOf): PersonInPanel {
  const why = evidence.find(({ about }) => about === role)
  return { id: personId, role, expression, pose, ...guess(nameOf(personId), why) }
}

function viewLine(
  id: string,
  { kind, balloon, text, speakerId, speakerName, sure }: PanelContent['lettering'][number],
  { turn, isOwn }: LineReason,
  nameOf: NameOf,
): LineView {
  const speaker = speakerId === null ? speakerName : nameOf(speakerId)
  const voice = voiceOf({ speakerId, speakerName })
  const unsure = kind === 'dialogue' && !sure
  return { id, kind, balloon, text, speakerId, voice, isOwn, ...guess(speaker, turn), unsure }
}
