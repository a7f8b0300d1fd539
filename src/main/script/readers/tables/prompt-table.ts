import { closest } from '../../../../shared/closest.ts'
import type { Diagnostic } from '../../../../shared/domain/diagnostic.ts'
import type { ScriptDocument } from '../../../../shared/domain/script.ts'
import { AppError } from '../../../../shared/errors.ts'
import { said } from '../../../../shared/said/said.ts'
import { remedyForDelivery } from '../check-speakers.ts'
import { readPageHeading } from '../page-headings.ts'
import { PanelScript } from '../panel-script.ts'
import { countCharacters, LONGEST_PROMPT } from '../prompts.ts'
import { letteringOf, readDelivery } from '../script-lettering.ts'
import { COLUMNS, type Column, plain } from './columns.ts'
import { readWishes } from './picture-wishes.ts'
import type { SheetRow } from './xlsx.ts'

/** Rows above the names of the columns: a title, a date. */
const MOST_ABOVE = 10

interface Header {
  at: number
  columns: Map<Column, { index: number; written: string }>
}

function findHeader(rows: readonly SheetRow[]): Header | null {
  for (const [at, { cells }] of rows.slice(0, MOST_ABOVE).entries()) {
    const columns: Header['columns'] = new Map()
    for (const [index, cell] of cells.entries()) {
      const name = plain(cell)
      const column = (Object.keys(COLUMNS) as Column[]).find((key) => COLUMNS[key].some((word) => word === name))
      if (column && !columns.has(column)) columns.set(column, { index, written: cell.trim() })
    }
    if (columns.has('prompt')) return { at, columns }
  }
  return null
}

function checkHeader(script: PanelScript, { cells, row }: SheetRow, { columns }: Header): void {
  const taken = new Set([...columns.values()].map(({ index }) => index))
  for (const [index, cell] of cells.entries()) {
    const name = plain(cell)
    if (taken.has(index) || name === '') continue
    const again = [...columns].find(([column]) => COLUMNS[column].some((word) => word === name))
    if (again) {
      script.warn(
        row,
        'column-twice',
        said`Column “${cell.trim()}” means the same as “${again[1].written}”; the first is read.`,
        said`Take one of the two out, or call it something else.`,
      )
    } else {
      const near = closest(name, Object.values(COLUMNS).flat())
      script.warn(
        row,
        'column-unknown',
        said`Column “${cell.trim()}” is not known and is left out.`,
        near ? said`Did you mean “${near}”?` : said`Columns are: ${Object.keys(COLUMNS).join(', ')}.`,
      )
    }
  }
}

/** Rows on their way into chapters, scenes, pages and panels. */
class PromptTable {
  readonly script: PanelScript
  readonly #header: Header
  #last = { chapter: '', scene: '', page: '', panel: '' }
  readonly #seen = new Map<string, number>()

  constructor(file: string, header: Header) {
    this.script = new PanelScript('table', file)
    this.#header = header
  }

