import { unknownWord } from '../../shared/closest.ts'
import { counted } from '../../shared/quantities.ts'
import type { ExportFormat, ExportProgress, ExportReport } from '../services/exporting.ts'
import { displayPath } from './display-path.ts'

/** Formats by their words. @throws AppError WRONG_USE with the one that was probably meant */
export async function readFormats(words: readonly string[]): Promise<ExportFormat[]> {
  const { EXPORT_FORMATS } = await import('../services/exporting.ts')
  return words.map((word) => {
    const format = EXPORT_FORMATS.find((known) => known === word)
    if (!format) throw unknownWord('format', word, EXPORT_FORMATS)
    return format
  })
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
