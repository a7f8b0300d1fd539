import { v7 as uuid } from 'uuid'
import type { ScriptPanel, ScriptScene } from '../../../shared/domain/script.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { type BreakdownContext, provisionalPeople, readAuthoredPanels } from '../../script/breakdown/index.ts'
import { hashOf } from '../../script/merge/text-hash.ts'
import { countWords } from '../../script/readers/index.ts'
import { isLooseRoot, LOOSE_ROOTS, loosePanelRows } from '../../store/loose-source.ts'
import type { StoredPanel } from '../../store/script.ts'
import { readScriptMemory, type ScriptMemory } from '../../store/script-memory.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { mergeIntoBook } from '../importing/merge-into-book.ts'
import { keepEdit } from '../paging/keep-edit.ts'
import type { PlanBook } from '../plan/plan-book.ts'
import { restoreFromTrash } from '../trash.ts'
import { deleteEntries } from '../tree-edits/delete.ts'
import { treeOf } from '../tree-edits/entries.ts'

/**
 * The chapter of loose prompts: free prompts of the Generate screen that pictures were asked for. It only ever grows: the
 * same words are the same panel, so that nothing is paid for twice, and taking a box away takes no picture.
 */
const TITLE = 'Loose prompts'
/** Panels of one scene: another prompt breaks down only the scene it comes into. */
const SCENE_SIZE = 20

/** Ids of the panels that free prompts have become, by their words, wherever they stand in the book by now. */
export function loosePanels({ store }: Pick<Project, 'store'>, panels: readonly StoredPanel[]): Map<string, string> {
  const live = new Set(panels.map(({ id }) => id))
  const known = new Map<string, string>()
  for (const { id, words } of loosePanelRows(store.sqlite)) if (live.has(id) && !known.has(words)) known.set(words, id)
  return known
}

/** What the reading of free prompts knows besides them. */
function looseContext(project: Pick<Project, 'store' | 'cast'>): BreakdownContext {
  const bible = project.cast.bible()
  const { chapters, scenes } = readScriptMemory(project.store.sqlite)
  const byChapter = Map.groupBy(
    scenes.filter(({ trashed }) => !trashed),
    ({ chapterId }) => chapterId,
  )
  const provisional = provisionalPeople(
    bible,
    chapters
      .filter(({ trashed }) => !trashed)
      .map(({ id, number }) => ({ number, scenes: (byChapter.get(id) ?? []).map(({ script }) => script) })),
  )
  return { bible, provisional, chapter: { number: '', title: TITLE, year: null } }
}

/**
 * Panels as free prompts will make them, to see what is sent and what it costs before they are in the book. Read once for
 * what was read of the book, since only a few of many prompts change while they are written.
 */
export function panelsToBe(
  project: Pick<Project, 'store' | 'cast'>,
  book: PlanBook,
  prompts: readonly string[],
): StoredPanel[] {
  const known = READ.get(book) ?? { context: looseContext(project), panels: new Map<string, StoredPanel>() }
  READ.set(book, known)
  return prompts.map((prompt) => {
    const panel = known.panels.get(prompt) ?? panelToBe(prompt, known.context)
    known.panels.set(prompt, panel)
    return panel
  })
}

const READ = new WeakMap<PlanBook, { context: BreakdownContext; panels: Map<string, StoredPanel> }>()

function panelToBe(prompt: string, context: BreakdownContext): StoredPanel {
  const [content] = readAuthoredPanels(sceneOf([panelOf(prompt, 1)], 1), context).panels
  return {
    id: `loose:${hashOf(prompt)}`,
    sceneId: 'loose:',
    chapterId: 'loose:',
    chapter: context.chapter.number,
    scene: 1,
    number: 1,
    date: null,
    povId: null,
    ages: [],
    strip: null,
    staleAt: null,
    content: content!,
    letteringIds: [],
  }
}

/**
 * Puts free prompts into the book: those that are not there yet, and those whose panels lie in the trash.
 *
 * @param prompts each once, without blank space around
 * @returns how many were new, or were brought back
 * @throws AppError READ_ONLY, PROJECT_LOCKED, DISK_FULL
 */
