import { overlapMm2, type PointMm, type RectMm } from '../geometry.ts'
import { type AttentionMap, attentionMap } from './attention.ts'
import { type Body, bodyMeetsRect, gapBetween, holds, supportOf } from './body.ts'
import { protectedFace } from './face-zone.ts'
import { boxOf, type Candidate, type Item, outerOf, type Variant } from './item.ts'
import type { LetterStyle } from './letter-style.ts'
import type { Figure, PanelScene, Slant } from './lettering.ts'
import { orderDoubt, readBefore } from './reading-order.ts'
import { bentTails, planTail, shortened, type TailLine } from './tails.ts'
import { centreOf, contains, distance, grown, segmentsCross } from './vector.ts'

/** What must not be. Far above all wishes together, graded by what hurts a reader most. */
const HARD = {
  overlap: 4000,
  order: 3000,
  face: 4000,
  /** Over the border of its panel, a balloon is in the way, but it can be read and hides nobody. */
  outside: 220,
  furtherOut: 60,
  offPage: 2000,
  pin: 600,
  tailOnFace: 1500,
  tailsCross: 900,
  tailUnderBalloon: 250,
} as const
/** A total from here on has something in it that must not be. */
export const HARD_FROM = 200

const SOFT = {
  attention: 1.5,
  /** Where nobody knows where the faces are, what catches the eye stands for them. */
  attentionAlone: 3.5,
  guessedFace: 3.5,
  hair: 2,
  body: 2.6,
  shape: 1.4,
  tailLength: 1.1,
  crowding: 0.9,
  noTail: 6,
  bentTail: 0.5,
  shortTail: 2,
  belowSpeaker: 0.6,
  low: 2,
  pressure: 60,
  lateStart: 0.35,
  offCorner: 1.1,
  captionLow: 0.5,
  tailsTangled: 2.5,
  borderFar: 1.4,
  borderNear: 0.8,
  tooNear: 1,
  breakout: 1.6,
  /** A mm of a sound past the border. */
  soundOut: 0.9,
  tangent: 1.8,
  apart: 0.35,
  joinedApart: 0.22,
  unjoined: 1.5,
  doubt: 2,
  home: 10,
} as const

/** All that is looked up for every candidate of a panel. */
export interface Ground {
  scene: PanelScene
  style: LetterStyle
  attention: AttentionMap | null
  /** What of each face must stay in sight. */
  faces: { figure: Figure; core: RectMm; hair: RectMm }[]
  diagonal: number
  /** Factor on what it costs to leave too little room for the texts after it. */
  pressure: number
}

export function groundOf(scene: PanelScene, style: LetterStyle, pressure = 1): Ground {
  const { frame, figures } = scene
  return {
    scene,
    style,
    attention: scene.attention === null ? null : attentionMap(scene.attention, frame),
    faces: figures.flatMap((figure) =>
      figure.face === null
        ? []
        : [
            {
              figure,
              core: protectedFace(figure.face, frame),
              hair: grown(figure.face, figure.face.width * 0.2, figure.face.height * 0.3),
            },
          ],
    ),
    diagonal: Math.hypot(frame.width, frame.height),
    pressure,
  }
}

/** When a text is read, among those of its panel. */
export interface Turn {
  /** From 0 for the first to 1 for the last. */
  share: number
  /** Share of the room that all texts up to and with it take. */
  until: number
  /** How much of the panel all texts take together. */
  density: number
}

/** Up to this share of the panel texts find room wherever they stand. */
const ROOMY = 0.26

/** In a full panel a text that stands lower than its turn leaves too little room for those after it. */
function pressureCost(
  { request, lock }: Item,
  box: RectMm,
  { scene, pressure }: Ground,
  { until, density }: Turn,
): number {
  const roomy = ROOMY / pressure
  if (density <= roomy || request.kind === 'sfx' || lock?.at !== undefined) return 0
  const foot = (box.y + box.height - scene.frame.y) / scene.frame.height
  return SOFT.pressure * pressure * (density - roomy) * Math.max(0, foot - until)
}

const NEAR = 1.06

/** A variant at a place, with what it costs there by itself. */
export function candidateAt(item: Item, variant: Variant, centre: PointMm, ground: Ground, turn: Turn): Candidate {
  const body: Body = { centre, half: variant.half, corners: variant.corners }
  const outer = outerOf(body, variant)
  const box = boxOf(outer)
  const { scene, style } = ground
  const near = { ...outer, half: { x: outer.half.x * NEAR, y: outer.half.y * NEAR } }
  const tail = planTail(body, item.request.kind, item.aim, scene, style)
  const cost =
    SOFT.shape * variant.cost +
    outsideCost(item, outer, box, ground) +
    coverCost(outer, box, ground) +
    tailCost(item, body, tail, ground) +
    placeCost(item, box, ground, turn.share) +
    pressureCost(item, box, ground, turn)
  let bent: TailLine[] | null = null
  return {
    variant,
    body,
    outer,
    box,
    near,
    nearBox: boxOf(near),
    tail,
    bentTails() {
      bent ??= bentTails(body, item.request.kind, item.aim, scene, style)
      return bent
    },
    cost,
  }
}

