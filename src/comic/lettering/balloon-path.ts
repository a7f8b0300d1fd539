import type { PointMm } from '../geometry.ts'
import type { PathCommand } from '../path.ts'
import { FULL_TURN, type Opening, type Ring } from './ring.ts'
import { add, between, distance, quarterTurn, scale, subtract, unit } from './vector.ts'

/** A way around: leaves the outline where an opening begins and comes back where it ends. */
export interface Detour {
  opening: Opening
  path: PathCommand[]
}

/**
 * One closed path: the outline with every opening taken by its detour, so that no line runs between a balloon and its
 * tail. Openings that would overlap are pushed apart by leaving out the later one.
 */
export function balloonPath(ring: Ring, detours: readonly Detour[] = []): PathCommand[] {
  const open = inOrder(detours)
  const first = open[0]
  if (first === undefined) return [move(ring.at(0)), ...ring.arc(0, FULL_TURN), { type: 'Z', points: [] }]
  return [
    move(ring.at(first.opening.to)),
    ...roundFrom(ring, first.opening.to, first.opening.from + FULL_TURN, open.slice(1)),
    ...first.path,
    { type: 'Z', points: [] },
  ]
}

/** Along the outline between two turns, taking the detours on the way. */
function roundFrom(ring: Ring, from: number, to: number, detours: readonly Detour[]): PathCommand[] {
  const commands: PathCommand[] = []
  let at = from
  for (const { opening, path } of detours) {
    commands.push(...ring.arc(at, opening.from), ...path)
    at = opening.to
  }
  return [...commands, ...ring.arc(at, to)]
}

/** By where they begin, all within one round after the first; what overlaps an earlier one is left out. */
function inOrder(detours: readonly Detour[]): Detour[] {
  const [first, ...rest] = detours
  if (first === undefined) return []
  const end = first.opening.from + FULL_TURN
  const kept: Detour[] = [first]
  const sorted = rest
    .map((detour) => {
      const laps = Math.ceil((first.opening.to - detour.opening.from) / FULL_TURN - 1e-9)
      const shift = laps * FULL_TURN
      return { ...detour, opening: { from: detour.opening.from + shift, to: detour.opening.to + shift } }
    })
    .toSorted((a, b) => a.opening.from - b.opening.from)
  for (const detour of sorted) {
    if (detour.opening.from >= kept.at(-1)!.opening.to && detour.opening.to <= end) kept.push(detour)
  }
  return kept
}

/**
 * A neighbour reached over a bridge, as a detour of the balloon it hangs on. The bridge is a little waisted.
 * @param near the opening in the outline the bridge starts from
 * @param far the opening in the neighbour's outline
 * @param further what leaves the neighbour: its tail, its own neighbours
 */
export function bridgeDetour(
  ring: Ring,
  near: Opening,
  neighbour: Ring,
  far: Opening,
  further: readonly Detour[] = [],
): Detour {
  const [start, landing] = [ring.at(near.from), neighbour.at(far.to)]
  const [leaving, end] = [neighbour.at(far.from), ring.at(near.to)]
  const middle = between(between(start, landing, 0.5), between(leaving, end, 0.5), 0.5)
  const waist = (a: PointMm, b: PointMm): PathCommand => {
    const control = between(between(a, b, 0.5), middle, 0.2)
    return { type: 'Q', points: [control.x, control.y, b.x, b.y] }
  }
  const round = inOrder([{ opening: far, path: [] }, ...further]).slice(1)
  return {
    opening: near,
    path: [waist(start, landing), ...roundFrom(neighbour, far.to, far.from + FULL_TURN, round), waist(leaving, end)],
  }
}

/** A tail with a bend: both flanks follow one curved line from the balloon to the tip. */
export function curvedTail(ring: Ring, opening: Opening, tip: PointMm, outwards: PointMm): Detour {
  const [a, b] = [ring.at(opening.from), ring.at(opening.to)]
  const control = tailControl(between(a, b, 0.5), tip, outwards)
  const middle = between(a, b, 0.5)
  const flank = (end: PointMm) => add(control, scale(subtract(end, middle), 0.5))
  const [c, d] = [flank(a), flank(b)]
  return {
    opening,
    path: [
      { type: 'Q', points: [c.x, c.y, tip.x, tip.y] },
      { type: 'Q', points: [d.x, d.y, b.x, b.y] },
    ],
  }
}

