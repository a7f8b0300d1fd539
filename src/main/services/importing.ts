import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import type { SourceKind } from '../script/readers/index.ts'
import { readScriptMemory } from '../store/script-memory.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { type ImportReport, type Incoming, type MergeOptions, mergeIntoBook } from './importing/merge-into-book.ts'
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
 * All is written in one transaction, after a backup of the book as it was. A cancelled import leaves the book as it was.
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
      throw new AppError('CANCELLED', said`The import was stopped; the book is as it was before.`, { cause: error })
    }
    throw storageFailure(error, project.folder)
  }
}

/** @throws AppError as importScript */
export async function readIncoming(
  project: Project,
  paths: readonly string[],
  options: ImportOptions,
  placeOf: (path: string) => string = (path) => path,
): Promise<{ incoming: Incoming; diagnostics: Diagnostic[] }> {
  const { as, repair = false } = options
  const noteHeadings = [...new Set([...project.book.settings().noteHeadings, ...(options.noteHeadings ?? [])])]
  const { files: read, diagnostics } = await readSources(paths, { as, noteHeadings, repair })

  const memory = readScriptMemory(project.store.sqlite)
  const placed = read.map((file) => ({ ...file, path: placeOf(file.path) }))
  const files = settleSources(placed, memory, project.folder)
  const vanished = vanishedSources(memory, files, foldersAmong(paths), project.folder)
  return { incoming: { memory, files, vanished, noteHeadings }, diagnostics }
}

async function readAndMerge(project: Project, paths: readonly string[], options: ImportOptions): Promise<ImportReport> {
  const { signal, onProgress, newPanelId } = options
  const { incoming, diagnostics } = await readIncoming(project, paths, options)
  // The way back: an import over a book that has a script is one step, and this is how the book was before it.
  const isOver = incoming.memory.chapters.length > 0
  if (isOver) project.backUp()
  const report = await mergeIntoBook(project, incoming, { signal, onProgress, newPanelId })
  if (isOver && changesPanels(report)) project.edits.mark(said`Script imported`, Date.now())
  // Takes are named after panels: with these in a backup, a lost book finds its pictures again.
  project.backUp()
  return { ...report, diagnostics: [...diagnostics, ...report.diagnostics] }
}

function changesPanels({ chapters, removedChapters }: ImportReport): boolean {
  return (
    removedChapters.length > 0 ||
    chapters.some(({ added, changed, removed, isBack }) => added + changed + removed > 0 || isBack)
  )
}
