import { describe, expect, test } from 'vitest'
import type { PointMm } from '../geometry.ts'
import type { PathCommand } from '../path.ts'
import { balloonPath, boltTail, bridgeDetour, curvedTail, thoughtBubbles, wedgeTail } from './balloon-path.ts'
import { type Body, normalAt, pointAt, reachOf, turnTowards } from './body.ts'
import { flatten, hasPoint } from './polygon.ts'
import { burstRing, cloudRing, electricRing, FULL_TURN, type Ring, roundRing } from './ring.ts'

const BODY: Body = { centre: { x: 40, y: 30 }, half: { x: 15, y: 9 }, corners: 'round' }
const SIZE = 2.7
const RINGS = {
  round: roundRing(BODY),
  burst: burstRing(BODY, SIZE, 'a'),
  electric: electricRing(BODY, SIZE, 'a'),
  cloud: cloudRing(BODY, SIZE, 'a'),
} satisfies Record<string, Ring>

function figures(path: readonly PathCommand[]): number {
  return path.filter(({ type }) => type === 'M').length
}

/** The longest straight jump between two points that follow each other: a torn outline has a long one. */
function longestStep(points: readonly PointMm[]): number {
  return points.reduce((longest, point, index) => {
    const next = points[(index + 1) % points.length]!
    return Math.max(longest, Math.hypot(point.x - next.x, point.y - next.y))
  }, 0)
}

describe('an outline', () => {
  test.each(Object.entries(RINGS))('of %s is one closed figure around its body', (_, ring) => {
    const path = balloonPath(ring)
    expect(figures(path)).toBe(1)
    expect(path.at(-1)!.type).toBe('Z')
    const points = flatten(path)
    // Nothing of the body sticks out: words in it are inside the outline.
    for (let turn = 0; turn < FULL_TURN; turn += 0.1) {
      const inner = pointAt({ ...BODY, half: { x: BODY.half.x * 0.96, y: BODY.half.y * 0.96 } }, turn)
      expect(hasPoint(points, inner)).toBe(true)
    }
  })

  test('is smooth: no piece of a round balloon is far from the true curve', () => {
    for (const point of flatten(balloonPath(RINGS.round))) expect(reachOf(BODY, point)).toBeCloseTo(1, 2)
  })

  test('of a burst is the same for the same text every time, and another for another', () => {
    expect(balloonPath(burstRing(BODY, SIZE, 'a'))).toEqual(balloonPath(RINGS.burst))
    expect(balloonPath(burstRing(BODY, SIZE, 'b'))).not.toEqual(balloonPath(RINGS.burst))
  })
})

describe('a tail', () => {
  const tip = { x: 52, y: 58 }
  const turn = turnTowards(BODY, tip)
  const tails = {
    round: curvedTail(RINGS.round, RINGS.round.opening(turn, 3), tip, normalAt(BODY, turn)),
    burst: wedgeTail(RINGS.burst, RINGS.burst.opening(turn, 5), tip),
    electric: boltTail(RINGS.electric, RINGS.electric.opening(turn, 4), tip),
  }

  test.each(Object.entries(tails))(
    'of %s is one figure with its balloon, without a line between them',
    (name, tail) => {
      const path = balloonPath(RINGS[name as keyof typeof tails], [tail])
      expect(figures(path)).toBe(1)
      const points = flatten(path)
      expect(points).toContainEqual(tip)
      // The way from the middle of the balloon into the tail never leaves the figure.
      for (let share = 0; share < 0.8; share += 0.05) {
        const root = pointAt(BODY, turn)
        const way = {
          x: BODY.centre.x + (root.x - BODY.centre.x) * share,
          y: BODY.centre.y + (root.y - BODY.centre.y) * share,
        }
        expect(hasPoint(points, way)).toBe(true)
      }
      expect(longestStep(points)).toBeLessThan(30)
    },
  )

  test('anywhere around the balloon leaves it whole', () => {
    for (let at = -4; at < 8; at += 0.37) {
      const point = pointAt({ ...BODY, half: { x: 40, y: 35 } }, at)
      const ring = RINGS.round
      const tail = curvedTail(ring, ring.opening(turnTowards(BODY, point), 3), point, normalAt(BODY, at))
      const points = flatten(balloonPath(ring, [tail]))
      expect(hasPoint(points, BODY.centre)).toBe(true)
      expect(points).toContainEqual(point)
    }
  })
})

describe('a bridge', () => {
  const other: Body = { centre: { x: 72, y: 44 }, half: { x: 12, y: 8 }, corners: 'round' }
  const [ring, neighbour] = [roundRing(BODY), roundRing(other)]
  const near = ring.opening(turnTowards(BODY, other.centre), 4)
  const far = neighbour.opening(turnTowards(other, BODY.centre), 4)

  test('makes one figure of two balloons', () => {
    const path = balloonPath(ring, [bridgeDetour(ring, near, neighbour, far)])
    expect(figures(path)).toBe(1)
    const points = flatten(path)
    for (let share = 0; share <= 1; share += 0.05) {
      const between = {
        x: BODY.centre.x + (other.centre.x - BODY.centre.x) * share,
        y: BODY.centre.y + (other.centre.y - BODY.centre.y) * share,
      }
      expect(hasPoint(points, between)).toBe(true)
    }
  })

  test('leaves room for the tail of the second balloon', () => {
    const tip = { x: 76, y: 66 }
    const turn = turnTowards(other, tip)
    const tail = curvedTail(neighbour, neighbour.opening(turn, 3), tip, normalAt(other, turn))
    const path = balloonPath(ring, [bridgeDetour(ring, near, neighbour, far, [tail])])
    expect(figures(path)).toBe(1)
    expect(flatten(path)).toContainEqual(tip)
  })
})

test('thoughts rise in bubbles that shrink towards the head', () => {
  const bubbles = thoughtBubbles({ x: 0, y: 0 }, { x: 0, y: 20 }, SIZE)
  const starts = bubbles.filter(({ type }) => type === 'M')
  expect(starts).toHaveLength(3)
  const widths = starts.map(({ points }) => points[0]!)
  expect(widths).toEqual(widths.toSorted((a, b) => b - a))
})
