import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PageCountWish } from './layout-wish.ts'
import {
  type BreakRules,
  type Breaks,
  breakPages,
  choiceAt,
  pageCounts,
  type RunTable,
  slackOfRuns,
} from './page-breaks.ts'

const LONGEST = 3
const CHOICES = 2

interface Book {
  table: RunTable
  rules: BreakRules
}

/** Books small enough to try every way of breaking them. */
const anyBook = fc.integer({ min: 1, max: 7 }).chain((panels) =>
  fc
    .record({
      costs: fc.array(fc.double({ min: 0, max: 5, noNaN: true }), {
        minLength: panels * LONGEST * CHOICES,
        maxLength: panels * LONGEST * CHOICES,
      }),
      looks: fc.array(fc.integer({ min: 0, max: 2 }), {
        minLength: panels * LONGEST * CHOICES,
        maxLength: panels * LONGEST * CHOICES,
      }),
      reveals: fc.array(fc.constantFrom(0, 1), { minLength: panels, maxLength: panels }),
      spreads: fc.array(fc.constantFrom(0, 0, 1), { minLength: panels, maxLength: panels }),
    })
    .map(({ costs, looks, reveals, spreads }): Book => {
      const table: RunTable = {
        panels,
        longest: LONGEST,
        choices: CHOICES,
        costs: Float64Array.from(costs),
        looks: Int32Array.from(looks),
      }
      // A spread shares its page with no other panel, and choices stand cheapest first.
      for (let start = 0; start < panels; start++) {
        for (let length = 1; length <= LONGEST; length++) {
          const at = choiceAt(table, start, length)
          const holdsSpread = spreads.slice(start, start + length).includes(1)
          if (length > 1 && holdsSpread) table.costs.fill(Infinity, at, at + CHOICES)
          else table.costs.subarray(at, at + CHOICES).sort()
        }
      }
      return {
        table,
        rules: {
          repeatCost: 0.7,
          reveals: Uint8Array.from(reveals),
          missedTurnCost: 1.5,
          spreads: Uint8Array.from(spreads),
          misplacedSpreadCost: 4,
        },
      }
    }),
)

/** Cost and pages of every way to break a book. */
function everyWay({ table, rules }: Book): { cost: number; pages: number }[] {
  const ways: { cost: number; pages: number }[] = []
  const go = (at: number, pages: number, look: number, cost: number): void => {
    if (at === table.panels) {
      ways.push({ cost, pages })
      return
    }
    for (let length = 1; length <= LONGEST && at + length <= table.panels; length++) {
      for (let choice = 0; choice < CHOICES; choice++) {
        const index = choiceAt(table, at, length) + choice
        const own = table.costs[index]!
        if (own === Infinity) continue
        const isEven = (pages + 1) % 2 === 0
        const wantsTwo = rules.spreads[at] === 1 && length === 1
        const extra =
          (rules.reveals[at] === 1 && !isEven ? rules.missedTurnCost : 0) +
          (wantsTwo && !isEven ? rules.misplacedSpreadCost : 0) +
          (table.looks[index] === look ? rules.repeatCost : 0)
        go(at + length, pages + (wantsTwo && isEven ? 2 : 1), table.looks[index]!, cost + own + extra)
      }
    }
  }
  go(0, 0, -1, 0)
  return ways
}

function costOf({ table, rules }: Book, { runs }: Breaks): number {
  let look = -1
  return runs.reduce((total, { start, length, choice, number }) => {
    const index = choiceAt(table, start, length) + choice
    const isOdd = number % 2 === 1
    const repeated = table.looks[index] === look ? rules.repeatCost : 0
    look = table.looks[index]!
    const missed = rules.reveals[start] === 1 && isOdd ? rules.missedTurnCost : 0
    const misplaced = rules.spreads[start] === 1 && length === 1 && isOdd ? rules.misplacedSpreadCost : 0
    return total + table.costs[index]! + repeated + missed + misplaced
  }, 0)
}

describe('page breaks', () => {
  test('are the cheapest of all, free or with a page count', () => {
    const wish = fc.oneof(
      fc.constant<PageCountWish>('free'),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 2, max: 5 }).map((multipleOf) => ({ multipleOf })),
    )
    fc.assert(
      fc.property(anyBook, wish, (book, pageCount) => {
        const allowed = everyWay(book).filter(({ pages }) =>
          pageCount === 'free'
            ? true
            : typeof pageCount === 'number'
              ? pages === pageCount
              : pages % pageCount.multipleOf === 0,
        )
        const found = breakPages(book.table, book.rules, pageCount)
        if (allowed.length === 0) {
          expect(found).toBeNull()
          return
        }
        expect(costOf(book, found!)).toBeCloseTo(Math.min(...allowed.map(({ cost }) => cost)), 9)
        expect(found!.runs.reduce((at, { start, length }) => (start === at ? at + length : -1), 0)).toBe(
          book.table.panels,
        )
        const pages = found!.runs.reduce((total, run) => total + run.pages, 0)
        expect(found!.pages).toBe(pages)
        if (pageCount !== 'free') expect(allowed.some((way) => way.pages === pages)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test('know the fewest and the most pages there can be', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        const counts = everyWay(book).map(({ pages }) => pages)
        // A misplaced spread is dear, but a page at any price is dearer.
        expect(pageCounts(book.table, book.rules)).toEqual({ fewest: Math.min(...counts), most: Math.max(...counts) })
      }),
    )
  })

  test('leave no slack to the runs of the cheapest book when looks do not matter', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        const blind = { ...book.rules, repeatCost: 0 }
        const slack = slackOfRuns(book.table, blind, 0)
        const { runs } = breakPages(book.table, blind, 'free')!
        for (const { start, length } of runs) expect(slack[start * LONGEST + length - 1]).toBeCloseTo(0, 9)
        expect(Math.min(...slack)).toBeGreaterThan(-1e-9)
      }),
    )
  })
})
