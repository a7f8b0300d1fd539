import type { FixedPage, LayoutUnit, LayoutUnits } from './layout-units.ts'
import type { LayoutNote, PageCountWish } from './layout-wish.ts'
import {
  type BreakRules,
  type Breaks,
  breakPages,
  choiceAt,
  courseTo,
  type PlacedRun,
  pageCounts,
  type RunTable,
  slackOfRuns,
} from './page-breaks.ts'
import { MISPLACED_SPREAD, MISSED_TURN, REPEATED_TREE } from './page-cost.ts'
import { MOST_CHOICES, type PageChoice, type PageRuns } from './page-runs.ts'
import { evenTiers, type PageGroup } from './script-pages.ts'
import { type Shape, shapeOf } from './split-tree.ts'

/** A page of the book: which panels, in which tree. */
export interface ChosenPage extends PlacedRun {
  shape: Shape
  /** The tree as the author fixed it; its shares hold where it has some. */
  fixed: FixedPage | null
}

/** A run that is by estimate this far from the best book is not worth working out. */
const MOST_SLACK = 0.6
/** All pages of one panel that asked for it look alike. */
const ALONE_LOOK = 99_999
/** Looks of fixed pages whose tree is not in the catalogue are numbered from here. */
const FOREIGN_LOOKS = 100_000

/** The pages of a book, chosen among all runs, and what of the wish could not be. */
export function choosePages(
  { units, fixedPages, groups }: Omit<LayoutUnits, 'notes'>,
  runs: PageRuns,
  pageCount: PageCountWish,
): { pages: ChosenPage[]; notes: LayoutNote[] } {
  if (units.length === 0) return { pages: [], notes: [] }
  const hasTrees = ({ start, length }: PageGroup) => runs.run(start, length) !== undefined
  const [known, foreign] = [groups.filter(hasTrees), groups.filter((group) => !hasTrees(group))]
  const forced = foreign.map(({ start, length }): FixedPage => ({ start, length, tree: evenTiers(length) }))
  const book = new BookOfRuns(units, [...fixedPages, ...forced], known, runs)
  const notes: LayoutNote[] = []
  let breaks: Breaks | null = null
  if (typeof pageCount === 'number') {
    const { fewest, most } = pageCounts(book.table, book.rules)
    const bounded = Math.min(most, Math.max(fewest, pageCount))
    // Spreads may rule single counts out; then the next one does.
    for (const count of [bounded, bounded + 1, bounded - 1]) {
      if (count >= fewest && count <= most) breaks ??= book.breaks(count)
    }
  } else breaks = book.breaks(pageCount)
  breaks ??= book.breaks('free')
  if (pageCount !== 'free' && !isCount(breaks?.pages ?? 0, pageCount)) {
    notes.push({
      kind: 'page-count',
      wanted: pageCount,
      got: breaks?.pages ?? 0,
      ...pageCounts(book.table, book.rules),
    })
  }
  if (breaks === null) throw new Error('Every panel can have a page of its own, so there is always a way.')
  for (const { start, length, pages } of breaks.runs) {
    if (length === 1 && pages === 1 && units[start]!.alone === 'spread') {
      notes.push({ kind: 'spread-on-one-page', panel: units[start]!.panel.id })
    }
  }
  return { pages: breaks.runs.map((run) => book.page(run)), notes }
}

function isCount(pages: number, wish: Exclude<PageCountWish, 'free'>): boolean {
  return typeof wish === 'number' ? pages === wish : pages % wish.multipleOf === 0
}

class BookOfRuns {
  readonly table: RunTable
  readonly rules: BreakRules
  readonly #units: readonly LayoutUnit[]
  readonly #runs: PageRuns
  /** By first unit. */
  readonly #fixed: ReadonlyMap<number, FixedPage>
  readonly #shapes = new Map<string, Shape>()
  /** 1 where the table has a run's own cost and not its estimate. */
  readonly #isSolved: Uint8Array

  /** Lengths by first unit. */
  readonly #groups: ReadonlyMap<number, number>

  constructor(
    units: readonly LayoutUnit[],
    fixedPages: readonly FixedPage[],
    groups: readonly PageGroup[],
    runs: PageRuns,
  ) {
    this.#groups = new Map(groups.map(({ start, length }) => [start, length]))
    this.#units = units
    this.#runs = runs
    this.#fixed = new Map(fixedPages.map((page) => [page.start, page]))
    const longest = Math.max(runs.catalogue.longest, ...fixedPages.map(({ length }) => length))
    const cells = units.length * longest
    this.table = {
      panels: units.length,
      longest,
      choices: MOST_CHOICES,
      costs: new Float64Array(cells * MOST_CHOICES).fill(Infinity),
      looks: new Int32Array(cells * MOST_CHOICES).fill(-1),
    }
    this.#isSolved = new Uint8Array(cells)
    this.rules = {
      repeatCost: REPEATED_TREE,
      reveals: Uint8Array.from(units, ({ turn }) => (turn ? 1 : 0)),
      missedTurnCost: MISSED_TURN,
      spreads: Uint8Array.from(units, ({ alone }) => (alone === 'spread' ? 1 : 0)),
      misplacedSpreadCost: MISPLACED_SPREAD,
    }
    this.#fill()
  }

