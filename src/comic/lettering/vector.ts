import type { PointMm, RectMm } from '../geometry.ts'

export function add(a: PointMm, b: PointMm): PointMm {
  return { x: a.x + b.x, y: a.y + b.y }
}

export function subtract(a: PointMm, b: PointMm): PointMm {
  return { x: a.x - b.x, y: a.y - b.y }
}

export function scale(a: PointMm, factor: number): PointMm {
  return { x: a.x * factor, y: a.y * factor }
}

function length(a: PointMm): number {
  return Math.hypot(a.x, a.y)
}

export function distance(a: PointMm, b: PointMm): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** Length 1 in the same direction; to the right for a vector without one. */
export function unit(a: PointMm): PointMm {
  const size = length(a)
  return size < 1e-9 ? { x: 1, y: 0 } : scale(a, 1 / size)
}

/** The point a share of the way from `a` to `b`. */
export function between(a: PointMm, b: PointMm, share: number): PointMm {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
}

/** A quarter turn clockwise on paper, where y points down. */
export function quarterTurn(a: PointMm): PointMm {
  return { x: -a.y, y: a.x }
}

export function centreOf(rect: RectMm): PointMm {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
}

/** The rectangle grown by a margin on all sides; a negative one shrinks it, at most to its middle. */
export function grown(rect: RectMm, x: number, y: number = x): RectMm {
  const width = Math.max(0, rect.width + 2 * x)
  const height = Math.max(0, rect.height + 2 * y)
  const centre = centreOf(rect)
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height }
}

/** What two rectangles share; null when they do not even touch. */
export function sharedRect(a: RectMm, b: RectMm): RectMm | null {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width < 0 || height < 0 ? null : { x, y, width, height }
}

/** True when a rectangle lies within another. */
export function contains(outer: RectMm, inner: RectMm): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

/** True when two straight pieces cross. Pieces that only meet at an end do not. */
export function segmentsCross(a: PointMm, b: PointMm, c: PointMm, d: PointMm): boolean {
  const side = (from: PointMm, to: PointMm, point: PointMm) =>
    (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/** Where a straight piece enters a rectangle, as a share of its way: 0 when it starts inside, null when it never does. */
export function entryInto(from: PointMm, to: PointMm, rect: RectMm): number | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const x = slab(from.x, dx, rect.x, rect.x + rect.width)
  if (x === null) return null
  const y = slab(from.y, dy, rect.y, rect.y + rect.height)
  if (y === null) return null
  const enter = Math.max(0, x.enter, y.enter)
  return enter <= Math.min(1, x.leave, y.leave) ? enter : null
}

/** When something that moves along one axis is between two bounds; null for never. */
function slab(start: number, delta: number, low: number, high: number): { enter: number; leave: number } | null {
  if (Math.abs(delta) < 1e-12) return start < low || start > high ? null : { enter: -Infinity, leave: Infinity }
  const [a, b] = [(low - start) / delta, (high - start) / delta]
  return a < b ? { enter: a, leave: b } : { enter: b, leave: a }
}

/** True when a line of straight pieces runs through a rectangle or ends in it. */
export function lineMeetsRect(line: readonly PointMm[], rect: RectMm): boolean {
  return line.some((point, index) => index > 0 && entryInto(line[index - 1]!, point, rect) !== null)
}
