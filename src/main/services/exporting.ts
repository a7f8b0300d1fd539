import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inDigits } from '../../comic/edition-language.ts'
import type { PageDescription } from '../../comic/page.ts'
import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { AppError, assertNever } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { exportCbz } from '../exporters/cbz.ts'
import type { ExportBook, ExportPage } from '../exporters/export-book.ts'
import { exportName } from '../exporters/export-name.ts'
import { printPage, screenPage } from '../exporters/export-page.ts'
import { exportPdf } from '../exporters/pdf.ts'
import type { ComposeSettings } from '../images/compose-page.ts'
import { composePages } from '../images/compose-pages.ts'
import { PictureFailure } from '../images/page-picture.ts'
import type { Project } from '../open-project.ts'
import { makeWritableFolder } from '../store/nearest-folder.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { type DescribedBook, describeBook } from './book-pages/describe-book.ts'
import { chooseEdition, type Edition } from './book-pages/edition.ts'
import { placeOf, preflight } from './book-pages/preflight.ts'
import { type EditionWords, wordsProblems } from './languages/edition-words.ts'
import { openEdition } from './languages/open-edition.ts'
import type { BookLayout } from './laying-out.ts'
import type { BookWish } from './shaping/book-to-lay-out.ts'

export const EXPORT_FORMATS = ['pdf', 'cbz'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export interface ExportOptions {
  formats: readonly ExportFormat[]
  /** Default: `exports/` of the project. Made when it is not there. */
  outDir?: string
  /** Default: the art style and language that have the most panels drawn. */
  artStyle?: string
  language?: string
  /** How pages should fall. Default: as `layOut` has it. */
  wish?: BookWish
  signal?: AbortSignal
  onProgress?: (progress: ExportProgress) => void
}

export interface ExportProgress {
  format: ExportFormat
  step: 'compose' | 'write'
  done: number
  total: number
}

export interface ExportReport {
  edition: Edition
  pages: number
  /** One file for each format asked for, absolute. */
  files: { format: ExportFormat; path: string }[]
  /** What an author should know before printing. */
  diagnostics: Diagnostic[]
}

/** Screens show a page about this wide; more only makes the file heavy. */
const SCREEN_WIDTH_PX = 1600
const MM_PER_INCH = 25.4

/**
 * Writes finished books. Nothing of the project changes but its cache of composed pages; a project that takes no
 * writes is exported to another folder all the same.
 *
 * @throws AppError WRONG_USE (no such edition), DISK_FULL, READ_ONLY, CANCELLED; then no file is left half written
 */
export async function exportBook(project: Project, options: ExportOptions): Promise<ExportReport> {
  const edition = chooseEdition(project, {
    ...(options.artStyle === undefined ? {} : { artStyleId: options.artStyle }),
    ...(options.language === undefined ? {} : { language: options.language }),
  })
  const { words, layout, typeCases, diagnostics } = await openEdition(
    project,
    edition.language,
    edition.artStyleId,
    options.wish,
  )
  const outDir = options.outDir ?? project.paths.exports
  makeOutFolder(outDir)
  const described = await describeBook(project, layout, edition, words, typeCases)

  const files: ExportReport['files'] = []
  const composed = composeFolder(project)
  try {
    for (const format of [...new Set(options.formats)]) {
      const path = join(outDir, exportName(editionTitle(project, edition), format))
      await write(format, path, { project, layout, described, words, composedIn: composed.folder, options })
      files.push({ format, path })
    }
  } catch (error) {
    if (options.signal?.aborted) throw new AppError('CANCELLED', said`The export was stopped.`, { cause: error })
    if (error instanceof PictureFailure) throw inItsPanel(error, layout)
    throw storageFailure(error, composed.folder)
  } finally {
    composed.end()
  }
  diagnostics.push(...editionProblems(project, edition, words))
  diagnostics.push(...preflight(project, layout, described, edition))
  return { edition, pages: described.pages.length, files, diagnostics }
}

/** A language whose pictures are shown is not always one the book is lettered in. */
function editionProblems(project: Project, { language }: Edition, words: EditionWords): Diagnostic[] {
  if (language === words.language.code) return wordsProblems(project.folder, words)
  return [
    {
      severity: 'warning',
      code: 'not-lettered',
      file: project.folder,
      line: 0,
      message: said`The book is not lettered in ${language}; its words are those in ${words.language.code}.`,
      remedy: said`Add the language and its texts: panelwright language add <project> ${language}`,
    },
  ]
}

/** A picture that was lost while the export ran, by the panel it belongs to. */
function inItsPanel(failure: PictureFailure, layout: BookLayout): AppError {
  const panel = layout.panels.get(failure.panelId)
  if (panel === undefined) return failure
  return new AppError(failure.code, `${failure.message} (${placeOf(panel)})`, {
    ...(failure.place === undefined ? {} : { place: failure.place }),
    ...(failure.remedy === undefined ? {} : { remedy: failure.remedy }),
    cause: failure,
  })
}

/** Said before pages are composed for minutes. @throws AppError READ_ONLY, DISK_FULL, WRONG_USE */
function makeOutFolder(folder: string): void {
  try {
    makeWritableFolder(folder)
  } catch (error) {
    const failure = storageFailure(error, folder)
    if (!(failure instanceof AppError && failure.code === 'READ_ONLY')) throw failure
    throw new AppError('READ_ONLY', failure.message, { remedy: said`Name another folder with --out.`, cause: error })
  }
}

/** Where pages are composed: in the project, where the next export finds them, or aside where that takes no writes. */
function composeFolder({ paths }: Project): { folder: string; end(): void } {
  const kept = join(paths.previews, 'pages')
  try {
    makeWritableFolder(kept)
    return { folder: kept, end() {} }
  } catch {
    // Keeping them only saves time.
  }
  const aside = mkdtempSync(join(tmpdir(), 'panelwright-pages-'))
  return { folder: aside, end: () => rmSync(aside, { recursive: true, force: true }) }
}

/** `Tide (noir)`, and where the language is not the script's own `Tide (noir, es)`. */
function editionTitle(project: Project, { artStyleId, language }: Edition): string {
  const { title, language: own } = project.book.settings()
  return `${title} (${language === own ? artStyleId : `${artStyleId}, ${language}`})`
}

interface Work {
  project: Project
  layout: BookLayout
  described: DescribedBook
  words: EditionWords
  /** Folder of the composed pages. */
  composedIn: string
  options: ExportOptions
}

async function write(format: ExportFormat, path: string, work: Work): Promise<void> {
  const { signal, onProgress } = work.options
  const run = {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done: number, total: number) => onProgress?.({ format, step: 'write', done, total }),
  }
  switch (format) {
    case 'pdf':
      return exportPdf(await printBook(work), path, run)
    case 'cbz':
      return exportCbz(await screenBook(work), path, run)
    default:
      assertNever(format)
  }
}