/** The bend of a tail: it leaves more squarely than the straight line would, and a straight one bends a little too. */
export function tailControl(base: PointMm, tip: PointMm, outwards: PointMm): PointMm {
  const way = subtract(tip, base)
  const straight = unit(way)
  const reach = distance(base, tip)
  const lean = straight.x * outwards.y - straight.y * outwards.x
  const side = Math.abs(lean) > 0.05 ? Math.sign(lean) : way.x >= 0 ? -1 : 1
  const bend = Math.min(0.22, 0.09 + 0.3 * Math.abs(lean))
  return add(add(base, scale(way, 0.5)), scale(quarterTurn(straight), side * bend * reach))
}

/** Of the way from a neighbouring spike to the middle, where the long spike of a burst has its foot. */
const WEDGE_FOOT = 0.52
/** How far its foot lies behind the line between the neighbouring spikes, as a share of their distance. */
const WEDGE_DEPTH = 0.2

/** A single long spike, for bursts: it stands between two others, with a valley on either side. */
export function wedgeTail(ring: Ring, opening: Opening, tip: PointMm): Detour {
  const [a, b] = [ring.at(opening.from), ring.at(opening.to)]
  const middle = between(a, b, 0.5)
  const inwards = scale(unit(subtract(middle, tip)), distance(a, b) * WEDGE_DEPTH)
  const foot = (end: PointMm) => add(between(end, middle, WEDGE_FOOT), inwards)
  const valley = (end: PointMm) => add(between(end, middle, WEDGE_FOOT * 0.7), inwards)
  const flank = (end: PointMm) => between(between(foot(end), middle, 0.45), tip, 0.25)
  const curve = (control: PointMm, end: PointMm): PathCommand => ({
    type: 'Q',
    points: [control.x, control.y, end.x, end.y],
  })
  return {
    opening,
    path: [curve(valley(a), foot(a)), curve(flank(a), tip), curve(flank(b), foot(b)), curve(valley(b), b)],
  }
}

/** A bolt, for voices out of wires. */
export function boltTail(ring: Ring, opening: Opening, tip: PointMm): Detour {
  const [a, b] = [ring.at(opening.from), ring.at(opening.to)]
  const middle = between(a, b, 0.5)
  const across = scale(quarterTurn(unit(subtract(tip, middle))), distance(a, b) * 0.5)
  // Walked clockwise, the outline arrives on one side of the way out; the bolt is drawn from there.
  const side = Math.sign(across.x * (a.x - middle.x) + across.y * (a.y - middle.y)) || 1
  const corners = BOLT.map(([aside, along]) => add(between(middle, tip, along), scale(across, aside * side)))
  return {
    opening,
    path: [...corners, b].map(({ x, y }): PathCommand => ({ type: 'L', points: [x, y] })),
  }
}

/** Half widths aside and shares of the way, from one end of the opening round to the other. */
const BOLT: readonly (readonly [aside: number, along: number])[] = [
  [0.55, 0.56],
  [-0.05, 0.5],
  [0, 1],
  [-0.75, 0.4],
  [-0.25, 0.45],
]

/** Bubbles that shrink on their way to a thinker's head, each a closed path. */
export function thoughtBubbles(from: PointMm, to: PointMm, sizeMm: number): PathCommand[] {
  const reach = distance(from, to)
  const count = reach > sizeMm * 3.2 ? 3 : 2
  return Array.from({ length: count }, (_, index) => {
    const share = (index + 0.75) / (count + 0.25)
    const radius = sizeMm * (0.62 - 0.4 * (index / Math.max(1, count - 1)))
    const room = Math.min(radius, (reach / (count + 0.25)) * 0.46)
    return circlePath(between(from, to, share), Math.max(0.25, room))
  }).flat()
}

/** Handle length of a cubic quarter circle of radius 1. */
const QUARTER = 0.5523

function circlePath({ x, y }: PointMm, radius: number): PathCommand[] {
  const [wide, high, k] = [radius * 1.15, radius, QUARTER]
  return [
    move({ x: x + wide, y }),
    { type: 'C', points: [x + wide, y + k * high, x + k * wide, y + high, x, y + high] },
    { type: 'C', points: [x - k * wide, y + high, x - wide, y + k * high, x - wide, y] },
    { type: 'C', points: [x - wide, y - k * high, x - k * wide, y - high, x, y - high] },
    { type: 'C', points: [x + k * wide, y - high, x + wide, y - k * high, x + wide, y] },
    { type: 'Z', points: [] },
  ]
}

function move({ x, y }: PointMm): PathCommand {
  return { type: 'M', points: [x, y] }
}
