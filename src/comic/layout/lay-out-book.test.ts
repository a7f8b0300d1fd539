import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aspectOf, overlapMm2, type PointMm, type RectMm } from '../geometry.ts'
import { type PageFormat, pageBoxes } from '../page-format.ts'
import { findPageFormat, PAGE_FORMATS } from '../page-formats.ts'
import { findHouseStyle, HOUSE_STYLES } from './house-styles.ts'
import type { LaidOutPage, LaidOutPanel, LayoutChapter } from './laid-out-page.ts'
import { layOutBook, layoutDesk } from './lay-out-book.ts'
import { withPictures } from './layout-first.ts'
import { DEFAULT_WISH, type LayoutWish } from './layout-wish.ts'
import { panelArea } from './page-room.ts'
import { anyChapters, chapterOf, panel } from './sample-chapters.case.ts'
import { readByCuts, readBySteps } from './simulated-reader.ts'
import { signatureOf } from './split-tree.ts'

const US_COMIC = findPageFormat('us-comic')!
const PAGED = PAGE_FORMATS.filter(({ direction }) => direction !== 'vertical')
const EPSILON = 1e-6

const anyFormat = fc.constantFrom(...PAGED)
const anyDirection = fc.constantFrom('ltr' as const, 'rtl' as const)
const anyWish = fc.record({
  houseStyle: fc.constantFrom(...HOUSE_STYLES.map(({ id }) => id)),
  dial: fc.double({ min: 0, max: 1, noNaN: true }),
  pageCount: fc.constantFrom('free' as const, { multipleOf: 4 }, { multipleOf: 3 }, 7),
  locks: fc.constant([]),
})
const RUNS = { numRuns: 150 }

function idsOf(chapters: readonly LayoutChapter[]): string[] {
  return chapters.flatMap(({ panels }) => panels.map(({ id }) => id))
}

/** In reading order; the second half of a spread is the same panel. */
function placedIds(pages: readonly LaidOutPage[]): string[] {
  return pages.flatMap((page) =>
    page.panels.filter(({ spread }) => spread === undefined || page.number % 2 === 0).map(({ id }) => id),
  )
}

function cornersOf({ frame, corners }: LaidOutPanel): PointMm[] {
  const { x, y, width, height } = frame
  return (
    corners ?? [
      { x, y },
      { x: x + width, y },
      { x: x + width, y: y + height },
      { x, y: y + height },
    ]
  )
}

/** How far apart two convex shapes are, along the best of their sides' normals; negative where they overlap. */
function gapBetween(a: readonly PointMm[], b: readonly PointMm[]): number {
  let widest = -Infinity
  for (const shape of [a, b]) {
    for (const [index, from] of shape.entries()) {
      const to = shape[(index + 1) % shape.length]!
      const length = Math.hypot(to.x - from.x, to.y - from.y)
      if (length < 1e-9) continue
      const normal = { x: (to.y - from.y) / length, y: (from.x - to.x) / length }
      const along = (points: readonly PointMm[]) => points.map(({ x, y }) => x * normal.x + y * normal.y)
      const [inA, inB] = [along(a), along(b)]
      widest = Math.max(widest, Math.min(...inB) - Math.max(...inA), Math.min(...inA) - Math.max(...inB))
    }
  }
  return widest
}

function expectWithin(frame: RectMm, outer: RectMm): void {
  expect(frame.width).toBeGreaterThan(0)
  expect(frame.height).toBeGreaterThan(0)
  expect(frame.x).toBeGreaterThanOrEqual(outer.x - EPSILON)
  expect(frame.y).toBeGreaterThanOrEqual(outer.y - EPSILON)
  expect(frame.x + frame.width).toBeLessThanOrEqual(outer.x + outer.width + EPSILON)
  expect(frame.y + frame.height).toBeLessThanOrEqual(outer.y + outer.height + EPSILON)
}

