import { CsvError, type Info, type Options, parse } from 'csv-parse/sync'
import { AppError } from '../../../../shared/errors.ts'
import { said } from '../../../../shared/said/said.ts'
import type { SheetRow } from './xlsx.ts'

/**
 * Reads a table somebody may have had in a spreadsheet: cells between commas, semicolons or tabs, quoted where they hold
 * one of them or a line break, with any line ends. Rows without a word are left out; `row` is the line a row begins at.
 *
 * @param text without a byte order mark
 * @throws AppError BAD_INPUT with the line, for quotes that are wrong
 */
export function readCsv(text: string, file: string): SheetRow[] {
  // Line ends of one kind, within cells too: the parser would count some of them twice.
  const { delimiter, body, skipped } = separated(text.replace(/\r\n?/g, '\n'))
  let rowsUntil = 0
  const options: Options = {
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record(record, { lines }) {
      rowsUntil = lines
      return record
    },
  }
  try {
    // The parser's types do not know what `info` makes of a record.
    const parsed = parse(body, options) as unknown as { record: string[]; info: Info }[]
    return parsed
      .map(({ record, info }) => ({
        // The parser counts to where a row ends.
        row: skipped + info.lines - lineBreaksIn(record),
        cells: record,
      }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new AppError('BAD_INPUT', QUOTE_PROBLEMS[cause.code] ?? said`This row cannot be read: ${cause.message}.`, {
      // Where the row begins: a mark that is never closed is noticed at the end of the file.
      place: { file, line: skipped + rowsUntil + 1 },
      remedy: said`Put a cell that holds quotation marks in quotes and double those within. Nothing was taken over.`,
      cause,
    })
  }
}

const QUOTE_PROBLEMS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: said`A quotation mark that opens in this row is never closed.`,
  CSV_INVALID_CLOSING_QUOTE: said`After the quotation mark that closes a cell there is more than the next separator.`,
  INVALID_OPENING_QUOTE: said`A quotation mark stands within a cell that does not begin with one.`,
}

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0)
}

/** Excel writes what the country's list separator is, and may say so in a line before the headings: `sep=;`. */
function separated(text: string): { delimiter: string; body: string; skipped: number } {
  const [said, named] = /^sep=(.)\n/i.exec(text) ?? []
  if (said !== undefined) return { delimiter: named!, body: text.slice(said.length), skipped: 1 }
  const first = text.trimStart()
  const headings = first.slice(0, Math.max(0, first.search(/\n|$/))).replace(/"(?:[^"]|"")*"/g, '')
  const times = (sign: string) => headings.split(sign).length
  const [best = ','] = [',', ';', '\t'].toSorted((a, b) => times(b) - times(a))
  return { delimiter: best, body: text, skipped: 0 }
}
