import type { PointMm, RectMm } from '../geometry.ts'
import type { SetText } from '../text/index.ts'
import { type Body, bodyBox, grownBody, type HalfSize } from './body.ts'
import type { LetteringLock, LetteringRequest } from './lettering.ts'
import type { Aim, TailLine } from './tails.ts'

/** One way to break a text and the body drawn around it. */
export interface Variant {
  half: HalfSize
  corners: Body['corners']
  /** How far spikes and scallops go past the body, in mm. */
  reachMm: number
  lines: number
  /** 0 for the shape a letterer would choose, growing with waste and oddness. */
  cost: number
  rotation: number
  sizeMm: number
  /** Letters are drawn for the variant that is taken, not for all that are weighed. */
  draw(): SetText
}

/** A text on its way to a place. */
export interface Item {
  request: LetteringRequest
  part: number
  variants: readonly Variant[]
  /** Where it stays as it is in the book's own language: those to choose from when it cannot. */
  movable: readonly Variant[]
  aim: Aim
  /** The item before it is of the same speaker: the two may be tied together. */
  joinable: boolean
  lock: LetteringLock | null
  /** Where it stands in the book's own language. `stays`: its words fit there, so it is not moved. */
  home: { centre: PointMm; stays: boolean } | null
}

/** A place for an item. */
export interface Candidate {
  variant: Variant
  body: Body
  /** With spikes. */
  outer: Body
  box: RectMm
  /** A little larger: a tail of another balloon within it seems to touch. */
  near: Body
  nearBox: RectMm
  tail: TailLine | null
  /** Other ways for the tail. */
  bentTails(): TailLine[]
  /** What it costs by itself, whatever stands beside it. */
  cost: number
}

export function outerOf(body: Body, variant: Variant): Body {
  return variant.reachMm > 0 ? grownBody(body, variant.reachMm) : body
}

export function boxOf(outer: Body): RectMm {
  return bodyBox(outer)
}
