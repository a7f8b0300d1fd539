import type { PointMm, RectMm } from '../geometry.ts'
import { unit } from './vector.ts'

/** A little fuller than an ellipse, as balloons are drawn. */
const BALLOON_EXPONENT = 2.2

/** What a text takes up, without tail and spikes: a superellipse, or a rectangle for captions. */
export interface Body {
  centre: PointMm
  half: HalfSize
  corners: 'round' | 'square'
}

/** Half the width and half the height, in mm. */
export interface HalfSize {
  x: number
  y: number
}

/**
 * Half the height of the smallest round body of a shape that holds all points, for many shapes at once.
 * @returns a function of the shape, width by height; the body's centre is 0,0
 */
export function halfHeightAround(points: readonly PointMm[]): (widthByHeight: number) => number {
  const powers = points.map(({ x, y }) => [Math.abs(x) ** BALLOON_EXPONENT, Math.abs(y) ** BALLOON_EXPONENT] as const)
  return (widthByHeight) => {
    const factor = widthByHeight ** -BALLOON_EXPONENT
    let most = 0
    for (const [x, y] of powers) most = Math.max(most, x * factor + y)
    return most ** (1 / BALLOON_EXPONENT)
  }
}

function norm(x: number, y: number): number {
  return (Math.abs(x) ** BALLOON_EXPONENT + Math.abs(y) ** BALLOON_EXPONENT) ** (1 / BALLOON_EXPONENT)
}

/** How far out a point lies: below 1 inside the body, 1 on its outline. */
export function reachOf({ centre, half, corners }: Body, point: PointMm): number {
  const x = Math.abs(point.x - centre.x) / half.x
  const y = Math.abs(point.y - centre.y) / half.y
  return corners === 'square' ? Math.max(x, y) : norm(x, y)
}

/** The turn at which a line from the body's centre to a point leaves it: 0 at the right, growing clockwise. */
export function turnTowards({ centre, half }: Body, point: PointMm): number {
  return Math.atan2((point.y - centre.y) / half.y, (point.x - centre.x) / half.x)
}

/** The outline at a turn; of a square body, that of the round one within. */
export function pointAt({ centre, half }: Body, turn: number): PointMm {
  const [x, y] = [Math.cos(turn), Math.sin(turn)]
  const radius = 1 / norm(x, y)
  return { x: centre.x + radius * half.x * x, y: centre.y + radius * half.y * y }
}

/** How the outline moves as the turn grows, in mm a radian. */
export function velocityAt({ half }: Body, turn: number): PointMm {
  const [x, y] = [Math.cos(turn), Math.sin(turn)]
  const power = BALLOON_EXPONENT
  const sum = Math.abs(x) ** power + Math.abs(y) ** power
  const radius = sum ** (-1 / power)
  const growth = Math.sign(y) * Math.abs(y) ** (power - 1) * x - Math.sign(x) * Math.abs(x) ** (power - 1) * y
  const radiusChange = (-radius / sum) * growth
  return { x: half.x * (radiusChange * x - radius * y), y: half.y * (radiusChange * y + radius * x) }
}

/** Direction out of the body at a turn, length 1. */
export function normalAt(body: Body, turn: number): PointMm {
  const velocity = velocityAt(body, turn)
  return unit({ x: velocity.y, y: -velocity.x })
}

export function bodyBox({ centre, half }: Body): RectMm {
  return { x: centre.x - half.x, y: centre.y - half.y, width: 2 * half.x, height: 2 * half.y }
}

export function grownBody(body: Body, marginMm: number): Body {
  return { ...body, half: { x: body.half.x + marginMm, y: body.half.y + marginMm } }
}

/** How far a body reaches from its centre in a direction of length 1, in mm. */
export function supportOf({ half, corners }: Pick<Body, 'half' | 'corners'>, { x, y }: PointMm): number {
  const [wide, high] = [half.x * Math.abs(x), half.y * Math.abs(y)]
  if (corners === 'square') return wide + high
  return (wide ** DUAL_EXPONENT + high ** DUAL_EXPONENT) ** (1 / DUAL_EXPONENT)
}

/** Of the superellipse that a balloon's reach in every direction makes. */
const DUAL_EXPONENT = BALLOON_EXPONENT / (BALLOON_EXPONENT - 1)

/** True when a body covers any of a rectangle. Exact: what is nearest to the centre is inside first. */
export function bodyMeetsRect(body: Body, rect: RectMm): boolean {
  const nearest = {
    x: Math.min(Math.max(body.centre.x, rect.x), rect.x + rect.width),
    y: Math.min(Math.max(body.centre.y, rect.y), rect.y + rect.height),
  }
  return holds(body, nearest)
}

/** True for a point within a body. Most points are told by a glance at its box. */
export function holds({ centre, half, corners }: Body, point: PointMm): boolean {
  const x = Math.abs(point.x - centre.x) / half.x
  const y = Math.abs(point.y - centre.y) / half.y
  if (x >= 1 || y >= 1) return false
  return corners === 'square' || x * x + y * y < 1 || power(x) + power(y) < 1
}

/** Powers from 0 to 1, looked up: this is asked millions of times a book. */
const POWER_STEPS = 1024
const POWERS = Float64Array.from({ length: POWER_STEPS + 2 }, (_, step) => (step / POWER_STEPS) ** BALLOON_EXPONENT)

/** Exact to a millionth, for shares from 0 to 1. */
function power(share: number): number {
  const at = share * POWER_STEPS
  const step = Math.floor(at)
  return POWERS[step]! + (POWERS[step + 1]! - POWERS[step]!) * (at - step)
}

/**
 * About how far two bodies lie apart, in mm; negative when they overlap. Errs on the side of too near where two round
 * ones of very different shapes meet.
 */
export function gapBetween(a: Body, b: Body): number {
  const away = { x: Math.abs(a.centre.x - b.centre.x), y: Math.abs(a.centre.y - b.centre.y) }
  const [x, y] = [away.x - a.half.x - b.half.x, away.y - a.half.y - b.half.y]
  // Most are told by their boxes. What is between round corners is no room for anything else.
  if (x > 0 || y > 0) return x > 0 && y > 0 ? Math.hypot(x, y) : Math.max(x, y)
  if (a.corners === 'square' && b.corners === 'square') return Math.max(x, y)
  const distance = Math.hypot(away.x, away.y)
  if (a.corners !== b.corners) {
    const [square, round] = a.corners === 'square' ? [a, b] : [b, a]
    const past = { x: Math.max(0, away.x - square.half.x), y: Math.max(0, away.y - square.half.y) }
    const reach = norm(past.x / round.half.x, past.y / round.half.y)
    const outside = Math.hypot(past.x, past.y)
    return reach >= 1 ? outside * (1 - 1 / reach) : (reach - 1) * Math.min(round.half.x, round.half.y)
  }
  const sum = { x: a.half.x + b.half.x, y: a.half.y + b.half.y }
  const reach = ((away.x / sum.x) ** SUM_EXPONENT + (away.y / sum.y) ** SUM_EXPONENT) ** (1 / SUM_EXPONENT)
  return reach >= 1 ? distance * (1 - 1 / reach) : (reach - 1) * Math.min(sum.x, sum.y)
}

/** The sum of two superellipses of different shapes is fuller than either. */
const SUM_EXPONENT = 2.6
