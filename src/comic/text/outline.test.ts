import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openTypeCase } from '../../main/images/typefaces.ts'
import { outlineText, type TextFit } from './outline.ts'

const FONTS = join(import.meta.dirname, '../../../resources/fonts')
const TYPE_CASE = await openTypeCase(FONTS, 'en', [{ role: 'shout', text: 'Łódź' }])

const FIT: TextFit = {
  role: 'shout',
  caps: false,
  box: { x: 10, y: 20, width: 120, height: 60 },
  align: 'middle',
  mostLines: 4,
  largestMm: 50,
  leading: 1.2,
  growShortLines: 1.5,
}

describe('outlined text', () => {
  test.each([
    ['one word', 'LIGHT'],
    ['a title', 'THE KEEPER OF GANNET STACK'],
    ['a long title', 'THE STRANGE AND TRUE HISTORY OF THE LAMP THAT WOULD NOT GO OUT FOR ANYONE AT ALL'],
    ['accents', 'ÉTÉ À ŁÓDŹ ÄÖÜ'],
    ['one very long word', 'DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFT'],
  ])('%s stays inside its box and keeps its words in order', (_, text) => {
    const { lines, bounds, missing } = outlineText(text, TYPE_CASE, FIT)
    expect(missing).toEqual([])
    expect(lines.map((line) => line.text).join(' ')).toBe(text)
    expect(bounds!.x).toBeGreaterThanOrEqual(10 - 1e-6)
    expect(bounds!.y).toBeGreaterThanOrEqual(20 - 1e-6)
    expect(bounds!.x + bounds!.width).toBeLessThanOrEqual(130 + 1e-6)
    expect(bounds!.y + bounds!.height).toBeLessThanOrEqual(80 + 1e-6)
  })

  test('is centred by its ink, or starts at the edge', () => {
    const middle = outlineText('I', TYPE_CASE, FIT).bounds!
    expect(middle.x + middle.width / 2).toBeCloseTo(70, 6)
    expect(outlineText('I', TYPE_CASE, { ...FIT, align: 'start' }).bounds!.x).toBeCloseTo(10, 6)
  })

  test('starts at the right where it is written from there', async () => {
    const title = 'بريد مستحق'
    const arabic = await openTypeCase(FONTS, 'ar', [{ role: 'shout', text: title }])
    const { x, width } = outlineText(title, arabic, { ...FIT, align: 'start', mostLines: 1, largestMm: 10 }).bounds!
    expect(x + width).toBeCloseTo(130, 6)
    expect(width).toBeLessThan(100)
  })

  test('is set in a typeface that has its letters', async () => {
    const russian = await openTypeCase(FONTS, 'ru', [{ role: 'shout', text: 'МАЯК' }])
    expect(outlineText('МАЯК', russian, FIT).missing).toEqual([])
    expect(outlineText('МАЯК', TYPE_CASE, FIT).missing).toEqual(['М', 'А', 'Я', 'К'])
  })

  test('names each character that nobody can draw, once', () => {
    expect(outlineText('灯台 灯', TYPE_CASE, FIT).missing).toEqual(['灯', '台'])
  })

  test('is nothing for an empty text', () => {
    expect(outlineText('  ', TYPE_CASE, FIT)).toEqual({ lines: [], bounds: null, missing: [] })
  })

  test('is shaped: an accent of its own is one with its letter', () => {
    const width = (text: string) => outlineText(text, TYPE_CASE, { ...FIT, mostLines: 1, largestMm: 5 }).bounds!.width
    expect(width('e\u0301')).toBeCloseTo(width('é'), 9)
  })
})
