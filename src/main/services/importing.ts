import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import type { BibleOfSource } from '../store/cast.ts'
import { panelsWithPictures, readScriptMemory, type ScriptMemory } from '../store/script-memory.ts'
import { scriptWriter } from '../store/script-writing.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { breakDownBook } from './importing/break-down-book.ts'
import { panelsThatLookDifferent } from './importing/changed-looks.ts'
import { type FoundFiles, findScriptFiles } from './importing/find-script-files.ts'
import { READABLE_KINDS, type ReadableKind } from './importing/kind-of-script.ts'
import { type MergedChapters, mergeChapters } from './importing/merge-chapters.ts'
import { readScriptFiles } from './importing/read-script-files.ts'
import { rootInBook, type SettledFile, settleSources } from './importing/settle-sources.ts'
import { reportUnknownNames } from './importing/unknown-names.ts'
import { type PanelChanges, writeScript } from './importing/write-script.ts'

export { READABLE_KINDS, type ReadableKind }

export interface ImportOptions {
  /** Read the files as this instead of looking what they are. */
  as?: ReadableKind | undefined
  /** Further headings that open author's notes; the book remembers them. */
  noteHeadings?: readonly string[] | undefined
  /** Mend broken encodings instead of only offering to. Default false. */
  repair?: boolean | undefined
  signal?: AbortSignal | undefined
  /** Called for each scene that was looked at. */
  onProgress?: ((done: number, total: number) => void) | undefined
}

export interface ChapterReport extends PanelChanges {
  /** Number as in the script. */
  chapter: string
  title: string
  scenes: number
  panels: number
  words: number
}

export interface ImportReport {
  /** Chapters that were read, in reading order, and others whose panels changed with the cast. */
  chapters: ChapterReport[]
  /** Chapters that the script no longer has: in the trash, and back when the text comes back. */
  removedChapters: { chapter: string; title: string; panels: number }[]
  /** What was read about people and places; null when no bible was among the files. */
  bible: { people: number; places: number } | null
  /** Panels whose takes do not show any longer what the script says. */
  stale: number
  diagnostics: Diagnostic[]
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
  const settings = project.book.settings()
  const noteHeadings = [...new Set([...settings.noteHeadings, ...(options.noteHeadings ?? [])])]
  const reading = await readScriptFiles(found.files, {
    as: options.as,
    noteHeadings,
    repair: options.repair ?? false,
    signal: options.signal,
  })
  if (reading.files.length === 0) throw nothingRead(reading.diagnostics)

  const { sqlite } = project.store
  const memory = readScriptMemory(sqlite)
  const files = settleSources(reading.files, memory, project.folder)
  const castBefore = project.cast.bible()
  const bibles = biblesOf(files)
  const bible = project.cast.withTakenOver(bibles)
  const merged = mergeRead(memory, files, vanishedSources(project, memory, found, files))
  const broken = await breakDownBook(merged.chapters, {
    bible,
    wordsPerPanel: settings.wordsPerPanel,
    overrides: project.overrides.all(),
    signal: options.signal,
    onScene: options.onProgress,
  })

  const now = project.now()
  const report = sqlite
    .transaction((): ImportReport => {
      const writer = scriptWriter(sqlite)
      for (const { source } of files) writer.source(source, now)
      if (bibles.length > 0) project.cast.takeOver(bibles)
      if (noteHeadings.length > settings.noteHeadings.length) project.book.change({ noteHeadings })
      const written = writeScript(project.store, memory, merged, broken, now)

      const panels = project.script.panels(project.script.panelIds())
      const withPictures = panelsWithPictures(sqlite)
      const different = panelsThatLookDifferent(panels, castBefore, bible).filter((id) => withPictures.has(id))
      const fresh = new Set(panels.filter(({ staleAt }) => staleAt === null).map(({ id }) => id))
      writer.markStale(different, now)

      const names = new Map(memory.sources.map(({ id, name }) => [id, name]))
      for (const { source } of files) names.set(source.id, source.name)
      const fileOf = new Map(merged.chapters.map(({ id, sourceId }) => [id, names.get(sourceId) ?? '']))
      const read = new Set(merged.chapters.filter(({ isRead }) => isRead).map(({ id }) => id))
      return {
        ...reportChapters(merged, written.changes),
        bible: sizeOf(bibles),
        stale: written.stale + different.filter((id) => fresh.has(id)).length,
        diagnostics: [
          ...reading.diagnostics,
          ...repeatedNumbers(merged, fileOf),
          ...reportUnknownNames(
            panels.filter(({ chapterId }) => read.has(chapterId)),
            bible,
            ({ chapterId }) => fileOf.get(chapterId) ?? '',
          ),
        ],
      }
    })
    .immediate()
  // Takes are named after panels: with these in a backup, a lost book finds its pictures again.
  project.backUp()
  return report
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

function biblesOf(files: readonly SettledFile[]): BibleOfSource[] {
  return files.flatMap(({ source, bible }) => (bible ? [{ sourceId: source.id, bible }] : []))
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

function mergeRead(memory: ScriptMemory, files: readonly SettledFile[], vanished: readonly string[]): MergedChapters {
  const read = files.flatMap(({ source, document }) =>
    (document?.chapters ?? []).map((chapter) => ({ sourceId: source.id, chapter })),
  )
  return mergeChapters(memory, read, new Set([...read.map(({ sourceId }) => sourceId), ...vanished]))
}

function reportChapters(
  { chapters, goneChapters }: MergedChapters,
  changes: ReadonlyMap<string, PanelChanges>,
): Pick<ImportReport, 'chapters' | 'removedChapters'> {
  const none: PanelChanges = { added: 0, changed: 0, unchanged: 0, removed: 0 }
  return {
    chapters: chapters
      .map((chapter) => ({ chapter, counts: changes.get(chapter.id) ?? none }))
      .filter(({ chapter, counts }) => chapter.isRead || counts.added + counts.changed + counts.removed > 0)
      .map(({ chapter: { number, title, scenes, words }, counts }) => ({
        chapter: number,
        title,
        scenes: scenes.length,
        panels: counts.added + counts.changed + counts.unchanged,
        words,
        ...counts,
      })),
    removedChapters: goneChapters.map(({ id, number, title }) => ({
      chapter: number,
      title,
      panels: (changes.get(id) ?? none).removed,
    })),
  }
}

function sizeOf(bibles: readonly BibleOfSource[]): ImportReport['bible'] {
  if (bibles.length === 0) return null
  return {
    people: bibles.reduce((sum, { bible }) => sum + bible.people.length, 0),
    places: bibles.reduce((sum, { bible }) => sum + bible.places.length, 0),
  }
}

/** Two chapters of one number can both be kept, but not told apart when chapters are named by number. */
function repeatedNumbers({ chapters }: MergedChapters, fileOf: ReadonlyMap<string, string>): Diagnostic[] {
  return [...Map.groupBy(chapters, ({ number }) => number)]
    .filter(([, same]) => same.length > 1 && same.some(({ isRead }) => isRead))
    .map(([number, same]) => ({
      severity: 'warning',
      code: 'chapter-number-repeated',
      file: fileOf.get(same.findLast(({ isRead }) => isRead)!.id) ?? '',
      line: 0,
      message: `The book has ${same.length} chapters numbered ${number}: ${same.map(({ title }) => `“${title}”`).join(', ')}.`,
      remedy: 'Give them different numbers, or both are meant wherever a chapter is named by its number.',
    }))
}
