import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PointMm, RectMm } from '../geometry.ts'
import { findPageFormat } from '../page-formats.ts'
import { HOUSE_STYLES } from './house-styles.ts'
import type { Edge, LaidOutPage, LaidOutPanel } from './laid-out-page.ts'
import { layOutBook } from './lay-out-book.ts'
import { DEFAULT_WISH } from './layout-wish.ts'
import { anyChapters, chapterOf, panel } from './sample-chapters.case.ts'

/** Millimetres; what is added and taken away in another order differs in the last digits. */
const EXACT = 1e-9

/** The other side of a page: x becomes width − x − w, and what lies at the left edge lies at the right one. */
function mirrorPage(page: LaidOutPage): LaidOutPage {
  const { width } = page.boxes.trim
  const rect = (box: RectMm): RectMm => ({ ...box, x: width - box.x - box.width })
  const point = ({ x, y }: PointMm): PointMm => ({ x: width - x, y })
  const swapped: Record<Edge, Edge> = { top: 'top', bottom: 'bottom', left: 'right', right: 'left' }
  const mirrorPanel = (one: LaidOutPanel): LaidOutPanel => ({
    ...one,
    frame: rect(one.frame),
    // Clockwise from the corner that is top left now.
    ...(one.corners && { corners: [1, 0, 3, 2].map((index) => point(one.corners![index]!)) }),
    ...(one.bleedsTo && { bleedsTo: one.bleedsTo.map((edge) => swapped[edge]) }),
    // A picture is not turned round: the page that comes to lie on the left shows its left part.
    ...(one.spread && { spread: { ...one.spread, from: 1 - one.spread.until, until: 1 - one.spread.from } }),
  })
  const { bleed, trim, safe } = page.boxes
  return {
    ...page,
    side: page.side === 'left' ? 'right' : 'left',
    boxes: { bleed: rect(bleed), trim, safe: rect(safe) },
    headingFrame: page.headingFrame && rect(page.headingFrame),
    panels: page.panels.map(mirrorPanel),
  }
}

/** Numbers to the last digits that mean something, edges in one order. */
function comparable(pages: readonly LaidOutPage[]): unknown {
  return JSON.parse(
    JSON.stringify(pages, (key, value) => {
      if (key === 'bleedsTo') return [...(value as Edge[])].sort()
      return typeof value === 'number' ? Math.round(value / EXACT / 10) * EXACT * 10 + 0 : value
    }),
  )
}

const US_COMIC = findPageFormat('us-comic')!

describe('pages read from the right', () => {
  it.each(HOUSE_STYLES.map(({ id }) => id))('are the mirror image of those read from the left, in %s', (houseStyle) => {
    const wish = { ...DEFAULT_WISH, houseStyle }
    fc.assert(
      fc.property(anyChapters, (chapters) => {
        const fromLeft = layOutBook(chapters, US_COMIC, 'ltr', wish)
        const fromRight = layOutBook(chapters, US_COMIC, 'rtl', wish)
        expect(fromRight.notes).toEqual(fromLeft.notes)
        expect(comparable(fromRight.pages)).toEqual(comparable(fromLeft.pages.map(mirrorPage)))
      }),
      { numRuns: 25 },
    )
  })

  it('have slants, bleeds and spreads that lean the other way, whose pictures stay as they are', () => {
    const chapters = [
      { ...chapterOf(60), headingHeightMm: 20 },
      { panels: [panel('alone', { spread: true }), ...chapterOf(12, 'q').panels], headingHeightMm: 0 },
    ]
    const seen = new Set<string>()
    for (const houseStyle of ['comic-book', 'manga']) {
      const wish = { ...DEFAULT_WISH, houseStyle }
      const { pages } = layOutBook(chapters, US_COMIC, 'ltr', wish)
      const mirrored = layOutBook(chapters, US_COMIC, 'rtl', wish).pages
      expect(comparable(mirrored)).toEqual(comparable(pages.map(mirrorPage)))
      for (const { corners, bleedsTo, spread } of mirrored.flatMap(({ panels }) => panels)) {
        if (corners) seen.add('slant')
        if (bleedsTo) seen.add('bleed')
        if (spread) seen.add('spread')
      }
      const left = mirrored.filter(({ side }) => side === 'left').flatMap(({ panels }) => panels)
      for (const { spread } of left) if (spread) expect(spread.from).toBe(0)
    }
    expect([...seen].sort()).toEqual(['bleed', 'slant', 'spread'])
  })
})
