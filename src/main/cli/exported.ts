import { unknownWord } from '../../shared/closest.ts'
import { counted } from '../../shared/quantities.ts'
import type { ExportFormat, ExportReport } from '../services/exporting.ts'
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

/** Where the books of an edition are. */
export function exportedLines({ edition, pages, files }: ExportReport, cwd: string): string[] {
  if (files.length === 0) return []
  return [
    `${counted(pages, 'page')} in ${edition.artStyleId} · ${edition.language}:`,
    ...files.map(({ path }) => `  ${displayPath(cwd, path)}`),
  ]
}
