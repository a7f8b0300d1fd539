import type { PointMm, RectMm } from '../geometry.ts'
import type { NodeSizes, PageRoom } from './sizing.ts'
import { COLUMNS, LEAF, type Shape } from './split-tree.ts'

/** How far the top of a slanted gutter stands off its middle: share of the narrower panel beside it. */
const LEAN_SHARE = 0.08
/** And share of the gutter's height, so that low tiers do not lean wildly. */
const STEEPEST = 0.09

/** Corners of every panel in reading order, clockwise from the top left; null for a rectangle. */
export type PanelCorners = (PointMm[] | null)[]

/**
 * Slants the gutters between columns of a page where it may. Each leans to the right at its top and to the left at its
 * foot by the same length, so that panels of one height keep their areas; the gutter keeps its width, measured across.
 * @param origin of the page's room, in mm
 * @param mayLean asked for every cut into columns: the panels it holds, as a range
 */
export function slantColumns(
  shape: Shape,
  sizes: NodeSizes,
  room: PageRoom,
  origin: PointMm,
  mayLean: (from: number, until: number) => boolean,
): PanelCorners {
  const corners: PanelCorners = []
  const place = (node: number, x: number, y: number, bounds: Bounds): void => {
    const { cuts, ends } = shape
    const width = sizes.widths[node]!
    const height = sizes.heights[node]!
    if (cuts[node] === LEAF) {
      const rect = { x, y, width, height }
      corners.push(bounds.left === null && bounds.right === null ? null : cornersWithin(rect, bounds))
      return
    }
    const columns = cuts[node] === COLUMNS
    const from = corners.length
    const leans =
      columns && bounds.left === null && bounds.right === null && mayLean(from, from + leavesOf(shape, node))
    let left: Line | null = columns ? bounds.left : null
    for (let part = node + 1, at = columns ? x : y; part < ends[node]!; part = ends[part]!) {
      const next = ends[part]!
      const isLast = next >= ends[node]!
      if (!columns) {
        place(part, x, at, bounds)
        at += sizes.heights[part]! + room.gutterY
        continue
      }
      let right: Line | null = isLast ? bounds.right : null
      if (leans && !isLast) {
        const narrower = Math.min(sizes.widths[part]!, sizes.widths[next]!)
        const lean = Math.min(narrower * LEAN_SHARE, height * STEEPEST)
        right = { middle: at + sizes.widths[part]! + room.gutterX / 2, lean, top: y, height, gutter: room.gutterX }
      }
      place(part, at, y, { left, right })
      left = right
      at += sizes.widths[part]! + room.gutterX
    }
  }
  place(0, origin.x, origin.y, { left: null, right: null })
  return corners
}

/** The middle of a slanted gutter. */
interface Line {
  /** Where it is half way down, in mm. */
  middle: number
  /** How far right of that at its top, and left at its foot. */
  lean: number
  top: number
  height: number
  /** Width across. */
  gutter: number
}

interface Bounds {
  left: Line | null
  right: Line | null
}

function cornersWithin(rect: RectMm, { left, right }: Bounds): PointMm[] {
  const [top, bottom] = [rect.y, rect.y + rect.height]
  const leftAt = (y: number) => (left === null ? rect.x : xOf(left, y) + halfGutter(left))
  const rightAt = (y: number) => (right === null ? rect.x + rect.width : xOf(right, y) - halfGutter(right))
  return [
    { x: leftAt(top), y: top },
    { x: rightAt(top), y: top },
    { x: rightAt(bottom), y: bottom },
    { x: leftAt(bottom), y: bottom },
  ]
}

function xOf({ middle, lean, top, height }: Line, y: number): number {
  return middle + lean * (1 - (2 * (y - top)) / height)
}

/** Half the gutter, measured along the tier. */
function halfGutter({ lean, height, gutter }: Line): number {
  return (gutter / 2) * Math.hypot(1, (2 * lean) / height)
}

function leavesOf({ cuts, ends }: Shape, node: number): number {
  let leaves = 0
  for (let inner = node; inner < ends[node]!; inner++) if (cuts[inner] === LEAF) leaves++
  return leaves
}

/** The rectangle around some corners. */
export function boundsOf(corners: readonly PointMm[]): RectMm {
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
