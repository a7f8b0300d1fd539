/**
 * Page layout against a fixed grid and justified rows, on books that are the same in every run.
 *
 *   node bench/layout.ts            a synthetic set of 3 × 600 panels, then the sample books
 *   node bench/layout.ts --dial 0.6
 *
 * Prints what is lost of pictures, how far sizes follow importance, what two simulated readers misread, and the time.
 * Ends with exit code 1 when a target is missed.
 */
import { headingHeight } from '../src/comic/describe-page.ts'
import type { LaidOutPage, LayoutChapter } from '../src/comic/layout/laid-out-page.ts'
import { layOutBook, layoutDesk } from '../src/comic/layout/lay-out-book.ts'
import { layOutFirst } from '../src/comic/layout/layout-first.ts'
import { DEFAULT_DIAL, DEFAULT_WISH, type LayoutWish } from '../src/comic/layout/layout-wish.ts'
import { findPageFormat } from '../src/comic/page-formats.ts'
import { layOutGrid } from './layout/fixed-grid.ts'
import { type Judgement, judge } from './layout/judge.ts'
import { layOutRows } from './layout/justified-rows.ts'
import { sampleBooks } from './layout/sample-books.ts'
import { PROVIDER_SHAPES, syntheticBook } from './layout/synthetic-book.ts'

const SEEDS = [1, 2, 3]
const PANELS = 600
const ROUNDS = 5
const DIALS = [0, 0.1, 0.2, 0.35, 0.5, 0.7, 1]
/** Crop loss in per cent and rank correlation of the first trial at four weights of importance, on a set of its own. */
const FIRST_TRIAL = [
  [6.0, 0.37],
  [9.3, 0.53],
  [12.7, 0.6],
  [15.5, 0.67],
] as const
const TARGETS = {
  cropLoss: 0.08,
  importanceRank: 0.6,
  cropLossLayoutFirst: 0.02,
  revealsOnTurn: 0.9,
  msPer100Pages: 300,
  editMs: 30,
}

const US_COMIC = findPageFormat('us-comic')!
const HABIT = { direction: 'ltr', first: 'tiers' } as const
const wish: LayoutWish = { ...DEFAULT_WISH, dial: dialAsked() }

interface Result extends Judgement {
  ms: number
}

process.exitCode = main() ? 0 : 1

function main(): boolean {
  const books = SEEDS.map((seed) => syntheticBook(seed, PANELS))
  // The first books a process lays out are slower by what compiling the code takes; that is told apart below.
  const cold = timed(() => layOutBook(books[0]!, US_COMIC, 'ltr', wish))
  for (let round = 0; round < ROUNDS; round++) for (const book of books) layOutBook(book, US_COMIC, 'ltr', wish)

  console.log(`Synthetic: ${SEEDS.length} books of ${PANELS} panels, US comic, dial ${wish.dial}\n`)
  const grid = sum(books.map((book) => measured(book, () => layOutGrid(book, US_COMIC))))
  const rows = sum(books.map((book) => measured(book, () => layOutRows(book, US_COMIC, 'ltr'))))
  const ours = sum(books.map((book) => measured(book, () => layOutBook(book, US_COMIC, 'ltr', wish).pages)))
  const first = sum(books.map((book) => measuredLayoutFirst(book)))
  table([
    ['fixed grid', grid],
    ['justified rows', rows],
    ['ours', ours],
    ['ours, layout first', first],
  ])

  console.log('\nFrontier of the dial: crop loss %, rank correlation')
  for (const dial of DIALS) {
    const found = sum(
      books.map((book) => measured(book, () => layOutBook(book, US_COMIC, 'ltr', { ...wish, dial }).pages)),
    )
    console.log(
      `  dial ${dial.toFixed(2)}   ${percent(found.cropLoss)}   ${rank(found.importanceRank)}   ${found.pages} pages`,
    )
  }
  for (const [crop, correlation] of FIRST_TRIAL) {
    console.log(`  first trial  ${crop.toFixed(1).padStart(4)}   ${correlation.toFixed(2)}`)
  }

  console.log('\nSample books, shapes as the panels wish\n')
  const samples = sampleBooks(headingHeight(US_COMIC.trimMm))
  if (samples.length < 4) console.error('SKIPPED: not all sample books are here.')
  table(
    samples.flatMap(({ name, chapters }): [string, Result][] => [
      [`${name}, rows`, measured(chapters, () => layOutRows(chapters, US_COMIC, 'ltr'))],
      [`${name}, ours`, measured(chapters, () => layOutBook(chapters, US_COMIC, 'ltr', wish).pages)],
      [`${name}, layout first`, measuredLayoutFirst(chapters)],
    ]),
  )

  const edit = editTime(books[0]!)
  console.log(
    `\nFirst book of a process ${cold.toFixed(0)} ms. An edit in a chapter of ${PANELS} panels: ${edit.toFixed(1)} ms.\n`,
  )
  const checks = [
    check('crop loss of given pictures, %', ours.cropLoss * 100, 'at most', TARGETS.cropLoss * 100),
    check('rank correlation of importance and area', ours.importanceRank ?? 0, 'at least', TARGETS.importanceRank),
    check('crop loss, layout first, %', first.cropLoss * 100, 'at most', TARGETS.cropLossLayoutFirst * 100),
    check('pages misread by cuts', ours.misreadByCuts, 'at most', 0),
    check('pages misread by steps', ours.misreadBySteps, 'at most', 0),
    check(
      'reveals on a page turn, %',
      (100 * ours.turnsFound) / ours.turnsWanted,
      'at least',
      TARGETS.revealsOnTurn * 100,
    ),
    check('ms per 100 pages', (100 * ours.ms) / ours.pages, 'at most', TARGETS.msPer100Pages),
    check('ms per edit', edit, 'at most', TARGETS.editMs),
  ]
  return checks.every((passed) => passed)
}

