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
 * @param course where the book should be at every panel, for a count that must be met exactly
 * @returns null when the count cannot be had
 */
export function breakPages(
  table: RunTable,
  rules: BreakRules,
  pageCount: PageCountWish,
  course: PricedCourse | null = null,
): Breaks | null {
  if (pageCount === 'free') return cheapest(table, rules, cyclic(2, 1))
  if (typeof pageCount !== 'number') {
    const { multipleOf } = pageCount
    return cheapest(table, rules, cyclic(multipleOf % 2 === 0 ? multipleOf : 2 * multipleOf, multipleOf))
  }
  return exactly(table, rules, pageCount, course ?? courseTo(table, rules, pageCount))
}

/** Pages before every panel, as they fall when each page costs a price more. */
export interface PricedCourse {
  price: number
  pagesBefore: Int32Array
}

/** A price for a page that outweighs everything else. */
const PROHIBITIVE = 1e6
/** Prices that make pages as dear or as cheap as anything in a book. */
const HIGHEST_PRICE = 64
const PRICE_STEPS = 28
/** Counts of pages looked at around the course, at first and at most in the whole search. */
const NARROWEST_BAND = 32
const MOST_STATES = 4_000_000

/** The fewest and the most pages the book can have. */
export function pageCounts(table: RunTable, rules: BreakRules): { fewest: number; most: number } {
  const count = (price: number) => pricedCourse(table, rules, price).pagesBefore[table.panels]!
  return { fewest: count(PROHIBITIVE), most: count(-PROHIBITIVE) }
}

/** The price of a page at which the book comes out nearest to a count, found by halving. */
export function courseTo(table: RunTable, rules: BreakRules, count: number): PricedCourse {
  let [low, high] = [-HIGHEST_PRICE, HIGHEST_PRICE]
  let nearest = pricedCourse(table, rules, 0)
  const off = ({ pagesBefore }: PricedCourse) => pagesBefore[table.panels]! - count
  for (let step = 0; step < PRICE_STEPS && off(nearest) !== 0; step++) {
    const found = pricedCourse(table, rules, (low + high) / 2)
    if (Math.abs(off(found)) < Math.abs(off(nearest))) nearest = found
    // Dearer pages are fewer.
    if (off(found) > 0) low = found.price
    else high = found.price
  }
  return nearest
}

/** The cheapest book at a price for each page. Looks are left out: they move no page far. */
function pricedCourse(table: RunTable, rules: BreakRules, price: number): PricedCourse {
  const { panels, longest } = table
  const best = new Float64Array(2 * (panels + 1)).fill(Infinity)
  const from = new Int32Array(2 * (panels + 1)).fill(NONE)
  best[0] = 0
  for (let at = 0; at < panels; at++) {
    for (let parity = 0; parity < 2; parity++) {
      const source = 2 * at + parity
      if (best[source] === Infinity) continue
      for (let length = 1; length <= longest && at + length <= panels; length++) {
        const pages = pagesOfRun(rules, at, length, parity)
        const total = best[source]! + runCostAt(table, rules, at, length, parity) + pages * price
        const target = 2 * (at + length) + ((parity + pages) % 2)
        if (total < best[target]!) {
          best[target] = total
          from[target] = source
        }
      }
    }
  }
  const pagesBefore = new Int32Array(panels + 1)
  let state = best[2 * panels]! <= best[2 * panels + 1]! ? 2 * panels : 2 * panels + 1
  const course: number[] = []
  for (; state !== NONE; state = from[state]!) course.push(state)
  course.reverse()
  for (let step = 1; step < course.length; step++) {
    const [at, parity, until] = [course[step - 1]! >> 1, course[step - 1]! & 1, course[step]! >> 1]
    const pages = pagesOfRun(rules, at, until - at, parity)
    for (let within = at + 1; within < until; within++) pagesBefore[within] = pagesBefore[at]!
    pagesBefore[until] = pagesBefore[at]! + pages
  }
  return { price, pagesBefore }
}

/** A panel that wants two facing pages gets them when the next page is an even one. */
function pagesOfRun({ spreads }: BreakRules, at: number, length: number, parity: number): 1 | 2 {
  return length === 1 && spreads[at] === 1 && parity === 1 ? 2 : 1
}

/** What a run's cheapest choice costs where it stands. */
function runCostAt(
  { longest, choices, costs }: RunTable,
  rules: BreakRules,
  at: number,
  length: number,
  parity: number,
) {
  const missedTurn = parity === 0 && rules.reveals[at] === 1 ? rules.missedTurnCost : 0
  const misplaced = parity === 0 && length === 1 && rules.spreads[at] === 1 ? rules.misplacedSpreadCost : 0
  return costs[(at * longest + length - 1) * choices]! + missedTurn + misplaced
}

/** An exact count makes every count of pages a state; only those near the course are looked at, then more of them. */
function exactly(table: RunTable, rules: BreakRules, count: number, { pagesBefore }: PricedCourse): Breaks | null {
  for (let width = NARROWEST_BAND; ; width *= 4) {
    const isWhole = width > count
    const lowest = (at: number) => (isWhole ? 0 : Math.max(0, pagesBefore[at]! - Math.floor(width / 2)))
    const found = cheapest(table, rules, banded(lowest, isWhole ? count + 1 : width, count))
    if (found !== null || isWhole || (table.panels + 1) * width > MOST_STATES) return found
  }
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

function cheapest(table: RunTable, rules: BreakRules, states: PageStates): Breaks | null {
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
        const placeCost = missedTurn + (wantsTwo && !turns ? rules.misplacedSpreadCost : 0)
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
 * How far every run is from the best book, at least: the best book that contains it, less the best one. Looks and page
 * counts are not looked at.
 * @param price of every page
 * @returns by start and length; Infinity where no page may be
 */
export function slackOfRuns(table: RunTable, rules: BreakRules, price: number): Float64Array {
  const { panels, longest } = table
  const there = new Float64Array(2 * (panels + 1)).fill(Infinity)
  const onward = new Float64Array(2 * (panels + 1)).fill(Infinity)
  there[0] = 0
  onward.fill(0, 2 * panels)
  const nextState = (at: number, length: number, parity: number) =>
    2 * (at + length) + ((parity + pagesOfRun(rules, at, length, parity)) % 2)
  const costAt = (at: number, length: number, parity: number) =>
    runCostAt(table, rules, at, length, parity) + pagesOfRun(rules, at, length, parity) * price
  for (let at = 0; at < panels; at++) {
    for (let parity = 0; parity < 2; parity++) {
      const before = there[2 * at + parity]!
      if (before === Infinity) continue
      for (let length = 1; length <= longest && at + length <= panels; length++) {
        const next = nextState(at, length, parity)
        there[next] = Math.min(there[next]!, before + costAt(at, length, parity))
      }
    }
  }
  const least = Math.min(there[2 * panels]!, there[2 * panels + 1]!)
  const slack = new Float64Array(panels * longest).fill(Infinity)
  for (let at = panels - 1; at >= 0; at--) {
    for (let parity = 0; parity < 2; parity++) {
      for (let length = 1; length <= longest && at + length <= panels; length++) {
        const rest = costAt(at, length, parity) + onward[nextState(at, length, parity)]!
        onward[2 * at + parity] = Math.min(onward[2 * at + parity]!, rest)
        const run = at * longest + length - 1
        slack[run] = Math.min(slack[run]!, there[2 * at + parity]! + rest - least)
      }
    }
  }
  return slack
}
