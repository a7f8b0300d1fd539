import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatPath, rectanglePath } from '../../comic/path.ts'
import { colorAt, noisePicture } from '../images/sample-pictures.case.ts'
import { sharp } from '../images/sharp.ts'
import type { ExportBook } from './export-book.ts'
import { readJpegHeader } from './jpeg-header.ts'
import { hasTool, judge } from './judge.case.ts'
import { exportPdf } from './pdf.ts'
import { sampleBook, samplePage } from './sample-book.case.ts'

const QPDF = hasTool('qpdf', 'qpdf')
const POPPLER = hasTool('pdfinfo', 'poppler-utils')

let folder: string
let book: ExportBook
let paths: string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pdf-'))
  const jpegs = Array.from({ length: 5 }, () => noisePicture(160, 240).jpeg().toBuffer())
  ;({ book, paths } = await sampleBook(folder, await Promise.all(jpegs)))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function exported(name: string, changes: Partial<ExportBook> = {}): Promise<string> {
  const file = join(folder, name)
  await exportPdf({ ...book, ...changes }, file)
  return file
}

async function jpegFile(name: string, picture: ReturnType<typeof sharp>): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, await picture.jpeg().toBuffer())
  return path
}

describe('a PDF', () => {
  test.skipIf(!QPDF)('passes qpdf, RGB, grey and CMYK pages, vectors and none alike', async () => {
    const grey = await jpegFile('grey.jpg', noisePicture(100, 150).greyscale())
    const cmyk = await jpegFile('cmyk.jpg', noisePicture(100, 150).toColourspace('cmyk'))
    const shape = {
      path: 'M10 10L50 10Q60 10 60 20C60 30 50 40 40 40Z',
      fill: '#ff8800',
      stroke: { color: '#000000', widthMm: 1 },
      opacity: 0.5,
    }
    const pages = [...book.pages, samplePage(grey), { ...samplePage(cmyk), shapes: [shape] }]
    const { passed, said } = judge('qpdf', '--check', await exported('mixed.pdf', { pages }))
    expect(said).toContain('No syntax or stream encoding errors found')
    expect(passed).toBe(true)
  })

  test.skipIf(!POPPLER)('holds every JPEG byte for byte', async () => {
    const file = await exported('bytes.pdf')
    const images = join(folder, 'images')
    mkdirSync(images)
    judge('pdfimages', '-j', file, join(images, 'i'))
    const extracted = readdirSync(images).toSorted()
    expect(extracted).toHaveLength(5)
    for (const [index, name] of extracted.entries()) {
      expect(readFileSync(join(images, name)).equals(readFileSync(paths[index]!))).toBe(true)
    }
  })

  test.skipIf(!POPPLER)('tells the printer where to cut', async () => {
    const said = judge('pdfinfo', '-box', await exported('boxes.pdf')).said
    // 134 × 188 mm, cut 3 mm inside: 379.84 × 532.91 pt and 8.50 pt.
    expect(said).toMatch(/MediaBox:\s+0\.00\s+0\.00\s+379\.84\s+532\.91/)
    expect(said).toMatch(/BleedBox:\s+0\.00\s+0\.00\s+379\.84\s+532\.91/)
    expect(said).toMatch(/TrimBox:\s+8\.50\s+8\.50\s+371\.34\s+524\.41/)
    expect(said).toMatch(/Title:\s+The Keeper of Gannet Stack/)
    expect(said).toMatch(/Author:\s+Nell Marrick/)
    expect(said).toMatch(/Pages:\s+5/)
  })

  test('labels pages as they are numbered, in digits of another script', async () => {
    const pages = book.pages.map((page, index) => (index === 0 ? page : { ...page, label: '٠١٢٣٤'.charAt(index) }))
    const file = await exported('digits.pdf', { pages })
    const pdf = await PDFDocument.load(readFileSync(file), { updateMetadata: false })
    const labels = pdf.catalog.lookup(PDFName.of('PageLabels'), PDFDict).lookup(PDFName.of('Nums'), PDFArray)
    const said = [1, 3, 5, 7, 9].map((at) =>
      labels.lookup(at, PDFDict).lookup(PDFName.of('P'), PDFHexString).decodeText(),
    )
    expect(said).toEqual(['Cover', '١', '٢', '٣', '٤'])
  })

  test('has an outline by chapter, labels that leave out the cover, a language and titles in any script', async () => {
    const file = await exported('structure.pdf', {
      title: '灯台守 — L’été',
      language: 'ja',
      direction: 'rtl',
      chapters: [
        { title: '第一章', firstPage: 1 },
        { title: 'Zweites', firstPage: 3 },
      ],
    })
    const pdf = await PDFDocument.load(readFileSync(file), { updateMetadata: false })
    expect(pdf.getTitle()).toBe('灯台守 — L’été')
    expect(pdf.getLanguage()).toBe('ja')
    expect(pdf.catalog.getViewerPreferences()!.getReadingDirection()).toBe('R2L')
    expect(pdf.catalog.get(PDFName.of('PageLabels'))!.toString().replaceAll(/\s+/g, ' ')).toMatch(
      /Nums \[ 0 << \/P <[0-9A-F]+> >> 1 << \/S \/D \/St 1 >> \]/,
    )
    const titles: string[] = []
    const targets: number[] = []
    const pages = pdf.getPages().map(({ ref }) => ref)
    const outlines = pdf.catalog.lookup(PDFName.of('Outlines'), PDFDict)
    for (let item = outlines.lookup(PDFName.of('First'), PDFDict) as PDFDict | undefined; item !== undefined; ) {
      titles.push(item.lookup(PDFName.of('Title'), PDFHexString).decodeText())
      const destination = item.get(PDFName.of('Dest'))!.toString()
      targets.push(pages.findIndex((page) => destination.includes(`[ ${page} `)))
      item = item.lookupMaybe(PDFName.of('Next'), PDFDict)
    }
    expect(titles).toEqual(['第一章', 'Zweites'])
    expect(targets).toEqual([1, 3])
  })

  test('is the same to the byte every time, from wherever the pages lie', async () => {
    const elsewhere = mkdtempSync(join(folder, 'elsewhere-'))
    const pages = book.pages.map((page, index) => {
      const jpegPath = join(elsewhere, `${index}.jpg`)
      writeFileSync(jpegPath, readFileSync(page.jpegPath))
      return { ...page, jpegPath }
    })
    const [first, second] = [await exported('first.pdf'), await exported('second.pdf', { pages })]
    expect(readFileSync(first).equals(readFileSync(second))).toBe(true)
  })

  test.skipIf(!POPPLER)('paints shapes where the composer paints them', async () => {
    const white = await jpegFile(
      'white.jpg',
      sharp({ create: { width: 134, height: 188, channels: 3, background: '#fff' } }),
    )
    const square = formatPath(rectanglePath({ x: 20, y: 30, width: 40, height: 10 }))
    const shapes = [{ path: square, fill: '#ff0000', stroke: null, opacity: 1 }]
    const file = await exported('shapes.pdf', { pages: [{ ...samplePage(white), shapes }], chapters: [] })
    judge('pdftoppm', '-png', '-r', '25.4', file, join(folder, 'painted'))
    const painted = join(folder, 'painted-1.png')
    expect(await colorAt(painted, 21, 31)).toBe('#ff0000')
    expect(await colorAt(painted, 58, 38)).toBe('#ff0000')
    expect(await colorAt(painted, 21, 42)).toBe('#ffffff')
    expect(await colorAt(painted, 17, 31)).toBe('#ffffff')
  })

  test.skipIf(!POPPLER)('shows CMYK pages in their own colours, not inverted', async () => {
    const red = sharp({ create: { width: 100, height: 100, channels: 3, background: '#e02020' } })
    const file = await exported('cmyk.pdf', {
      pages: [samplePage(await jpegFile('red.jpg', red.toColourspace('cmyk')))],
      chapters: [],
    })
    judge('pdftoppm', '-png', '-r', '25.4', file, join(folder, 'red'))
    const shown = await colorAt(join(folder, 'red-1.png'), 60, 60)
    expect(Number.parseInt(shown.slice(1, 3), 16)).toBeGreaterThan(180)
    expect(Number.parseInt(shown.slice(3, 5), 16)).toBeLessThan(90)
  })

  test('stops when cancelled and leaves nothing', async () => {
    const target = mkdtempSync(join(folder, 'cancelled-'))
    const stop = new AbortController()
    const run = exportPdf(book, join(target, 'book.pdf'), {
      signal: stop.signal,
      onProgress: (done) => {
        if (done === 2) stop.abort()
      },
    })
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(readdirSync(target)).toEqual([])
  })

  test('refuses a page file that is no JPEG, by name, and leaves nothing', async () => {
    const target = mkdtempSync(join(folder, 'damaged-'))
    const damaged = join(folder, 'damaged.jpg')
    for (const bytes of [Buffer.alloc(0), Buffer.from('not a picture'), readFileSync(paths[0]!).subarray(0, 20)]) {
      writeFileSync(damaged, bytes)
      const run = exportPdf({ ...book, pages: [...book.pages, samplePage(damaged)] }, join(target, 'book.pdf'))
      await expect(run).rejects.toMatchObject({ code: 'BAD_INPUT', place: { file: damaged } })
    }
    expect(readdirSync(target)).toEqual([])
  })
})

describe('a JPEG header', () => {
  test.each([
    ['RGB', 3, false],
    ['greyscale', 1, false],
    ['CMYK', 4, true],
  ] as const)('of %s is read without decoding', async (name, components, inverted) => {
    const space = { RGB: 'srgb', greyscale: 'b-w', CMYK: 'cmyk' }[name]
    const picture = noisePicture(123, 77).toColourspace(space)
    const header = await readJpegHeader(await jpegFile(`${name}.jpg`, picture))
    expect(header).toMatchObject({ widthPx: 123, heightPx: 77, components, inverted, bitsPerComponent: 8 })
  })

  test('of a progressive picture is read too', async () => {
    const path = join(folder, 'progressive.jpg')
    writeFileSync(path, await noisePicture(50, 60).jpeg({ progressive: true }).toBuffer())
    expect(await readJpegHeader(path)).toMatchObject({ widthPx: 50, heightPx: 60 })
  })
})
