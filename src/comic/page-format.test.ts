import { describe, expect, test } from 'vitest'
import { pixels } from './geometry.ts'
import { pageBoxes, pageSide } from './page-format.ts'
import { findPageFormat, PAGE_FORMATS } from './page-formats.ts'

describe('page formats', () => {
  test.each(PAGE_FORMATS.map((format) => [format.id, format] as const))(
    '%s keeps the safe area inside the trim and the trim inside the bleed, on both sides',
    (_, format) => {
      for (const side of ['left', 'right'] as const) {
        const { bleed, trim, safe } = pageBoxes(format, side)
        expect(bleed.x).toBeLessThanOrEqual(trim.x)
        expect(bleed.x + bleed.width).toBeGreaterThanOrEqual(trim.x + trim.width)
        expect(bleed.y + bleed.height).toBeGreaterThanOrEqual(trim.y + trim.height)
        expect(safe.x).toBeGreaterThan(trim.x)
        expect(safe.x + safe.width).toBeLessThan(trim.x + trim.width)
        expect(safe.y + safe.height).toBeLessThanOrEqual(trim.y + trim.height)
      }
    },
  )

  test('have ids of their own, and gutters wider between tiers than inside one', () => {
    expect(new Set(PAGE_FORMATS.map(({ id }) => id)).size).toBe(PAGE_FORMATS.length)
    for (const { gutterMm } of PAGE_FORMATS) expect(gutterMm.betweenTiers).toBeGreaterThan(gutterMm.inTier)
  })

  test.each([
    ['us-comic', 300, 2063, 3150],
    ['b5-doujin', 600, 4441, 6213],
    ['webtoon', 96, 800, 1280],
  ])('%s with bleed at %i dpi is %i × %i pixels, as printers and platforms publish it', (id, dpi, width, height) => {
    const { bleed } = pageBoxes(findPageFormat(id)!, 'right')
    expect(Math.abs(pixels(bleed.width, dpi) - width)).toBeLessThanOrEqual(1)
    expect(pixels(bleed.height, dpi)).toBe(height)
  })

  test('the wider margin lies at the binding', () => {
    const format = findPageFormat('manga-b6')!
    expect(pageBoxes(format, 'right').safe.x).toBe(format.safeMm.inside)
    expect(pageBoxes(format, 'left').safe.x).toBe(format.safeMm.outside)
  })

  test('page 1 lies on the right when read from the left, on the left when read from the right', () => {
    expect([1, 2, 3].map((number) => pageSide(number, 'ltr'))).toEqual(['right', 'left', 'right'])
    expect([1, 2, 3].map((number) => pageSide(number, 'rtl'))).toEqual(['left', 'right', 'left'])
  })
})
