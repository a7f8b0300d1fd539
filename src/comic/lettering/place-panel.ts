import { gapBetween } from './body.ts'
import { chooseTails } from './choose-tails.ts'
import { candidateAt, type Ground, groundOf, HARD_FROM, LONGEST_BRIDGE, pairCost, type Turn } from './costs.ts'
import type { Candidate, Item, Variant } from './item.ts'
import type { LetterStyle } from './letter-style.ts'
import type { PanelScene } from './lettering.ts'
import { isFlush, spotsFor } from './spots.ts'
import type { TailLine } from './tails.ts'
import { grown } from './vector.ts'
import { type Numbered, PairCosts, Shortlist, type Way } from './ways.ts'

/** How widely a place is sought. */
interface Search {
  /** Ways kept from one text to the next. */
  beam: number
  /** Candidates of one text that are tried beside each way kept. */
  candidates: number
  /** Of the ways kept, those that the next text is tried close beside. */
  withNeighbours: number
  /** Of the ways at the end, those that are polished and whose tails are drawn to choose between them. */
  finalists: number
  /** Factor on the cost of leaving little room below. */
  pressure: number
}

/** The first is enough for most panels. Where it finds nothing clean the next ones look further. */
export const SEARCHES: readonly Search[] = [
  { beam: 8, candidates: 72, withNeighbours: 4, finalists: 2, pressure: 1 },
  { beam: 60, candidates: 160, withNeighbours: 40, finalists: 8, pressure: 4 },
]

/** Ways out of which those kept are chosen, for each of them: many are small changes of one arrangement. */
const WAYS_A_KEPT = 8
/** Of each arrangement, as many ways. */
const PER_ARRANGEMENT = 3
/** Of each spot, as many shapes of one width. */
const PER_SPOT = 1

export interface Placing {
  /** One for each item, in their order. */
  candidates: Candidate[]
  /** Indexes of items, those tied together by bridges in one group. */
  groups: number[][]
  /** By item; null for those without. */
  tails: (TailLine | null)[]
  cost: number
}

/**
 * Finds a place for every text of a panel together. The order of the items is the order they are to be read in.
 * Always finds one: where there is no good place, the least bad one, which `judgePanel` then tells of.
 */
export function placePanel(items: readonly Item[], scene: PanelScene, style: LetterStyle, search: Search): Placing {
  const ground = groundOf(scene, style, search.pressure)
  const turns = turnsOf(items, ground)
  let ways: Way[] = [{ candidates: [], cost: 0 }]
  for (const [index, item] of items.entries()) {
    const options = candidatesOf(item, turns[index]!, ground, search.candidates)
    const next = new Shortlist(search.beam * WAYS_A_KEPT)
    const pairs = new PairCosts(items, index, ground)
    const known = pairs.number(options)
    const beside = new Map<Candidate, Numbered[]>()
    for (const [rank, way] of ways.entries()) {
      const last = way.candidates.at(-1)
      if (last !== undefined && rank < search.withNeighbours && !beside.has(last)) {
        beside.set(last, pairs.number(besideSpots(item, last, turns[index]!, ground)))
      }
      for (const list of [known, (last && beside.get(last)) ?? []]) {
        for (const option of list) {
          const own = way.cost + option.candidate.cost
          if (own >= next.worst) continue
          const cost = own + pairs.withEarlier(way.candidates, option, next.worst - own)
          if (cost < next.worst) next.add({ way, candidate: option.candidate, cost })
        }
      }
    }
    ways = bestOfEach(next.ways(), search.beam, PER_ARRANGEMENT, ground)
  }
  const plain = search.pressure === 1 ? ground : groundOf(scene, style)
  return bestOfEach(ways, search.finalists, 1, ground)
    .map((way) => (plain === ground ? way : judgedAnew(items, way, turns, plain)))
    .map((way) => withTails(items, polish(items, way, turns, plain), plain))
    .reduce((best, way) => (way.cost < best.cost - 1e-9 ? way : best))
}

/** What was sought under pressure costs what it costs without. */
function judgedAnew(items: readonly Item[], { candidates }: Way, turns: readonly Turn[], ground: Ground): Way {
  const again: Candidate[] = []
  let cost = 0
  for (const [index, { variant, body }] of candidates.entries()) {
    const candidate = candidateAt(items[index]!, variant, body.centre, ground, turns[index]!)
    cost += candidate.cost + withEarlier(items, again, candidate, index, ground)
    again.push(candidate)
  }
  return { candidates: again, cost }
}

