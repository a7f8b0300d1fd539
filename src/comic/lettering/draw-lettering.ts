import type { PointMm, RectMm } from '../geometry.ts'
import type { PageShape } from '../page.ts'
import { formatPath, type PathCommand, rectanglePath, transformPath } from '../path.ts'
import {
  balloonPath,
  boltTail,
  bridgeDetour,
  curvedTail,
  type Detour,
  thoughtBubbles,
  wedgeTail,
} from './balloon-path.ts'
import { type Body, bodyBox, normalAt, pointAt } from './body.ts'
import { inkOf, type LetterStyle } from './letter-style.ts'
import type { LetteringKind, PlacedLettering } from './lettering.ts'
import { burstRing, cloudRing, electricRing, type Ring, roundRing } from './ring.ts'
import { distance } from './vector.ts'

/** What lettering adds to a page, in the order it is painted. */
export interface DrawnLettering {
  /** Captions: the border of their panel is drawn over their edge. */
  underBorders: PageShape[]
  /** Sounds, then balloons. */
  overBorders: PageShape[]
}

/** Base of a tail, in multiples of the letter size. */
const TAIL_WIDTH: Readonly<Record<LetteringKind, number>> = {
  speech: 1.15,
  'off-panel': 1.15,
  whisper: 0.75,
  burst: 1.9,
  electric: 1.5,
  thought: 0,
  caption: 0,
  note: 0,
  sfx: 0,
}
const BRIDGE_WIDTH = 1.5
const HEAVY_LINE = 1.6
const DASH = { on: 0.42, off: 0.5 }

/** Shapes for the texts of one panel. */
export function drawLettering(placed: readonly PlacedLettering[], style: LetterStyle): DrawnLettering {
  const drawn: DrawnLettering = { underBorders: [], overBorders: [] }
  for (const item of placed) if (item.kind === 'sfx') drawn.overBorders.push(...soundShapes(item))
  for (const group of tiedTogether(placed)) {
    const first = group[0]!
    if (first.kind === 'sfx') continue
    if (first.kind === 'caption' && !first.crossesBorder) drawn.underBorders.push(...captionShapes(first, style))
    else if (first.body.corners === 'square') drawn.overBorders.push(...captionShapes(first, style))
    else drawn.overBorders.push(...balloonShapes(group, style))
  }
  return drawn
}

/** Balloons tied by bridges, each group in reading order. */
export function tiedTogether(placed: readonly PlacedLettering[]): PlacedLettering[][] {
  const groups: PlacedLettering[][] = []
  for (const item of placed) {
    if (item.joined && groups.length > 0) groups.at(-1)!.push(item)
    else groups.push([item])
  }
  return groups
}

/** Letters white with a heavy outline, and a paper halo that lifts them off any art. */
function soundShapes({ body, set, sizeMm }: PlacedLettering): PageShape[] {
  const path = formatPath(
    lettersAt(
      set.lines.flatMap((line) => line.path),
      body.centre,
    ),
  )
  if (path === '') return []
  const { line, fill } = inkOf('sfx', 'narration')
  return [
    { path, fill: null, stroke: { color: fill, widthMm: sizeMm * 0.3 }, opacity: 0.85 },
    { path, fill: line, stroke: { color: line, widthMm: sizeMm * 0.16 }, opacity: 1 },
    { path, fill, stroke: null, opacity: 1 },
  ]
}

function captionShapes(item: PlacedLettering, style: LetterStyle): PageShape[] {
  const ink = inkOf(item.kind, item.voice)
  const box: RectMm = bodyBox(item.body)
  return [
    {
      path: formatPath(rectanglePath(box)),
      fill: ink.fill,
      stroke: { color: ink.line, widthMm: style.lineMm },
      opacity: 1,
    },
    ...letters(item),
  ]
}

function letters(item: PlacedLettering): PageShape[] {
  const path = formatPath(
    lettersAt(
      item.set.lines.flatMap((line) => line.path),
      item.body.centre,
    ),
  )
  return path === '' ? [] : [{ path, fill: inkOf(item.kind, item.voice).letters, stroke: null, opacity: 1 }]
}

function lettersAt(path: readonly PathCommand[], { x, y }: PointMm): PathCommand[] {
  return transformPath(path, [1, 0, 0, 1, x, y])
}

