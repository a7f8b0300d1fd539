import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonSeen } from '../../shared/domain/reference-check.ts'
import { drawRough } from '../providers/roughs/draw.ts'
import { requestOf, stageOf } from '../providers/roughs/stage.fixture.ts'
import { checkReference, referenceProblems } from './reference-check.ts'
import { LEAST_SHARPNESS, sharpnessOf } from './reference-sharpness.ts'
import { claimedPng, noisePicture } from './sample-pictures.case.ts'
import { sharp } from './sharp.ts'

const folder = mkdtempSync(join(tmpdir(), 'panelwright-reference-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** A drawn portrait, as the built-in roughs draw it. */
let portrait: Buffer
beforeAll(async () => {
  const { bytes } = await drawRough(requestOf(stageOf({ shot: 'close-up' }), { width: 640, height: 800 }))
  portrait = await sharp(bytes).png().toBuffer()
})

/** What is wrong with a file, as codes; none = it can serve. */
async function problemsOf(path: string): Promise<string[]> {
  return referenceProblems(await checkReference(path, null), 'nell.png').map(
    ({ severity, code }) => `${severity} ${code}`,
  )
}

describe('a picture that is to serve as a reference', () => {
  test('is taken with its size, hash and sharpness, by content and not by name', async () => {
    const checked = await checkReference(file('portrait.png', await sharp(portrait).webp().toBuffer()), null)
    expect(checked).toMatchObject({
      ok: true,
      doubts: [],
      picture: { width: 640, height: 800, format: 'webp', findings: { person: null, doubts: [] } },
    })
  })

  test.each<[what: string, content: () => Buffer | string | Promise<Buffer>, kind: RegExp]>([
    ['a text', () => 'Nell has grey eyes.', /This is a text,/],
    ['a web page', () => '<!DOCTYPE html><html><body>Not found</body></html>', /a web page/],
    ['an SVG', () => '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"></svg>', /an SVG/],
    ['a GIF', () => sharp(portrait).gif().toBuffer(), /a GIF/],
    ['a TIFF', () => sharp(portrait).tiff().toBuffer(), /a TIFF/],
    ['an AVIF', () => sharp(portrait).resize(64).avif({ effort: 0 }).toBuffer(), /an AVIF/],
    ['nothing', () => '', /an empty file/],
    ['a PDF', () => '%PDF-1.7\n', /a PDF/],
    ['other bytes', () => Buffer.from([1, 2, 3, 0, 4]), /of a kind that is not known/],
  ])('is refused when it is %s under the name of a PNG', async (_, content, kind) => {
    const checked = await checkReference(file('fake.png', await content()), null)
    expect(checked).toMatchObject({ ok: false, fault: 'wrong-type', message: expect.stringMatching(kind) })
    expect(referenceProblems(checked, 'fake.png')).toEqual([
      expect.objectContaining({ file: 'fake.png', severity: 'error', remedy: expect.stringMatching(/PNG/) }),
    ])
  })

  test('is refused when it is too small, with its size', async () => {
    const small = file('small.png', await noisePicture(255, 900).png().toBuffer())
    expect(await checkReference(small, null)).toMatchObject({
      fault: 'too-small',
      message: expect.stringMatching(/255 × 900 pixels; at least 256/),
    })
  })

  test('is refused when it is too heavy, before it is read', async () => {
    const heavy = file('heavy.png', Buffer.concat([portrait, Buffer.alloc(20_000_001)]))
    expect(await checkReference(heavy, null)).toMatchObject({
      fault: 'too-heavy',
      message: expect.stringMatching(/20 MB/),
      remedy: expect.stringMatching(/JPEG/),
    })
  })

  test('is refused by its header when it claims more pixels than it may, and never unpacked', async () => {
    // Six bytes a row pass for a picture of 51 megapixels, and of 1.6 billion; decoding them would fail as broken.
    expect(await problemsOf(file('bomb.png', claimedPng(10_200, 5_000)))).toEqual(['error reference-too-large'])
    expect(await problemsOf(file('huge.png', claimedPng(40_000, 40_000)))).toEqual(['error reference-too-large'])
    expect(await problemsOf(file('claims.png', claimedPng(9_000, 5_000)))).toEqual(['error reference-broken'])
  })

  test.each(['png', 'jpeg', 'webp'] as const)('is refused when its %s breaks off', async (format) => {
    const bytes = await sharp(portrait).toFormat(format).toBuffer()
    for (const share of [0.5, 0.97])
      expect(await problemsOf(file(`cut.${format}`, bytes.subarray(0, bytes.length * share)))).toEqual([
        'error reference-broken',
      ])
  })

  test('is refused when there is no such file, or it is a folder', async () => {
    mkdirSync(join(folder, 'portraits'))
    expect(await problemsOf(join(folder, 'gone.png'))).toEqual(['error reference-unreadable'])
    expect(await problemsOf(join(folder, 'portraits'))).toEqual(['error reference-unreadable'])
  })

  test('is doubtful when it is blurred', async () => {
    const blurred = await sharp(portrait).blur(6).jpeg().toBuffer()
    const checked = await checkReference(file('blurred.jpg', blurred), null)
    expect(checked).toMatchObject({ ok: true, picture: { findings: { doubts: ['blurred'] } } })
    expect(referenceProblems(checked, 'blurred.jpg')).toEqual([
      expect.objectContaining({ severity: 'warning', remedy: expect.stringMatching(/--anyway/) }),
    ])
  })

  test.each<[what: string, seen: PersonSeen | null, doubts: string[], message: RegExp]>([
    ['nobody is found', { person: false, share: 0 }, ['no-person'], /Nobody was found/],
    ['somebody is far away', { person: true, share: 0.12 }, ['person-small'], /takes 12 %.* 20 % are/],
    ['somebody is large enough', { person: true, share: 0.2 }, [], /^$/],
    ['nobody could look', null, [], /^$/],
  ])('is looked at for a person: %s', async (_, seen, doubts, message) => {
    const looked: string[] = []
    const checked = await checkReference(file('look.png', portrait), async ({ bytes, format }) => {
      looked.push(`${format} ${bytes.byteLength}`)
      return seen
    })
    expect(looked).toEqual([`png ${portrait.byteLength}`])
    expect(checked).toMatchObject({ ok: true, picture: { findings: { person: seen, doubts } } })
    expect(
      referenceProblems(checked, 'look.png')
        .map((problem) => problem.message)
        .join(''),
    ).toMatch(message)
  })

  test('is not shown to anybody when it is broken', async () => {
    const look = () => Promise.reject(new Error('asked for a broken picture'))
    expect(await checkReference(file('text.png', 'text'), look)).toMatchObject({ ok: false })
  })
})

describe('sharpness', () => {
  const STYLES = ['pencil', 'ink', 'noir', 'gouache'] as const

  test.each(STYLES)('tells a sharp %s drawing from the same under a blur', async (technique) => {
    const look = { ...stageOf().look, technique }
    for (const shot of ['close-up', 'full'] as const) {
      const { bytes } = await drawRough(requestOf(stageOf({ shot }, { look }), { width: 832, height: 1216 }))
      expect(await sharpnessOf(bytes)).toBeGreaterThan(LEAST_SHARPNESS + 0.1)
      for (const share of [0.006, 0.02, 0.08]) {
        const blurred = await sharp(bytes)
          .blur(share * 1216)
          .jpeg({ quality: 85 })
          .toBuffer()
        expect(await sharpnessOf(blurred)).toBeLessThan(LEAST_SHARPNESS)
      }
    }
  })

  test('does not hang on contrast, on empty paper, or on how the file lies', async () => {
    const sharpness = await sharpnessOf(portrait)
    const pale = await sharp(portrait).linear(0.3, 170).png().toBuffer()
    expect(await sharpnessOf(pale)).toBeGreaterThan(sharpness - 0.1)
    const margins = { top: 400, bottom: 400, left: 320, right: 320, background: '#ffffff' }
    const onPaper = await sharp(portrait).extend(margins).png().toBuffer()
    expect(await sharpnessOf(onPaper)).toBeGreaterThan(sharpness - 0.1)
    const turned = await sharp(portrait).rotate(90).withMetadata({ orientation: 8 }).png().toBuffer()
    expect(await sharpnessOf(turned)).toBeCloseTo(sharpness, 2)
  })

  test('finds a picture that was shaken in one direction', async () => {
    const row = (value: number) => Array<number>(9).fill(value)
    const kernel = { width: 9, height: 3, kernel: [...row(0), ...row(1), ...row(0)] }
    let shaken = portrait
    for (let times = 0; times < 3; times++) shaken = await sharp(shaken).convolve(kernel).png().toBuffer()
    expect(await sharpnessOf(shaken)).toBeLessThan(LEAST_SHARPNESS)
  })

  test('is none in a picture of one colour', async () => {
    const blank = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#abc' } })
      .png()
      .toBuffer()
    expect(await sharpnessOf(blank)).toBe(0)
  })
})
