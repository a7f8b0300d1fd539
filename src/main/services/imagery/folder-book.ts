import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { OpenOptions, Project } from '../../open-project.ts'
import { orderKeysFor } from '../../script/merge/order-keys.ts'
import { drawnHash, hashOf } from '../../script/merge/text-hash.ts'
import { panelsWithPictures } from '../../store/script-memory.ts'
import { scriptWriter } from '../../store/script-writing.ts'
import { takenOver } from '../importing/take-over-bibles.ts'
import { stableId } from '../stable-id.ts'
import { adoptOwnPictures } from './adopt-own-pictures.ts'
import { IMAGERY_PROJECT, NO_SETTING, openImageryBook } from './imagery-book.ts'
import { idsOfFile } from './imagery-book-ids.ts'
import { type FolderBook, type FolderPanel, readFolderBook } from './read-folder-book.ts'

/** Files whose presence makes a folder an imagery folder. */
const FILES = ['imagery.yaml', 'location-imagery.yaml']

/** Whether a folder holds imagery YAML of chapters or places, and is no project itself. */
function isImageryFolder(folder: string): boolean {
  return ['chapters', 'locations'].some((section) => {
    const path = join(folder, section)
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return false
    return readdirSync(path, { withFileTypes: true }).some(
      (entry) => !entry.isFile() && FILES.some((name) => existsSync(join(path, entry.name, name))),
    )
  })
}

/** The imagery folder whose book this is; null for every other book. */
export function imageryRootOf({ folder }: Pick<Project, 'folder'>): string | null {
  const root = dirname(folder)
  return basename(folder) === IMAGERY_PROJECT && isImageryFolder(root) ? root : null
}

/** The imagery folder that a path means: itself, or the folder its book lies in; null when it means none. */
export function imageryFolderAt(path: string): string | null {
  if (basename(path) === IMAGERY_PROJECT) return imageryRootOf({ folder: path })
  return isImageryFolder(path) ? path : null
}

/** What reading a folder changed in its book. */
export interface FolderReadReport {
  /** Absolute. */
  root: string
  chapters: number
  places: number
  people: number
  panels: number
  /** Pictures of the author's own that are takes of the book now, and were not before. */
  adopted: number
  /** Panels that the files ask for no more: in the trash, with their takes. */
  removed: number
  problems: Diagnostic[]
}

/**
 * Opens the book of an imagery folder, made when it is not there, with everything the files say in it.
 *
 * @throws AppError as openImageryBook and readFolderBook
 */
export async function openFolderBook(
  root: string,
  options: Pick<OpenOptions, 'now' | 'env'> & { what?: string },
): Promise<{ project: Project; report: FolderReadReport | null }> {
  const book = readFolderBook(root)
  const project = openImageryBook(book.root, { ...options, mayRead: true })
  try {
    return { project, report: project.readOnly === null ? await writeFolderBook(project, book) : null }
  } catch (error) {
    project.close()
    throw error
  }
}

/** Reads the files again. @throws AppError as readFolderBook; READ_ONLY */
export async function readFolderAgain(project: Project, root: string): Promise<FolderReadReport> {
  if (project.readOnly) throw project.readOnly
  return writeFolderBook(project, readFolderBook(root))
}

async function writeFolderBook(project: Project, book: FolderBook): Promise<FolderReadReport> {
  const { removed, diagnostics } = project.store.sqlite.transaction(() => writeRows(project, book)).immediate()
  const { adopted, problems } = await adoptOwnPictures(project, book)
  if (adopted > 0) project.backUp()
  return {
    root: book.root,
    chapters: book.chapters.filter(({ kind }) => kind === 'chapter').length,
    places: book.places.length,
    people: book.people.length,
    panels: book.chapters.reduce((sum, { panels }) => sum + panels.length, 0),
    adopted,
    removed,
    problems: [...book.problems, ...problems, ...diagnostics],
  }
}

