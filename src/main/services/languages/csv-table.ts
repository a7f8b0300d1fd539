import { stringify } from 'csv-stringify/sync'
import { AppError } from '../../../shared/errors.ts'
import { readCsv } from '../../script/readers/tables/csv.ts'
import {
  type LetteringTable,
  PLACE_COLUMNS,
  type PlaceColumn,
  problem,
  type TableCell,
  type TableRow,
} from './lettering-table.ts'

/** Heading of the column beside a language's own. */
const stateHeading = (language: string) => `${language} state`

/** The table as CSV that spreadsheets open as it is: UTF-8 with its mark, cells quoted where they must be. */
export function csvOf(rows: readonly TableRow[], own: string, languages: readonly string[]): string {
  const headings = [...PLACE_COLUMNS, own, ...languages.flatMap((language) => [language, stateHeading(language)])]
  const records = rows.map((row) => [
    ...PLACE_COLUMNS.map((column) => row[column]),
    row.own ?? '',
    ...languages.flatMap((language) => {
      const cell = row.cells.get(language)
      return [cell?.text ?? '', cell?.state ?? '']
    }),
  ])
  return stringify([headings, ...records.map((cells) => cells.map(guarded))], {
    bom: true,
    record_delimiter: 'windows',
    quoted_match: LINE_BREAK,
  })
}

/** With two signs between rows, one of them alone would be left unquoted. */
const LINE_BREAK = /[\r\n]/

/** A spreadsheet takes what begins so for a formula; an apostrophe before it says that it is text. */
const FORMULA = /^'*[=+\-@\t]/
const GUARDED = /^'+[=+\-@\t]/

function guarded(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

function unguarded(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell
}

/**
 * Reads a table somebody may have had in a spreadsheet: separated by commas, semicolons or tabs, with any line ends.
 * @param text without a byte order mark
 * @throws AppError BAD_INPUT for what is no such table, with the line
 */
export function readLetteringCsv(text: string, file: string, own: string): LetteringTable {
  const table: LetteringTable = { rows: [], languages: [], diagnostics: [] }
  const [headings, ...records] = readCsv(text, file)
  if (headings === undefined) throw noTable(file, 'It is empty.')
  const columns = columnsOf(headings.cells)
  if (!columns.has('id') && !columns.has(own)) {
    throw noTable(file, `Its first line has neither a column "id" nor one "${own}".`)
  }
  const unknown: string[] = []
  for (const [heading, at] of columns) {
    if (isPlace(heading) || heading === own || heading.endsWith(' state')) continue
    if (languageOf(heading) === null) unknown.push(`${headings.cells[at]} (column ${at + 1})`)
    else table.languages.push(heading)
  }
  if (unknown.length > 0) {
    const message = `Columns that are no language are passed over: ${unknown.join(', ')}.`
    table.diagnostics.push(problem('info', 'table-column-unknown', file, headings.row, message))
  }
  for (const record of records) {
    const line = record.row
    const cells = record.cells.map(unguarded)
    if (cells.length > headings.cells.length && cells.slice(headings.cells.length).some((cell) => cell !== '')) {
      const message = `This row has ${cells.length} cells and the table ${headings.cells.length} columns; what is past column ${headings.cells.length} is passed over.`
      table.diagnostics.push(
        problem('warning', 'table-row-long', file, line, message, 'Put text that holds the separator in quotes.'),
      )
    }
    table.rows.push(rowOf(cells, line, columns, own, table.languages))
  }
  return table
}

function columnsOf(headings: readonly string[]): Map<string, number> {
  const columns = new Map<string, number>()
  for (const [at, heading] of headings.entries()) {
    const plain = heading.trim()
    const name = isPlace(plain.toLowerCase()) ? plain.toLowerCase() : nameOf(plain)
    if (name !== '' && !columns.has(name)) columns.set(name, at)
  }
  return columns
}

/** `DE State` → `de state`; a language in its canonical form. */
function nameOf(heading: string): string {
  const [, language = heading, isState] = /^(.*?)(\s+state)?$/i.exec(heading) ?? []
  const code = languageOf(language.trim()) ?? language.trim()
  return isState === undefined ? code : stateHeading(code)
}

function isPlace(heading: string): heading is PlaceColumn {
  return (PLACE_COLUMNS as readonly string[]).includes(heading)
}

/** Canonical; null for what is no language tag. */
export function languageOf(heading: string): string | null {
  try {
    const [code = null] = /^[a-z]{2,3}(?:[-_][a-z0-9]+)*$/i.test(heading)
      ? Intl.getCanonicalLocales(heading.replaceAll('_', '-'))
      : []
    return code
  } catch {
    return null
  }
}

function rowOf(
  cells: readonly string[],
  fileLine: number,
  columns: ReadonlyMap<string, number>,
  own: string,
  languages: readonly string[],
): TableRow {
  const cell = (name: string) => cells[columns.get(name) ?? -1] ?? ''
  const place = Object.fromEntries(PLACE_COLUMNS.map((column) => [column, cell(column).trim()]))
  return {
    ...(place as Record<PlaceColumn, string>),
    fileLine,
    own: columns.has(own) ? cell(own) : null,
    cells: new Map(
      languages.map((language): [string, TableCell] => [
        language,
        { text: cell(language), state: cell(stateHeading(language)).trim().toLowerCase() },
      ]),
    ),
  }
}

function noTable(file: string, reason: string): AppError {
  return new AppError('BAD_INPUT', `This is no table of lettering. ${reason}`, {
    place: { file, line: 1 },
    remedy: 'Write one out with: panelwright lettering export <project> <file>',
  })
}
