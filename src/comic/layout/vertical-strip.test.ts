import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPageFormat } from '../page-formats.ts'
import { layOutBook } from './lay-out-book.ts'

const WEBTOON = findPageFormat('webtoon')!

const panels = fc
  .array(
    fc.record({
      aspect: fc.double({ min: 0.3, max: 2.4, noNaN: true }),
      importance: fc.integer({ min: 1, max: 5 }),
      sceneStart: fc.boolean(),
      splash: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((list) => list.map((panel, index) => ({ ...panel, id: String(index) })))

describe('a strip to scroll', () => {
  test('keeps the order, one panel below the other, in slices no higher than allowed', () => {
    fc.assert(
      fc.property(panels, fc.constantFrom(0, 30), (panels, headingHeightMm) => {
        const slices = layOutBook([{ panels, headingHeightMm }], WEBTOON, 'vertical').pages
        expect(slices.flatMap((slice) => slice.panels.map(({ id }) => id))).toEqual(panels.map(({ id }) => id))
        for (const { boxes, panels: placed } of slices) {
          expect(boxes.trim.height).toBeLessThanOrEqual(WEBTOON.trimMm.height + 1e-9)
          let bottom = 0
          for (const { frame } of placed) {
            expect(frame.y).toBeGreaterThanOrEqual(bottom)
            bottom = frame.y + frame.height
            expect(frame.x + frame.width).toBeLessThanOrEqual(WEBTOON.trimMm.width + 1e-9)
          }
          expect(bottom).toBeLessThanOrEqual(boxes.trim.height + 1e-9)
        }
      }),
    )
  })

  test('lets strong panels run from edge to edge and leaves a longer gap before a new scene', () => {
    const panel = { aspect: 3, importance: 2, sceneStart: false, splash: false }
    const [slice] = layOutBook(
      [
        {
          panels: [
            { ...panel, id: 'a' },
            { ...panel, id: 'b', importance: 5 },
            { ...panel, id: 'c', sceneStart: true },
          ],
          headingHeightMm: 0,
        },
      ],
      WEBTOON,
      'vertical',
    ).pages
    const [a, b, c] = slice!.panels.map(({ frame }) => frame)
    expect(a!.x).toBe(WEBTOON.safeMm.outside)
    expect([b!.x, b!.width]).toEqual([0, WEBTOON.trimMm.width])
    expect(c!.y - b!.y - b!.height).toBeGreaterThan(b!.y - a!.y - a!.height)
  })
})
