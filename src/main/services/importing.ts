import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import type { SourceKind } from '../script/readers/index.ts'
import { readScriptMemory } from '../store/script-memory.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { type ImportReport, type MergeOptions, mergeIntoBook } from './importing/merge-into-book.ts'
import { foldersAmong, readSources } from './importing/read-sources.ts'
import { settleSources, vanishedSources } from './importing/settle-sources.ts'

export type { ChapterReport, ImportReport } from './importing/merge-into-book.ts'

export interface ImportOptions extends MergeOptions {
  /** Read the files as this instead of looking what they are. */
  as?: SourceKind | undefined
  /** Further headings that open author's notes; the book remembers them. */
  noteHeadings?: readonly string[] | undefined
  /** Mend broken encodings instead of only offering to. Default false. */
  repair?: boolean | undefined
}

/**
 * Reads script files and bibles into the book. What was imported before is merged: what did not change keeps its ids,
 * takes and picks, what changed is marked stale, what is gone goes to the trash, and nothing is doubled. Files of a
 * folder that cannot be read are told in the diagnostics and change nothing; one that was named ends the import.
 *
 * All is written in one transaction. A cancelled import leaves the book as it was.
 *
 * @throws AppError READ_ONLY, PROJECT_LOCKED, WRONG_USE, BAD_INPUT, DISK_FULL, CANCELLED
 */
export async function importScript(
  project: Project,
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  if (project.readOnly) throw project.readOnly
  try {
    return await readAndMerge(project, paths, options)
  } catch (error) {
    if (options.signal?.aborted) {
      throw new AppError('CANCELLED', 'The import was stopped; the book is as it was before.', { cause: error })
    }
    throw storageFailure(error, project.folder)
  }
}

async function readAndMerge(project: Project, paths: readonly string[], options: ImportOptions): Promise<ImportReport> {
  const { as, repair = false, signal, onProgress, newPanelId } = options
  const noteHeadings = [...new Set([...project.book.settings().noteHeadings, ...(options.noteHeadings ?? [])])]
  const { files: read, diagnostics } = await readSources(paths, { as, noteHeadings, repair })

  const memory = readScriptMemory(project.store.sqlite)
  const files = settleSources(read, memory, project.folder)
  const vanished = vanishedSources(memory, files, foldersAmong(paths), project.folder)
  const report = await mergeIntoBook(
    project,
    { memory, files, vanished, noteHeadings },
    { signal, onProgress, newPanelId },
  )
  // Takes are named after panels: with these in a backup, a lost book finds its pictures again.
  project.backUp()
  return { ...report, diagnostics: [...diagnostics, ...report.diagnostics] }
}
