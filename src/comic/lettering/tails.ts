import type { PointMm, RectMm } from '../geometry.ts'
import { tailControl } from './balloon-path.ts'
import { type Body, holds, normalAt, pointAt, reachOf, turnTowards } from './body.ts'
import { protectedFace } from './face-zone.ts'
import type { LetterStyle } from './letter-style.ts'
import type { Figure, LetteringKind, PanelScene, PlacedTail } from './lettering.ts'
import { linesCross } from './polygon.ts'
import { add, between, distance, entryInto, grown, lineMeetsRect, scale, subtract, unit } from './vector.ts'

/** What a tail points at. */
export type Aim =
  | { at: 'figure'; figure: Figure }
  | { at: 'border' }
  | { at: 'point'; point: PointMm }
  | { at: 'nothing' }

/** A tail on trial. */
export class TailLine implements PlacedTail {
  readonly turn: number
  readonly tip: PointMm
  readonly aim: PlacedTail['aim']
  readonly base: PointMm
  readonly target: PointMm
  /** From the outline to what it aims at, in mm. */
  readonly way: number
  readonly #body: Body
  readonly #kind: LetteringKind
  #line: readonly PointMm[] | null = null

  constructor(body: Body, kind: LetteringKind, tail: PlacedTail, target: PointMm) {
    this.turn = tail.turn
    this.tip = tail.tip
    this.aim = tail.aim
    this.base = pointAt(body, tail.turn)
    this.target = target
    this.way = distance(this.base, target)
    this.#body = body
    this.#kind = kind
  }

  /** The middle of the tail as it will be drawn, bend and all, from base to tip. Most tails are told apart without it. */
  get line(): readonly PointMm[] {
    this.#line ??= tailLine(this.#body, this.#kind, this)
    return this.#line
  }

  /** The same tail, ending after a share of its way: it still shows where to look. */
  shortened(share: number): TailLine {
    return new TailLine(this.#body, this.#kind, { ...this, tip: between(this.base, this.tip, share) }, this.target)
  }

  /** False when no part of the tail can be within a box. */
  mayReach({ x, y, width, height }: RectMm): boolean {
    const { base, tip } = this
    const bend = 0.25 * (Math.abs(base.x - tip.x) + Math.abs(base.y - tip.y))
    return (
      Math.min(base.x, tip.x) - bend <= x + width &&
      Math.max(base.x, tip.x) + bend >= x &&
      Math.min(base.y, tip.y) - bend <= y + height &&
      Math.max(base.y, tip.y) + bend >= y
    )
  }

  meetsRect(rect: RectMm): boolean {
    return this.mayReach(rect) && lineMeetsRect(this.line, rect)
  }

  /** True when it runs over a body. */
  runsUnder(body: Body, box: RectMm): boolean {
    if (!this.mayReach(box)) return false
    const { line } = this
    for (let step = 1; step < line.length; step++) if (holds(body, line[step]!)) return true
    return false
  }

  crosses(other: TailLine): boolean {
    const { base, tip } = other
    const bend = 0.25 * (Math.abs(base.x - tip.x) + Math.abs(base.y - tip.y))
    const box = {
      x: Math.min(base.x, tip.x) - bend,
      y: Math.min(base.y, tip.y) - bend,
      width: Math.abs(base.x - tip.x) + 2 * bend,
      height: Math.abs(base.y - tip.y) + 2 * bend,
    }
    return this.mayReach(box) && linesCross(this.line, other.line)
  }
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
  return new TailLine(body, kind, { turn, tip, aim: name }, target)
}

/** Turns of the root away from the straight line, in radians, the least bent first. */
export const ASIDE = [0, 0.2, -0.2, 0.4, -0.4, 0.65, -0.65]

/** A tail that ends sooner; null when too little would be left of it. */
export function shortened(tail: TailLine, share: number, { sizeMm }: LetterStyle): TailLine | null {
  return distance(tail.base, tail.tip) * share < sizeMm * SHORTEST ? null : tail.shortened(share)
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
function borderTail(body: Body, scene: PanelScene, sizeMm: number): TailLine | null {
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
  // A balloon that stands over the border has no way left to it.
  if (reachOf(body, target) <= 1) return null
  const turn = turnTowards(body, target)
  const base = pointAt(body, turn)
  const way = distance(base, target)
  const reach = way > sizeMm * BORDER_REACH ? sizeMm * 2.4 : way
  const tip = inside(add(base, scale(unit(subtract(target, base)), reach)), frame)
  return new TailLine(body, 'off-panel', { turn, tip, aim: 'border' }, target)
}

function inside(point: PointMm, frame: RectMm): PointMm {
  return {
    x: Math.min(Math.max(point.x, frame.x), frame.x + frame.width),
    y: Math.min(Math.max(point.y, frame.y), frame.y + frame.height),
  }
}
