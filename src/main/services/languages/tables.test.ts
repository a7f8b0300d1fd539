import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addLanguages, changeLanguage, listLanguages, removeLanguage } from './book-languages.ts'
import { writeTable } from './table-files.ts'
import { takeInTable } from './take-in-table.ts'
import { type FerryBook, openFerryBook } from './test-book.ts'

let book: FerryBook
let file: string

beforeEach(async () => {
  book = await openFerryBook()
  file = join(book.folder, 'texts.csv')
  addLanguages(book.project, ['de', 'ar'])
})
afterEach(() => book.close())

const GERMAN: Record<string, string> = {
  'The Ferry Book': 'Das Fährenbuch',
  'The Ferry': 'Die Fähre',
  'Is that our boat?': 'Ist das unser Boot?',
  'No, "Gull" is bigger.': 'Nein, die „Möwe“ ist größer; viel größer.',
  ding: 'bimm',
  'It was, of course, their boat.': 'Es war natürlich ihr Boot.',
  '-Off we go!': '-Los!',
}

/** Fills in German as somebody would in a spreadsheet that separates by semicolons. */
function translate(words: Record<string, string> = GERMAN): void {
  const [headings, ...rows] = cellsOf()
  const column = (name: string) => headings!.indexOf(name)
  const filled = rows.map((cells) => {
    const own = cells[column('en')]!.replace(/^'/, '')
    return cells.with(column('de'), words[own] ?? cells[column('de')]!)
  })
  writeCells([headings!, ...filled])
}

function cellsOf(): string[][] {
  writeTable(book.project, file)
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
      ),
    )
}

function writeCells(rows: string[][]): void {
  const quoted = (cell: string) => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  writeFileSync(file, `${rows.map((cells) => cells.map(quoted).join(';')).join('\n')}\n`)
}

const german = () => listLanguages(book.project).find(({ code }) => code === 'de')!
const texts = () =>
  Object.fromEntries(
    cellsOf()
      .slice(1)
      .map((cells) => [cells[6]!, [cells[7]!, cells[8]!]]),
  )

describe('a table written out and read back', () => {
  it('brings every text into the book, and nothing the second time', () => {
    translate()
    const { changed, unchanged, empty, diagnostics } = takeInTable(book.project, file)
    // Eight needed texts; two of them say the same.
    expect({ changed, unchanged }).toEqual({ changed: 8, unchanged: 0 })
    expect(empty.get('ar')).toBe(8)
    expect(diagnostics.every(({ severity }) => severity === 'info')).toBe(true)
    expect(german()).toMatchObject({ texts: 8, edited: 8, missing: 0, stale: 0 })
    const before = book.project.letteringTexts.inLanguage('de')
    expect(takeInTable(book.project, file)).toMatchObject({ changed: 0, unchanged: 8, stale: 0 })
    expect(book.project.letteringTexts.inLanguage('de')).toEqual(before)
    expect(texts()['No, "Gull" is bigger.']).toEqual(['Nein, die „Möwe“ ist größer; viel größer.', 'edited'])
  })

  it('is the same as JSON', () => {
    translate()
    takeInTable(book.project, file)
    const json = join(book.folder, 'texts.json')
    writeTable(book.project, json, { languages: ['de'] })
    expect(takeInTable(book.project, json)).toMatchObject({ changed: 0, unchanged: 8 })
    writeFileSync(json, readFileSync(json, 'utf8').replace('Die Fähre', 'Das Fährboot'))
    expect(takeInTable(book.project, json)).toMatchObject({ changed: 1, unchanged: 7 })
    writeFileSync(json, `${readFileSync(json, 'utf8').slice(0, 300)}`)
    expect(() => takeInTable(book.project, json)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  })

  it('has the chapters and languages that are asked for', () => {
    expect(writeTable(book.project, file, { languages: ['ar'], chapters: ['1'] })).toEqual({
      texts: 8,
      languages: ['ar'],
    })
    expect(() => writeTable(book.project, file, { languages: ['dee'] })).toThrow('not lettered in dee')
    expect(() => writeTable(book.project, file, { chapters: ['7'] })).toThrow('chapter "7"')
    expect(() => writeTable(book.project, join(book.folder, 'texts.xlsx'))).toThrow('.csv or a .json')
  })

  it('without ids goes by the words, and gives texts that say the same out in their order', () => {
    writeFileSync(
      file,
      'chapter,scene,panel,kind,en,de\n1,1,3,sfx,ding,bamm\n1,1,2,sfx,ding,bimm\n9,9,9,speech,Is that our boat?,Unseres?\n',
    )
    expect(takeInTable(book.project, file)).toMatchObject({ changed: 3, diagnostics: [] })
    const german = cellsOf().map((cells) => [cells[3], cells[6], cells[7]])
    expect(german).toContainEqual(['2', 'ding', 'bimm'])
    expect(german).toContainEqual(['3', 'ding', 'bamm'])
  })
})

describe('a table that does not fit the book any more', () => {
  it('brings a translation of changed words in as stale, where there is none of today’s', async () => {
    translate()
    await book.rewrite((script) => script.replace('Is that our boat?', 'Is that our ship?'))
    const taken = takeInTable(book.project, file)
    expect(taken).toMatchObject({ changed: 8, stale: 1 })
    expect(taken.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'table-own-changed',
        file,
        line: 4,
        message: expect.stringMatching(/^Column de: .*panel 1 are “Is that our ship\?” by now.*“Is that our boat\?”/),
      }),
    )
    expect(german()).toMatchObject({ edited: 7, stale: 1 })
    expect(takeInTable(book.project, file)).toMatchObject({ changed: 0, stale: 0, unchanged: 8 })
  })

  it('does not put older words over a translation of today’s', async () => {
    translate()
    takeInTable(book.project, file)
    const old = readFileSync(file)
    await book.rewrite((script) => script.replace('Is that our boat?', 'Is that our ship?'))
    translate({ 'Is that our ship?': 'Ist das unser Schiff?' })
    takeInTable(book.project, file)
    writeFileSync(file, old)
    const taken = takeInTable(book.project, file)
    expect(taken).toMatchObject({ changed: 0, stale: 1 })
    expect(taken.diagnostics).toContainEqual(expect.objectContaining({ message: expect.stringContaining('keeps it') }))
    expect(texts()['Is that our ship?']).toEqual(['Ist das unser Schiff?', 'edited'])
  })

  it('tells rows of no text, second rows and languages the book does not have, and takes the rest', () => {
    writeFileSync(
      file,
      [
        'id,kind,en,de,fr',
        'title,title,The Ferry Book,Das Fährenbuch,Le livre',
        '0199-gone,speech,Who goes?,Wer da?,',
        'title,title,The Ferry Book,Das Buch,',
      ].join('\n'),
    )
    const { changed, diagnostics } = takeInTable(book.project, file)
    expect(changed).toBe(1)
    expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([
      ['table-row-unknown', 3],
      ['table-row-twice', 4],
      ['table-language-unknown', 1],
    ])
    expect(texts()['The Ferry Book']).toEqual(['Das Fährenbuch', 'edited'])
  })

  it('an empty cell takes nothing away', () => {
    translate()
    takeInTable(book.project, file)
    writeFileSync(file, 'id,en,de\ntitle,The Ferry Book,\n')
    expect(takeInTable(book.project, file)).toMatchObject({ changed: 0 })
    expect(german().missing).toBe(0)
  })

  it('what is not UTF-8 is refused whole; UTF-16 as Excel writes it is read', () => {
    writeFileSync(file, Buffer.from('id,en,de\ntitle,The Ferry Book,F\xe4hre\n', 'latin1'))
    expect(() => takeInTable(book.project, file)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
    writeFileSync(file, Buffer.from('\ufeffid\ten\tde\r\ntitle\tThe Ferry Book\tFähre\r\n', 'utf16le'))
    expect(takeInTable(book.project, file)).toMatchObject({ changed: 1 })
    expect(() => takeInTable(book.project, join(book.folder, 'none.csv'))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    )
  })
})

