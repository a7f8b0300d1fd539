import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { unknownWord } from '../../../shared/closest.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { writeWhole } from '../../store/write-whole.ts'
import { knownLanguage } from './book-languages.ts'
import { csvOf, readLetteringCsv } from './csv-table.ts'
import { jsonOf, readJson } from './json-table.ts'
import { type LetteringTable, type TableCell, type TableRow, tableId } from './lettering-table.ts'
import { type OwnText, ownTexts, textKey } from './own-texts.ts'
import { translationsOf } from './translations.ts'

const TABLE_FORMATS = ['csv', 'json'] as const
type TableFormat = (typeof TABLE_FORMATS)[number]

export interface TableOptions {
  /** Default: all languages of the book. */
  languages?: readonly string[]
  /** Numbers of chapters; texts of the book itself are always there. Default: all. */
  chapters?: readonly string[]
}

/**
 * Writes the lettering of a book as a table, a column for each language, to a `.csv` or `.json` file. A file that is
 * there already is replaced.
 *
 * @throws AppError WRONG_USE for a language or chapter the book does not have and for another kind of file, DISK_FULL,
 * READ_ONLY
 */
export function writeTable(
  project: Project,
  file: string,
  { languages, chapters }: TableOptions = {},
): { texts: number; languages: string[] } {
  const format = formatOf(file)
  const codes =
    languages?.map((code) => knownLanguage(project, code).code) ?? project.languages.all().map(({ code }) => code)
  const [unknown] = chapters === undefined ? [] : project.script.unknownChapters(chapters)
  if (unknown !== undefined) {
    throw unknownWord(
      'chapter',
      unknown,
      project.script.chapters().map(({ number }) => number),
    )
  }
  const all = ownTexts(project)
  const wanted = all.filter(({ chapter }) => chapter === null || (chapters?.includes(chapter) ?? true))
  const columns = codes.map((code) => [code, translationsOf(project, code, all)] as const)
  const rows = wanted.map((text) =>
    rowOf(
      text,
      columns.map(([code, translations]): [string, TableCell] => {
        const translation = translations.get(textKey(text))
        return [code, { text: translation?.text ?? '', state: translation?.state ?? '' }]
      }),
    ),
  )
  const { language: own } = project.book.settings()
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeWhole(file, format === 'csv' ? csvOf(rows, own, codes) : jsonOf(rows, own))
  } catch (error) {
    throw storageFailure(error, file)
  }
  return { texts: rows.length, languages: codes }
}

function rowOf(text: OwnText, cells: readonly [string, TableCell][]): TableRow {
  const { chapter, scene, panel, kind, speaker } = text
  return {
    fileLine: 0,
    id: tableId(text),
    chapter: chapter ?? '',
    scene: String(scene ?? ''),
    panel: String(panel ?? ''),
    kind,
    speaker: speaker ?? '',
    own: text.text,
    cells: new Map(cells),
  }
}

/** Reads a table from a file, as far as that needs nothing but the file. @throws AppError NOT_FOUND, BAD_INPUT, WRONG_USE */
export function readTable(file: string, own: string): LetteringTable {
  const format = formatOf(file)
  if (!existsSync(file)) throw new AppError('NOT_FOUND', `There is no file ${file}.`)
  const text = decoded(read(file), file)
  return format === 'csv' ? readLetteringCsv(text, file, own) : readJson(text, file, own)
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new AppError('BAD_INPUT', `This file cannot be read (${code}).`, {
      place: { file },
      remedy: 'See to it that it is a file you may read.',
      cause,
    })
  }
}

/** UTF-8 with or without a byte order mark, or UTF-16 as Excel writes it. */
function decoded(bytes: Uint8Array, file: string): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('BAD_INPUT', 'This file is not UTF-8 text.', {
      place: { file },
      remedy: 'Save it as CSV UTF-8; nothing of it was taken over.',
      cause,
    })
  }
}

function formatOf(file: string): TableFormat {
  const ending = extname(file).slice(1).toLowerCase()
  const format = TABLE_FORMATS.find((known) => known === ending)
  if (format !== undefined) return format
  throw new AppError('WRONG_USE', `A table of lettering is a .csv or a .json file, not ${file}.`, {
    remedy: 'Give the file one of these endings.',
  })
}