/** For print: pictures out to the bleed at the format's resolution, lettering and borders as vectors over them. */
async function printBook(work: Work): Promise<ExportBook> {
  const settings: ComposeSettings = { dpi: work.layout.format.dpi, area: 'bleed', format: 'jpeg' }
  const art = work.described.pages.map((page) => ({ ...page, shapes: [] }))
  const composed = await compose(art, settings, 'pdf', work)
  return exportBookOf(
    work,
    work.described.pages.map((page, index) => ({
      ...printPage(page, composed[index]!, work.words.own.code),
      ...labelOf(page, work.words),
    })),
  )
}

/** For screens: whole pages as readers see them, cut to the trim. */
async function screenBook(work: Work): Promise<ExportBook> {
  const { trimMm } = work.layout.format
  const settings: ComposeSettings = {
    dpi: (SCREEN_WIDTH_PX / trimMm.width) * MM_PER_INCH,
    area: 'trim',
    format: 'jpeg',
  }
  const composed = await compose(work.described.pages, settings, 'cbz', work)
  return exportBookOf(
    work,
    work.described.pages.map((page, index) => screenPage(page, composed[index]!)),
  )
}

function compose(pages: readonly PageDescription[], settings: ComposeSettings, format: ExportFormat, work: Work) {
  const { signal, onProgress } = work.options
  return composePages(pages, settings, {
    folder: work.composedIn,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done, total) => onProgress?.({ format, step: 'compose', done, total }),
  })
}

function labelOf({ number }: PageDescription, { language: { digits } }: EditionWords): { label?: string } {
  return number === null || digits === 'latn' ? {} : { label: inDigits(number, digits) }
}

function exportBookOf({ project, described, words }: Work, pages: ExportPage[]): ExportBook {
  const book = project.book.settings()
  const author = words.author ?? book.author
  return {
    title: words.title ?? book.title,
    author: author === '' ? null : author,
    summary: null,
    series: null,
    number: null,
    language: words.language.code,
    direction: words.language.readingDirection,
    chapters: described.chapters,
    pages,
  }
}
