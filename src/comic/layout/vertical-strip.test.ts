import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPageFormat } from '../page-formats.ts'
import type { LayoutPanel } from './laid-out-page.ts'
import { layOutBook } from './lay-out-book.ts'
import { panel } from './sample-chapters.case.ts'

const WEBTOON = findPageFormat('webtoon')!

const panels = fc
  .array(
    fc.record({
      aspect: fc.double({ min: 0.3, max: 2.4, noNaN: true }),
      importance: fc.integer({ min: 1, max: 5 }),
      sceneStart: fc.boolean(),
      splash: fc.boolean(),
      reveal: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((list) => list.map((one, index) => ({ ...one, id: String(index) })))

/** Frames of one chapter, with slices put together again. */
function framesOf(panels: LayoutPanel[]) {
  let above = 0
  return layOutBook([{ panels, headingHeightMm: 0 }], WEBTOON, 'vertical').pages.flatMap(
    ({ boxes, panels: placed }) => {
      const top = above
      above += boxes.trim.height
      return placed.map(({ frame }) => ({ ...frame, y: frame.y + top }))
    },
  )
}

/** Between each panel and the one before it. */
function gapsOf(panels: LayoutPanel[]): number[] {
  const frames = framesOf(panels)
  return frames.slice(1).map(({ y }, index) => y - frames[index]!.y - frames[index]!.height)
}

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
            expect(frame.x).toBeGreaterThanOrEqual(0)
            expect(frame.x + frame.width).toBeLessThanOrEqual(WEBTOON.trimMm.width + 1e-9)
          }
          expect(bottom).toBeLessThanOrEqual(boxes.trim.height + 1e-9)
        }
      }),
    )
  })

  test('lets strong panels run from edge to edge and small ones stand left and right by turns', () => {
    const importances = [2, 5, 1, 3, 2]
    const frames = framesOf(importances.map((importance, index) => panel(String(index), { importance, aspect: 3 })))
    const { safeMm, trimMm } = WEBTOON
    expect(frames.map(({ x }) => x)).toEqual([safeMm.outside, 0, expect.any(Number), safeMm.outside, safeMm.outside])
    expect(frames[1]!.width).toBe(trimMm.width)
    expect(frames[2]!.x + frames[2]!.width).toBeCloseTo(trimMm.width - safeMm.outside, 9)
    expect(frames[2]!.width).toBeLessThan(frames[0]!.width)
    expect(frames[0]!.width).toBeLessThan(frames[3]!.width)
  })

  test('lets time pass in its gaps: a beat around strong panels and reveals, more where the scene changes', () => {
    const wide = { aspect: 3, importance: 3 }
    const [within, toReveal, toStrong, fromStrong, toScene] = gapsOf([
      panel('a', wide),
      panel('b', wide),
      panel('c', { ...wide, reveal: true }),
      panel('d', { ...wide, importance: 4 }),
      panel('e', wide),
      panel('f', { ...wide, sceneStart: true }),
    ])
    expect(within).toBeCloseTo(WEBTOON.gutterMm.betweenTiers, 9)
    for (const beat of [toReveal, toStrong, fromStrong]) expect(beat).toBeGreaterThan(2 * within!)
    expect(toScene).toBeGreaterThan(2 * toReveal!)
  })
})