function measured(chapters: readonly LayoutChapter[], layOut: () => LaidOutPage[]): Result {
  let pages: LaidOutPage[] = []
  const times = Array.from({ length: ROUNDS }, () =>
    timed(() => {
      pages = layOut()
    }),
  )
  return { ...judge(chapters, pages, HABIT), ms: median(times) }
}

function measuredLayoutFirst(chapters: readonly LayoutChapter[]): Result {
  let found = layOutFirst(chapters, US_COMIC, 'ltr', PROVIDER_SHAPES, wish)
  const ms = timed(() => {
    found = layOutFirst(chapters, US_COMIC, 'ltr', PROVIDER_SHAPES, wish)
  })
  return { ...judge(chapters, found.pages, HABIT, found.aspects), ms }
}

/** Median time of laying out a book again after one panel in its middle has changed, each time another. */
function editTime([chapter]: LayoutChapter[]): number {
  const desk = layoutDesk()
  let panels = chapter!.panels
  const layOut = () => desk.layOut([{ ...chapter!, panels }], US_COMIC, 'ltr', wish)
  layOut()
  const times = Array.from({ length: 40 }, (_, edit) => {
    const at = (edit * 97) % panels.length
    panels = panels.with(at, { ...panels[at]!, importance: 1 + (panels[at]!.importance % 5) })
    return timed(layOut)
  })
  return median(times)
}

function sum(results: readonly Result[]): Result {
  const panels = total(results, ({ panels }) => panels)
  const weighted = (value: (result: Result) => number) =>
    total(results, (result) => value(result) * result.panels) / panels
  const ranks = results.map(({ importanceRank }) => importanceRank)
  return {
    panels,
    pages: total(results, ({ pages }) => pages),
    cropLoss: weighted(({ cropLoss }) => cropLoss),
    beyondReach: weighted(({ beyondReach }) => beyondReach),
    importanceRank: ranks.includes(null) ? null : weighted(({ importanceRank }) => importanceRank ?? 0),
    misreadByCuts: total(results, ({ misreadByCuts }) => misreadByCuts),
    misreadBySteps: total(results, ({ misreadBySteps }) => misreadBySteps),
    orphans: total(results, ({ orphans }) => orphans),
    widows: total(results, ({ widows }) => widows),
    reveals: total(results, ({ reveals }) => reveals),
    turnsWanted: total(results, ({ turnsWanted }) => turnsWanted),
    turnsFound: total(results, ({ turnsFound }) => turnsFound),
    repeated: total(results, ({ repeated }) => repeated),
    crampedWords: total(results, ({ crampedWords }) => crampedWords),
    ms: total(results, ({ ms }) => ms),
  }
}

function table(rows: readonly [string, Result][]): void {
  const head = [
    '',
    'pages',
    'crop %',
    'beyond %',
    'rank',
    'misread',
    'orphans',
    'widows',
    'turns',
    'repeated',
    'cramped',
    'ms/100p',
  ]
  const lines = rows.map(([name, found]) => [
    name,
    String(found.pages),
    percent(found.cropLoss),
    percent(found.beyondReach),
    rank(found.importanceRank),
    `${found.misreadByCuts}/${found.misreadBySteps}`,
    String(found.orphans),
    String(found.widows),
    `${found.turnsFound}/${found.turnsWanted} of ${found.reveals}`,
    String(found.repeated),
    String(found.crampedWords),
    ((100 * found.ms) / found.pages).toFixed(0),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]!.length)))
  for (const line of [head, ...lines]) {
    console.log(line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '))
  }
}

function check(what: string, found: number, bound: 'at most' | 'at least', limit: number): boolean {
  const passed = bound === 'at most' ? found <= limit : found >= limit
  console.log(`${passed ? 'ok  ' : 'MISS'} ${what}: ${Number(found.toFixed(2))} (${bound} ${limit})`)
  return passed
}

function dialAsked(): number {
  const at = process.argv.indexOf('--dial')
  const dial = at < 0 ? DEFAULT_DIAL : Number(process.argv[at + 1])
  if (dial >= 0 && dial <= 1) return dial
  console.error('Usage: node bench/layout.ts [--dial 0..1]')
  process.exit(2)
}

function timed(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function total<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0)
}

function percent(share: number): string {
  return (100 * share).toFixed(1).padStart(4)
}

function rank(correlation: number | null): string {
  return correlation === null ? '–' : correlation.toFixed(2)
}
