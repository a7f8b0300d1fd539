import { AppError } from '../../../../shared/errors.ts'
import { said } from '../../../../shared/said/said.ts'
import { readXml } from '../documents/read-xml.ts'
import type { Unzipped } from '../documents/unzip.ts'

/** A table of one workbook. */
export interface Sheet {
  name: string
  rows: SheetRow[]
}

/** A row as it is numbered in its program, with its cells from the first column on; empty ones are empty strings. */
export interface SheetRow {
  row: number
  cells: string[]
}

const PREFIXES = {
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 'x',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 'x',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'p',
}
const MOST_ROWS = 100_000
const MOST_COLUMNS = 200

/** Reads all tables of an Excel workbook that are not hidden; formulas by the value that was last worked out. */
export function readSheets({ names, parts }: Unzipped, file: string): { sheets: Sheet[]; told: string[] } {
  const shared = parts.get('xl/sharedStrings.xml')
  const strings = shared ? readStrings(shared, file) : []
  const targets = readTargets(parts.get('xl/_rels/workbook.xml.rels'), file)
  const listed = listSheets(parts.get('xl/workbook.xml')!, file)
  const sheets = listed
    .filter(({ hidden }) => !hidden)
    .flatMap(({ name, id }): Sheet[] => {
      const part = parts.get(`xl/${(targets.get(id) ?? '').replace(/^\/?(?:xl\/)?/, '')}`)
      return part ? [{ name, rows: readRows(part, file, strings) }] : []
    })
  const hidden = listed.filter((sheet) => sheet.hidden).map(({ name }) => `“${name}”`)
  return {
    sheets,
    told: [
      ...(names.some((name) => /vbaProject/i.test(name)) ? [said`Its macros are not looked at.`] : []),
      ...(hidden.length > 0 ? [said`Hidden sheets are left out: ${hidden.join(', ')}.`] : []),
    ],
  }
}

function listSheets(part: Uint8Array, file: string): { name: string; id: string; hidden: boolean }[] {
  const found: { name: string; id: string; hidden: boolean }[] = []
  readXml(part, file, PREFIXES, {
    open(element, attribute) {
      if (element !== 'x:sheet') return
      const state = attribute('state') ?? 'visible'
      found.push({ name: attribute('name') ?? '', id: attribute('r:id') ?? '', hidden: state !== 'visible' })
    },
    close() {},
    text() {},
  })
  return found
}

function readTargets(part: Uint8Array | undefined, file: string): Map<string, string> {
  const targets = new Map<string, string>()
  if (!part) return targets
  readXml(part, file, PREFIXES, {
    open(element, attribute) {
      if (element === 'p:Relationship') targets.set(attribute('Id') ?? '', attribute('Target') ?? '')
    },
    close() {},
    text() {},
  })
  return targets
}

function readStrings(part: Uint8Array, file: string): string[] {
  const strings: string[] = []
  let text = ''
  let inText = false
  let phonetic = 0
  readXml(part, file, PREFIXES, {
    open(element) {
      if (element === 'x:si') text = ''
      if (element === 'x:rPh') phonetic++
      inText = element === 'x:t' && phonetic === 0
    },
    close(element) {
      if (element === 'x:si') strings.push(text)
      if (element === 'x:rPh') phonetic--
      inText = false
    },
    text(words) {
      if (inText) text += words
    },
  })
  return strings
}

/** `BC12` is column 54, counted from 0. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? ''
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function readRows(part: Uint8Array, file: string, strings: readonly string[]): SheetRow[] {
  const rows: SheetRow[] = []
  let row: SheetRow = { row: 0, cells: [] }
  let cell = { column: 0, type: '', value: '' }
  let inValue = false
  readXml(part, file, PREFIXES, {
    open(element, attribute) {
      if (element === 'x:row') {
        row = { row: Number(attribute('r')) || row.row + 1, cells: [] }
        rows.push(row)
        if (rows.length > MOST_ROWS) {
          throw new AppError('BAD_INPUT', said`This has more than ${MOST_ROWS} rows.`, {
            remedy: said`Divide it into several files.`,
            place: { file },
          })
        }
      } else if (element === 'x:c') {
        const given = columnOf(attribute('r') ?? '')
        cell = { column: given < 0 ? row.cells.length : given, type: attribute('t') ?? 'n', value: '' }
      }
      inValue = element === 'x:v' || element === 'x:t'
    },
    close(element) {
      inValue = false
      if (element !== 'x:c' || cell.column >= MOST_COLUMNS) return
      while (row.cells.length < cell.column) row.cells.push('')
      row.cells[cell.column] = cell.type === 's' ? (strings[Number(cell.value)] ?? '') : cell.value
    },
    text(words) {
      if (inValue) cell.value += words
    },
  })
  return rows
}
