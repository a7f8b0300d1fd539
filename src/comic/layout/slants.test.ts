import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPageFormat } from '../page-formats.ts'
import { layOutBook } from './lay-out-book.ts'
import { DEFAULT_WISH } from './layout-wish.ts'
import { panel } from './sample-chapters.case.ts'
import type { NodeSizes } from './sizing.ts'
import { slantColumns } from './slants.ts'
import { shapeOf, treeOf } from './split-tree.ts'

const US_COMIC = findPageFormat('us-comic')!
const ROOM = { width: 150, height: 90, gutterX: 3, gutterY: 4, letterMm: 2.7 }

describe('slanted gutters', () => {
  test('lean to the right at the top, keep areas and their width across', () => {
    fc.assert(
      fc.property(fc.double({ min: 20, max: 110, noNaN: true }), (width) => {
        const shape = shapeOf(treeOf('(..)'))
        const sizes: NodeSizes = {
          widths: Float64Array.from([150, width, 147 - width]),
          heights: Float64Array.from([90, 90, 90]),
        }
        const [left, right] = slantColumns(shape, sizes, ROOM, { x: 10, y: 20 }, () => true)
        const [topLeft, topRight, bottomRight, bottomLeft] = left!
        expect(topRight!.x).toBeGreaterThan(bottomRight!.x)
        expect(((topRight!.x - topLeft!.x + bottomRight!.x - bottomLeft!.x) / 2) * 90).toBeCloseTo(
          (width + 1.5) * 90 - (1.5 * 90 * across(topRight!, bottomRight!)) / 90,
          6,
        )
        // Measured across, the gutter is as wide as an upright one.
        const slope = (topRight!.x - bottomRight!.x) / 90
        const apart = right![0]!.x - topRight!.x
        expect(apart / Math.hypot(1, slope)).toBeCloseTo(ROOM.gutterX, 9)
      }),
    )
  })

  test('stand only where half the panels beside them are of action, and are drawn within the page', () => {
    const panels = (action: boolean) =>
      Array.from({ length: 24 }, (_, index) => panel(String(index), { action, aspect: [1.5, 0.9, 1.1][index % 3]! }))
    const slanted = (action: boolean) =>
      layOutBook([{ panels: panels(action), headingHeightMm: 0 }], US_COMIC, 'ltr')
        .pages.flatMap((page) => page.panels)
        .filter(({ corners }) => corners !== undefined)
    expect(slanted(false)).toEqual([])
    expect(slanted(true).length).toBeGreaterThan(4)
    const album = { ...DEFAULT_WISH, houseStyle: 'album' }
    const upright = layOutBook([{ panels: panels(true), headingHeightMm: 0 }], US_COMIC, 'ltr', album).pages
    expect(upright.flatMap((page) => page.panels).some(({ corners }) => corners !== undefined)).toBe(false)
  })

  test('never bring a picture beyond its reach', () => {
    const panels = Array.from({ length: 24 }, (_, index) => {
      const aspect = [1.5, 0.9, 1.1][index % 3]!
      return panel(String(index), { action: true, aspect, reach: { from: aspect * 0.98, until: aspect * 1.02 } })
    })
    const { pages } = layOutBook([{ panels, headingHeightMm: 0 }], US_COMIC, 'ltr')
    for (const { id, frame, corners } of pages.flatMap((page) => page.panels)) {
      if (corners === undefined) continue
      const { reach } = panels[Number(id)]!
      expect(frame.width / frame.height).toBeGreaterThanOrEqual(reach!.from)
      expect(frame.width / frame.height).toBeLessThanOrEqual(reach!.until)
    }
  })
})

/** Length of a slanted side. */
function across(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
