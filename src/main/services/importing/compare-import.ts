import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { Project } from '../../open-project.ts'
import { panelMarks } from '../../store/panel-marks.ts'
import type { KnownSource } from '../../store/script-memory.ts'
import { type PanelChange, panelChanges } from '../correcting/changes.ts'
import { type ImportOptions, readIncoming } from '../importing.ts'
import { type CorrectionView, type PanelView, type SceneView, viewScript } from '../script-view.ts'
import { firstWords } from '../tree.ts'
import { type ImportReport, tryMerge } from './merge-into-book.ts'
import type { SettledFile } from './settle-sources.ts'

/** What an import would do to the book. */
export interface ImportComparison {
  files: { name: string; kind: string; state: 'new' | 'changed' | 'same' }[]
  /** Chapters with panels that would be otherwise, in reading order; those that would be gone last. */
  chapters: ChapterComparison[]
  /** Chapters that would stay as they are. */
  untouched: number
  corrections: {
    /** The author's corrections that hold on. */
    kept: number
    /** Those whose scene or line would be gone: they wait until it comes back. */
    waiting: (Pick<CorrectionView, 'about' | 'value' | 'person' | 'line'> & { chapter: string; scene: number })[]
  }
  stale: {
    /** Panels whose pictures would be out of date. */
    panels: number
    /** Pictures they have. */
    takes: number
    /** One new picture for each; null = nobody can say what it costs. */
    refreshing: { pictures: number; fromUsd: number; untilUsd: number } | null
  }
  /** What goes to the trash has so many pictures; they come back with its words. */
  trashedTakes: number
  bible: ImportReport['bible']
  diagnostics: Diagnostic[]
}

export interface ChapterComparison {
  chapter: string
  title: string
  scenes: number
  words: number
  state: 'new' | 'changed' | 'back' | 'gone'
  added: number
  changed: number
  removed: number
  unchanged: number
  panels: PanelComparison[]
}

export interface PanelComparison extends PanelChange {
  /** First words of what is seen. */
  what: string
  takes: number
  /** Its pictures would be out of date. */
  goesStale: boolean
}

/** What refreshing panels costs, in the book as it would be; null = unknown. */
export type PriceOf = (panelIds: readonly string[]) => ImportComparison['stale']['refreshing']

/** So many panels are told one by one; beyond that the counts say it. */
const MOST_PANELS = 400

/**
 * Reads files as an import would, and tells what it would change. Nothing is written.
 *
 * @param placeOf where a file will lie when it is imported
 * @throws AppError as importScript
 */
export async function compareImport(
  project: Project,
  paths: readonly string[],
  options: ImportOptions,
  priceOf: PriceOf,
  placeOf?: (path: string) => string,
): Promise<ImportComparison> {
  if (project.readOnly) throw project.readOnly
  const { incoming, diagnostics } = await readIncoming(project, paths, options, placeOf)
  const before = viewScript(project)
  const takesBefore = takesOf(project, before)
  const { report, seen } = await tryMerge(project, incoming, options, () => {
    const after = viewScript(project)
    const stale = newlyStale(before, after)
    return { after, stale, takes: takesOf(project, after), refreshing: stale.length > 0 ? priceOf(stale) : null }
  })
  const { after, stale, refreshing } = seen
  const takes = new Map([...takesBefore, ...seen.takes])
  const chapters = compareChapters(before, after, report, { takes, stale: new Set(stale) })
  const gone = panelsOf(before).filter(({ id }) => !seen.takes.has(id))
  return {
    files: incoming.files.map((file) => ({
      name: file.name,
      kind: file.kind,
      state: stateOf(file, incoming.memory.sources),
    })),
    chapters: withinLimit(chapters),
    untouched:
      new Set(after.map(({ chapterId }) => chapterId)).size - chapters.filter(({ state }) => state !== 'gone').length,
    corrections: compareCorrections(before, after),
    stale: { panels: stale.length, takes: sum(stale, takes), refreshing },
    trashedTakes: sum(
      gone.map(({ id }) => id),
      takes,
    ),
    bible: report.bible,
    diagnostics: [...diagnostics, ...report.diagnostics],
  }
}

function stateOf({ source, sha256 }: SettledFile, known: readonly KnownSource[]): 'new' | 'changed' | 'same' {
  const earlier = known.find(({ id }) => id === source.id)
  if (!earlier) return 'new'
  return earlier.sha256 === sha256 ? 'same' : 'changed'
}