describe('a book laid out in pages', () => {
  test('holds every panel once, in order, its chapters on pages of their own', () => {
    fc.assert(
      fc.property(anyChapters, anyFormat, anyDirection, anyWish, (chapters, format, direction, wish) => {
        const { pages } = layOutBook(chapters, format, direction, wish)
        expect(placedIds(pages)).toEqual(idsOf(chapters))
        expect(pages.map(({ number }) => number)).toEqual(pages.map((_, index) => index + 1))
        for (const page of pages) {
          expect(page.panels.length).toBeGreaterThan(0)
          expect(page.panels.every(({ id }) => id.startsWith(`${page.chapter}.`))).toBe(true)
        }
      }),
      RUNS,
    )
  })

  test('keeps frames inside the safe box, or inside the bleed where they run out to it', () => {
    fc.assert(
      fc.property(anyChapters, anyFormat, anyDirection, anyWish, (chapters, format, direction, wish) => {
        for (const { panels, boxes } of layOutBook(chapters, format, direction, wish).pages) {
          for (const { frame, bleedsTo = [], corners } of panels) {
            expectWithin(frame, bleedsTo.length === 0 ? boxes.safe : boxes.bleed)
            for (const corner of corners ?? []) {
              expect(corner.x).toBeGreaterThanOrEqual(boxes.safe.x - EPSILON)
              expect(corner.x).toBeLessThanOrEqual(boxes.safe.x + boxes.safe.width + EPSILON)
            }
            if (bleedsTo.includes('top')) expect(frame.y).toBeCloseTo(boxes.bleed.y, 6)
            else expect(frame.y).toBeGreaterThanOrEqual(boxes.safe.y - EPSILON)
            if (bleedsTo.includes('left')) expect(frame.x).toBeCloseTo(boxes.bleed.x, 6)
            else expect(frame.x).toBeGreaterThanOrEqual(boxes.safe.x - EPSILON)
          }
        }
      }),
      RUNS,
    )
  })

  test('overlaps no panels and keeps the gutters between them', () => {
    fc.assert(
      fc.property(anyChapters, anyFormat, anyDirection, anyWish, (chapters, format, direction, wish) => {
        const style = findHouseStyle(wish.houseStyle)!
        const gutter = Math.min(
          format.gutterMm.inTier * style.gutters.inTier,
          format.gutterMm.betweenTiers * style.gutters.betweenTiers,
        )
        for (const { panels } of layOutBook(chapters, format, direction, wish).pages) {
          const own = panels.filter(({ inset }) => inset !== true)
          for (const [index, a] of own.entries()) {
            for (const b of own.slice(index + 1)) {
              expect(gapBetween(cornersOf(a), cornersOf(b))).toBeGreaterThanOrEqual(gutter - 1e-6)
            }
          }
        }
      }),
      RUNS,
    )
  })

  test('fills its pages, where sizes are free: panels and gutters make up the whole safe box', () => {
    fc.assert(
      fc.property(anyChapters, anyFormat, (chapters, format) => {
        const none = { ...format, gutterMm: { inTier: 0, betweenTiers: 0 } }
        for (const page of layOutBook(chapters, none, 'ltr').pages) {
          if (page.panels.some(({ bleedsTo, spread }) => bleedsTo !== undefined || spread !== undefined)) continue
          const area = page.panels.reduce((total, placed) => total + polygonArea(cornersOf(placed)), 0)
          const { safe } = page.boxes
          expect(area / (safe.width * (safe.height - (page.headingFrame?.height ?? 0)))).toBeCloseTo(1, 6)
        }
      }),
      RUNS,
    )
  })

  test('is read in order by two readers who know nothing of it', () => {
    fc.assert(
      fc.property(anyChapters, anyFormat, anyDirection, anyWish, (chapters, format, direction, wish) => {
        const { reads } = findHouseStyle(wish.houseStyle)!
        const habit = { direction, first: reads === 'tiers-first' ? ('tiers' as const) : ('columns' as const) }
        for (const { panels } of layOutBook(chapters, format, direction, wish).pages) {
          const order = panels.map((_, index) => index)
          expect(readByCuts(panels, habit)).toEqual(order)
          expect(readBySteps(panels, habit)).toEqual(order)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('read from the right is the mirror image, and comes out the same every time', () => {
    fc.assert(
      fc.property(anyChapters, anyWish, (chapters, wish) => {
        const even: PageFormat = { ...US_COMIC, safeMm: { top: 10, bottom: 10, inside: 9, outside: 9 } }
        const ltr = layOutBook(chapters, even, 'ltr', wish)
        const rtl = layOutBook(chapters, even, 'rtl', wish)
        expect(layOutBook(chapters, even, 'ltr', wish)).toEqual(ltr)
        expect(rtl.pages).toHaveLength(ltr.pages.length)
        for (const [pageIndex, page] of ltr.pages.entries()) {
          for (const [index, { frame, spread }] of page.panels.entries()) {
            const mirrored = rtl.pages[pageIndex]!.panels[index]!
            expect(mirrored.frame.x).toBeCloseTo(even.trimMm.width - frame.x - frame.width, 6)
            for (const side of ['y', 'width', 'height'] as const)
              expect(mirrored.frame[side]).toBeCloseTo(frame[side], 6)
            if (spread !== undefined) expect(mirrored.spread!.from).toBeCloseTo(1 - spread.until, 9)
          }
        }
      }),
      RUNS,
    )
  })

  test('is laid out again at a desk as it would be anew, whatever was laid out before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyChapters, anyWish), { minLength: 2, maxLength: 4 }), (edits) => {
        const desk = layoutDesk()
        for (const [chapters, wish] of edits) {
          expect(desk.layOut(chapters, US_COMIC, 'ltr', wish)).toEqual(layOutBook(chapters, US_COMIC, 'ltr', wish))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('has the pages asked for when its panels can make them, and says what it can have when not', () => {
    fc.assert(
      fc.property(anyChapters, fc.integer({ min: 1, max: 60 }), (chapters, pageCount) => {
        fc.pre(idsOf(chapters).length > 0)
        const { pages, notes } = layOutBook(chapters, US_COMIC, 'ltr', { ...DEFAULT_WISH, pageCount })
        const note = notes.find(({ kind }) => kind === 'page-count')
        if (note?.kind !== 'page-count') {
          expect(pages).toHaveLength(pageCount)
          return
        }
        expect(note).toMatchObject({ wanted: pageCount, got: pages.length })
        expect(pages.length).toBeGreaterThanOrEqual(note.fewest)
        expect(pages.length).toBeLessThanOrEqual(note.most)
        const hasSpread = chapters.some(({ panels }) => panels.some(({ spread }) => spread === true))
        // Where spreads need even pages, single counts between the bounds may be out of reach.
        if (!hasSpread) expect(pageCount < note.fewest || pageCount > note.most).toBe(true)
      }),
      RUNS,
    )
  })

  test('reaches any count between the bounds, and multiples of four', () => {
    const chapters = [chapterOf(60)]
    for (const pageCount of [9, 10, 11, 12, 13, 14, 16, 20, 30, 45, 60]) {
      const { pages, notes } = layOutBook(chapters, US_COMIC, 'ltr', { ...DEFAULT_WISH, pageCount })
      expect(notes).toEqual([])
      expect(pages).toHaveLength(pageCount)
    }
    const { pages } = layOutBook(chapters, US_COMIC, 'ltr', { ...DEFAULT_WISH, pageCount: { multipleOf: 4 } })
    expect(pages.length % 4).toBe(0)
    expect(layOutBook(chapters, US_COMIC, 'ltr', { ...DEFAULT_WISH, pageCount: 4 }).notes).toEqual([
      { kind: 'page-count', wanted: 4, got: 8, fewest: 8, most: 60 },
    ])
  })

  test('puts a spread on two facing pages, each showing its half', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), anyDirection, (at, direction) => {
        const { panels } = chapterOf(40)
        const chapters = [
          { panels: panels.with(at, { ...panels[at]!, spread: true, reveal: false }), headingHeightMm: 0 },
        ]
        const { pages } = layOutBook(chapters, US_COMIC, direction)
        const halves = pages.filter((page) => page.panels.some(({ spread }) => spread !== undefined))
        expect(halves.map(({ number }) => number % 2)).toEqual([0, 1])
        expect(halves[1]!.number).toBe(halves[0]!.number + 1)
        const shown = halves.map(({ side, panels: [half] }) => ({ side, ...half!.spread! }))
        const left = shown.find(({ side }) => side === 'left')!
        const right = shown.find(({ side }) => side === 'right')!
        expect([left.from, right.until]).toEqual([0, 1])
        // Both show the sliver in the binding: where one page ends at the cut the other begins.
        const sliver = (2 * US_COMIC.bleedMm) / left.wholeMm.width
        expect(left.until - right.from).toBeCloseTo(sliver, 9)
        expect(aspectOf(halves[0]!.panels[0]!.frame)).toBeCloseTo(aspectOf(left.wholeMm) * (left.until - left.from), 6)
      }),
      { numRuns: 40 },
    )
  })

  test('falls back to one page for a spread that begins the book, and says so', () => {
    const { pages, notes } = layOutBook(
      [{ panels: [panel('a', { spread: true })], headingHeightMm: 0 }],
      US_COMIC,
      'ltr',
    )
    expect(pages.map(({ panels }) => panels.map(({ id }) => id))).toEqual([['a']])
    expect(notes).toEqual([{ kind: 'spread-on-one-page', panel: 'a' }])
  })

  test('gives a splash whose picture fits a page of its own, now and then', () => {
    const panels = Array.from({ length: 60 }, (_, index) =>
      panel(String(index), { aspect: 0.7, splash: index % 4 === 0 }),
    )
    const { pages } = layOutBook([{ panels, headingHeightMm: 0 }], US_COMIC, 'ltr')
    const alone = pages.filter((page) => page.panels.length === 1).map((page) => page.panels[0]!.id)
    expect(alone).toEqual(expect.arrayContaining(['0', '16', '32', '48']))
    expect(alone).not.toContain('4')
    const wide = panels.map((one) => ({ ...one, aspect: 1.9 }))
    const shared = layOutBook([{ panels: wide, headingHeightMm: 0 }], US_COMIC, 'ltr').pages
    expect(shared.filter((page) => page.panels.length === 1)).toEqual([])
  })

  test('lets splashes bleed to all edges, but leaves the heading its room', () => {
    const splash = panel('a', { aspect: 0.7, splash: true, importance: 5 })
    const bleeding = (headingHeightMm: number) =>
      layOutBook([{ panels: [splash, ...chapterOf(9).panels], headingHeightMm }], US_COMIC, 'ltr').pages[0]!.panels[0]!
    expect(bleeding(0)).toMatchObject({ bleedsTo: ['top', 'right', 'bottom', 'left'] })
    expect(bleeding(0).frame).toEqual(pageBoxes(US_COMIC, 'right').bleed)
    expect(bleeding(22)).toMatchObject({ bleedsTo: ['right', 'bottom', 'left'] })
  })

  test('stands a small reaction within the big panel before it where the house style does', () => {
    const panels = chapterOf(12).panels.map((one) => ({ ...one, importance: 2 }))
    panels[5] = { ...panels[5]!, importance: 5 }
    panels[6] = { ...panels[6]!, importance: 1, words: 2, sceneStart: false, reveal: false }
    const wish: LayoutWish = { ...DEFAULT_WISH, houseStyle: 'manga' }
    const placed = layOutBook([{ panels, headingHeightMm: 0 }], US_COMIC, 'rtl', wish).pages.flatMap(
      (page) => page.panels,
    )
    const [host, inset] = [placed[5]!, placed[6]!]
    expect(inset).toMatchObject({ id: panels[6]!.id, inset: true })
    expectWithin(inset.frame, host.frame)
    expect(overlapMm2(host.frame, inset.frame)).toBeLessThan(host.frame.width * host.frame.height * 0.2)
    expect(placed.filter(({ inset: within }) => within === true)).toHaveLength(1)
  })

  test('opens reveals on the page after the turn', () => {
    const { panels } = chapterOf(300)
    const { pages } = layOutBook([{ panels, headingHeightMm: 0 }], US_COMIC, 'ltr')
    const reveals = new Set(panels.filter(({ reveal }) => reveal).map(({ id }) => id))
    const turned = pages.filter((page) => page.number % 2 === 0 && reveals.has(page.panels[0]!.id))
    expect(turned.length / reveals.size).toBeGreaterThanOrEqual(0.9)
  })

  test('gives words their room and important panels theirs', () => {
    const { panels } = chapterOf(300)
    const { pages } = layOutBook([{ panels, headingHeightMm: 0 }], US_COMIC, 'ltr')
    const areas = new Map(pages.flatMap((page) => page.panels.map(({ id, frame }) => [id, frame.width * frame.height])))
    const meanOf = (importance: number) => {
      const own = panels.filter((one) => one.importance === importance).map(({ id }) => areas.get(id)!)
      return own.reduce((total, area) => total + area) / own.length
    }
    expect([1, 2, 3, 4, 5].map(meanOf)).toEqual([1, 2, 3, 4, 5].map(meanOf).toSorted((a, b) => a - b))
    expect(meanOf(5)).toBeGreaterThan(3 * meanOf(1))
    const looks = pages.map(({ tree }) => signatureOf(tree!))
    expect(looks.filter((look, index) => index > 0 && look === looks[index - 1]).length).toBeLessThan(pages.length / 20)
  })

  test('keeps pictures made for their slots whole', () => {
    const chapters = [chapterOf(120)]
    const aspects = new Map(chapters[0]!.panels.map(({ id, aspect }) => [id, aspect]))
    const lossOf = (wish: LayoutWish, panels = chapters) => {
      const placed = layOutBook(panels, US_COMIC, 'ltr', wish).pages.flatMap((page) => page.panels)
      return placed.reduce((total, { id, frame }) => total + Math.abs(Math.log(aspectOf(frame) / aspects.get(id)!)), 0)
    }
    expect(lossOf(DEFAULT_WISH, withPictures(chapters, aspects))).toBeLessThan(lossOf(DEFAULT_WISH))
    expect(lossOf({ ...DEFAULT_WISH, dial: 0 })).toBeLessThan(lossOf({ ...DEFAULT_WISH, dial: 1 }))
  })

  test('stands pages of any size, margins wider than the page among them', () => {
    const sizes = fc.double({ min: 0.5, max: 2000, noNaN: true })
    fc.assert(
      fc.property(sizes, sizes, anyChapters, anyWish, (width, height, chapters, wish) => {
        const format: PageFormat = { ...US_COMIC, trimMm: { width, height } }
        const { pages } = layOutBook(chapters, format, 'ltr', wish)
        expect(placedIds(pages)).toEqual(idsOf(chapters))
        for (const { panels, boxes } of pages) {
          for (const { frame, bleedsTo } of panels) expectWithin(frame, bleedsTo ? boxes.bleed : panelArea(boxes))
        }
      }),
      { numRuns: 60 },
    )
    const { pages } = layOutBook([chapterOf(30)], { ...US_COMIC, trimMm: { width: 1, height: 1 } }, 'ltr')
    for (const { frame } of pages.flatMap(({ panels }) => panels)) {
      expect(frame.width * frame.height).toBeGreaterThan(0)
    }
  })

  test('does not hang on ten thousand panels, nor on a page count for them', () => {
    const chapters = [chapterOf(10_000)]
    expect(placedIds(layOutBook(chapters, US_COMIC, 'ltr').pages)).toHaveLength(10_000)
    const { pages, notes } = layOutBook(chapters, US_COMIC, 'ltr', { ...DEFAULT_WISH, pageCount: 2_000 })
    expect(notes).toEqual([])
    expect(pages).toHaveLength(2_000)
  })

  test('keeps a fixed page of sixty panels, and drops one of seventy', () => {
    const ids = chapterOf(80).panels.map(({ id }) => id)
    const row = (count: number) => ({
      cut: 'columns' as const,
      parts: Array.from({ length: count }, () => 'panel' as const),
    })
    const fixed = (rows: number) => {
      const tree = { cut: 'tiers' as const, parts: Array.from({ length: rows }, () => row(10)) }
      return layOutBook([chapterOf(80)], US_COMIC, 'ltr', {
        ...DEFAULT_WISH,
        locks: [{ kind: 'page', panels: ids.slice(0, rows * 10), tree }],
      })
    }
    expect(fixed(6).pages[0]!.panels).toHaveLength(60)
    for (const { frame } of fixed(6).pages[0]!.panels) expectWithin(frame, pageBoxes(US_COMIC, 'right').safe)
    expect(fixed(7).notes).toMatchObject([{ kind: 'lock-lost' }])
  })

  test('names the house styles there are for one that is not', () => {
    expect(() => layOutBook([], US_COMIC, 'ltr', { ...DEFAULT_WISH, houseStyle: 'baroque' })).toThrow(
      /comic-book, album/,
    )
  })
})

function polygonArea(points: readonly PointMm[]): number {
  const doubled = points.reduce((total, { x, y }, index) => {
    const next = points[(index + 1) % points.length]!
    return total + x * next.y - next.x * y
  }, 0)
  return Math.abs(doubled) / 2
}
