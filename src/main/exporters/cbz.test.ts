import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noisePicture } from '../images/sample-pictures.case.ts'
import { exportCbz } from './cbz.ts'
import { comicInfoXml } from './comic-info.ts'
import type { ExportBook } from './export-book.ts'
import { hasTool, judge } from './judge.case.ts'
import { sampleBook } from './sample-book.case.ts'

const UNZIP = hasTool('unzip', 'unzip')
const XMLLINT = hasTool('xmllint', 'libxml2-utils')
const SCHEMA = join(import.meta.dirname, 'fixtures', 'comic-info.xsd')

let folder: string
let book: ExportBook
let paths: string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cbz-'))
  const jpegs = Array.from({ length: 5 }, () => noisePicture(160, 240).jpeg().toBuffer())
  ;({ book, paths } = await sampleBook(folder, await Promise.all(jpegs)))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a CBZ', () => {
  test.skipIf(!UNZIP)('holds the pages in order under padded names, untouched, and passes unzip', async () => {
    const file = join(folder, 'book.cbz')
    await exportCbz(book, file)
    expect(judge('unzip', '-t', file).passed).toBe(true)
    expect(judge('unzip', '-Z1', file).said.trim().split('\n')).toEqual([
      'ComicInfo.xml',
      '0001.jpg',
      '0002.jpg',
      '0003.jpg',
      '0004.jpg',
      '0005.jpg',
    ])
    expect(judge('unzip', '-Z', file).said).toContain('6 files')
    expect(judge('unzip', '-v', file).said).not.toMatch(/Defl/)
    const unpacked = join(folder, 'unpacked')
    judge('unzip', '-q', file, '-d', unpacked)
    for (const [index, path] of paths.entries()) {
      expect(readFileSync(join(unpacked, `000${index + 1}.jpg`)).equals(readFileSync(path))).toBe(true)
    }
  })

  test('is the same to the byte every time', async () => {
    await exportCbz(book, join(folder, 'first.cbz'))
    await exportCbz(book, join(folder, 'second.cbz'))
    expect(readFileSync(join(folder, 'first.cbz')).equals(readFileSync(join(folder, 'second.cbz')))).toBe(true)
  })

  test('tells its progress page by page', async () => {
    const steps: string[] = []
    await exportCbz(book, join(folder, 'progress.cbz'), { onProgress: (done, total) => steps.push(`${done}/${total}`) })
    expect(steps).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5'])
  })

  test('stops when cancelled and leaves what was there before', async () => {
    const target = mkdtempSync(join(folder, 'cancelled-'))
    const file = join(target, 'book.cbz')
    writeFileSync(file, 'last week')
    const stop = new AbortController()
    const run = exportCbz(book, file, {
      signal: stop.signal,
      onProgress: (done) => {
        if (done === 2) stop.abort()
      },
    })
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(readdirSync(target)).toEqual(['book.cbz'])
    expect(readFileSync(file, 'utf8')).toBe('last week')
  })

  test('names the page file that is missing', async () => {
    const target = mkdtempSync(join(folder, 'missing-'))
    const pages = [...book.pages, { ...book.pages[0]!, jpegPath: '/gone/page.jpg' }]
    await expect(exportCbz({ ...book, pages }, join(target, 'book.cbz'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: '/gone/page.jpg does not exist.',
    })
    expect(readdirSync(target)).toEqual([])
  })
})

describe('ComicInfo.xml', () => {
  const versions: [string, Partial<ExportBook>][] = [
    ['all it knows', { series: 'Lights', number: '3' }],
    ['no author and no summary', { author: null, summary: ' ' }],
    ['a book read from the right', { direction: 'rtl', language: 'ja', title: '灯台守', author: '佐藤' }],
    ['a strip', { direction: 'vertical' }],
    ['hostile words', { title: 'A & B <"C"> \u0000\u001b\ud800', summary: ']]> & <x/>\r\n\uffff' }],
  ]
  test.skipIf(!XMLLINT).each(versions)('is valid with %s', (_, changes) => {
    const file = join(folder, 'ComicInfo.xml')
    writeFileSync(file, comicInfoXml({ ...book, ...changes }, [1, 2, 3, 4, 5]))
    expect(judge('xmllint', '--noout', '--schema', SCHEMA, file).said).toContain('validates')
  })

  test.skipIf(!XMLLINT)('would be found out with its elements in the wrong order', () => {
    const file = join(folder, 'Disordered.xml')
    const xml = comicInfoXml(book, [1, 2, 3, 4, 5])
    writeFileSync(file, xml.replace(/( {2}<Title>.*\n)( {2}<Summary>.*\n)/, '$2$1'))
    expect(judge('xmllint', '--noout', '--schema', SCHEMA, file).passed).toBe(false)
  })

  test('says what a reader sorts and shows by', () => {
    const xml = comicInfoXml({ ...book, direction: 'rtl', series: 'Lights', number: '3' }, [10, 20, 30, 40, 50])
    expect(xml).toContain('<Title>The Keeper of Gannet Stack</Title>')
    expect(xml).toContain('<Series>Lights</Series>')
    expect(xml).toContain('<Number>3</Number>')
    expect(xml).toContain('<Writer>Nell Marrick</Writer>')
    expect(xml).toContain('<LanguageISO>en</LanguageISO>')
    expect(xml).toContain('<Manga>YesAndRightToLeft</Manga>')
    expect(xml).toContain('<PageCount>5</PageCount>')
    expect(xml).toContain('<Page Image="0" Type="FrontCover" ImageSize="10" ImageWidth="160" ImageHeight="240"/>')
    expect(xml).toContain('<Page Image="1" Type="Story" ImageSize="20" Bookmark="The lamp room"')
  })
})
