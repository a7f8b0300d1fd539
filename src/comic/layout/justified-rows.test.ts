import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aspectOf, overlapMm2 } from '../geometry.ts'
import { findPageFormat, PAGE_FORMATS } from '../page-formats.ts'
import { layOutRows } from './justified-rows.ts'
import type { LaidOutPage, LayoutChapter, LayoutPanel } from './laid-out-page.ts'

const US_COMIC = findPageFormat('us-comic')!
const EPSILON = 1e-6

const panelShape = fc.record({
  aspect: fc.double({ min: 0.6, max: 2.2, noNaN: true }),
  importance: fc.integer({ min: 1, max: 5 }),
  sceneStart: fc.boolean(),
  splash: fc.boolean(),
})

const chapters = fc
  .array(fc.record({ panels: fc.array(panelShape, { maxLength: 24 }), headingHeightMm: fc.constantFrom(0, 22) }), {
    maxLength: 3,
  })
  .map((list): LayoutChapter[] =>
    list.map((chapter, chapterIndex) => ({
      ...chapter,
      panels: chapter.panels.map((panel, index) => ({ ...panel, id: `${chapterIndex}.${index}` })),
    })),
  )

const format = fc.constantFrom(...PAGE_FORMATS)
const direction = fc.constantFrom('ltr' as const, 'rtl' as const)

function panel(id: string, aspect: number, rest: Partial<LayoutPanel> = {}): LayoutPanel {
  return { id, aspect, importance: 3, sceneStart: false, splash: false, ...rest }
}

function tierCounts(page: LaidOutPage): number[] {
  const counts: number[] = []
  for (const { tier } of page.panels) counts[tier] = (counts[tier] ?? 0) + 1
  return counts
}