/** Draws the tails: which of them can be bent out of each other's way only shows when all stand in their places. */
function withTails(items: readonly Item[], { candidates, cost }: Way, ground: Ground): Placing {
  const groups: number[][] = []
  for (const [index, item] of items.entries()) {
    if (index > 0 && item.joinable && mayBridge(candidates[index - 1]!, candidates[index]!, ground)) {
      groups.at(-1)!.push(index)
    } else groups.push([index])
  }
  const { tails, conflicts } = chooseTails(items, candidates, groups, ground)
  return { candidates, groups, tails, cost: cost + conflicts * HARD_FROM }
}

function mayBridge(first: Candidate, second: Candidate, { style }: Ground): boolean {
  const gap = gapBetween(first.outer, second.outer)
  return gap >= 0 && gap <= LONGEST_BRIDGE * style.sizeMm
}

/** Two places nearer to each other than this, in multiples of the letter size, make one arrangement. */
const ARRANGEMENT_STEP = 4

/** The cheapest ways, but not only small changes of one arrangement: another one may turn out better in the end. */
function bestOfEach(ways: readonly Way[], most: number, perArrangement: number, { style }: Ground): Way[] {
  const kept: Way[] = []
  const taken = new Map<string, number>()
  const step = style.sizeMm * ARRANGEMENT_STEP
  for (const way of ways.toSorted((a, b) => a.cost - b.cost)) {
    const name = way.candidates
      .map(({ body: { centre } }) => `${Math.round(centre.x / step)},${Math.round(centre.y / step)}`)
      .join(' ')
    const count = taken.get(name) ?? 0
    if (count >= perArrangement) continue
    taken.set(name, count + 1)
    kept.push(way)
    if (kept.length === most) break
  }
  return kept
}

/** Close under and beside the text before it: where little room is left, no grid hits the gap. */
function besideSpots(item: Item, before: Candidate, turn: Turn, ground: Ground): Candidate[] {
  if (!isFree(item) || isFlush(item)) return []
  const { scene, style } = ground
  const room = grown(scene.room, -style.insetMm)
  const shapes = new Map<number, Variant>()
  for (const variant of item.variants) if (!shapes.has(widthClass(variant))) shapes.set(widthClass(variant), variant)
  return [...shapes.values()].flatMap((variant) => {
    const half = { x: variant.half.x + variant.reachMm, y: variant.half.y + variant.reachMm }
    const { x, y, width, height } = before.box
    const under = y + height + style.apartMm + half.y
    const left = x - style.apartMm - half.x
    const right = x + width + style.apartMm + half.x
    const ahead = scene.direction === 'ltr' ? right : left
    return [
      { x: room.x + half.x, y: under },
      { x: x + width / 2, y: under },
      { x: room.x + room.width - half.x, y: under },
      { x: ahead, y: y + half.y },
      { x: ahead, y: y + height * 0.6 },
    ].map((centre) => candidateAt(item, variant, centre, ground, turn))
  })
}

/** False for what the author or the book's own language holds in its place. */
function isFree({ lock, home }: Item): boolean {
  return lock?.at === undefined && !home?.stays
}

/** True when the placing breaks nothing that must hold. */
export function isClean({ cost }: Placing): boolean {
  return cost < HARD_FROM
}

function turnsOf(items: readonly Item[], { scene, style }: Ground): Turn[] {
  const areas = items.map(({ request, variants }) => {
    if (request.kind === 'sfx') return 0
    const { half, reachMm } = variants[0]!
    return 4 * (half.x + reachMm + style.apartMm / 2) * (half.y + reachMm + style.apartMm / 2)
  })
  const whole = areas.reduce((total, area) => total + area, 0)
  let until = 0
  return areas.map((area, index) => {
    until += area
    return {
      share: items.length > 1 ? index / (items.length - 1) : 0,
      until: whole === 0 ? 1 : until / whole,
      density: whole / (scene.room.width * scene.room.height),
    }
  })
}

