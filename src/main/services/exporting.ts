import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PageDescription } from '../../comic/page.ts'
import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { AppError, assertNever } from '../../shared/errors.ts'
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
import { bookTexts, glyphProblems, missingGlyphs, openBookTypeCase } from './fonts/book-type-case.ts'
import { type BookLayout, type BookWish, layOut } from './laying-out.ts'

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
  const layout = layOut(project, options.wish)
  const { language } = project.book.settings()
  const texts = bookTexts(project, layout.chapters, layout.panels.values())
  const { typeCase, diagnostics } = await openBookTypeCase(project, language, texts)
  diagnostics.push(...glyphProblems(project.folder, language, missingGlyphs(project, typeCase, texts)))
  const outDir = options.outDir ?? project.paths.exports
  makeOutFolder(outDir)
  const described = await describeBook(project, layout, edition, typeCase)

  const files: ExportReport['files'] = []
  const composed = composeFolder(project)
  try {
    for (const format of [...new Set(options.formats)]) {
      const path = join(outDir, exportName(editionTitle(project, edition), format))
      await write(format, path, { project, layout, described, edition, composedIn: composed.folder, options })
      files.push({ format, path })
    }
  } catch (error) {
    if (options.signal?.aborted) throw new AppError('CANCELLED', 'The export was stopped.', { cause: error })
    if (error instanceof PictureFailure) throw inItsPanel(error, layout)
    throw storageFailure(error, composed.folder)
  } finally {
    composed.end()
  }
  diagnostics.push(...preflight(project, layout, described, edition))
  return { edition, pages: described.pages.length, files, diagnostics }
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
    throw new AppError('READ_ONLY', failure.message, { remedy: 'Name another folder with --out.', cause: error })
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
  edition: Edition
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
    work.described.pages.map((page, index) => printPage(page, composed[index]!)),
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

function exportBookOf({ project, described, edition }: Work, pages: ExportPage[]): ExportBook {
  const { title, author, readingDirection } = project.book.settings()
  return {
    title,
    author: author === '' ? null : author,
    summary: null,
    series: null,
    number: null,
    language: edition.language,
    direction: readingDirection,
    chapters: described.chapters,
    pages,
  }
}
