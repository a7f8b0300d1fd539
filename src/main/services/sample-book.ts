import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenOptions, Project } from '../open-project.ts'
import { openProject } from '../open-project.ts'
import { resourcePath } from '../resources.ts'
import { projectFolderName } from '../store/project-folder.ts'
import { importScript } from './importing.ts'
import { newBook } from './new-book.ts'

const TITLE = 'Postage Due'

/** Where the author's own copy of the sample lies. @param folder of books */
export const sampleFolder = (folder: string) => join(folder, projectFolderName(TITLE))

/**
 * Opens the author's own copy of the sample, and makes it when there is none: a book with its script and cast, and
 * without pictures yet.
 *
 * @throws AppError READ_ONLY, DISK_FULL, PROJECT_LOCKED
 */
export async function openSample(path: string, options: Omit<OpenOptions, 'mode'>): Promise<Project> {
  const known = existsSync(join(path, 'book.sqlite'))
  const project = known
    ? openProject(path, { ...options, mode: 'own-or-read' })
    : newBook(path, { title: TITLE, pageFormat: 'us-comic' }, options)
  if (project.readOnly !== null || project.script.counts().panels > 0) return project
  try {
    await importScript(project, [resourcePath('resources', 'sample')])
    return project
  } catch (error) {
    project.close()
    throw error
  }
}
