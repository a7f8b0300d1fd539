import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { storageFailure } from '../../store/storage-failure.ts'

/** A file to be read as script. */
export interface ScriptFile {
  /** Absolute. */
  path: string
  /** Absolute folder that its name is relative to: the folder that was given, or the one a given file lies in. */
  root: string
  /** As the author names it, relative to `root`, with `/`. */
  name: string
  /** Named by the author, not found in a folder. */
  isNamed: boolean
}

export interface FoundFiles {
  /** In reading order. */
  files: ScriptFile[]
  /** Absolute folders that were given as a whole: what is gone from them is gone from the script. */
  folders: string[]
}

const ENDINGS = new Set(['.md', '.markdown', '.txt', '.text'])
/** What explains a folder to its readers is not its story. */
const ABOUT_THE_FOLDER = /^(readme|licen[cs]e|copying|changelog|contributing)\b/i

const BY_NAME = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/**
 * The script files among what the author named: files as they are, folders with all Markdown and text files in them,
 * numbers in names in their natural order.
 *
 * @throws AppError NOT_FOUND, READ_ONLY, BAD_INPUT (a folder without script files)
 */
export function findScriptFiles(paths: readonly string[]): FoundFiles {
  const folders: string[] = []
  const files = paths.flatMap((given): ScriptFile[] => {
    const path = resolve(given)
    if (!lookAt(given).isDirectory()) return [{ path, root: dirname(path), name: basename(path), isNamed: true }]
    folders.push(path)
    const found = filesIn(path)
    if (found.length === 0) {
      throw new AppError('BAD_INPUT', `There are no script files in ${given}.`, {
        remedy: `Name a file, or a folder with files ending in ${[...ENDINGS].join(', ')}.`,
      })
    }
    return found.map((file) => ({
      path: file,
      root: path,
      name: relative(path, file).split(sep).join('/'),
      isNamed: false,
    }))
  })
  return { files: [...new Map(files.toReversed().map((file) => [file.path, file])).values()].reverse(), folders }
}

function lookAt(path: string) {
  try {
    return statSync(path)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') {
      throw new AppError('NOT_FOUND', `There is no file or folder ${path}.`, {
        remedy: 'Check the name and the folder.',
      })
    }
    throw storageFailure(error, path)
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !name.endsWith('.panelwright'))
    .sort((a, b) => BY_NAME.compare(a.name, b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesIn(path)
      return entry.isFile() && ENDINGS.has(extname(path).toLowerCase()) && !ABOUT_THE_FOLDER.test(entry.name)
        ? [path]
        : []
    })
}
