import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ImageryProblem } from '../../imagery/problem.ts'
import type { OpenOptions, Project } from '../../open-project.ts'
import { adoptOwnPictures } from './adopt-own-pictures.ts'
import type { FolderChange } from './folder-changes.ts'
import { IMAGERY_PROJECT, openImageryBook } from './imagery-book.ts'
import { type FileMemory, type FolderBook, type FolderPanel, readFolderBook } from './read-folder-book.ts'
import { writeFolderRows } from './write-folder-rows.ts'

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

/** What was read before: later readings look at what changed, and write that. */
export interface FolderReading {
  readonly root: string
  readonly memory: FileMemory
  /** The last one; null at first. */
  book: FolderBook | null
}

export function folderReading(root: string): FolderReading {
  return { root, memory: new Map(), book: null }
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
  const { removed, changes, diagnostics } = await writeFolderRows(project, book, before)
  reading.book = book
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