function balloonShapes(group: readonly PlacedLettering[], style: LetterStyle): PageShape[] {
  const { kind, voice, sizeMm } = group[0]!
  const ink = inkOf(kind, voice)
  const outline = formatPath(balloonOutline(group))
  const widthMm = style.lineMm
  const text = group.flatMap(letters)
  switch (kind) {
    case 'whisper':
      return [
        { path: outline, fill: ink.fill, stroke: null, opacity: 1 },
        {
          path: outline,
          fill: null,
          stroke: { color: ink.line, widthMm, dashMm: [sizeMm * DASH.on, sizeMm * DASH.off] },
          opacity: 1,
        },
        ...text,
      ]
    case 'electric':
      // A thick line with a thin one of paper on top leaves two, which follow every corner of the outline.
      return [
        { path: outline, fill: ink.fill, stroke: { color: ink.line, widthMm: widthMm * 3.4 }, opacity: 1 },
        { path: outline, fill: null, stroke: { color: ink.fill, widthMm: widthMm * 1.4 }, opacity: 1 },
        ...text,
      ]
    case 'burst':
      return [
        { path: outline, fill: ink.fill, stroke: { color: ink.line, widthMm: widthMm * HEAVY_LINE }, opacity: 1 },
        ...text,
      ]
    default:
      return [{ path: outline, fill: ink.fill, stroke: { color: ink.line, widthMm }, opacity: 1 }, ...text]
  }
}

/** The outline of balloons that are tied together, bridges and tails included: one closed path, and thoughts' bubbles. */
function balloonOutline(group: readonly PlacedLettering[]): PathCommand[] {
  const [first] = group
  if (first === undefined) return []
  const path = balloonPath(ringOf(first), detoursFrom(group, 0))
  const thinker = group.find(({ kind, tail }) => kind === 'thought' && tail !== null)
  if (thinker === undefined) return path
  const { tail, sizeMm } = thinker
  return [...path, ...thoughtBubbles(edgeOf(thinker, tail!.turn), tail!.tip, sizeMm)]
}

/** The outline of one balloon alone, without tail or bridge. */
export function bodyOutline(item: PlacedLettering): PathCommand[] {
  return item.body.corners === 'square' ? rectanglePath(bodyBox(item.body)) : balloonPath(ringOf(item))
}

function ringOf({ kind, body, sizeMm, id, part }: PlacedLettering): Ring {
  const seed = `${id}/${part}`
  switch (kind) {
    case 'burst':
      return burstRing(body, sizeMm, seed)
    case 'electric':
      return electricRing(body, sizeMm, seed)
    case 'thought':
      return cloudRing(body, sizeMm, seed)
    default:
      return roundRing(body)
  }
}

/** What leaves a balloon: its tail first, then the bridge to the next of its group and all beyond it. */
function detoursFrom(group: readonly PlacedLettering[], index: number): Detour[] {
  const item = group[index]!
  const ring = ringOf(item)
  const next = group[index + 1]
  const tail = tailDetour(item, ring)
  if (next === undefined) return tail
  const nextRing = ringOf(next)
  const widthMm = Math.min(BRIDGE_WIDTH * item.sizeMm, item.body.half.y * 0.9, next.body.half.y * 0.9)
  const [leave, land] = nearestTurns(item.body, next.body)
  const bridge = bridgeDetour(
    ring,
    ring.opening(leave, widthMm),
    nextRing,
    nextRing.opening(land, widthMm),
    detoursFrom(group, index + 1),
  )
  return [bridge, ...tail]
}

/** Where two bodies come nearest to each other: there a bridge runs straight and short. */
function nearestTurns(a: Body, b: Body): [number, number] {
  const turns = Array.from({ length: 72 }, (_, index) => (index * Math.PI) / 36)
  const ends = turns.map((turn) => ({ turn, point: pointAt(b, turn) }))
  let best: { turns: [number, number]; apart: number } = { turns: [0, Math.PI], apart: Infinity }
  for (const turn of turns) {
    const point = pointAt(a, turn)
    for (const end of ends) {
      const apart = distance(point, end.point)
      if (apart < best.apart) best = { turns: [turn, end.turn], apart }
    }
  }
  return best.turns
}

function tailDetour({ kind, body, tail, sizeMm }: PlacedLettering, ring: Ring): Detour[] {
  if (tail === null || kind === 'thought') return []
  const opening = ring.opening(tail.turn, Math.min(TAIL_WIDTH[kind] * sizeMm, body.half.x * 0.9, body.half.y * 1.2))
  switch (kind) {
    case 'burst':
      return [wedgeTail(ring, opening, tail.tip)]
    case 'electric':
      return [boltTail(ring, opening, tail.tip)]
    default:
      return [curvedTail(ring, opening, tail.tip, normalAt(body, tail.turn))]
  }
}

/** Where a thought's first bubble leaves: past the scallops. */
function edgeOf({ body, sizeMm }: PlacedLettering, turn: number): PointMm {
  const [edge, out] = [pointAt(body, turn), normalAt(body, turn)]
  return { x: edge.x + out.x * sizeMm * 0.45, y: edge.y + out.y * sizeMm * 0.45 }
}