describe('justified rows', () => {
  test('hold every panel once, in order, chapters on pages of their own', () => {
    fc.assert(
      fc.property(chapters, format, direction, (chapters, format, direction) => {
        const pages = layOutRows(chapters, format, direction)
        expect(pages.flatMap((page) => page.panels.map(({ id }) => id))).toEqual(
          chapters.flatMap((chapter) => chapter.panels.map(({ id }) => id)),
        )
        expect(pages.map(({ number }) => number)).toEqual(pages.map((_, index) => index + 1))
        for (const page of pages) {
          expect(page.panels.length).toBeGreaterThan(0)
          expect(page.panels.every(({ id }) => id.startsWith(`${page.chapter}.`))).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('stay inside the safe area, overlap nowhere, and keep the gutters', () => {
    fc.assert(
      fc.property(chapters, format, direction, (chapters, format, direction) => {
        for (const { panels, boxes } of layOutRows(chapters, format, direction)) {
          for (const [index, { frame, tier }] of panels.entries()) {
            expect(frame.width).toBeGreaterThan(0)
            expect(frame.height).toBeGreaterThan(0)
            expect(frame.x).toBeGreaterThanOrEqual(boxes.safe.x - EPSILON)
            expect(frame.y).toBeGreaterThanOrEqual(boxes.safe.y - EPSILON)
            expect(frame.x + frame.width).toBeLessThanOrEqual(boxes.safe.x + boxes.safe.width + EPSILON)
            expect(frame.y + frame.height).toBeLessThanOrEqual(boxes.safe.y + boxes.safe.height + EPSILON)
            for (const other of panels.slice(index + 1)) {
              expect(overlapMm2(frame, other.frame)).toBeLessThan(EPSILON)
              if (other.tier === tier + 1) {
                expect(other.frame.y - frame.y - frame.height).toBeCloseTo(format.gutterMm.betweenTiers, 6)
              }
            }
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('fill the page: every tier from margin to margin, the last one down to the foot', () => {
    fc.assert(
      fc.property(chapters, format, direction, (chapters, format, direction) => {
        for (const page of layOutRows(chapters, format, direction)) {
          const { safe } = page.boxes
          for (const [tier, count] of tierCounts(page).entries()) {
            const frames = page.panels.filter((panel) => panel.tier === tier).map(({ frame }) => frame)
            const width = frames.reduce((total, frame) => total + frame.width, 0)
            expect(width + (count - 1) * format.gutterMm.inTier).toBeCloseTo(safe.width, 6)
          }
          const last = page.panels.at(-1)!.frame
          expect(last.y + last.height).toBeCloseTo(safe.y + safe.height, 6)
          const top = page.panels[0]!.frame.y
          expect(top).toBeCloseTo(safe.y + (page.headingFrame?.height ?? 0), 6)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('mirror when read from the right, and come out the same every time', () => {
    fc.assert(
      fc.property(chapters, (chapters) => {
        const even = { ...US_COMIC, safeMm: { top: 10, bottom: 10, inside: 9, outside: 9 } }
        const ltr = layOutRows(chapters, even, 'ltr')
        const rtl = layOutRows(chapters, even, 'rtl')
        expect(layOutRows(chapters, even, 'ltr')).toEqual(ltr)
        for (const [pageIndex, page] of ltr.entries()) {
          for (const [index, { frame }] of page.panels.entries()) {
            const mirrored = rtl[pageIndex]!.panels[index]!.frame
            expect(mirrored.x).toBeCloseTo(even.trimMm.width - frame.x - frame.width, 6)
            expect({ ...mirrored, x: 0 }).toEqual({ ...frame, x: 0 })
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('give a splash a page of its own', () => {
    const panels = Array.from({ length: 13 }, (_, index) => panel(String(index), 1.2, { splash: index === 6 }))
    const pages = layOutRows([{ panels, headingHeightMm: 0 }], US_COMIC, 'ltr')
    expect(pages.find((page) => page.panels.some(({ id }) => id === '6'))!.panels).toHaveLength(1)
  })

  test('grant splashes now and then, not to every panel that wants one', () => {
    const panels = Array.from({ length: 60 }, (_, index) => panel(String(index), 1.2, { splash: index % 4 === 0 }))
    const pages = layOutRows([{ panels, headingHeightMm: 0 }], US_COMIC, 'ltr')
    const alone = pages.filter((page) => page.panels.length === 1).map((page) => page.panels[0]!.id)
    expect(alone).toEqual(['0', '16', '32', '48'])
  })

  test('put four to six panels on an ordinary page and cut little off the pictures', () => {
    const aspects = [1.9, 1.1, 0.95, 1.4, 0.75, 1.15, 1.05, 1.7, 1.35, 1]
    const panels = Array.from({ length: 200 }, (_, index) =>
      panel(String(index), aspects[(index * 7) % 10]!, {
        importance: 1 + ((index * 3) % 5),
        sceneStart: index % 9 === 0,
      }),
    )
    const pages = layOutRows([{ panels, headingHeightMm: 0 }], US_COMIC, 'ltr')
    const perPage = panels.length / pages.length
    expect(perPage).toBeGreaterThanOrEqual(4)
    expect(perPage).toBeLessThanOrEqual(6)

    const slots = new Map(pages.flatMap((page) => page.panels.map(({ id, frame }) => [id, aspectOf(frame)] as const)))
    const losses = panels.map(({ id, aspect }) => 1 - Math.min(slots.get(id)! / aspect, aspect / slots.get(id)!))
    expect(losses.reduce((total, loss) => total + loss) / losses.length).toBeLessThan(0.12)
  })

  test('match a page worked out by hand', () => {
    // Frame 152.4 × 228.6 mm, gutters 3 and 4: one wide panel over two square ones.
    // Natural heights 152.4 / 1.8 = 84.667 and 149.4 / 2 = 74.7, stretched by 224.6 / 159.367 = 1.40934.
    const panels = [panel('a', 1.8, { importance: 4 }), panel('b', 1), panel('c', 1)]
    const [page] = layOutRows([{ panels, headingHeightMm: 0 }], US_COMIC, 'ltr')
    const frames = page!.panels.map(({ frame }) => Object.values(frame).map((value) => Number(value.toFixed(2))))
    expect(frames).toEqual([
      [7.94, 15.88, 152.4, 119.32],
      [7.94, 139.2, 74.7, 105.28],
      [85.64, 139.2, 74.7, 105.28],
    ])
    expect(aspectOf(page!.panels[1]!.frame)).toBeCloseTo(0.7095, 3)
  })
})
