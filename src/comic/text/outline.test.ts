import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadTypefaces } from '../../main/images/typefaces.ts'
import { outlineText, type TextFit } from './outline.ts'
import type { Typeface } from './typeface.ts'

const TYPEFACES = await loadTypefaces(join(import.meta.dirname, '../../../resources/fonts'))
const [bangers, comicRelief] = TYPEFACES.title as [Typeface, Typeface]

const FIT: TextFit = {
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
    const { lines, bounds, missing } = outlineText(text, [bangers], FIT)
    expect(missing).toEqual([])
    expect(lines.map((line) => line.text).join(' ')).toBe(text)
    expect(bounds!.x).toBeGreaterThanOrEqual(10 - 1e-6)
    expect(bounds!.y).toBeGreaterThanOrEqual(20 - 1e-6)
    expect(bounds!.x + bounds!.width).toBeLessThanOrEqual(130 + 1e-6)
    expect(bounds!.y + bounds!.height).toBeLessThanOrEqual(80 + 1e-6)
  })

  test('is centred by its ink, or starts at the edge', () => {
    const middle = outlineText('I', [bangers], FIT).bounds!
    expect(middle.x + middle.width / 2).toBeCloseTo(70, 6)
    expect(outlineText('I', [bangers], { ...FIT, align: 'start' }).bounds!.x).toBeCloseTo(10, 6)
  })

  test('takes the first typeface that has every character', () => {
    const cyrillic = outlineText('МАЯК', [bangers, comicRelief], FIT)
    expect(cyrillic.missing).toEqual([])
    expect(outlineText('МАЯК', [bangers], FIT).missing).toEqual(['М', 'А', 'Я', 'К'])
  })

  test('names each character that nobody can draw, once', () => {
    expect(outlineText('灯台 灯', [bangers, comicRelief], FIT).missing).toEqual(['灯', '台'])
  })

  test('is nothing for an empty text', () => {
    expect(outlineText('  ', [bangers], FIT)).toEqual({ lines: [], bounds: null, missing: [] })
  })

  test('is shaped: kerning moves letters together', () => {
    expect(comicRelief.advanceEm('AV')).toBeLessThanOrEqual(comicRelief.advanceEm('A') + comicRelief.advanceEm('V'))
    expect(comicRelief.advanceEm('e\u0301')).toBe(comicRelief.advanceEm('é'))
  })
})
