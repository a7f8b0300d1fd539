import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { LetteringText } from '../../../shared/domain/lettering-text.ts'
import type { Project } from '../../open-project.ts'
import { type LetteringTable, problem, type TableCell, type TableRow } from './lettering-table.ts'
import { asWritten, matchRows } from './match-rows.ts'
import { type OwnText, ownTexts, placeOfText, textKey } from './own-texts.ts'
import { readTable } from './table-files.ts'
import { type Translation, translationsOf } from './translations.ts'

/** What reading a table did to the book. */
export interface TakenIn {
  /** Texts that are new or say something else now. */
  changed: number
  /** Texts that stay as they are and are said to fit by the word `edited`. */
  confirmed: number
  unchanged: number
  /** By language: texts whose cell is empty. What the book has for them stays. */
  empty: Map<string, number>
  /** Texts whose own words changed since the table was written. */
  stale: number
  diagnostics: Diagnostic[]
}

/**
 * Reads a table of lettering into the book, all of it or nothing. Reading the same table twice changes nothing.
 *
 * @throws AppError BAD_INPUT for what is no table, NOT_FOUND, WRONG_USE, and the project's reason when it is read-only
 */
export function takeInTable(project: Project, file: string): TakenIn {
  if (project.readOnly) throw project.readOnly
  const { language: own } = project.book.settings()
  const table = readTable(file, own)
  const texts = ownTexts(project)
  const result: TakenIn = {
    changed: 0,
    confirmed: 0,
    unchanged: 0,
    empty: new Map(),
    stale: 0,
    diagnostics: [...table.diagnostics],
  }
  const rows = knownRows(table, texts, file, result.diagnostics)
  project.store.sqlite.transaction(() => {
    for (const language of table.languages) {
      if (language === own) continue
      if (project.languages.find(language) === null) {
        result.diagnostics.push(languageMissing(file, language))
        continue
      }
      const standing = translationsOf(project, language, texts)
      for (const { row, text } of rows) {
        const cell = row.cells.get(language)
        if (cell === undefined) continue
        takeIn(project, { row, text, cell, language, file, before: standing.get(textKey(text)) ?? null }, result)
      }
    }
  })()
  for (const [language, count] of result.empty) result.diagnostics.push(emptyCells(file, language, count))
  return result
}

interface CellToTake {
  row: TableRow
  text: OwnText
  cell: TableCell
  language: string
  file: string
  before: Translation | null
}

function takeIn(project: Project, to: CellToTake, result: TakenIn): void {
  const { row, text, cell, language, before } = to
  const words = asWritten(cell.text)
  if (words === '') {
    result.empty.set(language, (result.empty.get(language) ?? 0) + 1)
    return
  }
  // A table without the book's own words is taken to be about those of today.
  const fits = row.own === null || asWritten(row.own) === asWritten(text.text)
  const put = (state: LetteringText['state']) =>
    project.letteringTexts.put({
      subject: text.subject,
      subjectId: text.subjectId,
      language,
      text: words,
      ownText: fits ? text.text : row.own!,
      state,
      changedAt: project.now(),
    })
  if (before?.text === words) {
    const isConfirmed = cell.state === 'edited' && before.state !== 'edited' && fits
    if (isConfirmed) put('edited')
    result[isConfirmed ? 'confirmed' : 'unchanged']++
    return
  }
  if (!fits) {
    result.stale++
    // What was translated since from the words of today is worth more.
    const keeps = before !== null && before.state !== 'stale'
    result.diagnostics.push(ownChanged(to, keeps))
    if (keeps) return
  }
  // Words that are new in a row marked as a machine's are a person's when the machine had said something else.
  put(cell.state === 'machine' && before === null ? 'machine' : 'edited')
  result.changed++
}

interface KnownRow {
  row: TableRow
  text: OwnText
}

/** Rows that are about a text of the book, each text once. */
function knownRows(
  { rows, languages }: LetteringTable,
  texts: readonly OwnText[],
  file: string,
  diagnostics: Diagnostic[],
): KnownRow[] {
  const first = new Map<OwnText, TableRow>()
  const known: KnownRow[] = []
  for (const [index, text] of matchRows(rows, texts).entries()) {
    const row = rows[index]!
    if (text === null) {
      if ([...row.cells.values()].some((cell) => cell.text.trim() !== '')) diagnostics.push(unknownRow(file, row))
      continue
    }
    const before = first.get(text)
    if (before === undefined) {
      first.set(text, row)
      known.push({ row, text })
      continue
    }
    const differing = languages.filter((language) => {
      const words = asWritten(row.cells.get(language)?.text ?? '')
      return words !== '' && words !== asWritten(before.cells.get(language)?.text ?? '')
    })
    diagnostics.push(duplicate(file, row, before, text, differing))
  }
  return known
}

function unknownRow(file: string, { fileLine, id, own }: TableRow): Diagnostic {
  const name = id === '' ? 'without an id' : `with the id "${id}" (column id)`
  return problem(
    'warning',
    'table-row-unknown',
    file,
    fileLine,
    `A row ${name}${own === null || own === '' ? '' : `, “${shortened(own)}”,`} is about no text of the book; it was passed over and stays in the file.`,
    'The line may have been taken out of the script. Write the table out again to see the ids of today.',
  )
}

function duplicate(
  file: string,
  row: TableRow,
  before: TableRow,
  text: OwnText,
  differing: readonly string[],
): Diagnostic {
  const what = `A second row for ${placeOfText(text)}; the first is in line ${before.fileLine}`
  if (differing.length === 0)
    return problem('info', 'table-row-twice', file, row.fileLine, `${what} and says the same.`)
  return problem(
    'warning',
    'table-row-twice',
    file,
    row.fileLine,
    `${what} and says something else in column ${differing.join(', ')}. The first was taken.`,
    'Keep the one that is meant and read the table again.',
  )
}

function ownChanged({ row, text, language, file }: CellToTake, keeps: boolean): Diagnostic {
  const what = `Column ${language}: the words of ${placeOfText(text)} are “${shortened(text.text)}” by now, and were “${shortened(row.own!)}” when the table was written.`
  return keeps
    ? problem(
        'warning',
        'table-own-changed',
        file,
        row.fileLine,
        `${what} The book has a translation of the words of today and keeps it.`,
        'Write the table out again and translate what it has now.',
      )
    : problem(
        'warning',
        'table-own-changed',
        file,
        row.fileLine,
        `${what} The translation was taken over and is marked as stale.`,
        'Look whether it still fits: write the table out, mend it or put "edited" for its state, and read it again.',
      )
}

function languageMissing(file: string, language: string): Diagnostic {
  return problem(
    'warning',
    'table-language-unknown',
    file,
    1,
    `The book is not lettered in ${language}; its column was passed over.`,
    `Add it and read the table again: panelwright language add <project> ${language}`,
  )
}

function emptyCells(file: string, language: string, count: number): Diagnostic {
  return problem(
    'info',
    'table-empty',
    file,
    0,
    `Column ${language}: ${count === 1 ? '1 cell is' : `${count} cells are`} empty; what the book has there stays.`,
  )
}

const LONGEST_QUOTE = 40

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE - 1)}…`
}
