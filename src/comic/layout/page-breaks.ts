import type { PageCountWish } from './layout-wish.ts'

/** Runs of panels that could be pages, in rows; a run is `length` panels from `start`. */
export interface RunTable {
  /** Panels of the book, insets not counted. */
  panels: number
  /** Most panels of a page. */
  longest: number
  /** Choices kept for each run. */
  choices: number
  /** What a choice costs, Infinity for one that is not there; index from `choiceAt`. Choices of a run are together. */
  costs: Float64Array
  /** Equal for pages that look alike. */
  looks: Int32Array
}

export interface BreakRules {
  /** A page that looks like the one before it. */
  repeatCost: number
  /** 1 where a panel should be the first one seen after turning the page: first of an even page. */
  reveals: Uint8Array
  missedTurnCost: number
  /** 1 where a panel, alone on its page, wants two facing pages: an even page and the next. */
  spreads: Uint8Array
  misplacedSpreadCost: number
}

/** A run of panels on one page, or on two facing ones. */
export interface PlacedRun {
  start: number
  length: number
  /** Which of the run's choices. */
  choice: number
  /** Number of its page, from 1; the first of the two for a spread. */
  number: number
  pages: 1 | 2
}

export interface Breaks {
  runs: PlacedRun[]
  /** In all. */
  pages: number
}

/** Where the first choice of a run stands in the table. */
export function choiceAt({ longest, choices }: Pick<RunTable, 'longest' | 'choices'>, start: number, length: number) {
  return (start * longest + length - 1) * choices
}

/** Counts of pages as the states of a search. */
interface PageStates {
  width: number
  /** State after so many pages before panel `at`; -1 when that is none. */
  stateOf(at: number, pages: number): number
  /** Pages of a state, or some number that stands for all that have it. */
  pagesOf(at: number, state: number): number
  /** Whether a book may have as many pages. */
  isEnd(pages: number): boolean
}

/** Two entries for each state: the best way there, and the best of those that end on a page of another look. */
const ENTRIES = 2
const NONE = -1

/**
 * Cuts a book into pages at the least cost, by dynamic programming over panel, pages so far and look of the last page.
 * @returns null when the count cannot be had
 */
export function breakPages(table: RunTable, rules: BreakRules, pageCount: PageCountWish): Breaks | null {
  if (pageCount === 'free') return cheapest(table, rules, cyclic(2, 1), 0)
  if (typeof pageCount !== 'number') {
    const { multipleOf } = pageCount
    return cheapest(table, rules, cyclic(multipleOf % 2 === 0 ? multipleOf : 2 * multipleOf, multipleOf), 0)
  }
  return exactly(table, rules, pageCount)
}

/** The fewest and the most pages the book can have. */
export function pageCounts(table: RunTable, rules: BreakRules): { fewest: number; most: number } {
  const count = (pagePrice: number) => cheapest(table, rules, cyclic(2, 1), pagePrice)?.pages ?? 0
  return { fewest: count(PROHIBITIVE), most: count(-PROHIBITIVE) }
}

/** A price for a page that outweighs everything else. */
const PROHIBITIVE = 1e6
/** States a search may have before it is kept near its expected course. */
const MOST_STATES = 1_000_000
const NARROWEST_BAND = 24
const PRICE_STEPS = 24

/**
 * An exact count is one more state for each page. In a long book only counts near the course are looked at that the
 * book takes when pages have a price, chosen so that it comes out at about the count wanted.
 */
function exactly(table: RunTable, rules: BreakRules, count: number): Breaks | null {
  if (count < 1) return null
  if ((table.panels + 1) * (count + 1) <= MOST_STATES) {
    return cheapest(
      table,
      rules,
      banded(() => 0, count + 1, count),
      0,
    )
  }
  const course = courseOf(table, pricedNear(table, rules, count))
  for (let width = NARROWEST_BAND; (table.panels + 1) * width <= 16 * MOST_STATES; width *= 4) {
    const found = cheapest(
      table,
      rules,
      banded((at) => Math.max(0, course[at]! - Math.floor(width / 2)), width, count),
      0,
    )
    if (found !== null) return found
  }
  return null
}

function pricedNear(table: RunTable, rules: BreakRules, count: number): Breaks {
  const at = (price: number) => cheapest(table, rules, cyclic(2, 1), price)!
  let [low, high] = [-64, 64]
  let nearest = at(0)
  for (let step = 0; step < PRICE_STEPS && nearest.pages !== count; step++) {
    const price = (low + high) / 2
    const found = at(price)
    if (Math.abs(found.pages - count) < Math.abs(nearest.pages - count)) nearest = found
    // Dearer pages are fewer.
    if (found.pages > count) low = price
    else high = price
  }
  return nearest
}

/** Pages before every panel. */
function courseOf({ panels }: RunTable, { runs }: Breaks): Int32Array {
  const course = new Int32Array(panels + 1)
  for (const { start, length, number, pages } of runs) {
    for (let at = start; at < start + length; at++) course[at] = number - 1
    course[start + length] = number - 1 + pages
  }
  return course
}

/** Pages counted modulo an even number. */
function cyclic(period: number, endsAt: number): PageStates {
  return {
    width: period,
    stateOf: (_, pages) => pages % period,
    pagesOf: (_, state) => state,
    isEnd: (pages) => pages % endsAt === 0,
  }
}

/** Pages counted as they are, from a lowest count on that may differ from panel to panel. */
function banded(lowest: (at: number) => number, width: number, count: number): PageStates {
  return {
    width,
    stateOf: (at, pages) => {
      const state = pages - lowest(at)
      return pages <= count && state >= 0 && state < width ? state : NONE
    },
    pagesOf: (at, state) => lowest(at) + state,
    isEnd: (pages) => pages === count,
  }
}

