import { isSameLine } from '../../../shared/domain/lettering.ts'
import type {
  Angle,
  Expression,
  Mood,
  PanelContent,
  PanelPerson,
  Pose,
  Role,
  Shot,
  TimeOfDay,
  Weather,
} from '../../../shared/domain/panel.ts'
import {
  EDITABLE_PARTS,
  type EditablePart,
  type PanelEdit,
  type PanelFields,
} from '../../../shared/domain/panel-edit.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { placeNameOf } from '../../script/breakdown/place.ts'
import { putLettering, readPanelEdits } from '../../store/panel-edits.ts'
import { readSceneReadings } from '../../store/scene-readings.ts'
import type { StoredPanel } from '../../store/script.ts'
import { readScriptMemory } from '../../store/script-memory.ts'
import { findPerson, type KnownPerson, knownPeople } from '../correcting/known-people.ts'
import { findPlace } from '../correcting/known-places.ts'
import { keepEdit } from '../paging/keep-edit.ts'
import { changedLines, type LineChange } from './edit-lines.ts'
import { treeOf } from './entries.ts'
import { putPanels } from './panel-parts.ts'

/** What the author says of a panel; what is left out stays. */
export interface PanelChange {
  what?: string | undefined
  shot?: Shot | undefined
  angle?: Angle | undefined
  importance?: number | undefined
  /** In words, or by id; null = nowhere in particular. */
  place?: string | null | undefined
  timeOfDay?: TimeOfDay | null | undefined
  weather?: Weather | null | undefined
  mood?: Mood | null | undefined
  /** Everybody in it, in order of weight, by name or id; who stays keeps face and pose unless they are given. */
  people?: { who: string; role: Role; expression?: Expression | undefined; pose?: Pose | undefined }[] | undefined
  /** All lines over it, in reading order; of one panel at a time. */
  lettering?: LineChange[] | undefined
}

const FIELDS_OF: Record<EditablePart, readonly (keyof PanelFields)[]> = {
  what: ['what'],
  shot: ['shot'],
  angle: ['angle'],
  importance: ['importance'],
  place: ['placeId', 'placeName'],
  timeOfDay: ['timeOfDay'],
  weather: ['weather'],
  mood: ['mood'],
  people: ['people'],
  lettering: ['lettering'],
}

/**
 * Says of panels what the script does not, or says otherwise. It outranks every later import, until it is taken back.
 * Pictures that show something else now are marked.
 *
 * @param takeBack parts for which the script shall speak again
 * @returns how many panels are otherwise now
 * @throws AppError NOT_FOUND, READ_ONLY, WRONG_USE for somebody, a place or a line that there is not, and for lines of
 *   several panels at once
 */
export function editPanels(
  project: Project,
  panelIds: readonly string[],
  change: PanelChange,
  takeBack: readonly EditablePart[] = [],
): number {
  const panels = project.script.panels([...new Set(panelIds)])
  if (panels.length === 0) {
    throw new AppError('NOT_FOUND', said`These panels are not in the script any more.`, {
      remedy: said`They may be in the trash.`,
    })
  }
  const tree = treeOf(project)
  const known =
    change.people || change.lettering ? knownPeople(project, readScriptMemory(project.store.sqlite), panels) : []
  const lines = change.lettering && changedLines(onlyPanel(panels), change.lettering, known, project.cast.bible())
  const plain = plainFields(project, change)
  const dropped = new Set(takeBack.flatMap((part) => FIELDS_OF[part]))
  const label = labelOf(change, takeBack, panels.length)
  return keepEdit(project, label, (rows, now) => {
    const before = panels.map(({ content }) => JSON.stringify(content))
    const after = putPanels(
      project,
      tree,
      rows,
      panels.map(({ id, content }) => ({
        id,
        content,
        next: (said) => ({
          ...without(said, dropped),
          ...plain,
          ...(change.people && { people: peopleFor(content, change.people, known) }),
          ...(lines && { lettering: lines.lettering }),
        }),
      })),
      now,
    )
    if (lines) putLettering(project.store.sqlite, rows, [{ id: panels[0]!.id, ...lines }])
    else if (dropped.has('lettering'))
      for (const [at, { lettering }] of after.entries())
        putLettering(project.store.sqlite, rows, [{ id: panels[at]!.id, lettering }])
    return after.filter((content, at) => JSON.stringify(content) !== before[at]).length
  })
}

