import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf, readLetteringCsv } from './csv-table.ts'
import type { TableRow } from './lettering-table.ts'

const row = (id: string, own: string, de: string, state = ''): TableRow => ({
  fileLine: 0,
  id,
  chapter: '1',
  scene: '2',
  panel: '3',
  kind: 'speech',
  speaker: 'Ada',
  own,
  cells: new Map([['de', { text: de, state }]]),
})
const read = (text: string) => readLetteringCsv(text.replace(/^\ufeff/, ''), 'texts.csv', 'en')
const textsOf = (text: string) => read(text).rows.map(({ own, cells }) => [own, cells.get('de')?.text])

describe('csvOf', () => {
  it('writes what readLetteringCsv reads, whatever is in the cells', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('=1+1', "'=x", '-Ab!', '@you', 'a;b', 'a\nb', 'a\r\nb', '"', "'"),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (cells) => {
        const rows = cells.map(([own, de], index) => row(`id${index}`, own, de, 'edited'))
        const back = read(csvOf(rows, 'en', ['de'])).rows
        const said = cells.map(([own, de]) => [own, de].map((text) => text.replace(/\r\n?/g, '\n')))
        expect(back.map(({ own, cells }) => [own, cells.get('de')!.text])).toEqual(said)
        expect(back.every(({ id, cells }, at) => id === `id${at}` && cells.get('de')!.state === 'edited')).toBe(true)
      }),
    )
  })

  it('begins with the mark that has spreadsheets read it as UTF-8, and holds no formula', () => {
    const text = csvOf([row('a', '=HYPERLINK("x")', '-Los!')], 'en', ['de'])
    expect(text.startsWith('\ufeffid,chapter,scene,panel,kind,speaker,en,de,de state\r\n')).toBe(true)
    expect(text).not.toMatch(/(?:^|[,"\n])[=+\-@]/)
  })
})

describe('readLetteringCsv', () => {
  it.each([
    ['commas and line feeds', 'id,en,de\na,Yes,Ja\n'],
    ['semicolons and CRLF', 'id;en;de\r\na;Yes;Ja\r\n'],
    ['tabs', 'id\ten\tde\na\tYes\tJa'],
    ['quotes', '"id";"en";"de"\n"a";"Yes";"Ja"'],
    ['the separator said before', 'sep=;\r\nid;en;de\r\na;Yes;Ja\r\n'],
    ['old line ends', 'id,en,de\ra,Yes,Ja\r'],
    ['empty lines and rows', 'id,en,de\n\n,,\na,Yes,Ja\n\n'],
    ['headings otherwise', 'ID,EN,De,DE State\na,Yes,Ja,Edited\n'],
  ])('reads %s', (_, text) => {
    expect(textsOf(text)).toEqual([['Yes', 'Ja']])
  })

  it('knows the line of each row, also past cells of several lines', () => {
    const rows = read('id,en,de\na,"One\ntwo",Eins\n\nb,Three,"Drei\r\nvier"\nc,Five,Fünf').rows
    expect(rows.map(({ id, fileLine }) => [id, fileLine])).toEqual([
      ['a', 2],
      ['b', 5],
      ['c', 7],
    ])
    expect(read('sep=;\nid;en;de\na;x;y').rows[0]!.fileLine).toBe(3)
  })

  it('tells an open quotation mark with its line, as an error', () => {
    expect(() => read('id,en,de\na,Yes,Ja\nb,"No,Nein\nc,x,y\n')).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', place: { file: 'texts.csv', line: 3 } }),
    )
    expect(() => read('id,en,de\na,Yes,Ja\nb,N"o",Nein\n')).toThrow(
      expect.objectContaining({ place: { file: 'texts.csv', line: 3 } }),
    )
  })

  it('tells columns it passes over, and rows that are too long', () => {
    const { rows, languages, diagnostics } = read('id,en,note for us,de\na,Yes,?,Ja,Ja,\nb,No,?\n')
    expect(languages).toEqual(['de'])
    expect(rows.map(({ cells }) => cells.get('de')?.text)).toEqual(['Ja', ''])
    expect(diagnostics).toMatchObject([
      { code: 'table-column-unknown', line: 1, message: expect.stringContaining('note for us (column 3)') },
      { code: 'table-row-long', line: 2 },
    ])
  })

  it.each(['', 'one,two\n1,2\n', '{"rows":[]}'])('refuses what is no such table: %j', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  })
})
