import { unknownWord } from '../../shared/closest.ts'
import { counted } from '../../shared/quantities.ts'
import type { ExportFormat, ExportProgress, ExportReport } from '../services/exporting.ts'
import type { ScriptFormat } from '../services/script-export.ts'
import { displayPath } from './display-path.ts'

/** Formats of books by their words. @throws AppError WRONG_USE with the one that was probably meant */
export async function readFormats(words: readonly string[]): Promise<ExportFormat[]> {
  const { EXPORT_FORMATS } = await import('../services/exporting.ts')
  return words.map((word) => formatCalled(word, EXPORT_FORMATS))
}

/** Formats of books and of scripts, apart. @throws AppError WRONG_USE with the one that was probably meant */
export async function readAllFormats(
  words: readonly string[],
): Promise<{ books: ExportFormat[]; scripts: ScriptFormat[] }> {
  const { EXPORT_FORMATS } = await import('../services/exporting.ts')
  const { SCRIPT_FORMATS } = await import('../services/script-export.ts')
  const formats = words.map((word) => formatCalled(word, [...EXPORT_FORMATS, ...SCRIPT_FORMATS]))
  return {
    books: EXPORT_FORMATS.filter((format) => formats.includes(format)),
    scripts: SCRIPT_FORMATS.filter((format) => formats.includes(format)),
  }
}

function formatCalled<Format extends string>(word: string, known: readonly Format[]): Format {
  const format = known.find((each) => each === word)
  if (!format) throw unknownWord('format', word, known)
  return format
}

/** Where the scripts are that were written. */
export function exportedScriptLines(files: readonly { path: string }[], cwd: string): string[] {
  return files.length === 0 ? [] : ['The script:', ...files.map(({ path }) => `  ${displayPath(cwd, path)}`)]
}

/** What an export is at, as its bar or its log line calls it. */
export function exportStepName({ step, format }: ExportProgress): string {
  return `${STEP_WORDS[step]} ${format}`
}

const STEP_WORDS = { compose: 'composing pages for', write: 'writing' } as const

/** Where the books of an edition are. */
export function exportedLines({ edition, pages, files }: ExportReport, cwd: string): string[] {
  if (files.length === 0) return []
  return [
    `${counted(pages, 'page')} in ${edition.artStyleId} · ${edition.language}:`,
    ...files.map(({ path }) => `  ${displayPath(cwd, path)}`),
  ]
}