describe('translations of a script that changes', () => {
  beforeEach(() => {
    translate()
    takeInTable(book.project, file)
  })

  it('are stale where the words changed, and fit again by the word of the author', async () => {
    await book.rewrite((script) => script.replace('our boat?', 'our little boat?'))
    expect(german()).toMatchObject({ edited: 7, stale: 1, missing: 0 })
    expect(texts()['Is that our little boat?']).toEqual(['Ist das unser Boot?', 'stale'])
    writeTable(book.project, file)
    writeFileSync(file, readFileSync(file, 'utf8').replace(',stale', ',edited'))
    expect(takeInTable(book.project, file)).toMatchObject({ changed: 0, confirmed: 1 })
    expect(german()).toMatchObject({ edited: 8, stale: 0 })
    expect(takeInTable(book.project, file)).toMatchObject({ confirmed: 0, unchanged: 8 })
  })

  it('fit again when the words come back', async () => {
    await book.rewrite((script) => script.replace('our boat?', 'our little boat?'))
    await book.rewrite((script) => script.replace('our little boat?', 'our boat?'))
    expect(german()).toMatchObject({ edited: 8, stale: 0 })
  })

  it('follow a line that is cut from one panel and put in at another', async () => {
    const line = 'CAPTION: It was, of course, their boat.\n'
    await book.rewrite((script) => script.replace(line, ''))
    expect(german()).toMatchObject({ texts: 7, edited: 7 })
    await book.rewrite((script) => script.replace('Ada jumps aboard.\n', `Ada jumps aboard.\n${line}`))
    expect(german()).toMatchObject({ texts: 8, edited: 8, missing: 0 })
    expect(texts()['It was, of course, their boat.']).toEqual(['Es war natürlich ihr Boot.', 'edited'])
  })

  it('outlive the language being taken out of the book', () => {
    expect(removeLanguage(book.project, 'de')).toBe(8)
    expect(listLanguages(book.project).map(({ code }) => code)).toEqual(['en', 'ar'])
    addLanguages(book.project, ['de'])
    expect(german()).toMatchObject({ edited: 8, missing: 0 })
  })
})

describe('the languages of a book', () => {
  it('are added once, in the order they are named', () => {
    expect(addLanguages(book.project, ['zh-Hant', 'de', 'es', 'es'])).toEqual(['zh-Hant', 'es'])
    expect(listLanguages(book.project).map(({ code }) => code)).toEqual(['en', 'de', 'ar', 'zh-Hant', 'es'])
    expect(() => addLanguages(book.project, ['en'])).toThrow('en is the language of the book itself.')
  })

  it('are read as their script is until the author says otherwise', () => {
    const arabic = () => listLanguages(book.project).find(({ code }) => code === 'ar')!.settings
    expect(arabic()).toEqual({ code: 'ar', readingDirection: 'rtl', writing: 'horizontal', digits: 'arab' })
    changeLanguage(book.project, 'ar', { readingDirection: 'ltr', digits: 'latn' })
    expect(arabic()).toMatchObject({ readingDirection: 'ltr', digits: 'latn' })
    changeLanguage(book.project, 'ar', { readingDirection: null })
    expect(arabic()).toMatchObject({ readingDirection: 'rtl', digits: 'latn' })
    expect(() => changeLanguage(book.project, 'dee', {})).toThrow('not lettered in dee')
  })
})
