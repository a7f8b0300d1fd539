import type { PointMm, RectMm } from '../geometry.ts'
import { tailControl } from './balloon-path.ts'
import { type Body, holds, normalAt, pointAt, reachOf, turnTowards } from './body.ts'
import { protectedFace } from './face-zone.ts'
import type { LetterStyle } from './letter-style.ts'
import type { Figure, LetteringKind, PanelScene, PlacedTail } from './lettering.ts'
import { add, between, distance, entryInto, grown, scale, subtract, unit } from './vector.ts'

/** What a tail points at. */
export type Aim =
  | { at: 'figure'; figure: Figure }
  | { at: 'border' }
  | { at: 'point'; point: PointMm }
  | { at: 'nothing' }

/** A tail as a straight line: enough to judge where a balloon stands. */
export interface TailLine extends PlacedTail {
  base: PointMm
  target: PointMm
  /** The middle of the tail as it will be drawn, bend and all, from base to tip. */
  line: readonly PointMm[]
  /** From the outline to what it aims at, in mm. */
  way: number
}

/** Of the way from balloon to mouth. */
const REACH_SHARE = 0.57
/** A guessed direction is only hinted at. */
const HINT_SHARE = 0.4
/** In multiples of the letter size. */
const LONGEST = 7
const LONGEST_HINT = 2.2
const SHORTEST = 0.9
/** Further from the border than this an off-panel tail ends before it. */
const BORDER_REACH = 4.5
/** Kept free before a face. */
const FACE_MARGIN = 0.35

/**
 * Where a balloon's tail goes; null when it needs none or there is no room for one.
 * @param aside turns the tail's root away from the straight line, in radians
 */
export function planTail(
  body: Body,
  kind: LetteringKind,
  aim: Aim,
  scene: PanelScene,
  { sizeMm }: LetterStyle,
  aside = 0,
): TailLine | null {
  if (aim.at === 'nothing') return null
  if (aim.at === 'border') return borderTail(body, scene, sizeMm)
  const target = aim.at === 'point' ? aim.point : targetOf(aim.figure, kind)
  if (reachOf(body, target) <= 1.05) return null
  const turn = turnTowards(body, target) + aside
  const base = pointAt(body, turn)
  const way = distance(base, target)
  const direction = unit(subtract(target, base))
  const guessed = aim.at === 'figure' && aim.figure.guessed
  const stop =
    aim.at === 'figure' && !guessed ? outOfFace(base, target, aim.figure.face, scene.frame, sizeMm * FACE_MARGIN) : way
  const wanted = guessed
    ? Math.min(way * HINT_SHARE, sizeMm * LONGEST_HINT)
    : Math.min(way * REACH_SHARE, sizeMm * LONGEST)
  const reach = Math.min(Math.max(wanted, sizeMm * SHORTEST), stop)
  if (reach < sizeMm * 0.45) return null
  const tip = inside(add(base, scale(direction, reach)), scene.frame)
  const name = aim.at === 'point' ? 'lock' : guessed ? 'guess' : 'mouth'
  return { turn, base, target, tip, line: tailLine(body, kind, { turn, tip }), way, aim: name }
}

/** Turns of the root away from the straight line, in radians, the least bent first. */
export const ASIDE = [0, 0.2, -0.2, 0.4, -0.4, 0.65, -0.65]

/** A tail that ends sooner: it still shows where to look. Null when too little would be left of it. */
export function shortened(tail: TailLine, share: number, { sizeMm }: LetterStyle): TailLine | null {
  const tip = between(tail.base, tail.tip, share)
  if (distance(tail.base, tip) < sizeMm * SHORTEST) return null
  return { ...tail, tip, line: tail.line.slice(0, Math.max(2, Math.ceil(tail.line.length * share))) }
}

const LINE_STEPS = 6
const STRAIGHT: ReadonlySet<LetteringKind> = new Set(['thought', 'burst', 'electric'])

/** The middle of a tail as it is drawn, from the outline to the tip. */
export function tailLine(body: Body, kind: LetteringKind, { turn, tip }: { turn: number; tip: PointMm }): PointMm[] {
  const base = pointAt(body, turn)
  if (STRAIGHT.has(kind))
    return Array.from({ length: LINE_STEPS + 1 }, (_, step) => between(base, tip, step / LINE_STEPS))
  const control = tailControl(base, tip, normalAt(body, turn))
  return Array.from({ length: LINE_STEPS + 1 }, (_, step) => {
    const share = step / LINE_STEPS
    return between(between(base, control, share), between(control, tip, share), share)
  })
}

/** True when a tail runs over a body or close along it. */
export function runsUnder({ line }: TailLine, body: Body): boolean {
  const half = { x: body.half.x * CLOSE, y: body.half.y * CLOSE }
  return line.some((point, step) => step > 0 && holds({ ...body, half }, point))
}
const CLOSE = 1.06

/** All tails a balloon may have, bent ones included. */
export function bentTails(...[body, kind, aim, scene, style]: Parameters<typeof planTail>): TailLine[] {
  return ASIDE.flatMap((aside) => planTail(body, kind, aim, scene, style, aside) ?? [])
}

/** Thoughts rise from the middle of the head, words from the mouth. */
function targetOf({ face, mouth }: Figure, kind: LetteringKind): PointMm {
  return kind === 'thought' && face !== null ? { x: face.x + face.width / 2, y: face.y + face.height * 0.35 } : mouth
}

/** How far a tail may go before it touches the face it aims at. */
function outOfFace(base: PointMm, target: PointMm, face: RectMm | null, frame: RectMm, margin: number): number {
  const way = distance(base, target)
  if (face === null) return way
  const entry = entryInto(base, target, grown(protectedFace(face, frame), margin))
  return entry === null ? way : way * entry
}

/** To the nearer side of the panel: whoever speaks stands beyond it. */
function borderTail(body: Body, scene: PanelScene, sizeMm: number): TailLine {
  const { frame } = scene
  const left = body.centre.x - body.half.x - frame.x
  const right = frame.x + frame.width - body.centre.x - body.half.x
  const toLeft = left <= right
  const away = Math.max(0, toLeft ? left : right)
  const drop = Math.min(body.half.y * 0.35 + away * 0.3, body.half.y + sizeMm)
  const target = {
    x: toLeft ? frame.x : frame.x + frame.width,
    y: Math.min(body.centre.y + drop, frame.y + frame.height - sizeMm * 0.3),
  }
  const turn = turnTowards(body, target)
  const base = pointAt(body, turn)
  const way = distance(base, target)
  const reach = way > sizeMm * BORDER_REACH ? sizeMm * 2.4 : way
  const tip = add(base, scale(unit(subtract(target, base)), reach))
  return { turn, base, target, tip, line: tailLine(body, 'off-panel', { turn, tip }), way, aim: 'border' }
}

function inside(point: PointMm, frame: RectMm): PointMm {
  return {
    x: Math.min(Math.max(point.x, frame.x), frame.x + frame.width),
    y: Math.min(Math.max(point.y, frame.y), frame.y + frame.height),
  }
}
