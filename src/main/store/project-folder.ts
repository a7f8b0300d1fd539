import { existsSync, readdirSync, type Stats, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { safeFileName } from '../../shared/file-name.ts'
import { said } from '../../shared/said/said.ts'
import { listCopies } from './backups.ts'
import { makeWritableFolder } from './nearest-folder.ts'
import { storageFailure } from './storage-failure.ts'

/** Where things lie in a project folder. Everything the author owns is in it, so that a copy of it is a copy of the work. */
export interface ProjectPaths {
  /** Absolute. */
  folder: string
  book: string
  takes: string
  references: string
  /** Fonts the author added; made with the first. */
  fonts: string
  previews: string
  exports: string
  trash: string
  backups: string
}

const ENDING = '.panelwright'
const BOOK = 'book.sqlite'
/** What a creation that was cut short may have left: safe to build on. */
const OWN_NAMES = /^(book\.sqlite(\.tmp|-checked)?|lock\.db|owner\.json(\.tmp)?|reserve\.bin(\.tmp)?)$/

/** Folder name for a book that has only a title: `The Tide.panelwright`. */
export function projectFolderName(title: string): string {
  return `${safeFileName(title)}${ENDING}`
}

function projectPaths(folder: string): ProjectPaths {
  const root = resolve(folder)
  return {
    folder: root,
    book: join(root, BOOK),
    takes: join(root, 'takes'),
    references: join(root, 'references'),
    fonts: join(root, 'fonts'),
    previews: join(root, 'previews'),
    exports: join(root, 'exports'),
    trash: join(root, 'trash'),
    backups: join(root, 'backups'),
  }
}

/**
 * Looks whether `folder` holds a project. A lost book with backups still counts: it can be restored.
 *
 * @throws AppError NOT_FOUND, NOT_A_PROJECT, READ_ONLY
 */
export function findProject(folder: string): ProjectPaths {
  const paths = projectPaths(folder)
  const found = look(paths.folder)
  if (found === null) throw missing(folder)
  if (!found.isDirectory()) {
    throw new AppError('NOT_A_PROJECT', said`${folder} is a file, not a project folder.`, {
      remedy:
        basename(paths.folder) === BOOK ? said`Name the folder it lies in.` : said`Name a folder ending in ${ENDING}.`,
    })
  }
  if (!existsSync(paths.book) && listCopies(paths.backups).length === 0) {
    throw new AppError('NOT_A_PROJECT', said`${folder} is not a Panelwright project: there is no ${BOOK} in it.`, {
      remedy: said`Name a project folder, or make one with: panelwright new ${folder}`,
    })
  }
  return paths
}

/**
 * Makes the folders of a new project. The folder itself may exist if it is empty; one that holds other things is
 * left alone.
 *
 * @throws AppError WRONG_USE, READ_ONLY, DISK_FULL
 */
export function makeProjectFolder(folder: string): ProjectPaths {
  const paths = projectPaths(folder)
  assertFree(folder, paths)
  try {
    for (const part of subFolders(paths)) makeWritableFolder(part)
  } catch (error) {
    throw storageFailure(error, folder)
  }
  return paths
}

function subFolders(paths: ProjectPaths): string[] {
  return [paths.takes, paths.references, paths.previews, paths.exports, paths.trash, paths.backups]
}

function assertFree(folder: string, paths: ProjectPaths): void {
  const found = look(paths.folder)
  if (found === null) return
  if (!found.isDirectory()) {
    throw new AppError('WRONG_USE', said`${folder} is a file; a project needs a folder of its own.`, {
      remedy: said`Choose another name.`,
    })
  }
  if (existsSync(paths.book)) {
    throw new AppError('WRONG_USE', said`${folder} already is a project.`, {
      remedy: said`Work on that one, or choose another name for the new one.`,
    })
  }
  const own = new Set(subFolders(paths).map((part) => basename(part)))
  const foreign = readdirSync(paths.folder).filter(
    (name) => !OWN_NAMES.test(name) && !(own.has(name) && readdirSync(join(paths.folder, name)).length === 0),
  )
  if (foreign.length === 0) return
  throw new AppError('WRONG_USE', said`${folder} holds other things (${list(foreign)}) and is left as it is.`, {
    remedy: said`Choose a folder that is empty or does not exist yet.`,
  })
}

function missing(folder: string): AppError {
  const meant = `${folder.replace(/[/\\]+$/, '')}${ENDING}`
  return new AppError('NOT_FOUND', said`There is no folder ${folder}.`, {
    remedy: existsSync(meant) ? said`Did you mean ${meant}?` : `Make a project there with: panelwright new ${folder}`,
  })
}

function look(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null
  } catch (error) {
    // A file stands where a folder of the path should be.
    if ((error as { code?: unknown }).code === 'ENOTDIR') return null
    throw storageFailure(error, path)
  }
}

function list(names: string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}