function withEarlier(
  items: readonly Item[],
  earlier: readonly Candidate[],
  option: Candidate,
  index: number,
  ground: Ground,
  limit = Infinity,
): number {
  let cost = 0
  for (let before = earlier.length - 1; before >= 0 && cost < limit; before--) {
    const candidate = earlier[before]!
    const pair = { first: items[before]!, second: items[index]!, neighbours: before === index - 1 }
    cost += pairCost(candidate, option, pair, ground, limit - cost)
  }
  return cost
}

/** All places worth trying for a text, each with what it costs by itself. */
function candidatesOf(item: Item, turn: Turn, ground: Ground, most: number): Candidate[] {
  const variants = item.lock?.lines === undefined ? item.variants : nearestLines(item.variants, item.lock.lines)
  const all = variants.flatMap((variant) => {
    const spots = spotsFor(item, variant, ground)
    return spots.map((spot) => ({
      spot: `${spot.name} ${widthClass(variant)}`,
      candidate: candidateAt(item, variant, spot.centre, ground, turn),
    }))
  })
  const kept: Candidate[] = []
  const taken = new Map<string, number>()
  for (const { spot, candidate } of all.toSorted((a, b) => a.candidate.cost - b.candidate.cost)) {
    const count = taken.get(spot) ?? 0
    if (count >= PER_SPOT || kept.length >= most) continue
    taken.set(spot, count + 1)
    kept.push(candidate)
  }
  return kept
}

/** Tall, middling and wide ones are kept side by side: which one goes with its neighbours only shows later. */
function widthClass({ half }: Variant): number {
  return Math.round(Math.log2(half.x / half.y))
}

function nearestLines(variants: readonly Variant[], lines: number): Variant[] {
  const least = Math.min(...variants.map((variant) => Math.abs(variant.lines - lines)))
  return variants.filter((variant) => Math.abs(variant.lines - lines) === least)
}

/** Steps in multiples of the letter size, large ones first. */
const STEPS = [1.6, 0.7, 0.3]
const DIRECTIONS = [-1, -0.5, 0, 0.5].flatMap((turn) => [turn, turn + 0.25]).map((turn) => turn * Math.PI)

/** Moves texts a little as long as that makes the whole better. */
function polish(items: readonly Item[], way: Way, turns: readonly Turn[], ground: Ground): Way {
  let { candidates, cost } = way
  for (const step of STEPS) {
    for (let round = 0; round < 3; round++) {
      let better = false
      for (const [index, item] of items.entries()) {
        let costHere = costAmongAll(items, candidates, candidates[index]!, index, ground, Infinity)
        for (const option of movesOf(item, candidates[index]!, step * ground.style.sizeMm, turns[index]!, ground)) {
          const moved = costAmongAll(items, candidates, option, index, ground, costHere)
          if (moved > costHere - 1e-6) continue
          cost += moved - costHere
          costHere = moved
          candidates = candidates.with(index, option)
          better = true
        }
      }
      if (!better) break
    }
  }
  return { candidates, cost }
}

/** What a candidate costs in the place of one item, the others standing as they stand. */
function costAmongAll(
  items: readonly Item[],
  candidates: readonly Candidate[],
  option: Candidate,
  index: number,
  ground: Ground,
  limit: number,
): number {
  let cost = option.cost
  for (let other = 0; other < items.length && cost < limit; other++) {
    if (other === index) continue
    const [first, second] = other < index ? [other, index] : [index, other]
    const pair = { first: items[first]!, second: items[second]!, neighbours: second - first === 1 }
    const [a, b] = other < index ? [candidates[other]!, option] : [option, candidates[other]!]
    cost += pairCost(a, b, pair, ground, limit - cost)
  }
  return cost
}

function movesOf(item: Item, candidate: Candidate, stepMm: number, turn: Turn, ground: Ground): Candidate[] {
  if (!isFree(item)) return []
  const flush = isFlush(item)
  const { centre } = candidate.body
  return DIRECTIONS.filter((angle) => !flush || Math.abs(Math.cos(angle)) < 0.01).map((angle) =>
    candidateAt(
      item,
      candidate.variant,
      { x: centre.x + stepMm * Math.cos(angle), y: centre.y + stepMm * Math.sin(angle) },
      ground,
      turn,
    ),
  )
}
