import path from 'node:path'
import { AppError } from '../../../../shared/errors.ts'
import { said } from '../../../../shared/said/said.ts'
import { readSheets, type Sheet } from '../tables/xlsx.ts'
import { readDocx } from './docx.ts'
import { readFdx } from './fdx.ts'
import { readOdt } from './odt.ts'
import { unzip } from './unzip.ts'

/** Text of a writing program: a paragraph a line, empty ones kept. */
export interface ReadDocument {
  lines: readonly string[]
  /** What was left out of it, a sentence each. */
  told: string[]
}

export type OpenedDocument = { is: 'text'; document: ReadDocument } | { is: 'sheets'; sheets: Sheet[]; told: string[] }

const ZIPPED =
  /^(?:content\.xml|styles\.xml|META-INF\/manifest\.xml|mimetype|word\/(?:document|styles)\.xml|xl\/.*\.(?:xml|rels))$/

/** True of files that hold a script inside a format of some program. */
export function isDocument(bytes: Uint8Array, file: string): boolean {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
  return isZip || path.extname(file).toLowerCase() === '.fdx'
}

/**
 * Reads the text, or the tables, out of a Word, OpenDocument, Final Draft or Excel file, by what it is and not by what
 * it is called. @throws AppError BAD_INPUT
 */
export async function openDocument(bytes: Buffer, file: string): Promise<OpenedDocument> {
  if (bytes[0] !== 0x50) return { is: 'text', document: readFdx(bytes, file) }
  const unzipped = await unzip(bytes, file, (name) => ZIPPED.test(name))
  const { names, parts } = unzipped
  if (parts.has('word/document.xml')) return { is: 'text', document: readDocx(unzipped, file) }
  if (parts.has('xl/workbook.xml')) return { is: 'sheets', ...readSheets(unzipped, file) }
  const kind = parts.get('mimetype')?.toString('latin1').trim() ?? ''
  if (parts.has('content.xml') && !/spreadsheet|presentation|graphics/.test(kind)) {
    return { is: 'text', document: readOdt(unzipped, file) }
  }
  const isPages = names.some((name) => /^Index\/|\.iwa$/.test(name))
  throw new AppError(
    'BAD_INPUT',
    isPages ? said`This is an Apple Pages file.` : said`This zip holds no script by itself.`,
    {
      remedy: isPages
        ? said`Export it from Pages as Word (.docx), then import that file.`
        : said`Unpack it and import the script in it: text, Markdown, Fountain, .docx, .odt, .fdx, .csv or .xlsx.`,
      place: { file },
    },
  )
}
