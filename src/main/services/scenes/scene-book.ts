import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { type OpenOptions, openProject, type Project } from '../../open-project.ts'
import { SCENES_PROJECT } from '../../script/readers/list-files.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { newBook } from '../new-book.ts'

const WHAT = 'panelwright scenes'

type SceneBookOptions = Pick<OpenOptions, 'now' | 'env'> & { title: string; language?: string | undefined }

export function scenesProjectFolder(out: string): string {
  return join(out, SCENES_PROJECT)
}

/** What undoes the making of a book that got nothing; null where there was one already. */
export interface SceneBook {
  project: Project
  undo: (() => void) | null
}

/**
 * The book beside the pictures: the story, its queue, its journal, and every picture as it came. Made when it is not
 * there.
 *
 * @throws AppError as openProject and newBook
 */
export function openSceneBook(out: string, { title, language, ...options }: SceneBookOptions): SceneBook {
  const folder = scenesProjectFolder(out)
  try {
    return { project: openProject(folder, { ...options, mode: 'own', what: WHAT }), undo: null }
  } catch (error) {
    if (!isNew(error)) throw error
  }
  let made: string | undefined
  try {
    made = mkdirSync(out, { recursive: true })
  } catch (error) {
    throw storageFailure(error, out)
  }
  const undo = () => rmSync(made ?? folder, { recursive: true, force: true })
  try {
    return { project: newBook(folder, { title, language }, { ...options, what: WHAT }), undo }
  } catch (error) {
    if (made !== undefined) undo()
    throw error
  }
}

/**
 * The same book to try things in: a copy outside the folder, which is gone when it is closed. Its story may be read
 * anew and its prompts edited, and nothing of that stays.
 *
 * @throws AppError as openProject
 */
export function openScratchBook(out: string, { title, language, ...options }: SceneBookOptions): Project {
  const folder = scenesProjectFolder(out)
  const scratch = mkdtempSync(join(tmpdir(), 'panelwright-scenes-'))
  const copy = join(scratch, SCENES_PROJECT)
  try {
    const opened = copyBook(folder, copy, options)
      ? openProject(copy, { ...options, mode: 'own', what: WHAT })
      : newBook(copy, { title, language }, { ...options, what: WHAT })
    return {
      ...opened,
      // Sources and references are found from where the book lies.
      folder,
      close() {
        opened.close()
        rmSync(scratch, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true })
    throw error
  }
}

function copyBook(folder: string, copy: string, options: Pick<OpenOptions, 'now' | 'env'>): boolean {
  let original: Project
  try {
    original = openProject(folder, { ...options, mode: 'read', what: WHAT })
  } catch (error) {
    if (isNew(error)) return false
    throw error
  }
  try {
    mkdirSync(copy)
    original.store.sqlite.prepare('VACUUM INTO ?').run(join(copy, 'book.sqlite'))
    return true
  } finally {
    original.close()
  }
}

function isNew(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'NOT_A_PROJECT')
}
