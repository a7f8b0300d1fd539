import { type OVERRIDE_SUBJECTS, type Override, plainWords } from '../../shared/domain/override.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import type { StoredOverride } from '../store/overrides.ts'
import { readSceneReadings, type SceneReading } from '../store/scene-readings.ts'
import type { StoredPanel } from '../store/script.ts'
import { readScriptMemory, type ScriptMemory } from '../store/script-memory.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { type PanelChange, panelChanges, type SceneChange, sceneChanges } from './correcting/changes.ts'
import { findLine } from './correcting/find-line.ts'
import { findPerson, type KnownPerson, knownPeople } from './correcting/known-people.ts'
import { parseValue } from './correcting/parse-value.ts'
import { breakDownAgain } from './importing/break-down-again.ts'
import { keepEdit } from './paging/keep-edit.ts'
import { type NameOf, valueInWords } from './script-view/names.ts'
import { scenesFor, viewScript } from './script-view.ts'

/** A guess of the breakdown that the author sets right, in the author's words. */
export interface Correction {
  about: (typeof OVERRIDE_SUBJECTS)[number]
  /** Chapter number as in the script. */
  chapter: string
  /** Scene number within the chapter. */
  scene: number
  /** What is right instead; null takes an earlier correction back. */
  value: string | null
  /** For `speaker`: the panel the line stands in. */
  panel?: number | undefined
  /** For `speaker`: some words of the line; absent where the panel has only one. */
  line?: string | undefined
  /** For `role`: whose. */
  person?: string | undefined
}

/** What a correction came to. */
export interface CorrectionReport {
  about: Correction['about']
  chapter: string
  scene: number
  /** The corrected line, for `speaker`, in plain words: it is known by them. */
  line: string | null
  /** For `role`: whose. */
  person: string | null
  /** In the author's words; null when taken back. */
  value: string | null
  /** Scenes and panels of the chapter that are read otherwise now: what holds for one scene carries over to the next. */
  scenes: SceneChange[]
  panels: PanelChange[]
  /** Panels whose takes do not show any longer what the script says. */
  stale: number
}

/**
 * Sets a guess right, or takes an earlier correction back, and breaks down anew what rests on it. The correction is a
 * row of its own, which every later import keeps.
 *
 * @throws AppError WRONG_USE for a place, a person, a line or a word that cannot be meant, READ_ONLY, PROJECT_LOCKED,
 *   DISK_FULL
 */
