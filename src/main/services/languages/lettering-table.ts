import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { type OwnText, THE_BOOK } from './own-texts.ts'

/** One text of the book with what it is in other languages. */
export interface TableRow {
  /** Line of the file it starts on; 0 for a row that was not read from one. */
  fileLine: number
  /** Of the text, as `tableId` has it; empty where the table has none. */
  id: string
  chapter: string
  scene: string
  panel: string
  kind: string
  speaker: string
  /** In the book's own language; null where the table has no column for it. */
  own: string | null
  /** By language. */
  cells: ReadonlyMap<string, TableCell>
}

export interface TableCell {
  text: string
  /** As written in the table: a state, or whatever somebody typed there. */
  state: string
}

/** A table as it was read, before any of it is taken over. */
export interface LetteringTable {
  rows: TableRow[]
  /** Columns of languages, as they are headed. */
  languages: string[]
  diagnostics: Diagnostic[]
}

/** Columns that say which text a row is about. */
export const PLACE_COLUMNS = ['id', 'chapter', 'scene', 'panel', 'kind', 'speaker'] as const
export type PlaceColumn = (typeof PLACE_COLUMNS)[number]

/** What a text is called in a table: lines by their id alone, the others with what they are before it. */
export function tableId({ subject, subjectId }: Pick<OwnText, 'subject' | 'subjectId'>): string {
  if (subject === 'line') return subjectId
  return subjectId === THE_BOOK ? subject : `${subject}:${subjectId}`
}

export function problem(
  severity: Diagnostic['severity'],
  code: string,
  file: string,
  line: number,
  message: string,
  remedy?: string,
): Diagnostic {
  return { severity, code, file, line, message, ...(remedy === undefined ? {} : { remedy }) }
}
