import type { PointMm, RectMm } from '../geometry.ts'
import type { PathCommand } from '../path.ts'
import { segmentsCross } from './vector.ts'

export type Polygon = readonly PointMm[]

const STEPS = 6

/** The first closed figure of a path, its curves cut into short straight pieces. */
export function flatten(commands: readonly PathCommand[]): PointMm[] {
  const points: PointMm[] = []
  let at: PointMm = { x: 0, y: 0 }
  for (const { type, points: p } of commands) {
    if (type === 'Z') break
    const end = { x: p.at(-2)!, y: p.at(-1)! }
    if (type === 'Q') for (let step = 1; step < STEPS; step++) points.push(quadratic(at, p, step / STEPS))
    if (type === 'C') for (let step = 1; step < STEPS; step++) points.push(cubic(at, p, step / STEPS))
    points.push(end)
    at = end
  }
  return points
}

function quadratic(from: PointMm, p: readonly number[], t: number): PointMm {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t * t]
  return { x: a * from.x + b * p[0]! + c * p[2]!, y: a * from.y + b * p[1]! + c * p[3]! }
}

function cubic(from: PointMm, p: readonly number[], t: number): PointMm {
  const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3]
  return { x: a * from.x + b * p[0]! + c * p[2]! + d * p[4]!, y: a * from.y + b * p[1]! + c * p[3]! + d * p[5]! }
}

export function rectPolygon({ x, y, width, height }: RectMm): PointMm[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

export function hasPoint(polygon: Polygon, { x, y }: PointMm): boolean {
  let inside = false
  for (let index = 0, before = polygon.length - 1; index < polygon.length; before = index++) {
    const [a, b] = [polygon[index]!, polygon[before]!]
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

/** True when two polygons share any area. */
export function polygonsMeet(a: Polygon, b: Polygon): boolean {
  if (a.length === 0 || b.length === 0) return false
  if (hasPoint(a, b[0]!) || hasPoint(b, a[0]!)) return true
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      if (segmentsCross(a[i]!, a[(i + 1) % a.length]!, b[j]!, b[(j + 1) % b.length]!)) return true
    }
  }
  return false
}

/** True when two lines of straight pieces cross. */
export function linesCross(a: readonly PointMm[], b: readonly PointMm[]): boolean {
  for (let i = 1; i < a.length; i++) {
    for (let j = 1; j < b.length; j++) if (segmentsCross(a[i - 1]!, a[i]!, b[j - 1]!, b[j]!)) return true
  }
  return false
}

export function polygonBox(polygon: Polygon): RectMm {
  const xs = polygon.map(({ x }) => x)
  const ys = polygon.map(({ y }) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}
