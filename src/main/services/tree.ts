import type { PanelState, TreeFilter } from '../../shared/contract/index.ts'
import type { Project } from '../open-project.ts'
import { type EditionOrAny, type PanelMark, type PlacedPanelId, panelMarks } from '../store/panel-marks.ts'
import type { ChapterEntry } from '../store/script.ts'
import { sharedStanding, stateWithShared } from './shared-standing.ts'

export interface PanelRow {
  id: string
  sceneId: string
  chapterId: string
  number: number
  strip: string | null
  title: string | null
  words: string
  importance: number
  state: PanelState
  stale: boolean
  takes: number
  takeId: string | null
}

export type StateCounts = Partial<Record<PanelState, number>>

export interface Outline {
  panels: number
  states: StateCounts
  chapters: OutlineChapter[]
  panelIds: string[]
}

interface OutlinePart {
  id: string
  /** Rows of `listPanels` under the same filter: the first, and how many. */
  firstRow: number
  panels: number
  states: StateCounts
}

export interface OutlineChapter extends OutlinePart {
  number: string
  title: string
  words: number
  loose: ChapterEntry['loose']
  scenes: OutlineScene[]
}

export interface OutlineScene extends OutlinePart {
  number: number
  title: string | null
  place: string | null
  timeOfDay: string | null
  date: string | null
}

/** Chapters and scenes with how their panels stand. Under a filter, those that have panels left. */
export function bookOutline(project: Project, filter: TreeFilter = {}, { withPanels = false } = {}): Outline {
  const { panels, stateOf } = meant(project, filter, 'with-states')
  const firstRows = new Map<string, number>()
  for (const [row, { sceneId, chapterId }] of panels.entries())
    for (const id of [sceneId, chapterId]) if (!firstRows.has(id)) firstRows.set(id, row)
  const byScene = Map.groupBy(panels, ({ sceneId }) => sceneId)
  const byChapter = Map.groupBy(panels, ({ chapterId }) => chapterId)
  const part = (id: string, own: readonly PlacedPanelId[]): OutlinePart => ({
    id,
    firstRow: firstRows.get(id) ?? 0,
    panels: own.length,
    states: countStates(own.map((panel) => stateOf(panel.id))),
  })
  const isFiltered = Object.keys(filter).some((key) => key !== 'edition')
  const scenes = Map.groupBy(project.script.scenes(), ({ chapterId }) => chapterId)
  const isShown = (own: readonly PlacedPanelId[]) => !isFiltered || own.length > 0
  return {
    panelIds: withPanels ? panels.map(({ id }) => id) : [],
    panels: panels.length,
    states: countStates(panels.map(({ id }) => stateOf(id))),
    chapters: project.script
      .chapters()
      .map((chapter) => ({ chapter, own: byChapter.get(chapter.id) ?? [] }))
      .filter(({ own }) => isShown(own))
      .map(({ chapter: { id, number, title, words, loose }, own }) => ({
        ...part(id, own),
        number,
        title,
        words,
        loose,
        scenes: (scenes.get(id) ?? [])
          .map((scene) => ({ scene, ownOfScene: byScene.get(scene.id) ?? [] }))
          .filter(({ ownOfScene }) => isShown(ownOfScene))
          .map(({ scene, ownOfScene }) => ({
            ...part(scene.id, ownOfScene),
            number: scene.number,
            title: scene.title,
            place: scene.placeName,
            timeOfDay: scene.timeOfDay,
            date: scene.date,
          })),
      })),
  }
}

/** One page of panels in reading order. */
export function listPanels(
  project: Project,
  filter: TreeFilter,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: PanelRow[] } {
  const { panels } = meant(project, filter, 'ids')
  const ids = panels.slice(offset, offset + limit).map(({ id }) => id)
  return { total: panels.length, rows: panelRows(project, ids, editionOf(filter)) }
}

/** @returns row of a panel under a filter, from 0; null when it is not among them */
export function rowOfPanel(project: Project, panelId: string, filter: TreeFilter): number | null {
  const row = meant(project, filter, 'ids').panels.findIndex(({ id }) => id === panelId)
  return row < 0 ? null : row
}

/** Ids of the panels a filter means, in reading order. */
export function panelIdsFor(project: Project, filter: TreeFilter): string[] {
  return meant(project, filter, 'ids').panels.map(({ id }) => id)
}

