import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findHouseStyle } from './house-styles.ts'
import type { LayoutPanel } from './laid-out-page.ts'
import type { LayoutUnit } from './layout-units.ts'
import { needWeights, type PanelNeeds, panelNeeds } from './panel-needs.ts'
import { panel } from './sample-chapters.case.ts'
import { type NodeSizes, sizePage, sizesCost } from './sizing.ts'
import { enumerateTrees, LEAF, type Shape, shapeOf, TIERS, treeOf } from './split-tree.ts'
import { catalogueTrees, TreeEstimates } from './tree-estimates.ts'

const ROOM = { width: 152, height: 228, gutterX: 3, gutterY: 4, letterMm: 2.7 }
const STYLE = findHouseStyle('comic-book')!
const DIAL = 0.35
const WEIGHTS = needWeights(DIAL, ROOM)
const TREES = [2, 3, 4, 5, 6, 7, 8].flatMap((count) =>
  enumerateTrees(count, { depth: 3, tiers: 4, columns: 3, fewestInTier: 1 }).map(shapeOf),
)

function needsOf(panels: readonly LayoutPanel[]): PanelNeeds {
  const units = panels.map(
    (one): LayoutUnit => ({
      panel: one,
      inset: null,
      alone: null,
      chapter: 0,
      headingHeightMm: null,
      breakBefore: false,
      turn: false,
    }),
  )
  return panelNeeds(units, ROOM, STYLE, DIAL)
}

const anyPanels = fc.array(
  fc
    .record({
      aspect: fc.double({ min: 0.5, max: 2, noNaN: true }),
      importance: fc.integer({ min: 1, max: 5 }),
      words: fc.integer({ min: 0, max: 40 }),
    })
    .map((shape) => panel('p', shape)),
  { minLength: 8, maxLength: 8 },
)

function roomy(): NodeSizes {
  return { widths: new Float64Array(64), heights: new Float64Array(64) }
}

function partsOf({ ends }: Shape, node: number): number[] {
  const parts: number[] = []
  for (let part = node + 1; part < ends[node]!; part = ends[part]!) parts.push(part)
  return parts
}

describe('sizes of a page', () => {
  test('fill the room exactly, gutters between', () => {
    fc.assert(
      fc.property(anyPanels, fc.constantFrom(...TREES), (panels, shape) => {
        const sizes = roomy()
        sizePage(shape, needsOf(panels), WEIGHTS, 0, ROOM, sizes, 6)
        expect([sizes.widths[0], sizes.heights[0]]).toEqual([ROOM.width, ROOM.height])
        for (const [node, cut] of shape.cuts.entries()) {
          if (cut === LEAF) continue
          const tiers = cut === TIERS
          const [along, across] = tiers ? [sizes.heights, sizes.widths] : [sizes.widths, sizes.heights]
          const parts = partsOf(shape, node)
          const total = parts.reduce((sum, part) => sum + along[part]!, 0)
          const gutters = (parts.length - 1) * (tiers ? ROOM.gutterY : ROOM.gutterX)
          expect(total + gutters).toBeCloseTo(along[node]!, 6)
          for (const part of parts) expect(across[part]).toBeCloseTo(across[node]!, 6)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('cannot be bettered by moving a gutter', () => {
    fc.assert(
      fc.property(anyPanels, fc.constantFrom(...TREES), (panels, shape) => {
        const needs = needsOf(panels)
        const sizes = roomy()
        const cost = sizePage(shape, needs, WEIGHTS, 0, ROOM, sizes, 40)
        // Pages on which everything is too small are never chosen, so how bad exactly they are does not matter.
        fc.pre(cost < 6)
        for (const [node, cut] of shape.cuts.entries()) {
          if (cut === LEAF) continue
          const [first, second] = partsOf(shape, node) as [number, number]
          for (const by of [0.01, -0.01]) {
            const moved = { widths: sizes.widths.slice(), heights: sizes.heights.slice() }
            const along = cut === TIERS ? moved.heights : moved.widths
            const shift = by * Math.min(along[first]!, along[second]!)
            stretch(shape, moved, first, cut === TIERS, along[first]! + shift)
            stretch(shape, moved, second, cut === TIERS, along[second]! - shift)
            expect(sizesCost(shape, needs, WEIGHTS, 0, moved)).toBeGreaterThan(cost * 0.999 - 0.004)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('match a page worked out by hand: equal panels halve the room', () => {
    const sizes = roomy()
    sizePage(
      shapeOf(treeOf('[.(..)]')),
      needsOf([panel('a', { aspect: 152 / 112 }), ...[1, 2].map(() => panel('b', { aspect: 74.5 / 112 }))]),
      { ...WEIGHTS, size: 0 },
      0,
      ROOM,
      sizes,
      20,
    )
    expect([...sizes.widths.slice(0, 5)].map((width) => Number(width.toFixed(3)))).toEqual([152, 152, 152, 74.5, 74.5])
    expect([...sizes.heights.slice(0, 5)].map((height) => Number(height.toFixed(3)))).toEqual([228, 112, 112, 112, 112])
  })
})

describe('estimates of trees', () => {
  test('name the best tree among the first few, so that only these need solving', () => {
    const catalogue = catalogueTrees(STYLE)
    let missed = 0
    let looked = 0
    fc.assert(
      fc.property(anyPanels, (panels) => {
        const needs = needsOf(panels)
        const estimates = new TreeEstimates(catalogue, needs, WEIGHTS, ROOM)
        for (let start = 7; start >= 0; start--) estimates.prepare(start, 8)
        for (const count of [3, 5, 7]) {
          const pages = catalogue.pages[count - 1]!.map((page) => ({
            estimate: estimates.page(0, page, ROOM) + page.shape.strain,
            cost: sizePage(page.shape, needs, WEIGHTS, 0, ROOM, roomy(), 6) + page.shape.strain,
          }))
          const best = Math.min(...pages.map(({ cost }) => cost))
          const solved = pages.toSorted((a, b) => a.estimate - b.estimate).slice(0, 5)
          looked++
          if (Math.min(...solved.map(({ cost }) => cost)) > best + 0.05) missed++
        }
      }),
      { numRuns: 60, seed: 7 },
    )
    expect(missed / looked).toBeLessThan(0.05)
  })
})

/** Gives a part a new length and all within it the same proportions as before. */
function stretch(shape: Shape, { widths, heights }: NodeSizes, node: number, tall: boolean, length: number): void {
  const lengths = tall ? heights : widths
  const gutter = tall ? ROOM.gutterY : ROOM.gutterX
  const [cut, before] = [shape.cuts[node]!, lengths[node]!]
  lengths[node] = length
  if (cut === LEAF) return
  const parts = partsOf(shape, node)
  const along = (cut === TIERS) === tall
  const gutters = along ? (parts.length - 1) * gutter : 0
  for (const part of parts) {
    stretch(
      shape,
      { widths, heights },
      part,
      tall,
      along ? (lengths[part]! * (length - gutters)) / (before - gutters) : length,
    )
  }
}
