import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { openProject, type Project } from '../open-project.ts'
import { projectFolderName } from '../store/project-folder.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { type CopyReport, copyPictures } from './batching/picture-copies.ts'
import { type ExportFormat, type ExportProgress, type ExportReport, exportBook } from './exporting.ts'
import { type GenerateHooks, type GenerateOptions, type GenerateReport, generate } from './generating.ts'
import { type ImportReport, importScript } from './importing.ts'
import { type NewBook, newBook } from './new-book.ts'
import { findStyle } from './styles.ts'

export interface BatchJob {
  /** File of strips or prompts; prose does as well. */
  script: string
  /** Folder that gets the project, the pictures by chapter and scene, and the books. Made when it is not there. */
  output: string
  book: Pick<NewBook, 'title' | 'language' | 'pageFormat' | 'readingDirection'>
  /** Mend broken encodings of the script instead of refusing them. Default false. */
  repair?: boolean | undefined
  generate: GenerateOptions
  formats: readonly ExportFormat[]
}

export interface BatchHooks extends GenerateHooks {
  onProject?: (project: Project) => void
  onImport?: (report: ImportReport) => void
  /** The pictures are made, or it stopped before. */
  onRun?: (report: GenerateReport, project: Project) => void
  onExport?: (progress: ExportProgress) => void
}

export interface BatchReport {
  /** Absolute. */
  project: string
  run: GenerateReport
  pictures: CopyReport
  /** One for each style and language; none when the run stopped before its end. */
  exports: ExportReport[]
}

/**
 * The whole way in one go: a project in the output folder, the script in it, its pictures made and laid out by chapter
 * and scene, the books beside them. Run again with the same script it goes on, and doubles nothing.
 *
 * @throws AppError WRONG_USE when the output folder holds something else, and as the steps do
 */
export async function runBatch(job: BatchJob, hooks: BatchHooks = {}): Promise<BatchReport> {
  const folder = join(job.output, projectFolderName(nameOf(job.script)))
  assertOurs(job.output, folder)
  const { project, undo } = openOrBegin(folder, job)
  try {
    hooks.onProject?.(project)
    hooks.onImport?.(await importOrUndo(project, job, hooks, undo))
    const run = await generate(project, job.generate, hooks)
    hooks.onRun?.(run, project)
    const pictures = copyPictures(project, job.output)
    const finished = run.end.ended === 'drained' && run.counts.queued === 0
    const exports = finished ? await exportAll(project, job, hooks) : []
    return { project: folder, run, pictures, exports }
  } finally {
    project.close()
  }
}

const WHAT = 'panelwright batch'

interface Begun {
  project: Project
  /** Takes away what the beginning made; null where there was something to go on with. */
  undo: (() => void) | null
}

/** A creation that was cut short left a folder without a book; it is simply made again. */
function openOrBegin(folder: string, job: BatchJob): Begun {
  try {
    return { project: openProject(folder, { mode: 'own', what: WHAT }), undo: null }
  } catch (error) {
    const isNew = error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'NOT_A_PROJECT')
    if (!isNew) throw error
    return begin(folder, job)
  }
}

function begin(folder: string, { output, script, book }: BatchJob): Begun {
  let made: string | undefined
  try {
    made = mkdirSync(output, { recursive: true })
  } catch (error) {
    throw storageFailure(error, output)
  }
  const removeMade = () => rmSync(made ?? folder, { recursive: true, force: true })
  try {
    const project = newBook(folder, { ...book, title: book.title ?? titleOf(script) }, { what: WHAT })
    return { project, undo: removeMade }
  } catch (error) {
    if (made !== undefined) removeMade()
    throw error
  }
}

/** A script that cannot be read, or a style that does not exist, leaves no empty book behind. */
async function importOrUndo(
  project: Project,
  { script, repair, generate: { styles } }: BatchJob,
  { stop }: BatchHooks,
  undo: Begun['undo'],
): Promise<ImportReport> {
  try {
    for (const style of styles) findStyle(project, style)
    return await importScript(project, [script], { repair, ...(stop === undefined ? {} : { signal: stop }) })
  } catch (error) {
    project.close()
    undo?.()
    throw error
  }
}

/** @throws AppError WRONG_USE */
function assertOurs(output: string, folder: string): void {
  if (existsSync(folder) || !existsSync(output)) return
  if (!statSync(output).isDirectory())
    throw new AppError('WRONG_USE', said`${output} is a file; the pictures need a folder.`, {
      remedy: said`Choose another name.`,
    })
  const foreign = readdirSync(output)
  if (foreign.length === 0) return
  const more = foreign.length > 3 ? ` and ${foreign.length - 3} more` : ''
  throw new AppError(
    'WRONG_USE',
    said`${output} holds other things (${foreign.slice(0, 3).join(', ')}${more}) and is left as it is.`,
    {
      remedy: said`Choose a folder that is empty or does not exist yet.`,
    },
  )
}

async function exportAll(project: Project, job: BatchJob, hooks: BatchHooks): Promise<ExportReport[]> {
  const { styles, languages } = job.generate
  const editions = styles.flatMap((style) =>
    (languages?.length ? languages : [project.book.settings().language]).map((language) => ({ style, language })),
  )
  const exports: ExportReport[] = []
  for (const { style, language } of editions)
    exports.push(
      await exportBook(project, {
        formats: job.formats,
        artStyle: style,
        language,
        // Books are named by title and style; those of several languages lie apart.
        outDir: (languages?.length ?? 1) > 1 ? join(job.output, language) : job.output,
        ...(hooks.stop === undefined ? {} : { signal: hooks.stop }),
        ...(hooks.onExport === undefined ? {} : { onProgress: hooks.onExport }),
      }),
    )
  return exports
}

function nameOf(script: string): string {
  return basename(script, extname(script))
}

/** `lighthouse-strips.txt` becomes "Lighthouse strips". */
function titleOf(script: string): string {
  const words = nameOf(script)
    .replace(/[-_\s]+/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
