import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ImageryProblem } from '../../imagery/problem.ts'
import type { OpenOptions, Project } from '../../open-project.ts'
import { orderKeysFor } from '../../script/merge/order-keys.ts'
import { panelsWithPictures } from '../../store/script-memory.ts'
import { scriptWriter } from '../../store/script-writing.ts'
import { takenOver } from '../importing/take-over-bibles.ts'
import { stableId } from '../stable-id.ts'
import { adoptOwnPictures } from './adopt-own-pictures.ts'
import { type FolderChange, folderChanges } from './folder-changes.ts'
import { IMAGERY_PROJECT, NO_SETTING, openImageryBook } from './imagery-book.ts'
import { idsOfFile } from './imagery-book-ids.ts'
import { type FileMemory, type FolderBook, type FolderPanel, readFolderBook } from './read-folder-book.ts'

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
  /** Panels that came, went, or are otherwise, each with what was before. Nothing for a book that was read the first time. */
  changes: FolderChange[]
  problems: ImageryProblem[]
}

/** What was read before, and what it said: later readings look at what changed, and write that. */
export interface FolderReading {
  readonly root: string
  readonly memory: FileMemory
  /** The last one; null at first. */
  book: FolderBook | null
  /** What files said of panels when they could be read last, as a hash. */
  said: Map<string, { file: string; hash: string }>
}

export function folderReading(root: string): FolderReading {
  return { root, memory: new Map(), book: null, said: new Map() }
}

/**
 * Opens the book of an imagery folder, made when it is not there, with everything the files say in it.
 *
 * @throws AppError as openImageryFolder and openImageryBook
 */
export async function openFolderBook(
  root: string,
  options: Pick<OpenOptions, 'now' | 'env'> & { what?: string },
): Promise<{ project: Project; report: FolderReadReport | null; reading: FolderReading }> {
  const reading = folderReading(root)
  const book = await readFolderBook(root, reading.memory)
  const project = openImageryBook(book.root, { ...options, mayRead: true })
  try {
    const report = project.readOnly === null ? await writeFolderBook(project, book, reading) : null
    return { project, report, reading }
  } catch (error) {
    project.close()
    throw error
  }
}

/** Reads the files again. @throws AppError as openImageryFolder; READ_ONLY */
export async function readFolderAgain(
  project: Project,
  root: string,
  reading: FolderReading = folderReading(root),
): Promise<FolderReadReport> {
  if (project.readOnly) throw project.readOnly
  return writeFolderBook(project, await readFolderBook(root, reading.memory), reading)
}

async function writeFolderBook(project: Project, book: FolderBook, reading: FolderReading): Promise<FolderReadReport> {
  const before = reading.book
  const { removed, changes, diagnostics } = project.store.sqlite
    .transaction(() => writeRows(project, book, reading))
    .immediate()
  reading.book = book
  reading.said = saidBy(book, reading.said)
  const { adopted, problems } = await adoptOwnPictures(project, withNewPictures(book, before))
  if (adopted > 0) project.backUp()
  return {
    root: book.root,
    chapters: book.chapters.filter(({ kind }) => kind === 'chapter').length,
    places: book.places.length,
    people: book.people.length,
    panels: book.chapters.reduce((sum, { panels }) => sum + panels.length, 0),
    adopted,
    removed,
    changes,
    problems: [...book.problems, ...problems, ...diagnostics],
  }
}

/** A file that cannot be read for now still says what it said. */
function saidBy({ chapters, unreadable }: FolderBook, before: FolderReading['said']): FolderReading['said'] {
  const kept = [...before].filter(([, { file }]) => unreadable.has(file))
  const now = chapters.flatMap(({ file, panels }) =>
    panels.map((panel) => [panel.panelId, { file, hash: readingHash(panel) }] as const),
  )
  return new Map([...kept, ...now])
}

/** What may have pictures that no take was made of: looking at each of a large folder takes time. */
function withNewPictures(book: FolderBook, before: FolderBook | null): FolderBook {
  if (before === null) return book
  const known = new Map(before.chapters.flatMap(({ panels }) => panels.map((panel) => [panel.panelId, panel.picture])))
  const isNew = ({ panelId, picture }: FolderPanel) => picture !== null && known.get(panelId) !== picture
  return {
    ...book,
    chapters: book.chapters.map((chapter) =>
      book.fresh.has(chapter.file) ? chapter : { ...chapter, panels: chapter.panels.filter(isNew) },
    ),
  }
}

