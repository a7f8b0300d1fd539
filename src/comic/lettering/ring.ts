import type { PointMm } from '../geometry.ts'
import type { PathCommand } from '../path.ts'
import { type Body, type HalfSize, normalAt, pointAt, velocityAt } from './body.ts'
import { seeded } from './seeded.ts'
import { add, between, distance, quarterTurn, scale, subtract } from './vector.ts'

export const FULL_TURN = 2 * Math.PI

/**
 * A closed outline, walked clockwise on paper. Places on it are named by their turn: 0 at the right, a quarter of the
 * full turn at the bottom.
 */
export interface Ring {
  at(turn: number): PointMm
  /** From one turn on to a later one, without the opening move. At most once around. */
  arc(from: number, to: number): PathCommand[]
  /** A gap of about a width around a turn: where a tail or a bridge leaves. */
  opening(turn: number, widthMm: number): Opening
}

export interface Opening {
  from: number
  to: number
}

/** Sixteen cubic pieces a round keep within a hundredth of a millimetre of the true curve. */
const PIECE = FULL_TURN / 16

/** The plain balloon: a superellipse. */
export function roundRing(body: Body): Ring {
  return {
    at: (turn) => pointAt(body, turn),
    arc(from, to) {
      const pieces = Math.max(1, Math.ceil((to - from) / PIECE - 1e-9))
      const step = (to - from) / pieces
      return Array.from({ length: pieces }, (_, index): PathCommand => {
        const [start, end] = [from + index * step, from + (index + 1) * step]
        const [a, d] = [pointAt(body, start), pointAt(body, end)]
        const b = add(a, scale(velocityAt(body, start), step / 3))
        const c = subtract(d, scale(velocityAt(body, end), step / 3))
        return { type: 'C', points: [b.x, b.y, c.x, c.y, d.x, d.y] }
      })
    },
    opening(turn, widthMm) {
      const speed = Math.hypot(velocityAt(body, turn).x, velocityAt(body, turn).y)
      const half = Math.min(0.6, widthMm / 2 / Math.max(speed, 1e-6))
      return { from: turn - half, to: turn + half }
    },
  }
}

/** Places around a body at about even distances, each moved a little: drawn by hand, not by compass. */
function unevenTurns(body: Body, spacingMm: number, wobble: number, random: () => number): number[] {
  const fine = Array.from({ length: 181 }, (_, index) => (FULL_TURN * index) / 180)
  const lengths = [0]
  for (let index = 1; index < fine.length; index++) {
    lengths.push(lengths[index - 1]! + distance(pointAt(body, fine[index - 1]!), pointAt(body, fine[index]!)))
  }
  const around = lengths.at(-1)!
  const count = Math.max(8, Math.round(around / spacingMm))
  const start = random()
  return Array.from({ length: count }, (_, index) => {
    const wanted = ((index + start + (random() - 0.5) * wobble) / count) * around
    const along = ((wanted % around) + around) % around
    const after = lengths.findIndex((length) => length >= along)
    const before = Math.max(0, after - 1)
    const share = (along - lengths[before]!) / Math.max(1e-9, lengths[after]! - lengths[before]!)
    return fine[before]! + Math.min(1, Math.max(0, share)) * PIECE_OF_FINE
  }).toSorted((a, b) => a - b)
}
const PIECE_OF_FINE = FULL_TURN / 180

/** A ring of corners, joined by pieces that each know how to draw themselves. */
function corneredRing(
  corners: readonly { turn: number; point: PointMm }[],
  piece: (from: number, to: number) => PathCommand[],
): Ring {
  const count = corners.length
  /** Index of the corner nearest to a turn, counting on over full turns. */
  const nearest = (turn: number): number => {
    let best = 0
    for (let index = 1; index < count; index++) {
      if (turnsApart(corners[index]!.turn, turn) < turnsApart(corners[best]!.turn, turn)) best = index
    }
    const laps = Math.round((turn - corners[best]!.turn) / FULL_TURN)
    return best + laps * count
  }
  const corner = (index: number) => corners[((index % count) + count) % count]!
  const turnOf = (index: number) => corner(index).turn + Math.floor(index / count) * FULL_TURN
  return {
    at: (turn) => corner(nearest(turn)).point,
    arc(from, to) {
      const first = nearest(from)
      const last = to - from >= FULL_TURN - 1e-9 ? first + count : nearest(to)
      return Array.from({ length: Math.max(0, last - first) }, (_, step) =>
        piece((((first + step) % count) + count) % count, (((first + step + 1) % count) + count) % count),
      ).flat()
    },
    opening(turn, widthMm) {
      const middle = nearest(turn)
      let reach = 1
      while (reach * 4 < count && distance(corner(middle - reach).point, corner(middle + reach).point) < widthMm * 0.8)
        reach++
      return { from: turnOf(middle - reach), to: turnOf(middle + reach) }
    },
  }
}