function cheapest(table: RunTable, rules: BreakRules, states: PageStates, pagePrice: number): Breaks | null {
  const { panels, longest, choices, costs, looks } = table
  const { width } = states
  const size = (panels + 1) * width * ENTRIES
  const best = new Float64Array(size).fill(Infinity)
  const look = new Int32Array(size).fill(NONE)
  const from = new Int32Array(size).fill(NONE)
  const ran = new Int32Array(size).fill(NONE)
  best[states.stateOf(0, 0) * ENTRIES] = 0

  for (let at = 0; at < panels; at++) {
    for (let state = 0; state < width; state++) {
      const entry = (at * width + state) * ENTRIES
      if (best[entry] === Infinity) continue
      const before = states.pagesOf(at, state)
      // Page numbers count from 1: after an odd count the next page is even, and the reader turns to it.
      const turns = before % 2 === 1
      const missedTurn = rules.reveals[at] === 1 && !turns ? rules.missedTurnCost : 0
      for (let length = 1; length <= longest && at + length <= panels; length++) {
        const first = (at * longest + length - 1) * choices
        if (costs[first] === Infinity) continue
        const wantsTwo = length === 1 && rules.spreads[at] === 1
        const pages = wantsTwo && turns ? 2 : 1
        const next = states.stateOf(at + length, before + pages)
        if (next < 0) continue
        const target = ((at + length) * width + next) * ENTRIES
        const placeCost = missedTurn + pages * pagePrice + (wantsTwo && !turns ? rules.misplacedSpreadCost : 0)
        for (let choice = first; choice < first + choices; choice++) {
          const cost = costs[choice]!
          if (cost === Infinity) break
          const shape = looks[choice]!
          let total = best[entry]!
          let source = entry
          if (look[entry] === shape) {
            total += rules.repeatCost
            if (best[entry + 1]! < total) {
              total = best[entry + 1]!
              source = entry + 1
            }
          }
          total += cost + placeCost
          if (total < best[target]!) {
            if (look[target] !== shape) {
              best[target + 1] = best[target]!
              look[target + 1] = look[target]!
              from[target + 1] = from[target]!
              ran[target + 1] = ran[target]!
            }
            best[target] = total
            look[target] = shape
            from[target] = source
            ran[target] = choice
          } else if (look[target] !== shape && total < best[target + 1]!) {
            best[target + 1] = total
            look[target + 1] = shape
            from[target + 1] = source
            ran[target + 1] = choice
          }
        }
      }
    }
  }

  let end = NONE
  for (let state = 0; state < width; state++) {
    const entry = (panels * width + state) * ENTRIES
    if (states.isEnd(states.pagesOf(panels, state)) && best[entry]! < (end === NONE ? Infinity : best[end]!))
      end = entry
  }
  if (end === NONE) return null
  const found: number[] = []
  for (let entry = end; ran[entry] !== NONE; entry = from[entry]!) found.push(ran[entry]!)
  return numbered(found.reverse(), table, rules)
}

function numbered(found: readonly number[], { longest, choices }: RunTable, { spreads }: BreakRules): Breaks {
  let number = 1
  const runs = found.map((index): PlacedRun => {
    const run = Math.floor(index / choices)
    const [start, length] = [Math.floor(run / longest), (run % longest) + 1]
    const pages = length === 1 && spreads[start] === 1 && number % 2 === 0 ? 2 : 1
    const placed: PlacedRun = { start, length, choice: index % choices, number, pages }
    number += pages
    return placed
  })
  return { runs, pages: number - 1 }
}

/**
 * What every run is away from the best book, at least: the best book that contains it, less the best one. Looks and
 * page counts are not looked at.
 * @returns by start and length; Infinity where no page may be
 */
export function slackOfRuns(table: RunTable, rules: BreakRules, pagePrice = 0): Float64Array {
  const { panels, longest, choices, costs } = table
  const there = new Float64Array(2 * (panels + 1)).fill(Infinity)
  const onward = new Float64Array(2 * (panels + 1)).fill(Infinity)
  const step = (at: number, parity: number, length: number) => {
    const cost = costs[(at * longest + length - 1) * choices]!
    const turns = parity === 1
    const wantsTwo = length === 1 && rules.spreads[at] === 1
    const pages = wantsTwo && turns ? 2 : 1
    const missedTurn = rules.reveals[at] === 1 && !turns ? rules.missedTurnCost : 0
    const misplaced = wantsTwo && !turns ? rules.misplacedSpreadCost : 0
    return { cost: cost + missedTurn + misplaced + pages * pagePrice, next: 2 * (at + length) + ((parity + pages) % 2) }
  }
  there[0] = 0
  onward[2 * panels] = 0
  onward[2 * panels + 1] = 0
  for (let at = 0; at < panels; at++) {
    for (let parity = 0; parity < 2; parity++) {
      const cost = there[2 * at + parity]!
      if (cost === Infinity) continue
      for (let length = 1; length <= longest && at + length <= panels; length++) {
        const run = step(at, parity, length)
        there[run.next] = Math.min(there[run.next]!, cost + run.cost)
      }
    }
  }
  const slack = new Float64Array(panels * longest).fill(Infinity)
  const least = Math.min(there[2 * panels]!, there[2 * panels + 1]!)
  for (let at = panels - 1; at >= 0; at--) {
    for (let parity = 0; parity < 2; parity++) {
      for (let length = 1; length <= longest && at + length <= panels; length++) {
        const run = step(at, parity, length)
        const cost = run.cost + onward[run.next]!
        onward[2 * at + parity] = Math.min(onward[2 * at + parity]!, cost)
        const index = at * longest + length - 1
        slack[index] = Math.min(slack[index]!, there[2 * at + parity]! + cost - least)
      }
    }
  }
  return slack
}