/** @returns how many panels went to the trash, what changed, and what files say otherwise than the author */
function writeRows(
  project: Project,
  book: FolderBook,
  { book: before, said }: FolderReading,
): { removed: number; changes: FolderChange[]; diagnostics: Diagnostic[] } {
  const { sqlite } = project.store
  const now = project.now()
  const writer = scriptWriter(sqlite)
  const known = knownRows(project)
  const diagnostics = writeCast(project, book, before, writer)
  const withPictures = panelsWithPictures(sqlite)
  const isFirst = known.panels.size === 0
  const stale = new Set<string>()
  const chapterKeys = orderKeysFor(
    book.chapters.map(({ file }) => known.chapters.get(idsOfFile(file).chapterId) ?? null),
  )
  const gone = goneFrom(book, known)
  /** Its file says what it said before: what the author made of it here since, edited or deleted, stays. */
  const isAsRead = (panel: FolderPanel) => said.get(panel.panelId)?.hash === readingHash(panel)
  const others = book.chapters.flatMap(({ panels }) =>
    panels.filter((panel) => !isAsRead(panel) && known.panels.get(panel.panelId)?.textHash !== readingHash(panel)),
  )
  const contents = project.script.panels([...others.map(({ panelId }) => panelId), ...gone])
  const contentBefore = new Map(contents.map(({ id, content }) => [id, content]))
  for (const [at, chapter] of book.chapters.entries()) {
    const { sourceId, chapterId, sceneId } = idsOfFile(chapter.file)
    const keys = orderKeysFor(chapter.panels.map(({ panelId }) => known.panels.get(panelId)?.orderKey ?? null))
    const knownKey = known.chapters.get(chapterId)
    if (
      before !== null &&
      (!book.fresh.has(chapter.file) || (knownKey === undefined && chapter.panels.every(isAsRead)))
    ) {
      if (knownKey !== undefined && knownKey !== chapterKeys[at])
        writer.place('chapter', chapterId, null, chapterKeys[at]!)
      continue
    }
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
    for (const [place, panel] of chapter.panels.entries()) {
      const textHash = readingHash(panel)
      const was = known.panels.get(panel.panelId)
      if (isAsRead(panel)) {
        if (was !== undefined && was.orderKey !== keys[place])
          writer.place('panel', panel.panelId, sceneId, keys[place]!)
        continue
      }
      const isAnother = was?.textHash.startsWith(READ) === true && was.textHash !== textHash
      const goesStale = isAnother && withPictures.has(panel.panelId)
      if (goesStale) stale.add(panel.panelId)
      const mark = goesStale ? { staleAt: now, staleFrom: null } : (was ?? NOT_STALE)
      writer.panel({
        ...{ id: panel.panelId, sceneId, orderKey: keys[place]!, strip: panel.id, textHash, content: panel.content },
        ...{ staleAt: mark.staleAt, staleFrom: mark.staleFrom },
      })
    }
  }
  trashWhatIsGone(book, known, gone, writer, now)
  const changes = isFirst
    ? []
    : folderChanges(book, { contentBefore, isAsRead, known: known.panels, gone, stale, withPictures })
  return { removed: gone.length, changes, diagnostics }
}

/** What the author made of the cast in the window stays as they have it. */
function writeCast(
  project: Project,
  { people, places }: FolderBook,
  before: FolderBook | null,
  writer: ReturnType<typeof scriptWriter>,
): Diagnostic[] {
  if (before !== null && isDeepStrictEqual([before.people, before.places], [people, places])) return []
  const sourceId = castSourceId()
  writer.source({ id: sourceId, name: 'characters', root: '..', kind: 'imagery', sha256: '' }, project.now())
  const after = takenOver(project.cast.entries(), [{ sourceId, file: 'characters', bible: { people, places } }])
  project.cast.replaceAll(after.cast)
  return after.diagnostics
}

const NOT_STALE = { staleAt: null, staleFrom: null }
/** Marks panels whose words were read from their file; those that a run wrote say less. */
const READ = 'read:'

const readingHash = ({ hash }: FolderPanel) => `${READ}${hash}`

/** What was read from the folder's files: whatever else the book has stays out of it. */
interface KnownRows {
  /** Order keys by id. */
  chapters: Map<string, string>
  panels: Map<
    string,
    { orderKey: string; textHash: string; staleAt: number | null; staleFrom: string | null; file: string }
  >
}

function knownRows({ store: { sqlite } }: Project): KnownRows {
  const chapters = sqlite
    .prepare(
      `select chapter.id, order_key as orderKey from chapter join source on source.id = source_id
       where trashed_at is null and source.kind = 'imagery'`,
    )
    .all()
  const panels = sqlite
    .prepare(
      `select panel.id, panel.order_key as orderKey, panel.text_hash as textHash, stale_at as staleAt,
         stale_from as staleFrom, source.name as file
       from panel join scene on scene.id = scene_id join chapter on chapter.id = chapter_id
       join source on source.id = source_id where panel.trashed_at is null and source.kind = 'imagery'`,
    )
    .all() as (KnownRows['panels'] extends Map<string, infer Row> ? Row & { id: string } : never)[]
  return {
    chapters: new Map((chapters as { id: string; orderKey: string }[]).map(({ id, orderKey }) => [id, orderKey])),
    panels: new Map(panels.map((row) => [row.id, row])),
  }
}

/** Panels that no file asks for any more. */
function goneFrom({ chapters, unreadable }: FolderBook, known: KnownRows): string[] {
  const asked = new Set(chapters.flatMap(({ panels }) => panels.map(({ panelId }) => panelId)))
  // A file that cannot be read for now takes nothing away.
  return [...known.panels].filter(([id, { file }]) => !asked.has(id) && !unreadable.has(file)).map(([id]) => id)
}

function trashWhatIsGone(
  { chapters, unreadable }: FolderBook,
  known: KnownRows,
  gone: readonly string[],
  writer: ReturnType<typeof scriptWriter>,
  now: number,
): void {
  writer.trash('panel', gone, now)
  const there = new Set(
    [...chapters.map(({ file }) => file), ...unreadable.keys()].map((file) => idsOfFile(file).chapterId),
  )
  writer.trash(
    'chapter',
    [...known.chapters.keys()].filter((id) => !there.has(id)),
    now,
  )
}

const castSourceId = () => stableId('source characters')
