import { v7 as uuid } from 'uuid'
import type { ScriptPanel, ScriptScene } from '../../../shared/domain/script.ts'
import type { Project } from '../../open-project.ts'
import { type BreakdownContext, provisionalPeople, readAuthoredPanels } from '../../script/breakdown/index.ts'
import { hashOf } from '../../script/merge/text-hash.ts'
import { countWords } from '../../script/readers/index.ts'
import type { StoredPanel } from '../../store/script.ts'
import { readScriptMemory, type ScriptMemory } from '../../store/script-memory.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { mergeIntoBook } from '../importing/merge-into-book.ts'
import { LOOSE_ROOT } from '../importing/settle-sources.ts'
import type { PlanBook } from '../plan/plan-book.ts'

/**
 * The chapter of loose prompts: free prompts of the Generate screen that pictures were asked for. It only ever grows: the
 * same words are the same panel, so that nothing is paid for twice, and taking a box away takes no picture.
 */
const TITLE = 'Loose prompts'
/** Panels of one scene: another prompt breaks down only the scene it comes into. */
const SCENE_SIZE = 20

/** Ids of the panels that free prompts have become, by their words. */
export function loosePanels({ store }: Pick<Project, 'store'>, panels: readonly StoredPanel[]): Map<string, string> {
  const chapters = new Set(
    store.sqlite
      .prepare(
        'select c.id from chapter c join source s on s.id = c.source_id where s.root = ? and c.trashed_at is null',
      )
      .pluck()
      .all(LOOSE_ROOT) as string[],
  )
  return new Map(
    panels.filter(({ chapterId }) => chapters.has(chapterId)).map(({ id, content }) => [content.what, id] as const),
  )
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
 * Puts free prompts into the book, those that are not there yet.
 *
 * @param prompts each once, without blank space around
 * @returns how many were new
 * @throws AppError READ_ONLY, PROJECT_LOCKED, DISK_FULL
 */
export async function keepLoosePrompts(project: Project, prompts: readonly string[]): Promise<number> {
  if (project.readOnly) throw project.readOnly
  const memory = readScriptMemory(project.store.sqlite)
  const { source, number, before } = standing(memory)
  const known = new Set(before.map(({ prompt }) => prompt))
  const fresh = [...new Set(prompts)].filter((prompt) => !known.has(prompt))
  if (fresh.length === 0) return 0
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
  return fresh.length
}

/** What the book has of it; a prompt that an author put into the trash is not brought back by another one. */
function standing({ sources, chapters, scenes }: ScriptMemory) {
  const source = sources.find(({ root }) => root === LOOSE_ROOT)
  const chapter = chapters.find(({ sourceId, trashed }) => sourceId === source?.id && !trashed)
  return {
    source: source ?? { id: uuid(), name: TITLE, root: LOOSE_ROOT, kind: 'prompts', sha256: '' },
    number: chapter?.number ?? '1',
    before: scenes
      .filter(({ chapterId, trashed }) => chapterId === chapter?.id && !trashed)
      .flatMap(({ script }) => script.panels),
  }
}

function panelOf(prompt: string, number: number): ScriptPanel {
  return { line: number, strip: null, number, prompt, shot: null, importance: null, lettering: [], problem: null }
}

function sceneOf(panels: ScriptPanel[], number: number): ScriptScene {
  const words = panels.reduce((sum, { prompt }) => sum + countWords(prompt), 0)
  return { number, title: null, line: panels[0]?.line ?? 1, words, slug: null, paragraphs: [], panels }
}