/** Parts of a panel that the author has edited, with what the script says instead. */
export function editedParts({ store }: Project, panelId: string): EditablePart[] {
  const edit = readPanelEdits(store.sqlite, [panelId]).get(panelId)
  if (edit === undefined) return []
  const isSaid = (field: string) => field in edit.fields && !isBoundToCut(field, edit.fields)
  return EDITABLE_PARTS.filter(
    (part) => FIELDS_OF[part].some(isSaid) && !(part === 'lettering' && hasLinesOfScript(edit)),
  )
}

/** Joining and moving leave lines to the author also where there are none. */
function hasLinesOfScript({ fields: { lettering: own = [] }, read: { lettering: read = [] } }: PanelEdit): boolean {
  return own.length === read.length && own.every((line, at) => isSameLine(line, read[at]!))
}

/** What a panel has that the author cut otherwise than the script goes with the cut: the rest of it is elsewhere. */
function isBoundToCut(field: string, said: PanelFields): boolean {
  return 'source' in said && ['what', 'people', 'lettering'].includes(field)
}

function without(said: PanelFields, dropped: ReadonlySet<string>): PanelFields {
  return Object.fromEntries(Object.entries(said).filter(([field]) => !dropped.has(field) || isBoundToCut(field, said)))
}

function onlyPanel(panels: readonly StoredPanel[]): StoredPanel {
  if (panels.length === 1) return panels[0]!
  throw new AppError('WRONG_USE', said`The lines of several panels cannot be written at once.`, {
    remedy: said`Write them panel by panel.`,
  })
}

function plainFields(project: Project, { people: _, lettering: __, place, ...change }: PanelChange): PanelFields {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  return { ...(Object.fromEntries(given) as PanelFields), ...(place === undefined ? {} : placeFields(project, place)) }
}

function placeFields(project: Project, place: string | null): PanelFields {
  if (place === null) return { placeId: null, placeName: null }
  const bible = project.cast.bible()
  const settings = readSceneReadings(project.store.sqlite, null).map(({ setting }) => setting)
  const inScript = settings.flatMap(({ placeId, placeName }) => (placeId === null && placeName ? [placeName] : []))
  const value = findPlace(place, bible, inScript)
  const name = placeNameOf(bible, value)
  return { placeId: name ? value : null, placeName: name ?? value }
}

function peopleFor(
  { people }: PanelContent,
  wanted: NonNullable<PanelChange['people']>,
  known: readonly KnownPerson[],
): PanelPerson[] {
  const there = new Map(people.map((person) => [person.personId, person]))
  const found = wanted.map(({ who, role, expression, pose }): PanelPerson => {
    const personId = there.has(who) ? who : findPerson(who, known).id
    const before = there.get(personId)
    const evidence = [{ about: role, words: '', rule: 'author', confidence: 1 }]
    return {
      personId,
      ...(before?.description === undefined ? {} : { description: before.description }),
      role,
      expression: expression ?? before?.expression ?? 'neutral',
      pose: pose ?? before?.pose ?? 'stand',
      evidence,
    }
  })
  return [...new Map(found.map((person) => [person.personId, person])).values()]
}

const PART_WORDS: Record<EditablePart, string> = {
  what: said`what is seen`,
  shot: said`shot`,
  angle: said`angle`,
  importance: said`importance`,
  place: said`place`,
  timeOfDay: said`time of day`,
  weather: said`weather`,
  mood: said`mood`,
  people: said`people`,
  lettering: said`lettering`,
}

function labelOf(change: PanelChange, takeBack: readonly EditablePart[], panels: number): string {
  const parts = EDITABLE_PARTS.filter((part) => change[part] !== undefined || takeBack.includes(part))
  const what = parts.length === 1 ? PART_WORDS[parts[0]!] : said`panel`
  return panels === 1 ? said`Edit ${what}` : said`Edit ${what} of ${panels} panels`
}