export async function keepLoosePrompts(project: Project, prompts: readonly string[]): Promise<number> {
  if (project.readOnly) throw project.readOnly
  openChapter(project)
  const memory = readScriptMemory(project.store.sqlite)
  const { source, number, before } = standing(memory)
  const known = new Set(before.map(({ prompt }) => prompt))
  const fresh = [...new Set(prompts)].filter((prompt) => !known.has(prompt))
  if (fresh.length === 0) return bringBack(project, prompts)
  const panels = [...before.map(({ prompt }) => prompt), ...fresh].map((prompt, at) => panelOf(prompt, at + 1))
  const scenes = Array.from({ length: Math.ceil(panels.length / SCENE_SIZE) }, (_, at) =>
    sceneOf(panels.slice(at * SCENE_SIZE, (at + 1) * SCENE_SIZE), at + 1),
  )
  const words = scenes.reduce((sum, scene) => sum + scene.words, 0)
  const document = {
    kind: 'prompts' as const,
    file: TITLE,
    chapters: [{ number, title: TITLE, line: 1, scenes, words, notes: null }],
    diagnostics: [],
  }
  const sha256 = hashOf(panels.map(({ prompt }) => prompt))
  const file = { path: '', name: TITLE, kind: 'prompts' as const, sha256, document, bible: null }
  const { noteHeadings } = project.book.settings()
  const files = [{ ...file, source: { ...source, sha256 } }]
  try {
    await mergeIntoBook(project, { memory, files, vanished: [], noteHeadings }, {})
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
  // Takes are named after panels: with these in a backup, a lost book finds its pictures again.
  project.backUp()
  return fresh.length + bringBack(project, prompts)
}

/** A chapter in the trash comes out of it, and its panels stay there: what is new needs somewhere to be. */
function openChapter(project: Project): void {
  const { sources, chapters } = readScriptMemory(project.store.sqlite)
  const source = sources.find(({ root }) => isLooseRoot(root))
  const chapter = chapters.find(({ sourceId, trashed, isOut }) => sourceId === source?.id && (trashed || isOut))
  if (chapter === undefined) return
  keepEdit(project, said`Take the chapter of free prompts out of the trash`, () => {
    restoreFromTrash(project, [{ kind: 'chapter', id: chapter.id }])
    const { rows } = treeOf(project)
    const panels = rows
      .within(rows.find({ kind: 'chapter', id: chapter.id })!)
      .filter(({ kind, trashedAt }) => kind === 'panel' && trashedAt === null)
    if (panels.length > 0) deleteEntries(project, panels)
  })
}

/** Asked for again, a panel comes out of the trash; others that lie there stay. */
function bringBack(project: Project, prompts: readonly string[]): number {
  const asked = new Set(prompts)
  const rows = loosePanelRows(project.store.sqlite).filter(({ words }) => asked.has(words))
  const live = new Set(rows.filter(({ trashed }) => !trashed).map(({ words }) => words))
  const names = new Map(rows.filter(({ words }) => !live.has(words)).map(({ id, words }) => [words, id]))
  if (names.size === 0) return 0
  return restoreFromTrash(
    project,
    [...names.values()].map((id) => ({ kind: 'panel', id })),
  ).panels
}

/** What the book has of it, also what lies in the trash. */
function standing({ sources, chapters, scenes }: ScriptMemory) {
  const source = sources.find(({ root }) => isLooseRoot(root))
  const chapter = chapters.find(({ sourceId }) => sourceId === source?.id)
  return {
    source: source ?? { id: uuid(), name: TITLE, root: LOOSE_ROOTS.apart, kind: 'prompts', sha256: '' },
    number: chapter?.number ?? '1',
    before: scenes.filter(({ chapterId }) => chapterId === chapter?.id).flatMap(({ script }) => script.panels),
  }
}

function panelOf(prompt: string, number: number): ScriptPanel {
  return { line: number, strip: null, number, prompt, shot: null, importance: null, lettering: [], problem: null }
}

function sceneOf(panels: ScriptPanel[], number: number): ScriptScene {
  const words = panels.reduce((sum, { prompt }) => sum + countWords(prompt), 0)
  return { number, title: null, line: panels[0]?.line ?? 1, words, slug: null, paragraphs: [], panels }
}