/** Captions may stand on the panel's border; everything else keeps off it, or crosses it for good and not by a hair. */
function outsideCost({ request }: Item, outer: Body, box: RectMm, { scene, style }: Ground): number {
  const { room, page, slants } = scene
  const flush = request.kind === 'caption' || request.kind === 'note'
  let cost = 0
  for (const within of [
    box.x - room.x,
    room.x + room.width - box.x - box.width,
    box.y - room.y,
    room.y + room.height - box.y - box.height,
    ...slants.map((slant) => withinSlant(outer, outer.centre, slant)),
  ]) {
    if (within > style.insetMm - 1e-6 || (flush && within > -1e-6)) continue
    // A sound may break the border; words may not.
    if (request.kind === 'sfx' && within > -style.sizeMm * 2) cost += Math.max(0, -within) * SOFT.soundOut
    else if (within < -style.breakoutMm - 1e-6) cost += HARD.outside + (HARD.furtherOut * -within) / style.sizeMm
    else if (within < 0) cost += SOFT.breakout
    else cost += SOFT.tangent * (1 - within / style.insetMm)
  }
  return contains(grown(page, style.breakoutMm), box) ? cost : cost + HARD.offPage
}

/** How far a body is within a leaning side, in mm; negative past it. */
export function withinSlant(shape: Pick<Body, 'half' | 'corners'>, centre: PointMm, { point, inwards }: Slant): number {
  const away = (centre.x - point.x) * inwards.x + (centre.y - point.y) * inwards.y
  return away - supportOf(shape, inwards)
}

function coverCost(outer: Body, box: RectMm, { scene, style, attention, faces }: Ground): number {
  const alone = scene.figures.every(({ guessed }) => guessed)
  let cost = attention === null ? 0 : (alone ? SOFT.attentionAlone : SOFT.attention) * attention.mean(box)
  for (const { figure, core, hair } of faces) {
    if (figure.guessed) {
      if (bodyMeetsRect(outer, core)) cost += SOFT.guessedFace * coveredShare(outer, core)
      continue
    }
    if (bodyMeetsRect(outer, core)) cost += HARD.face * (0.3 + coveredShare(outer, core))
    if (bodyMeetsRect(outer, hair)) cost += SOFT.hair * coveredShare(outer, hair)
    cost += SOFT.crowding * crowding(outer, figure.face!, style.sizeMm)
  }
  for (const { body, guessed } of scene.figures) {
    if (body !== null && !guessed) cost += SOFT.body * (overlapMm2(box, body) / Math.max(1, body.width * body.height))
  }
  for (const pin of scene.keepOff) {
    if (bodyMeetsRect(outer, pin)) cost += HARD.pin * (0.3 + coveredShare(outer, pin))
  }
  return cost
}

/** Heads want air, and tails something to point over: 1 for a balloon on a face, 0 from this far on. */
const HEAD_ROOM = 2.6

function crowding(outer: Body, face: RectMm, sizeMm: number): number {
  const gap = gapBetween(outer, {
    centre: centreOf(face),
    half: { x: face.width / 2, y: face.height / 2 },
    corners: 'square',
  })
  return Math.min(1, Math.max(0, 1 - gap / (HEAD_ROOM * sizeMm)))
}

/** Of a rectangle under a body, by a grid of points. */
function coveredShare(body: Body, rect: RectMm): number {
  const steps = 5
  let covered = 0
  for (let row = 0; row < steps; row++) {
    for (let column = 0; column < steps; column++) {
      const point = {
        x: rect.x + (rect.width * (column + 0.5)) / steps,
        y: rect.y + (rect.height * (row + 0.5)) / steps,
      }
      if (holds(body, point)) covered++
    }
  }
  return covered / (steps * steps)
}

