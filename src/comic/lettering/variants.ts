import type { PointMm, RectMm, SizeMm } from '../geometry.ts'
import { transformPath } from '../path.ts'
import {
  type BreakShape,
  breakLines,
  type DrawOptions,
  drawLines,
  ellipseProfile,
  lineBoxes,
  type MeasuredText,
  rectangleProfile,
  type SetText,
} from '../text/index.ts'
import { type Body, type HalfSize, halfHeightAround, reachOf } from './body.ts'
import type { Variant } from './item.ts'
import { type LetterStyle, SIZE_FACTORS } from './letter-style.ts'
import type { LetteringKind } from './lettering.ts'
import { BURST_REACH, cloudReach, ELECTRIC_REACH } from './ring.ts'
import { soundVariants } from './sound-variants.ts'

/** Width by height a balloon likes to have; columns of Japanese make tall ones. */
const IDEAL_SHAPE = { horizontal: 1.6, vertical: 0.62 }
/** Shapes of a round body that are tried around one way to break a text. */
const SHAPES = [0.42, 0.52, 0.64, 0.78, 0.92, 1.08, 1.28, 1.5, 1.8, 2.15, 2.6, 3.2, 4]
/** Width by height of the text block that counts of lines are sought for. */
const BLOCK_SHAPES = [0.45, 0.7, 1, 1.35, 1.75, 2.3, 3.2, 5]
const MOST_VARIANTS = 7
const OFF_IDEAL = 0.28
const WASTE = 0.9
const RAGGED = 2.2
/** Of a text that wants to be in one line only. */
const CAPTION_IDEAL = { horizontal: 2.6, vertical: 0.4 }

/** A balloon with less text than this share of it looks empty; then it gets an outline of its own. */
const LEAST_FILLED = 0.6
/** Of the usual air, what a translation must have around it: a balloon that moves is seen sooner than a tighter one. */
const LEAST_AIR = 0.8

/**
 * Ways to set a translation that leave the outline of the balloon it stands for as it is; none where its words do not
 * go into it or would be lost in it.
 * @param own ways to set it with an outline of its own
 */
export function variantsWithin(
  home: Body,
  kind: LetteringKind,
  measured: MeasuredText,
  style: LetterStyle,
  own: readonly Variant[],
): Variant[] {
  const area = (half: HalfSize) => half.x * half.y
  const [best] = own
  // A sound has an outline only of its own: where it is the same, it stays.
  if (kind === 'sfx') return own.filter((variant) => isOutlineOf(variant, home))
  if (best === undefined || area(best.half) < LEAST_FILLED * area(home.half)) return []
  const airMm = style.airMm * LEAST_AIR
  const room: Body = {
    centre: { x: 0, y: 0 },
    half: { x: home.half.x - airMm, y: home.half.y - airMm },
    corners: home.corners,
  }
  if (room.half.x <= 0 || room.half.y <= 0) return []
  return lineCounts(measured)
    .flatMap((lines): Variant[] => {
      const broken = breakLines(measured, lines, breaking(home.corners))
      if (broken === null) return []
      const corners = cornersOf(lineBoxes(measured, broken, aligned(home.corners)))
      // Unequal lines stand off the middle of their balloon, as they do where its outline is their own.
      const shift = home.corners === 'round' ? tightestAround(corners, room.half.x / room.half.y).centre : room.centre
      const fits = corners.every(({ x, y }) => reachOf(room, { x: x - shift.x, y: y - shift.y }) <= 1 + 1e-6)
      if (!fits) return []
      // Words that make this very outline by themselves stand in it as they stand at home.
      const same = own.find((variant) => variant.lines === lines && isOutlineOf(variant, home))
      return [
        {
          half: home.half,
          corners: home.corners,
          reachMm: reachOfKind(kind, home.half, measured.sizeMm),
          lines,
          cost: RAGGED * broken.cost,
          rotation: 0,
          sizeMm: measured.sizeMm,
          draw: same?.draw ?? (() => movedBy(drawLines(measured, broken, aligned(home.corners)), -shift.x, -shift.y)),
        },
      ]
    })
    .toSorted((a, b) => a.cost - b.cost)
}

function isOutlineOf({ half, corners }: Variant, body: Body): boolean {
  const isNear = (a: number, b: number) => Math.abs(a - b) < 1e-9
  return corners === body.corners && isNear(half.x, body.half.x) && isNear(half.y, body.half.y)
}

function breaking(corners: Body['corners']): BreakShape {
  return corners === 'square' ? { profile: rectangleProfile, shortLastLine: true } : { profile: ellipseProfile }
}

/** Captions start their lines one under the other, balloons centre them. */
function aligned(corners: Body['corners']): DrawOptions {
  return corners === 'square' ? { align: 'start' } : {}
}

function cornersOf(boxes: readonly RectMm[]): PointMm[] {
  return boxes.flatMap(({ x, y, width, height }) => [
    { x, y },
    { x: x + width, y },
    { x, y: y + height },
    { x: x + width, y: y + height },
  ])
}

/** Every sensible way to set a text, the best first; at least one for a text that has any words. */
export function variantsOf(kind: LetteringKind, measured: MeasuredText, style: LetterStyle, seed: string): Variant[] {
  if (measured.pieces.length === 0) return []
  if (kind === 'sfx') return soundVariants(measured, style, seed)
  const boxed = kind === 'caption' || kind === 'note'
  const weighed = lineCounts(measured)
    .flatMap((lines) => (boxed ? boxVariant : roundVariant)(kind, measured, style, lines))
    .toSorted((a, b) => a.cost - b.cost)
    .slice(0, MOST_VARIANTS)
  const least = weighed[0]?.cost ?? 0
  return weighed.map(({ cost, finish }) => ({ ...finish(), cost: cost - least }))
}