/**
 * The next panel whose title or words begin like this, from behind a row on and then from the first; null = none.
 *
 * @param afterRow of `listPanels` under the same filter; -1 = from the first
 */
export function findPanel(project: Project, begins: string, filter: TreeFilter, afterRow: number): string | null {
  const { panels } = meant(project, filter, 'ids')
  const found = panelMarks(project.store.sqlite).beginning(begins)
  if (found.size === 0) return null
  const isMeant = ({ id }: PlacedPanelId) => found.has(id)
  return (panels.slice(afterRow + 1).find(isMeant) ?? panels.find(isMeant))?.id ?? null
}

/** How one panel stands; null = there is no such panel. */
export function panelStateOf(project: Project, panelId: string, edition: EditionOrAny = ANY): PanelState | null {
  const mark = panelMarks(project.store.sqlite).marks([panelId], edition).get(panelId)
  return mark === undefined ? null : panelStateFrom(mark)
}

const ANY: EditionOrAny = { style: null, lang: null }

/** What is under way first, then what needs a person, then what is out of date, then what is there. */
export function panelStateFrom(mark: PanelMark): PanelState {
  if (mark.running > 0) return 'running'
  if (mark.queued > 0) return 'queued'
  if (mark.unknown > 0) return 'unknown'
  if (mark.refused > 0) return 'refused'
  if (mark.failed > 0) return 'failed'
  // With nothing but rejected ones a panel has no picture to show.
  if (mark.eligible === 0 && mark.picked === 0) return 'empty'
  if (mark.staleAt !== null) return 'stale'
  return mark.picked > 0 ? 'picked' : 'taken'
}

/** Whether a panel has a take of its own is told by its state. */
const NONE: ReadonlyMap<string, string> = new Map()

function meant(project: Project, filter: TreeFilter, need: 'ids' | 'with-states') {
  const marks = panelMarks(project.store.sqlite)
  const { states, edition: _, query, ...where } = filter
  const all = marks.ids({ ...where, query: query?.trim() || undefined })
  if (states === undefined && need === 'ids') return { panels: all, stateOf: () => 'empty' as const }
  const found = marks.marks(
    all.map(({ id }) => id),
    editionOf(filter),
  )
  const shared = sharedStanding(
    project,
    all.map(({ id }) => id),
    editionOf(filter),
    NONE,
  )
  const stateOf = (id: string): PanelState => stateWithShared(panelStateFrom(found.get(id)!), shared.has(id))
  const panels = states === undefined ? all : all.filter(({ id }) => states.includes(stateOf(id)))
  return { panels, stateOf }
}

/** Rows of these panels. */
export function panelRows(project: Project, ids: readonly string[], edition: EditionOrAny = ANY): PanelRow[] {
  const queries = panelMarks(project.store.sqlite)
  const marks = queries.marks(ids, edition)
  const standing = queries.standing(ids, edition)
  const shared = sharedStanding(project, ids, edition, standing)
  const titles = queries.titles(ids)
  return project.script.panels(ids).map(({ id, sceneId, chapterId, number, strip, content, staleAt }) => {
    const mark = marks.get(id)!
    return {
      id,
      sceneId,
      chapterId,
      number,
      strip,
      title: titles.get(id) ?? null,
      words: firstWords(content.what),
      importance: content.importance,
      state: stateWithShared(panelStateFrom(mark), shared.has(id)),
      stale: staleAt !== null,
      takes: mark.takes,
      takeId: standing.get(id) ?? shared.get(id) ?? null,
    }
  })
}

/** As much as fits a row of the tree. */
const ROW_LENGTH = 90

/** The beginning of a text, cut at a word. */
export function firstWords(text: string): string {
  if (text.length <= ROW_LENGTH) return text
  const cut = text.lastIndexOf(' ', ROW_LENGTH)
  return `${text.slice(0, cut < ROW_LENGTH / 2 ? ROW_LENGTH : cut)}…`
}

function editionOf({ edition }: TreeFilter): EditionOrAny {
  return edition ? { style: edition.style, lang: edition.lang } : ANY
}

function countStates(states: readonly PanelState[]): StateCounts {
  const counts: StateCounts = {}
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