function tailCost({ aim, joinable }: Item, body: Body, tail: Candidate['tail'], ground: Ground): number {
  if (aim.at === 'nothing') return 0
  if (tail === null) return joinable ? 0 : SOFT.noTail * (aim.at === 'figure' && aim.figure.guessed ? 0.4 : 1)
  let cost = 0
  for (const { figure, core } of ground.faces) {
    const own = aim.at === 'figure' && aim.figure === figure
    if (own || figure.guessed || !tail.meetsRect(core)) continue
    const short = shortened(tail, 0.4, ground.style)
    cost += short === null || short.meetsRect(core) ? HARD.tailOnFace : SOFT.shortTail
  }
  const weight = tail.aim === 'guess' ? 0.5 : 1
  if (tail.aim === 'border') {
    const far = tail.way - ground.style.sizeMm * 2
    const near = Math.max(0, 1 - tail.way / (ground.style.sizeMm * 1.8))
    return cost + SOFT.borderFar * Math.max(0, far / ground.diagonal) * 4 + SOFT.borderNear * near
  }
  cost += weight * SOFT.tailLength * (tail.way / ground.diagonal)
  if (aim.at === 'figure' && body.centre.y > aim.figure.mouth.y) cost += weight * SOFT.belowSpeaker
  return cost
}

/** @param share how far into the panel's texts the item is, 0–1 */
function placeCost({ request, home, lock }: Item, box: RectMm, ground: Ground, share: number): number {
  const { scene, diagonal } = ground
  if (lock?.at !== undefined) return 0
  const centre = centreOf(box)
  const { frame, direction } = scene
  const down = (centre.y - frame.y) / frame.height
  const across = (centre.x - frame.x) / frame.width
  const along = direction === 'ltr' ? across : 1 - across
  const atHome = home === null ? 0 : SOFT.home * (distance(home.centre, centre) / diagonal)
  switch (request.kind) {
    case 'caption': {
      const last = share > 0.99 && share > 0
      const wantsFoot = last ? Math.abs(down - 0.9) * 0.4 : down
      const reach = Math.min(box.y - scene.room.y, scene.room.y + scene.room.height - box.y - box.height)
      const offCorner = SOFT.offCorner * Math.min(1, reach / ground.style.sizeMm)
      return atHome + offCorner + SOFT.captionLow * wantsFoot + SOFT.lateStart * (last ? 1 - along : along)
    }
    case 'note':
      return atHome + 4 * (1 - down)
    case 'sfx':
      return atHome + 0.2 * Math.abs(down - 0.6)
    default: {
      const wantedAlong = share === 0 ? along : Math.abs(along - share)
      return atHome + SOFT.low * down + SOFT.lateStart * wantedAlong
    }
  }
}

/**
 * What two candidates cost each other; `first` is read before `second`.
 * @param limit what costs more than this need not be worked out to the end
 */
export function pairCost(
  first: Candidate,
  second: Candidate,
  items: { first: Item; second: Item; neighbours: boolean },
  { scene, style, diagonal }: Ground,
  limit = Infinity,
): number {
  let cost = 0
  const gap = gapBetween(first.outer, second.outer)
  if (gap < 0) cost += HARD.overlap * (0.2 + Math.min(1, -gap / style.sizeMm))
  else if (gap < style.apartMm) cost += SOFT.tooNear * (1 - gap / style.apartMm)
  if (!readBefore(first.box, second.box, scene.direction, ORDER_DOUBT)) cost += HARD.order
  else cost += SOFT.doubt * orderDoubt(first.box, second.box, scene.direction)
  if (items.neighbours) {
    if (items.second.joinable) {
      cost += SOFT.joinedApart * Math.max(0, gap / style.sizeMm - 0.8)
      if (gap > style.sizeMm * LONGEST_BRIDGE) cost += SOFT.unjoined
    } else cost += SOFT.apart * (gap / diagonal)
  }
  return cost > limit ? cost : cost + tailsCost(first, second)
}

/** Boxes of spikes and scallops are a little larger than what is drawn. */
const ORDER_DOUBT = 0.07

/** In multiples of the letter size. */
export const LONGEST_BRIDGE = 3.4

function tailsCost(first: Candidate, second: Candidate): number {
  const [a, b] = [first.tail, second.tail]
  let cost = 0
  if (a?.runsUnder(second.near, second.nearBox))
    cost += bentAway(first, (tail) => !tail.runsUnder(second.near, second.nearBox), HARD.tailUnderBalloon)
  if (b?.runsUnder(first.near, first.nearBox))
    cost += bentAway(second, (tail) => !tail.runsUnder(first.near, first.nearBox), HARD.tailUnderBalloon)
  // Tails that would cross if they went all the way send the eye to the wrong speaker.
  if (a !== null && b !== null && segmentsCross(a.base, a.target, b.base, b.target)) cost += SOFT.tailsTangled
  if (a !== null && b !== null && a.crosses(b)) cost += bentAway(second, (tail) => !a.crosses(tail), HARD.tailsCross)
  return cost
}

/** A tail that can be bent out of the way costs little. */
function bentAway(candidate: Candidate, free: (tail: TailLine) => boolean, hard: number): number {
  return candidate.bentTails().some(free) ? SOFT.bentTail : hard
}
