import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import { readScriptMemory, type ScriptMemory } from '../store/script-memory.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { type FoundFiles, findScriptFiles } from './importing/find-script-files.ts'
import type { ReadableKind } from './importing/kind-of-script.ts'
import { type ImportReport, type MergeOptions, mergeIntoBook } from './importing/merge-into-book.ts'
import { readScriptFiles } from './importing/read-script-files.ts'
import { rootInBook, type SettledFile, settleSources } from './importing/settle-sources.ts'

export { READABLE_KINDS, type ReadableKind } from './importing/kind-of-script.ts'
export type { ChapterReport, ImportReport } from './importing/merge-into-book.ts'

export interface ImportOptions extends MergeOptions {
  /** Read the files as this instead of looking what they are. */
  as?: ReadableKind | undefined
  /** Further headings that open author's notes; the book remembers them. */
  noteHeadings?: readonly string[] | undefined
  /** Mend broken encodings instead of only offering to. Default false. */
  repair?: boolean | undefined
}

/**
 * Reads script files and bibles into the book. What was imported before is merged: what did not change keeps its ids,
 * takes and picks, what changed is marked stale, what is gone goes to the trash, and nothing is doubled. Files that
 * cannot be read are told in the diagnostics and change nothing.
 *
 * All is written in one transaction. A cancelled import leaves the book as it was.
 *
 * @throws AppError READ_ONLY, PROJECT_LOCKED, NOT_FOUND, BAD_INPUT (nothing could be read), DISK_FULL, CANCELLED
 */
export async function importScript(
  project: Project,
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  if (project.readOnly) throw project.readOnly
  try {
    return await importFound(project, findScriptFiles(paths), options)
  } catch (error) {
    if (options.signal?.aborted) {
      throw new AppError('CANCELLED', 'The import was stopped; the book is as it was before.', { cause: error })
    }
    throw storageFailure(error, project.folder)
  }
}

async function importFound(project: Project, found: FoundFiles, options: ImportOptions): Promise<ImportReport> {
  const noteHeadings = [...new Set([...project.book.settings().noteHeadings, ...(options.noteHeadings ?? [])])]
  const { as, repair = false, signal, onProgress } = options
  const reading = await readScriptFiles(found.files, { as, noteHeadings, repair, signal })
  if (reading.files.length === 0) throw nothingRead(reading.diagnostics)

  const memory = readScriptMemory(project.store.sqlite)
  const files = settleSources(reading.files, memory, project.folder)
  const vanished = vanishedSources(project, memory, found, files)
  const report = await mergeIntoBook(project, { memory, files, vanished, noteHeadings }, { signal, onProgress })
  // Takes are named after panels: with these in a backup, a lost book finds its pictures again.
  project.backUp()
  return { ...report, diagnostics: [...reading.diagnostics, ...report.diagnostics] }
}

/** One file that cannot be read is told as what it is; of several the first, with how many there are. */
function nothingRead(diagnostics: readonly Diagnostic[]): AppError {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (first === undefined) return new AppError('BAD_INPUT', 'There is nothing to import.')
  const more = errors.length > 1 ? ` ${errors.length - 1} more could not be read either.` : ''
  return new AppError('BAD_INPUT', `${first.message}${more}`, {
    place: { file: first.file, ...(first.line > 0 ? { line: first.line } : {}) },
    ...(first.remedy === undefined ? {} : { remedy: first.remedy }),
  })
}

/** Sources of a folder that was given as a whole whose files are not there any more. */
function vanishedSources(
  project: Project,
  memory: ScriptMemory,
  { folders }: FoundFiles,
  files: readonly SettledFile[],
): string[] {
  const read = new Set(files.map(({ source }) => source.id))
  const roots = new Map(folders.map((folder) => [rootInBook(folder, project.folder), folder]))
  return memory.sources
    .filter(({ id, kind, root, name }) => {
      const folder = roots.get(root)
      return folder !== undefined && kind !== 'bible' && !read.has(id) && !existsSync(join(folder, name))
    })
    .map(({ id }) => id)
}