  take({ row, cells }: SheetRow): void {
    const cell = (column: Column) => {
      const index = this.#header.columns.get(column)?.index
      return index === undefined ? '' : (cells[index] ?? '').trim()
    }
    if (cells.every((words) => words.trim() === '')) return
    this.#takePlace(row, cell)
    const prompt = cell('prompt').replace(/\s*\n\s*/g, ' ')
    const isSamePanel = prompt === '' || (this.script.hasPanel && this.script.current?.prompt.join(' ') === prompt)
    const panel = cell('panel')
    const goesOn = isSamePanel && this.script.hasPanel && (panel === '' || panel === this.#last.panel)
    if (!goesOn && !this.#openPanel(row, prompt, panel, cell)) return
    this.#letter(row, cell)
  }

  #takePlace(row: number, cell: (column: Column) => string): void {
    const [chapter, scene, page] = [cell('chapter'), cell('scene'), cell('page')]
    if (chapter !== '' && chapter !== this.#last.chapter) {
      this.script.openChapter(row, chapter)
      this.#last = { chapter, scene: '', page: '', panel: '' }
    }
    if (scene !== '' && scene !== this.#last.scene) {
      this.script.openScene(row, /^\d+$/.test(scene) ? null : scene)
      this.#last.scene = scene
    }
    if (page === '' || page === this.#last.page) return
    this.#last = { ...this.#last, page, panel: '' }
    // `3`, `3-4`, `Page 3 (splash)`; spreadsheets make `3.0` of a number.
    const bare = page.replace(/\.0+$/, '')
    const heading =
      readPageHeading(bare) ?? readPageHeading(`${/\d\s*[-–—&/]\s*\d/.test(bare) ? 'PAGES' : 'PAGE'} ${bare}`)
    if (heading === null) {
      this.#warn(row, 'page', 'page-unknown', said`“${page}” is no number of a page; left open.`, said`Write 1, 2, 3.`)
      return
    }
    this.script.openPage(row, { ...heading, panels: null, continued: false, scene: null })
  }

  #openPanel(row: number, prompt: string, panel: string, cell: (column: Column) => string): boolean {
    if (prompt === '') {
      this.#warn(
        row,
        'prompt',
        'prompt-empty',
        'nothing says what the picture shows; the row is left out.',
        said`Write it.`,
      )
      return false
    }
    const characters = countCharacters(prompt)
    if (characters > LONGEST_PROMPT) {
      this.#warn(
        row,
        'prompt',
        'prompt-too-long',
        said`${characters} characters, ${characters - LONGEST_PROMPT} more than the ${LONGEST_PROMPT} a prompt may have; the row is left out.`,
        said`Shorten it, or divide it into two rows.`,
      )
      return false
    }
    const key = prompt.toLowerCase().replace(/\s+/g, ' ')
    const before = this.#seen.get(key)
    const isMeant = panel !== '' || cell('page') !== '' || cell('text') !== ''
    if (before !== undefined && !isMeant) {
      this.#warn(
        row,
        'prompt',
        'prompt-duplicate',
        `the same as in row ${before}; left out.`,
        said`Change it; for more images of one prompt ask for more takes.`,
      )
      return false
    }
    this.#seen.set(key, before ?? row)
    this.#last.panel = panel
    this.script.openPanel(row, { number: null, hint: null, rest: prompt })
    this.#wish(row, cell)
    const shot = cell('shot')
    if (shot !== '') this.script.mark(row, 'shot', shot)
    const importance = cell('importance')
    if (/^[1-5](?:\.0+)?$/.test(importance)) this.script.mark(row, 'importance', importance[0]!)
    else if (importance !== '') {
      this.#warn(
        row,
        'importance',
        'importance-out-of-range',
        said`“${importance}” is not 1, 2, 3, 4 or 5; left open.`,
        said`Write 1 (small) to 5 (the picture of the page).`,
      )
    }
    return true
  }

  #wish(row: number, cell: (column: Column) => string): void {
    const { wishes, problems } = readWishes({
      negative: cell('negative'),
      style: cell('style'),
      size: cell('size'),
      model: cell('model'),
      seed: cell('seed'),
    })
    this.script.wish(wishes)
    for (const { column, code, message, remedy } of problems) this.#warn(row, column, code, message, remedy)
  }

  #letter(row: number, cell: (column: Column) => string): void {
    const flowing = (column: Column) => cell(column).replace(/\s*\n\s*/g, ' ')
    const [caption, text, sfx] = [flowing('caption'), flowing('text'), flowing('sfx')]
    if (caption !== '') this.script.letter(row, letteringOf({ label: 'CAPTION', notes: [] }, caption).line)
    const [, speaker = '', noted = ''] = SPEAKER.exec(cell('speaker')) ?? []
    const delivery = cell('delivery') || noted
    if (text !== '') {
      const label = labelOf(speaker, delivery)
      const isLabel = label !== speaker
      const { line } = letteringOf(
        { label, notes: isLabel || delivery === '' ? notesOf(speaker, isLabel) : [delivery] },
        text,
      )
      this.script.letter(row, line)
      if (!isLabel && delivery !== '' && !PLAIN_SPEECH.test(delivery) && readDelivery(delivery) === null) {
        this.#warn(
          row,
          'delivery',
          'delivery-unknown',
          said`“${delivery}” is not known; taken for plain speech.`,
          remedyForDelivery(delivery),
        )
      }
    } else if (delivery !== '' && speaker !== '') {
      this.#warn(
        row,
        'text',
        'lettering-empty',
        said`${speaker} has no words; left out.`,
        said`Write them, or clear the row.`,
      )
    }
    if (sfx !== '') this.script.letter(row, letteringOf({ label: 'SFX', notes: [] }, sfx).line)
  }

  #warn(row: number, column: Column, code: string, message: string, remedy: string): void {
    const written = this.#header.columns.get(column)?.written ?? column
    this.script.warn(row, code, `Row ${row}, column “${written}”: ${message}`, remedy)
  }
}

