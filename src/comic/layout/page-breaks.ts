/** Runs of panels that could be pages, in rows; a run is `length` panels from `start`. */
export interface RunTable {
  /** Panels of the book. */
  panels: number
  /** Most panels of a page. */
  longest: number
  /** Choices kept for each run. */
  choices: number
  /** What a choice costs, Infinity for one that is not there; index from `choiceIndex`. */
  costs: Float64Array
  /** Equal for choices that look alike. */
  looks: Int32Array
}

export interface BreakRules {
  /** A page that looks like the one before it. */
  repeatCost: number
  /** 1 where a panel should be the first one seen after turning the page: first of an even page. */
  reveals: Uint8Array
  missedTurnCost: number
  /** 1 where a panel, alone in its run, wants two facing pages: an even page and the next. */
  spreads: Uint8Array
  misplacedSpreadCost: number
  pageCount: PageCountWish
}

/** How many pages a book should have, its cover not counted. */
export type PageCountWish = 'free' | number | { multipleOf: number }

/** A run of panels on one page, or on two facing ones. */
export interface PageRun {
  start: number
  length: number
  choice: number
  /** Number of its page, from 1; the first of the two for a spread. */
  number: number
  pages: 1 | 2
}

export function choiceIndex({ longest, choices }: Pick<RunTable, 'longest' | 'choices'>, start: number, length: number) {
  return (start * longest + length - 1) * choices
}

/** Pages as the states of a search: counted modulo some number, or exactly but near an expected course. */
interface PageStates {
  width: number
  /** State at panel `at` for a count of pages; -1 when out of bounds. */
  stateOf(at: number, pages: number): number
  /** Some count of pages that has the state. */
  pagesOf(at: number, state: number): number
  isEnd(state: number): boolean
}

/** Two entries for each state: the best way there, and the best of those that end on a page of another look. */
const ENTRIES = 2
const NONE = -1

/**
 * The cheapest way to cut a book into pages, by dynamic programming over (panel, pages so far, look of the last page).
 * @param pagePrice added for every page; steers how many there are
 * @returns null when no way ends in an allowed number of pages
 */
function cheapestBreaks(table: RunTable, rules: BreakRules, states: PageStates, pagePrice: number): PageRun[] | null {
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
      // Page numbers count from 1, so an odd count before means that the next page is even: the reader turns to it.
      const turns = before % 2 === 1
      const missedTurn = rules.reveals[at] === 1 && !turns ? rules.missedTurnCost : 0
      const wantsSpread = rules.spreads[at] === 1
      for (let length = 1; length <= longest && at + length <= panels; length++) {
        const pages = wantsSpread && length === 1 && turns ? 2 : 1
        const misplaced = wantsSpread && length === 1 && !turns ? rules.misplacedSpreadCost : 0
        const next = states.stateOf(at + length, before + pages)
        if (next < 0) continue
        const target = ((at + length) * width + next) * ENTRIES
        const first = (at * longest + length - 1) * choices
        for (let choice = 0; choice < choices; choice++) {
          const cost = costs[first + choice]!
          if (cost === Infinity) break
          const shape = looks[first + choice]!
          let total = best[entry]!
          let source = entry
          if (look[entry] === shape) {
            total += rules.repeatCost
            if (best[entry + 1]! < total) {
              total = best[entry + 1]!
              source = entry + 1
            }
          }
          total += cost + missedTurn + misplaced + pages * pagePrice
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
            ran[target] = first + choice
          } else if (look[target] !== shape && total < best[target + 1]!) {
            best[target + 1] = total
            look[target + 1] = shape
            from[target + 1] = source
            ran[target + 1] = first + choice
          }
        }
      }
    }
  }
  return traceBack(table, states, best, from, ran)
}

function traceBack(
  { panels, longest, choices }: RunTable,
  states: PageStates,
  best: Float64Array,
  from: Int32Array,
  ran: Int32Array,
): PageRun[] | null {
  let end = NONE
  for (let state = 0; state < states.width; state++) {
    const entry = (panels * states.width + state) * ENTRIES
    if (states.isEnd(state) && best[entry]! < Infinity && (end === NONE || best[entry]! < best[end]!)) end = entry
  }
  if (end === NONE) return null
  const runs: PageRun[] = []
  for (let entry = end; ran[entry] !== NONE; entry = from[entry]!) {
    const choice = ran[entry]!
    const run = Math.floor(choice / choices)
    runs.unshift({ start: Math.floor(run / longest), length: (run % longest) + 1, choice: choice % choices, number: 0, pages: 1 })
  }
  return runs
}

/** Pages counted modulo a number. */
function cyclic(period: number, end: (pages: number) => boolean): PageStates {
  return {
    width: period,
    stateOf: (_, pages) => pages % period,
    pagesOf: (_, state) => state,
    isEnd: end,
  }
}

function number(runs: PageRun[], spreads: Uint8Array): PageRun[] {
  let next = 1
  for (const run of runs) {
    run.number = next
    run.pages = spreads[run.start] === 1 && run.length === 1 && next % 2 === 0 ? 2 : 1
    next += run.pages
  }
  return runs
}

export function breakPages(table: RunTable, rules: BreakRules): PageRun[] {
  return number(cheapestBreaks(table, rules, cyclic(2, () => true), 0) ?? [], rules.spreads)
}
