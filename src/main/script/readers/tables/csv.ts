import { CsvError, parse } from 'csv-parse/sync'
import { AppError } from '../../../../shared/errors.ts'
import type { SheetRow } from './xlsx.ts'

const DELIMITERS = [',', ';', '\t'] as const

/** The mark between cells: the one that stands most often in the first line, quoted parts aside. */
function delimiterOf(text: string): string {
  const first = (text.trimStart().split('\n', 1)[0] ?? '').replace(/"(?:[^"]|"")*"/g, '')
  const count = (mark: string) => first.split(mark).length
  return DELIMITERS.reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/**
 * Reads a table of text: cells between commas, semicolons or tabs, quoted where they hold one of them or a line break.
 * `row` is the line of the file that a row begins at. @throws AppError BAD_INPUT with the line, for quotes that are wrong
 */
export function readCsv(text: string, file: string): SheetRow[] {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({
      row: info.lines - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0),
      cells: record,
    }))
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const line = Number(cause.lines) || 0
    throw new AppError('BAD_INPUT', 'This table breaks off or has a quotation mark where none may be.', {
      remedy: 'Put a cell in quotation marks as a whole, and write those within it twice: "".',
      place: { file, ...(line > 0 && { line }) },
      cause,
    })
  }
}
