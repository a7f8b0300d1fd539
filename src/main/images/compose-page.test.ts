import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PageDescription } from '../../comic/page.ts'
import { pageBoxes } from '../../comic/page-format.ts'
import { findPageFormat } from '../../comic/page-formats.ts'
import { formatPath, polygonPath, rectanglePath } from '../../comic/path.ts'
import { composePage } from './compose-page.ts'
import { composePages } from './compose-pages.ts'
import { colorAt } from './sample-pictures.case.ts'
import { sharp } from './sharp.ts'

// One millimetre is one pixel: positions read as numbers of pixels.
const DPI = 25.4
const boxes = pageBoxes(findPageFormat('a4')!, 'right')

let folder: string
let halves: string
let halvesHash: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'compose-'))
  halves = join(folder, 'halves.png')
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><path d="M50 0H100V100H50Z" fill="#00f"/></svg>'
  const picture = await sharp({ create: { width: 100, height: 100, channels: 3, background: '#f00' } })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toBuffer()
  writeFileSync(halves, picture)
  halvesHash = sha256(picture)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function page(changes: Partial<PageDescription> = {}): PageDescription {
  return {
    kind: 'page',
    number: 1,
    boxes,
    paper: '#ffffff',
    pictures: [
      {
        panelId: 'p',
        path: halves,
        sha256: halvesHash,
        frame: { x: 20, y: 20, width: 100, height: 50 },
        crop: { x: 0, y: 0, width: 1, height: 0.5 },
      },
    ],
    shapes: [],
    texts: [],
    panels: [],
    ...changes,
  }
}

function fileOf(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

describe('composing a page', () => {
  test('puts pictures into their frames and leaves the paper white around them', async () => {
    const { bytes, widthPx, heightPx } = await composePage(page(), { dpi: DPI, area: 'trim', format: 'png' })
    expect([widthPx, heightPx]).toEqual([210, 297])
    expect(await colorAt(bytes, 19, 40)).toBe('#ffffff')
    expect(await colorAt(bytes, 20, 20)).toBe('#ff0000')
    expect(await colorAt(bytes, 119, 69)).toBe('#0000ff')
    expect(await colorAt(bytes, 119, 70)).toBe('#ffffff')
  })

  test('shows the part of the picture that the crop names', async () => {
    const [picture] = page().pictures
    const right = page({ pictures: [{ ...picture!, crop: { x: 0.5, y: 0, width: 0.5, height: 0.25 } }] })
    const { bytes } = await composePage(right, { dpi: DPI, area: 'trim', format: 'png' })
    expect(await colorAt(bytes, 25, 30)).toBe('#0000ff')
  })

  test('fills only the outline of a picture whose frame is no rectangle', async () => {
    const [picture] = page().pictures
    const corners = [
      [40, 20],
      [120, 20],
      [100, 70],
      [20, 70],
    ] as const
    const slanted = page({ pictures: [{ ...picture!, outline: formatPath(polygonPath(corners)) }] })
    const { bytes } = await composePage(slanted, { dpi: DPI, area: 'trim', format: 'png' })
    expect(await colorAt(bytes, 24, 24)).toBe('#ffffff')
    expect(await colorAt(bytes, 42, 24)).toBe('#ff0000')
    expect(await colorAt(bytes, 24, 66)).toBe('#ff0000')
    expect(await colorAt(bytes, 114, 24)).toBe('#0000ff')
    expect(await colorAt(bytes, 114, 66)).toBe('#ffffff')
  })

  test('draws shapes over the pictures, where they stand in millimetres', async () => {
    const square = formatPath(rectanglePath({ x: 60, y: 40, width: 20, height: 10 }))
    const { bytes } = await composePage(
      page({ shapes: [{ path: square, fill: '#00ff00', stroke: null, opacity: 1 }] }),
      { dpi: DPI, area: 'trim', format: 'png' },
    )
    expect(await colorAt(bytes, 61, 41)).toBe('#00ff00')
    expect(await colorAt(bytes, 79, 49)).toBe('#00ff00')
    expect(await colorAt(bytes, 58, 41)).toBe('#ff0000')
  })

  test('cuts a picture that bleeds at the trim, without moving it', async () => {
    const [picture] = page().pictures
    const cover = page({ pictures: [{ ...picture!, frame: boxes.bleed, crop: { x: 0, y: 0, width: 1, height: 1 } }] })
    const full = await composePage(cover, { dpi: DPI * 4, area: 'bleed', format: 'png' })
    const cut = await composePage(cover, { dpi: DPI * 4, area: 'trim', format: 'png' })
    expect([full.widthPx, cut.widthPx]).toEqual([864, 840])
    // The seam between red and blue lies in the middle of both.
    for (const { bytes, widthPx } of [full, cut]) {
      expect(await colorAt(bytes, widthPx / 2 - 12, 300)).toBe('#ff0000')
      expect(await colorAt(bytes, widthPx / 2 + 12, 300)).toBe('#0000ff')
    }
  })

  test('makes a JPEG at full colour resolution with its density written in', async () => {
    const { bytes } = await composePage(page(), { dpi: 100, area: 'trim', format: 'jpeg' })
    const metadata = await sharp(bytes).metadata()
    expect(metadata).toMatchObject({
      format: 'jpeg',
      chromaSubsampling: '4:4:4',
      density: 100,
      width: 827,
      height: 1169,
    })
  })

  test('puts a small picture where its crop says, not where its pixels begin', async () => {
    // 10 pixels over 100 mm, from the middle of a pixel: the seam lies 2.5 mm before the middle of the frame.
    const small = join(folder, 'small.png')
    const bytes = await sharp(halves).resize(10, 10, { kernel: 'nearest' }).png().toBuffer()
    writeFileSync(small, bytes)
    const [picture] = page().pictures
    const crop = { x: 0.05, y: 0, width: 0.95, height: 0.5 }
    const enlarged = page({ pictures: [{ ...picture!, path: small, sha256: sha256(bytes), crop }] })
    const composed = await composePage(enlarged, { dpi: DPI, area: 'trim', format: 'png' })
    // 45/95 of the frame.
    const blueAt = async (x: number) => Number.parseInt((await colorAt(composed.bytes, x, 40)).slice(5), 16)
    expect(await blueAt(20 + 47 - 2)).toBeLessThan(110)
    expect(await blueAt(20 + 47 + 2)).toBeGreaterThan(145)
  })

  test.each([
    ['is gone', () => join(folder, 'nowhere.png'), /^A picture is gone: /],
    ['was changed', () => fileOf('changed.png', readFileSync(halves).subarray(0, 200)), /^A picture changed since /],
  ])('names a picture that %s, and its panel', async (_, path, message) => {
    const [picture] = page().pictures
    const lost = page({ pictures: [{ ...picture!, panelId: 'p7', path: path() }] })
    const failure = { code: 'BAD_INPUT', panelId: 'p7', message: expect.stringMatching(message) }
    await expect(composePage(lost, { dpi: DPI, area: 'trim', format: 'png' })).rejects.toMatchObject(failure)
  })

  test.each([0, 20, 200])('names a picture of which only %i bytes are left', async (length) => {
    const bytes = readFileSync(halves).subarray(0, length)
    const [picture] = page().pictures
    const broken = { ...picture!, path: fileOf(`${length}.png`, bytes), sha256: sha256(bytes) }
    const composing = composePage(page({ pictures: [broken] }), { dpi: DPI, area: 'trim', format: 'png' })
    await expect(composing).rejects.toMatchObject({ code: 'BAD_INPUT', panelId: 'p', place: { file: broken.path } })
  })

  test('makes a pixel of a page that is smaller than one', async () => {
    const tiny = { x: 0, y: 0, width: 0.2, height: 0.2 }
    const { widthPx, heightPx } = await composePage(
      page({ boxes: { bleed: tiny, trim: tiny, safe: tiny }, pictures: [] }),
      { dpi: DPI, area: 'trim', format: 'png' },
    )
    expect([widthPx, heightPx]).toEqual([1, 1])
  })

  test('is the same to the byte every time', async () => {
    const settings = { dpi: 60, area: 'trim', format: 'jpeg' } as const
    const [first, second] = [await composePage(page(), settings), await composePage(page(), settings)]
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0)
  })
})