  /**
   * Breaks by estimates first, to see which runs matter; those are solved, and so is every other one that is then
   * chosen, until the choice stands. What is solved does not depend on what was known before.
   */
  breaks(pageCount: PageCountWish): Breaks | null {
    const { longest } = this.table
    const course = typeof pageCount === 'number' ? courseTo(this.table, this.rules, pageCount) : null
    const slack = slackOfRuns(this.table, this.rules, course?.price ?? 0)
    for (let index = 0; index < slack.length; index++) {
      if (slack[index]! <= MOST_SLACK) this.#solve(Math.floor(index / longest), (index % longest) + 1)
    }
    while (true) {
      const breaks = breakPages(this.table, this.rules, pageCount, course)
      const guessed =
        breaks?.runs.filter(({ start, length }) => this.#isSolved[start * longest + length - 1] === 0) ?? []
      if (guessed.length === 0) return breaks
      for (const { start, length } of guessed) this.#solve(start, length)
    }
  }

  page(run: PlacedRun): ChosenPage {
    const fixed = this.#fixed.get(run.start)
    if (fixed !== undefined) return { ...run, shape: this.#shapeOf(fixed), fixed }
    if (this.#units[run.start]!.alone !== null) return { ...run, shape: PANEL, fixed: null }
    return { ...run, shape: this.#runs.solve(run.start, run.length)[run.choice]!.page.shape, fixed: null }
  }

  #shapeOf({ start, tree }: FixedPage): Shape {
    const key = String(start)
    let shape = this.#shapes.get(key)
    if (shape === undefined) {
      shape = shapeOf(tree)
      this.#shapes.set(key, shape)
    }
    return shape
  }

  #fill(): void {
    const units = this.#units
    const { longest } = this.table
    // First unit of the next page that cannot be moved, and units that lie within such a page.
    const within = new Uint8Array(units.length)
    for (const { start, length } of this.#fixed.values()) within.fill(1, start, start + length)
    for (const [start, length] of this.#groups) within.fill(1, start, start + length)
    for (let start = 0; start < units.length; start++) {
      const fixed = this.#fixed.get(start)
      if (fixed !== undefined) {
        this.#put(start, fixed.length, [{ cost: 0, look: this.#lookOf(fixed) }], true)
        continue
      }
      const together = this.#groups.get(start)
      if (together !== undefined) {
        this.#put(start, together, this.#runs.run(start, together)!.estimates.map(lookOfChoice), false)
        continue
      }
      if (within[start] === 1) continue
      if (units[start]!.alone !== null) {
        this.#put(start, 1, [{ cost: 0, look: ALONE_LOOK }], true)
        continue
      }
      for (let length = 1; length <= Math.min(longest, units.length - start); length++) {
        const last = start + length - 1
        if (
          length > 1 &&
          (units[last]!.breakBefore || units[last]!.headingHeightMm !== null || units[last]!.alone !== null)
        )
          break
        if (within[last] === 1) break
        const run = this.#runs.run(start, length)
        if (run !== undefined) this.#put(start, length, run.estimates.map(lookOfChoice), false)
      }
    }
  }

  #lookOf(page: FixedPage): number {
    const { signature, leaves } = this.#shapeOf(page)
    const known = this.#runs.catalogue.pages[leaves - 1]?.find(({ shape }) => shape.signature === signature)
    return known?.id ?? FOREIGN_LOOKS + page.start
  }

  #solve(start: number, length: number): void {
    const index = start * this.table.longest + length - 1
    if (this.#isSolved[index] === 1 || this.table.costs[index * MOST_CHOICES] === Infinity) return
    this.#put(start, length, this.#runs.solve(start, length).map(lookOfChoice), true)
  }

  #put(start: number, length: number, choices: readonly { cost: number; look: number }[], solved: boolean): void {
    const first = choiceAt(this.table, start, length)
    for (let choice = 0; choice < MOST_CHOICES; choice++) {
      this.table.costs[first + choice] = choices[choice]?.cost ?? Infinity
      this.table.looks[first + choice] = choices[choice]?.look ?? -1
    }
    if (solved) this.#isSolved[start * this.table.longest + length - 1] = 1
  }
}

const PANEL = shapeOf('panel')

function lookOfChoice({ cost, page }: PageChoice): { cost: number; look: number } {
  return { cost, look: page.id }
}