/** `NELL (OFF)`: how it is said may stand with who says it. */
const SPEAKER = /^(.*?)\s*(?:\(([^()]{0,60})\))?$/s
const PLAIN_SPEECH = /^(?:speech|dialogue|dialog|normal|plain|says?|said|balloon)$/i

/** Captions and sounds may be named in either column; words without a speaker are nobody's yet. */
function labelOf(speaker: string, delivery: string): string {
  for (const word of [speaker, delivery]) {
    if (/^(?:caption|cap|narrat(?:or|ion))$/i.test(word)) return 'CAPTION'
    if (/^(?:sfx|sound|sound effect|fx)$/i.test(word)) return 'SFX'
  }
  return speaker === '' ? '?' : speaker
}

function notesOf(speaker: string, isLabel: boolean): string[] {
  return isLabel && !/^(?:caption|cap|narrat(?:or|ion)|sfx|sound|sound effect|fx|)$/i.test(speaker) ? [speaker] : []
}

/**
 * Reads a table of prompts: columns by their names in any order, one panel a row. A row without a prompt goes on with
 * the panel above it, for its next balloon. Columns nobody knows and cells that cannot be meant are told by row and
 * column. @throws AppError BAD_INPUT for a table that no column of prompts is in, and for one
 * without a row below its columns
 */
export function readPromptTable(rows: readonly SheetRow[], file: string): ScriptDocument {
  const header = findHeader(rows)
  if (header === null) {
    throw new AppError('BAD_INPUT', said`No column of this table is called “prompt”.`, {
      remedy: said`Name the columns in the first row: ${Object.keys(COLUMNS).join(', ')}. Only “prompt” must be there.`,
      place: { file, line: rows[0]?.row ?? 1 },
    })
  }
  const below = rows.slice(header.at + 1)
  if (below.every(({ cells }) => cells.every((cell) => cell.trim() === ''))) {
    throw new AppError('BAD_INPUT', said`Below the names of its columns this table is empty.`, {
      remedy: said`Write one panel a row, with what it shows under “${header.columns.get('prompt')!.written}”.`,
      place: { file, line: rows[header.at]!.row },
    })
  }
  const table = new PromptTable(file, header)
  checkHeader(table.script, rows[header.at]!, header)
  for (const row of below) table.take(row)
  return table.script.end()
}

/** Sheets without a column of prompts hold something else. */
export function readPromptSheets(sheets: readonly { name: string; rows: SheetRow[] }[], file: string): ScriptDocument {
  const filled = sheets.filter(({ rows }) => rows.length > 0)
  const meant = filled.filter(({ rows }) => findHeader(rows) !== null)
  const document = readPromptTable((meant[0] ?? filled[0])?.rows ?? [], file)
  const others = filled.filter((sheet) => sheet !== meant[0]).map(({ name }) => `“${name}”`)
  const told: Diagnostic[] =
    others.length === 0
      ? []
      : [
          {
            severity: meant.length > 1 ? 'warning' : 'info',
            code: 'sheets-left-out',
            file,
            line: 0,
            message: said`Only the sheet “${meant[0]!.name}” is read; left out: ${others.join(', ')}.`,
            ...(meant.length > 1 && { remedy: said`Save each sheet as a file of its own to import them all.` }),
          },
        ]
  return { ...document, diagnostics: [...told, ...document.diagnostics] }
}