function panelsOf(scenes: readonly SceneView[]): PanelView[] {
  return scenes.flatMap(({ panels }) => panels)
}

function newlyStale(before: readonly SceneView[], after: readonly SceneView[]): string[] {
  const old = new Set(panelsOf(before).flatMap(({ id, stale }) => (stale ? [id] : [])))
  return panelsOf(after).flatMap(({ id, stale }) => (stale && !old.has(id) ? [id] : []))
}

/** Pictures by panel, of every edition. */
function takesOf({ store }: Project, scenes: readonly SceneView[]): Map<string, number> {
  const ids = panelsOf(scenes).map(({ id }) => id)
  const marks = panelMarks(store.sqlite).marks(ids, { style: null, lang: null })
  return new Map([...marks].map(([id, { takes }]) => [id, takes]))
}

function sum(ids: readonly string[], takes: ReadonlyMap<string, number>): number {
  return ids.reduce((total, id) => total + (takes.get(id) ?? 0), 0)
}

interface Known {
  takes: ReadonlyMap<string, number>
  stale: ReadonlySet<string>
}

function compareChapters(
  before: readonly SceneView[],
  after: readonly SceneView[],
  report: ImportReport,
  known: Known,
): ChapterComparison[] {
  const old = Map.groupBy(before, ({ chapterId }) => chapterId)
  const now = Map.groupBy(after, ({ chapterId }) => chapterId)
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((id): ChapterComparison[] => {
    const [was, is] = [old.get(id) ?? [], now.get(id) ?? []]
    const panels = comparePanels(was, is, known)
    const state = was.length === 0 ? 'new' : is.length === 0 ? 'gone' : 'changed'
    if (panels.length === 0) return []
    const count = (wanted: PanelChange['state']) => panels.filter((panel) => panel.state === wanted).length
    const { chapter } = (is[0] ?? was[0])!
    const told = report.chapters.find((one) => one.chapter === chapter)
    const removed = report.removedChapters.find((one) => one.chapter === chapter)
    return [
      {
        chapter,
        title: (is.length > 0 ? told?.title : removed?.title) ?? '',
        scenes: is.length,
        words: told?.words ?? 0,
        state: state === 'new' && told?.isBack ? 'back' : state,
        added: count('new'),
        changed: count('changed'),
        removed: count('gone'),
        unchanged: panelsOf(is).length - count('new') - count('changed'),
        panels,
      },
    ]
  })
}

/** What anybody can see in the panels, and those whose pictures go out of date for another reason. */
function comparePanels(
  before: readonly SceneView[],
  after: readonly SceneView[],
  { takes, stale }: Known,
): PanelComparison[] {
  const changes = panelChanges(before, after)
  const told = new Set(changes.map(({ panelId }) => panelId))
  const silent = after.flatMap(({ scene, panels }) =>
    panels
      .filter(({ id }) => stale.has(id) && !told.has(id))
      .map(({ id, panel }): PanelChange => ({ panelId: id, scene, panel, state: 'changed', changes: [] })),
  )
  const views = new Map([...panelsOf(before), ...panelsOf(after)].map((panel) => [panel.id, panel]))
  return [...changes, ...silent]
    .map((change) => ({
      ...change,
      what: firstWords(views.get(change.panelId)!.what),
      takes: takes.get(change.panelId) ?? 0,
      goesStale: stale.has(change.panelId),
    }))
    .sort((a, b) => a.scene - b.scene || a.panel - b.panel)
}

function withinLimit(chapters: readonly ChapterComparison[]): ChapterComparison[] {
  let room = MOST_PANELS
  return chapters.map((chapter) => {
    const panels = chapter.panels.slice(0, Math.max(0, room))
    room -= panels.length
    return { ...chapter, panels }
  })
}

function compareCorrections(
  before: readonly SceneView[],
  after: readonly SceneView[],
): ImportComparison['corrections'] {
  const now = new Map(after.map((scene) => [scene.id, scene]))
  let kept = 0
  const waiting: ImportComparison['corrections']['waiting'] = []
  for (const { id, chapter, scene, corrections } of before) {
    for (const [at, { about, value, person, line, fits }] of corrections.entries()) {
      const stays = now.get(id)?.corrections[at]
      if (stays && (stays.fits || !fits)) kept++
      else waiting.push({ about, value, person, line, chapter, scene })
    }
  }
  return { kept, waiting }
}