/** @returns how many panels went to the trash, and what files say otherwise than the author */
function writeRows(project: Project, book: FolderBook): { removed: number; diagnostics: Diagnostic[] } {
  const { sqlite } = project.store
  const now = project.now()
  const writer = scriptWriter(sqlite)
  const known = knownRows(project)
  const cast = castSourceId()
  writer.source({ id: cast, name: 'characters', root: '..', kind: 'imagery', sha256: '' }, now)
  // What the author made of the cast here stays as they have it.
  const bible = { people: book.people, places: book.places }
  const after = takenOver(project.cast.entries(), [{ sourceId: cast, file: 'characters', bible }])
  project.cast.replaceAll(after.cast)
  const withPictures = panelsWithPictures(sqlite)
  const chapterKeys = orderKeysFor(
    book.chapters.map(({ file }) => known.chapters.get(idsOfFile(file).chapterId) ?? null),
  )
  for (const [at, chapter] of book.chapters.entries()) {
    const { sourceId, chapterId, sceneId } = idsOfFile(chapter.file)
    writer.source({ id: sourceId, name: chapter.file, root: '..', kind: 'imagery', sha256: '' }, now)
    writer.chapter({
      ...{ id: chapterId, sourceId, orderKey: chapterKeys[at]!, words: 0 },
      ...{ number: chapter.number, title: chapter.title },
    })
    writer.scene({
      ...{ id: sceneId, chapterId, orderKey: 'a0', textHash: '', basisHash: '', setting: NO_SETTING, evidence: [] },
      title: chapter.title,
      script: { number: 1, title: chapter.title, line: 1, words: 0, slug: null, paragraphs: [], panels: [] },
    })
    const keys = orderKeysFor(chapter.panels.map(({ panelId }) => known.panels.get(panelId)?.orderKey ?? null))
    for (const [place, panel] of chapter.panels.entries()) {
      const textHash = readingHash(panel)
      const before = known.panels.get(panel.panelId)
      const isAnother = before?.textHash.startsWith(READ) === true && before.textHash !== textHash
      const mark =
        isAnother && withPictures.has(panel.panelId) ? { staleAt: now, staleFrom: null } : (before ?? NOT_STALE)
      writer.panel({
        ...{ id: panel.panelId, sceneId, orderKey: keys[place]!, strip: panel.id, textHash, content: panel.content },
        ...{ staleAt: mark.staleAt, staleFrom: mark.staleFrom },
      })
    }
  }
  return { removed: trashWhatIsGone(book, known, writer, now), diagnostics: after.diagnostics }
}

const NOT_STALE = { staleAt: null, staleFrom: null }
/** Marks panels whose words were read from their file; those that a run wrote say less. */
const READ = 'read:'

function readingHash({ content }: FolderPanel): string {
  return `${READ}${hashOf([drawnHash(content), content.source])}`
}

interface KnownRows {
  /** Order keys by id. */
  chapters: Map<string, string>
  panels: Map<
    string,
    { orderKey: string; textHash: string; staleAt: number | null; staleFrom: string | null; file: string }
  >
}

function knownRows({ store: { sqlite } }: Project): KnownRows {
  const chapters = sqlite.prepare('select id, order_key as orderKey from chapter where trashed_at is null').all()
  const panels = sqlite
    .prepare(
      `select panel.id, panel.order_key as orderKey, panel.text_hash as textHash, stale_at as staleAt,
         stale_from as staleFrom, source.name as file
       from panel join scene on scene.id = scene_id join chapter on chapter.id = chapter_id
       join source on source.id = source_id where panel.trashed_at is null`,
    )
    .all() as (KnownRows['panels'] extends Map<string, infer Row> ? Row & { id: string } : never)[]
  return {
    chapters: new Map((chapters as { id: string; orderKey: string }[]).map(({ id, orderKey }) => [id, orderKey])),
    panels: new Map(panels.map((row) => [row.id, row])),
  }
}

function trashWhatIsGone(
  { chapters, unreadable }: FolderBook,
  known: KnownRows,
  writer: ReturnType<typeof scriptWriter>,
  now: number,
): number {
  const asked = new Set(chapters.flatMap(({ panels }) => panels.map(({ panelId }) => panelId)))
  // A file that cannot be read for now takes nothing away.
  const gone = [...known.panels].filter(([id, { file }]) => !asked.has(id) && !unreadable.has(file)).map(([id]) => id)
  writer.trash('panel', gone, now)
  const there = new Set([...chapters.map(({ file }) => file), ...unreadable].map((file) => idsOfFile(file).chapterId))
  writer.trash(
    'chapter',
    [...known.chapters.keys()].filter((id) => !there.has(id)),
    now,
  )
  return gone.length
}

const castSourceId = () => stableId('source characters')