describe('composing many pages', () => {
  const settings = { dpi: DPI, area: 'trim', format: 'jpeg' } as const

  test('keeps the order, tells its progress, and composes an unchanged page only once', async () => {
    const target = join(folder, 'composed')
    const pages = ['#111111', '#777777', '#eeeeee'].map((paper) => page({ paper }))
    const progress: number[] = []
    const composed = await composePages(pages, settings, {
      folder: target,
      onProgress: (done, total) => progress.push(done / total),
    })
    expect(progress).toEqual([1 / 3, 2 / 3, 1])
    const shades = await Promise.all(composed.map(({ path }) => colorAt(path, 5, 5)))
    expect(shades).toEqual(['#111111', '#777777', '#eeeeee'])

    // A page that would have to be composed again could not be: its picture is gone.
    const moved = pages.map((one) => ({ ...one, pictures: [{ ...one.pictures[0]!, path: '/nowhere.png' }] }))
    expect(await composePages(moved, settings, { folder: target })).toEqual(composed)
    await expect(composePages([{ ...moved[0]!, paper: '#222222' }], settings, { folder: target })).rejects.toThrow()
  })

  test('stops when it is cancelled', async () => {
    const stop = new AbortController()
    const pages = Array.from({ length: 20 }, (_, index) => page({ number: index + 100 }))
    let composed = 0
    const run = composePages(pages, settings, {
      folder: join(folder, 'stopped'),
      signal: stop.signal,
      onProgress: (done) => {
        composed = done
        if (done === 3) stop.abort()
      },
    })
    await expect(run).rejects.toThrow()
    expect(composed).toBeLessThan(20)
  })
})