/** Counts of lines that bring the text near to one of the wanted shapes. */
function lineCounts({ widthMm, leadingMm, pieces, fewestLines, prepared }: MeasuredText): number[] {
  const counts = BLOCK_SHAPES.map((shape) => {
    const thick = prepared.writing === 'vertical' ? 1 / shape : shape
    return Math.round(Math.sqrt(widthMm / (0.8 * leadingMm * thick)))
  })
  const least = Math.max(1, fewestLines)
  const near = counts.flatMap((count) => [count, count + 1])
  return [...new Set([least, ...near.map((count) => Math.min(pieces.length, Math.max(least, count)))])]
}

function roundVariant(kind: LetteringKind, measured: MeasuredText, style: LetterStyle, lines: number): Weighed[] {
  const broken = breakLines(measured, lines, breaking('round'))
  if (broken === null) return []
  const corners = cornersOf(lineBoxes(measured, broken))
  const ideal = IDEAL_SHAPE[measured.prepared.writing]
  const air = style.airMm
  const halfHeight = halfHeightAround(corners)
  let best: { shape: number; cost: number } | null = null
  for (const shape of SHAPES) {
    const inner = halfHeight(shape)
    const cost = costOf({ x: inner * shape + air, y: inner + air }, ideal)
    if (best === null || cost < best.cost) best = { shape, cost }
  }
  const { shape, cost } = best!
  return [
    {
      cost: cost + RAGGED * Math.max(0, broken.cost - 0.02),
      finish() {
        // Unequal lines stand off the middle of their block: the balloon is drawn around where they are.
        const { centre, halfHeight: inner } = tightestAround(corners, shape)
        const half = { x: inner * shape + air, y: inner + air }
        return {
          half,
          corners: 'round',
          reachMm: reachOfKind(kind, half, measured.sizeMm),
          lines,
          rotation: 0,
          sizeMm: measured.sizeMm,
          draw: () => movedBy(drawLines(measured, broken), -centre.x, -centre.y),
        }
      },
    },
  ]
}

/** A variant that has only been weighed. */
interface Weighed {
  cost: number
  finish(): Omit<Variant, 'cost'>
}

function costOf(half: HalfSize, ideal: number): number {
  return WASTE * Math.log(half.x * half.y) + OFF_IDEAL * Math.abs(Math.log(half.x / half.y / ideal))
}

/** The smallest body of a shape around some points, its centre free: it is drawn towards the furthest of them. */
function tightestAround(points: readonly PointMm[], shape: number): { centre: PointMm; halfHeight: number } {
  const around = ({ x, y }: PointMm) =>
    halfHeightAround(points.map((point) => ({ x: point.x - x, y: point.y - y })))(shape)
  let centre: PointMm = { x: 0, y: 0 }
  let halfHeight = around(centre)
  for (let step = halfHeight / 6; step > halfHeight / 60; ) {
    const moves = [
      { x: centre.x + step * shape, y: centre.y },
      { x: centre.x - step * shape, y: centre.y },
      { x: centre.x, y: centre.y + step },
      { x: centre.x, y: centre.y - step },
    ].map((moved) => ({ moved, size: around(moved) }))
    const best = moves.reduce((least, move) => (move.size < least.size ? move : least))
    if (best.size < halfHeight - 1e-9) [centre, halfHeight] = [best.moved, best.size]
    else step /= 2
  }
  return { centre, halfHeight }
}

function movedBy(set: SetText, dx: number, dy: number): SetText {
  const rect = (box: RectMm): RectMm => ({ ...box, x: box.x + dx, y: box.y + dy })
  return {
    lines: set.lines.map((line) => ({
      ...line,
      box: rect(line.box),
      path: transformPath(line.path, [1, 0, 0, 1, dx, dy]),
    })),
    box: rect(set.box),
    bounds: set.bounds === null ? null : rect(set.bounds),
  }
}

function reachOfKind(kind: LetteringKind, half: HalfSize, sizeMm: number): number {
  switch (kind) {
    case 'burst':
      return BURST_REACH * sizeMm
    case 'electric':
      return ELECTRIC_REACH * sizeMm
    case 'thought':
      return cloudReach(half, sizeMm)
    default:
      return 0
  }
}

function boxVariant(kind: LetteringKind, measured: MeasuredText, style: LetterStyle, lines: number): Weighed[] {
  const broken = breakLines(measured, lines, breaking('square'))
  if (broken === null) return []
  const vertical = measured.prepared.writing === 'vertical'
  const [width, height] = vertical ? [broken.heightMm, broken.widthMm] : [broken.widthMm, broken.heightMm]
  const air = style.airMm * (kind === 'note' ? 0.7 : 1)
  const half = { x: width / 2 + air, y: height / 2 + air }
  const shape = CAPTION_IDEAL[measured.prepared.writing]
  return [
    {
      cost: costOf(half, shape) + broken.cost,
      finish: () => ({
        half,
        corners: 'square',
        reachMm: 0,
        lines,
        rotation: 0,
        sizeMm: measured.sizeMm,
        draw: () => drawLines(measured, broken, aligned('square')),
      }),
    },
  ]
}

/** True when a variant goes into a room at all. */
export function fitsInto({ half, reachMm }: Variant, room: SizeMm): boolean {
  return 2 * (half.x + reachMm) <= room.width + 1e-6 && 2 * (half.y + reachMm) <= room.height + 1e-6
}

/** Size of the letters of a kind, in mm. */
export function letterSize(kind: LetteringKind, style: LetterStyle): number {
  return style.sizeMm * SIZE_FACTORS[kind]
}
