import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whatLiesThere } from './what-lies-there.ts'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'panelwright-look-'))
})
afterEach(() => rmSync(base, { recursive: true }))

const write = (...paths: string[]) => {
  for (const path of paths) {
    mkdirSync(dirname(join(base, path)), { recursive: true })
    writeFileSync(join(base, path), 'x')
  }
}
const look = (...names: string[]) => whatLiesThere(names.map((name) => join(base, name)))
const NOTHING = { books: [], imagery: [], scripts: { paths: [], files: 0 }, missing: [] }

test('a book is a book, whether its folder or its file is named', () => {
  write('Tide.panelwright/book.sqlite', 'Tide.panelwright/takes/notes.txt')
  const tide = { ...NOTHING, books: [{ folder: join(base, 'Tide.panelwright'), name: 'Tide' }] }
  expect(look('Tide.panelwright')).toEqual(tide)
  expect(look('Tide.panelwright/book.sqlite')).toEqual(tide)
})

test('a folder of chapters is a script, and what lies in books and hidden folders is not', () => {
  write('novel/1.md', 'novel/part/2.docx', 'novel/map.png', 'novel/.git/x.txt', 'novel/Tide.panelwright/book.sqlite')
  write('novel/Tide.panelwright/notes.txt', 'alone.fountain')
  expect(look('novel', 'alone.fountain')).toEqual({
    ...NOTHING,
    books: [{ folder: join(base, 'novel/Tide.panelwright'), name: 'Tide' }],
    scripts: { paths: [join(base, 'novel'), join(base, 'alone.fountain')], files: 3 },
  })
})

test('an imagery folder is its book; with prose in it, it may be either', () => {
  write('story/chapters/one/imagery.yaml', 'story/imagery.panelwright/book.sqlite', 'story/config.json')
  const imagery = [{ folder: join(base, 'story'), name: 'story' }]
  expect(look('story')).toEqual({ ...NOTHING, imagery })
  expect(look('story/imagery.panelwright')).toEqual({ ...NOTHING, imagery })
  write('story/chapters/one/chapter.md')
  expect(look('story')).toEqual({ ...NOTHING, imagery, scripts: { paths: [join(base, 'story')], files: 1 } })
})

test('what is not there is said', () => {
  expect(look('gone')).toEqual({ ...NOTHING, missing: [join(base, 'gone')] })
})