export async function correctScript(project: Project, correction: Correction): Promise<CorrectionReport> {
  if (project.readOnly) throw project.readOnly
  const { about, chapter, scene: number } = correction
  const scene = oneScene(project, chapter, number)
  const memory = readScriptMemory(project.store.sqlite)
  const panels = panelsOf(project, chapter)
  const panelsOfScene = panels.filter(({ sceneId }) => sceneId === scene.id)
  const people = knownPeople(project, memory, panelsOfScene)
  const target = targetOf(project, correction, scene, memory, panelsOfScene, people)
  const nameOf: NameOf = (id) => people.find((person) => person.id === id)?.name ?? id
  const before = viewScript(project, { chapters: [chapter] })
  try {
    const value = correction.value === null ? null : parseValue(about, correction.value, knownValues(project, people))
    const stale = await (value === null ? withdraw(project, target) : set(project, { ...target, value }))
    const after = viewScript(project, { chapters: [chapter] })
    return {
      about,
      chapter,
      scene: number,
      line: about === 'speaker' ? target.anchor : null,
      person: target.personId && nameOf(target.personId),
      value: value === null ? null : valueInWords({ about, value }, nameOf, project.cast.bible()),
      scenes: sceneChanges(before, after),
      panels: panelChanges(before, after),
      stale,
    }
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
}

function oneScene(project: Project, chapter: string, number: number): SceneReading {
  const [scene, another] = scenesFor(project, { chapters: [chapter], scene: number })
  if (scene && !another) return scene
  throw new AppError('WRONG_USE', said`The book has several chapters numbered ${chapter}.`, {
    remedy: said`Give them different numbers in the script and import it again.`,
  })
}

/** What a correction is about, as its row keeps it. */
type Target = Omit<Override, 'value'>

/** Checks that a correction says all it must, and nothing that has no effect. @throws AppError WRONG_USE */
function targetOf(
  project: Project,
  { about, value, panel, line, person }: Correction,
  scene: SceneReading,
  memory: ScriptMemory,
  panels: readonly StoredPanel[],
  people: readonly KnownPerson[],
): Target {
  const target: Target = { about, sceneKey: scene.id, anchor: '', personId: null }
  if (about !== 'speaker' && (panel !== undefined || line !== undefined)) {
    throw new AppError('WRONG_USE', `A correction of the ${about} holds for the whole scene.`, {
      remedy: `Leave --panel and --line out; they are for speakers.`,
    })
  }
  if (about === 'role') {
    if (person === undefined) throw new AppError('WRONG_USE', `Whose role?`, { remedy: `Add --person with the name.` })
    return { ...target, personId: findPerson(person, people).id }
  }
  if (person !== undefined) {
    throw new AppError('WRONG_USE', `A correction of the ${about} takes no --person.`, {
      remedy: `Give the name as the value.`,
    })
  }
  if (about !== 'speaker') return target
  if (scene.isAuthored) {
    throw new AppError('WRONG_USE', said`The speakers of this scene stand in the script itself.`, {
      remedy: said`Change them there and import it again.`,
      place: { file: scene.file, line: scene.line },
    })
  }
  // Its line may have been rewritten since; then only the correction itself still has the old words.
  if (value === null && panel === undefined && line !== undefined) {
    return { ...target, anchor: anchorAmong(correctionsOf(project, scene.id), line) }
  }
  const { script } = memory.scenes.find(({ id }) => id === scene.id)!
  return { ...target, anchor: findLine(script, panelNamed(panels, panel), line ?? null) }
}

function correctionsOf({ overrides }: Project, sceneId: string): StoredOverride[] {
  return overrides.all().filter(({ sceneKey }) => sceneKey === sceneId)
}

/** The corrected line that has these words. */
function anchorAmong(rows: readonly Override[], line: string): string {
  const words = plainWords(line)
  const anchors = rows.flatMap(({ about, anchor }) => (about === 'speaker' ? [anchor] : []))
  const found = anchors.filter((anchor) => anchor.includes(words) || words.includes(anchor))
  if (found.length === 1) return found[0]!
  throw new AppError(
    'WRONG_USE',
    said`${found.length === 0 ? 'No' : 'More than one'} corrected line has these words.`,
    {
      remedy:
        anchors.length === 0 ? said`No speaker of this scene was corrected.` : `Corrected: ${anchors.join(' · ')}.`,
    },
  )
}

function panelNamed(panels: readonly StoredPanel[], number: number | undefined): readonly StoredPanel[] {
  if (number === undefined) return panels
  const named = panels.filter((panel) => panel.number === number)
  if (named.length > 0) return named
  throw new AppError('WRONG_USE', said`There is no panel ${number} in this scene.`, {
    remedy: said`Panels are numbered 1 to ${panels.length}.`,
  })
}

function knownValues(project: Project, people: readonly KnownPerson[]) {
  const named = readSceneReadings(project.store.sqlite, null).map(({ setting }) => setting)
  const places = named.flatMap(({ placeId, placeName }) => (placeId === null && placeName ? [placeName] : []))
  return { people, bible: project.cast.bible(), places }
}

async function set(project: Project, row: Override): Promise<number> {
  keepEdit(project, said`Correct ${CORRECTED[row.about]}`, (rows, now) => project.overrides.set(rows, row, now))
  return (await breakDownAgain(project)).stale
}

const CORRECTED: Record<Override['about'], string> = {
  pov: said`point of view`,
  speaker: said`speaker`,
  role: said`role`,
  place: said`place`,
  'time-of-day': said`time of day`,
  weather: said`weather`,
  mood: said`mood`,
  date: said`date`,
}

async function withdraw(project: Project, target: Target): Promise<number> {
  const rows = correctionsOf(project, target.sceneKey)
  const row = rows.find(
    ({ about, anchor, personId }) => about === target.about && anchor === target.anchor && personId === target.personId,
  )
  if (!row) {
    const others = [...new Set(rows.map(({ about }) => about))].join(', ')
    throw new AppError('WRONG_USE', said`There is no correction of this ${target.about} to take back.`, {
      remedy: others === '' ? said`Nothing in this scene was corrected.` : said`Corrected in this scene: ${others}.`,
    })
  }
  keepEdit(project, said`Take back correction of ${CORRECTED[row.about]}`, (rows) =>
    project.overrides.withdraw(rows, row.id),
  )
  return (await breakDownAgain(project)).stale
}

function panelsOf(project: Project, chapter: string): StoredPanel[] {
  return project.script.panels(project.script.panelIds({ chapters: [chapter] }))
}
