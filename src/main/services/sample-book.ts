import { existsSync, rmSync } from 'node:fs'
import { cp, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { OpenOptions, Project } from '../open-project.ts'
import { openProject } from '../open-project.ts'
import { resourcePath } from '../resources.ts'
import { projectFolderName } from '../store/project-folder.ts'
import { importScript } from './importing.ts'
import { newBook } from './new-book.ts'

const TITLE = 'Postage Due'

/** What belongs to whoever has a book open, and to nobody's copy of it. */
const NOT_COPIED: ReadonlySet<string> = new Set(['lock.db', 'owner.json', 'reserve.bin', 'backups'])

/** Where the author's own copy of the sample lies. @param folder of books */
export const sampleFolder = (folder: string) => join(folder, projectFolderName(TITLE))

/** A book with the sample's script and cast, and without pictures yet. */
export async function makeSample(path: string, options: Omit<OpenOptions, 'mode'>): Promise<Project> {
  return withScript(newBook(path, { title: TITLE, pageFormat: 'us-comic' }, options))
}

/**
 * Opens the author's own copy of the sample, and makes it when there is none.
 *
 * @param made the folder of the sample that is drawn, to be copied; null = there is none, and the copy has no pictures
 * @throws AppError READ_ONLY, DISK_FULL, PROJECT_LOCKED
 */
export async function openSample(
  path: string,
  made: () => Promise<string | null>,
  options: Omit<OpenOptions, 'mode'>,
): Promise<Project> {
  if (!existsSync(path)) await copyWhole(await made(), path)
  if (!existsSync(join(path, 'book.sqlite'))) return makeSample(path, options)
  const project = openProject(path, { ...options, mode: 'own-or-read' })
  if (project.readOnly !== null || project.script.counts().panels > 0) return project
  return withScript(project)
}

async function withScript(project: Project): Promise<Project> {
  try {
    await importScript(project, [resourcePath('resources', 'sample')])
    return project
  } catch (error) {
    project.close()
    throw error
  }
}

/** Whole or not at all. Where it cannot be copied, the sample is made from its script instead. */
async function copyWhole(from: string | null, path: string): Promise<void> {
  if (from === null) return
  const draft = `${path}.copy`
  try {
    rmSync(draft, { recursive: true, force: true })
    await cp(from, draft, { recursive: true, filter: (file) => !NOT_COPIED.has(basename(file)) })
    await rename(draft, path)
  } catch {
    rmSync(draft, { recursive: true, force: true })
  }
}
