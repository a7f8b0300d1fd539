import type { PointMm, RectMm } from '../geometry.ts'
import { candidateAt, type Ground, groundOf, HARD_FROM, pairCost } from './costs.ts'
import type { Candidate, Item, Variant } from './item.ts'
import type { LetterStyle } from './letter-style.ts'
import type { PanelScene } from './lettering.ts'
import { grown } from './vector.ts'

/** Ways kept from one text to the next. */
const BEAM = 40
const COLUMNS = 7
const ROWS = 7
/** Candidates of one text that are tried beside each way kept. */
const MOST_CANDIDATES = 140
/** Of each spot, as many shapes of one width. */
const PER_SPOT = 1

export interface Placing {
  /** One for each item, in their order. */
  candidates: Candidate[]
  cost: number
}

/**
 * Finds a place for every text of a panel together. The order of the items is the order they are to be read in.
 * Always finds one: where there is no good place, the least bad one, which `judgePanel` then tells of.
 */
export function placePanel(items: readonly Item[], scene: PanelScene, style: LetterStyle): Placing {
  const ground = groundOf(scene, style)
  let ways: Placing[] = [{ candidates: [], cost: 0 }]
  for (const [index, item] of items.entries()) {
    const options = candidatesOf(item, shareOf(index, items.length), ground)
    const next: Placing[] = []
    for (const way of ways) {
      for (const option of options) {
        const cost = way.cost + option.cost + withEarlier(items, way.candidates, option, index, ground)
        next.push({ candidates: [...way.candidates, option], cost })
      }
    }
    ways = next.toSorted((a, b) => a.cost - b.cost).slice(0, BEAM)
  }
  if (process.env.DBG) console.log("beam", ways[0]!.cost, polish(items, ways[0]!, ground).cost, polish(items, ways[0]!, ground).candidates.map(c=>[c.cost,c.tail]))
  return polish(items, ways[0]!, ground)
}

/** True when the placing breaks nothing that must hold. */
export function isClean({ cost }: Placing): boolean {
  return cost < HARD_FROM
}

function shareOf(index: number, count: number): number {
  return count > 1 ? index / (count - 1) : 0
}

function withEarlier(
  items: readonly Item[],
  earlier: readonly Candidate[],
  option: Candidate,
  index: number,
  ground: Ground,
): number {
  let cost = 0
  for (const [before, candidate] of earlier.entries()) {
    const pair = { first: items[before]!, second: items[index]!, neighbours: before === index - 1 }
    cost += pairCost(candidate, option, pair, ground)
  }
  return cost
}

/** All places worth trying for a text, each with what it costs by itself. */
function candidatesOf(item: Item, share: number, ground: Ground): Candidate[] {
  const variants = item.lock?.lines === undefined ? item.variants : nearestLines(item.variants, item.lock.lines)
  const all = variants.flatMap((variant) => {
    const spots = spotsFor(item, variant, ground)
    return spots.map((spot) => ({
      spot: `${spot.name} ${widthClass(variant)}`,
      candidate: candidateAt(item, variant, spot.centre, ground, share),
    }))
  })
  const kept: Candidate[] = []
  const taken = new Map<string, number>()
  for (const { spot, candidate } of all.toSorted((a, b) => a.candidate.cost - b.candidate.cost)) {
    const count = taken.get(spot) ?? 0
    if (count >= PER_SPOT || kept.length >= MOST_CANDIDATES) continue
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

interface Spot {
  name: string
  centre: PointMm
}

function spotsFor(item: Item, variant: Variant, { scene, style }: Ground): Spot[] {
  const { frame } = scene
  if (item.lock?.at !== undefined) {
    const { x, y } = item.lock.at
    return [{ name: 'lock', centre: { x: frame.x + frame.width * x, y: frame.y + frame.height * y } }]
  }
  if (item.home?.stays) return [{ name: 'home', centre: item.home.centre }]
  const half = { x: variant.half.x + variant.reachMm, y: variant.half.y + variant.reachMm }
  const { kind } = item.request
  if (kind === 'caption' || kind === 'note') return edgeSpots(half, scene.room, kind === 'note')
  const room = grown(scene.room, -style.insetMm)
  const home: Spot[] = item.home === null ? [] : [{ name: 'home', centre: item.home.centre }]
  return [...home, ...gridSpots(half, room)]
}

function gridSpots(half: { x: number; y: number }, room: RectMm): Spot[] {
  const spots: Spot[] = []
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const centre = {
        x: along(room.x, room.width, half.x, column / (COLUMNS - 1)),
        y: along(room.y, room.height, half.y, row / (ROWS - 1)),
      }
      spots.push({ name: `${row}/${column}`, centre })
    }
  }
  return spots
}

/** Captions stand in corners and along the sides, on the border itself. */
function edgeSpots(half: { x: number; y: number }, room: RectMm, atFoot: boolean): Spot[] {
  const steps = 9
  return [0, 1].flatMap((side) =>
    Array.from({ length: atFoot ? 1 : steps }, (_, index): Spot => {
      const down = atFoot ? 1 : index / (steps - 1)
      return {
        name: `${side}/${index}`,
        centre: { x: along(room.x, room.width, half.x, side), y: along(room.y, room.height, half.y, down) },
      }
    }),
  )
}

/** A share of the way a body can be moved in a room; its middle when it does not fit. */
function along(start: number, size: number, half: number, share: number): number {
  return size <= 2 * half ? start + size / 2 : start + half + (size - 2 * half) * share
}

/** Steps in multiples of the letter size, large ones first. */
const STEPS = [1.6, 0.7, 0.3]
const DIRECTIONS = [-1, -0.5, 0, 0.5].flatMap((turn) => [turn, turn + 0.25]).map((turn) => turn * Math.PI)

/** Moves texts a little as long as that makes the whole better. */
function polish(items: readonly Item[], placing: Placing, ground: Ground): Placing {
  let { candidates, cost } = placing
  for (const step of STEPS) {
    for (let round = 0; round < 3; round++) {
      let better = false
      for (const [index, item] of items.entries()) {
        for (const option of movesOf(
          item,
          candidates[index]!,
          step * ground.style.sizeMm,
          shareOf(index, items.length),
          ground,
        )) {
          const moved = candidates.with(index, option)
          const total = totalCost(items, moved, ground)
          if (total < cost - 1e-6) {
            candidates = moved
            cost = total
            better = true
          }
        }
      }
      if (!better) break
    }
  }
  return { candidates, cost }
}

function movesOf(item: Item, candidate: Candidate, stepMm: number, share: number, ground: Ground): Candidate[] {
  if (item.lock?.at !== undefined || item.home?.stays) return []
  const flush = item.request.kind === 'caption' || item.request.kind === 'note'
  const { centre } = candidate.body
  return DIRECTIONS.filter((turn) => !flush || Math.abs(Math.cos(turn)) < 0.01).map((turn) =>
    candidateAt(
      item,
      candidate.variant,
      { x: centre.x + stepMm * Math.cos(turn), y: centre.y + stepMm * Math.sin(turn) },
      ground,
      share,
    ),
  )
}

function totalCost(items: readonly Item[], candidates: readonly Candidate[], ground: Ground): number {
  return candidates.reduce(
    (total, candidate, index) =>
      total + candidate.cost + withEarlier(items, candidates.slice(0, index), candidate, index, ground),
    0,
  )
}