/** The smaller angle between two turns. */
function turnsApart(a: number, b: number): number {
  const apart = Math.abs(a - b) % FULL_TURN
  return Math.min(apart, FULL_TURN - apart)
}

/** Spikes reach this much past the body at most, in multiples of the letter size. */
export const BURST_REACH = 1.25

/** Irregular spikes with hollow flanks. A tail takes the place of one spike. */
export function burstRing(body: Body, sizeMm: number, seed: string): Ring {
  const random = seeded(seed)
  const turns = unevenTurns(body, sizeMm * 1.35, 0.5, random)
  const corners = turns.map((turn) => {
    const reach = sizeMm * BURST_REACH * (0.45 + 0.55 * random())
    return { turn, point: add(pointAt(body, turn), scale(normalAt(body, turn), reach)) }
  })
  return corneredRing(corners, (from, to) => {
    const [a, b] = [corners[from]!, corners[to]!]
    const valley = burstValley(body, a.turn, b.turn)
    return [{ type: 'Q', points: [valley.x, valley.y, b.point.x, b.point.y] }]
  })
}

/** Where the flanks between two spikes bend to, so that the curve itself just clears the body. */
function burstValley(body: Body, from: number, to: number): PointMm {
  const middle = from + ((((to - from) % FULL_TURN) + FULL_TURN) % FULL_TURN) / 2
  return between(pointAt(body, middle), body.centre, 0.04)
}

export const ELECTRIC_REACH = 0.62

/** A zigzag around the body. */
export function electricRing(body: Body, sizeMm: number, seed: string): Ring {
  const random = seeded(seed)
  const turns = unevenTurns(body, sizeMm * 0.62, 0.3, random)
  if (turns.length % 2 === 1) turns.pop()
  const corners = turns.map((turn, index) => {
    const reach = index % 2 === 0 ? 0.08 : ELECTRIC_REACH * (0.75 + 0.25 * random())
    return { turn, point: add(pointAt(body, turn), scale(normalAt(body, turn), reach * sizeMm)) }
  })
  return corneredRing(corners, (_, to) => [{ type: 'L', points: [corners[to]!.point.x, corners[to]!.point.y] }])
}

/** How far scallops swell past the body, in mm. */
export function cloudReach(half: HalfSize, sizeMm: number): number {
  return scallopMm(half, sizeMm) * 0.42
}

function scallopMm(half: HalfSize, sizeMm: number): number {
  return Math.max(sizeMm * 1.9, (Math.PI * (half.x + half.y)) / 18)
}

/** Scallops of uneven size that swell outwards. */
export function cloudRing(body: Body, sizeMm: number, seed: string): Ring {
  const random = seeded(seed)
  const turns = unevenTurns(body, scallopMm(body.half, sizeMm), 0.45, random)
  const corners = turns.map((turn) => ({ turn, point: pointAt(body, turn) }))
  return corneredRing(corners, (from, to) => {
    const [a, b] = [corners[from]!.point, corners[to]!.point]
    const chord = subtract(b, a)
    const outwards = scale(quarterTurn(chord), -1)
    // Controls of a cubic swell it by three quarters of their distance.
    const swell = scale(outwards, 0.46)
    const c = add(add(a, scale(chord, 0.02)), swell)
    const d = add(add(b, scale(chord, -0.02)), swell)
    return [{ type: 'C', points: [c.x, c.y, d.x, d.y, b.x, b.y] }]
  })
}
