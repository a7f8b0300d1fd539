import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPageFormat } from '../page-formats.ts'
import { fixPage, mergeSlots, moveSplit, releasePage, withLock } from './edits.ts'
import type { LaidOutPage } from './laid-out-page.ts'
import { layOutBook, layoutDesk } from './lay-out-book.ts'
import { DEFAULT_WISH, type LayoutLock, type LayoutWish } from './layout-wish.ts'
import { chapterOf } from './sample-chapters.case.ts'
import { leavesOf, type Split, type SplitTree } from './split-tree.ts'

const US_COMIC = findPageFormat('us-comic')!
const CHAPTERS = [chapterOf(80)]

function layOut(locks: readonly LayoutLock[], rest: Partial<LayoutWish> = {}) {
  return layOutBook(CHAPTERS, US_COMIC, 'ltr', { ...DEFAULT_WISH, ...rest, locks })
}

const FREE = layOut([]).pages

function idsOf(page: LaidOutPage): string[] {
  return page.panels.map(({ id }) => id)
}

function pageOf(pages: readonly LaidOutPage[], id: string): LaidOutPage {
  return pages.find((page) => idsOf(page).includes(id))!
}

/** Every cut of a tree, with the way to it. */
function splitsOf(tree: SplitTree, path: number[] = []): { split: Split; path: number[] }[] {
  if (tree === 'panel') return []
  return [{ split: tree, path }, ...tree.parts.flatMap((part, index) => splitsOf(part, [...path, index]))]
}

const anyPage = fc.integer({ min: 0, max: FREE.length - 1 }).map((index) => FREE[index]!)

describe('edits', () => {
  test('that fix a page keep it to the last millimetre, whatever else is asked', () => {
    fc.assert(
      fc.property(anyPage, fc.double({ min: 0, max: 1, noNaN: true }), (page, dial) => {
        const kept = pageOf(layOut([fixPage(page)], { dial }).pages, idsOf(page)[0]!)
        expect(idsOf(kept)).toEqual(idsOf(page))
        for (const [index, { frame }] of kept.panels.entries()) {
          for (const side of ['x', 'y', 'width', 'height'] as const) {
            expect(frame[side]).toBeCloseTo(page.panels[index]!.frame[side], 6)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('that move a gutter move that one, and no page but its own', () => {
    const page = FREE.find(({ tree }) => splitsOf(tree!).length > 1)!
    const { split, path } = splitsOf(page.tree!).at(-1)!
    const lock = moveSplit(page, path, 0, 0.1)!
    const { pages, notes } = layOut([lock])
    expect(notes).toEqual([])
    const moved = splitsOf(pageOf(pages, idsOf(page)[0]!).tree!).at(-1)!.split
    expect(moved.shares![0]! - split.shares![0]!).toBeCloseTo(0.1, 6)
    expect(pages.filter((other) => other.number !== page.number)).toEqual(
      FREE.filter((other) => other.number !== page.number),
    )
    expect(moveSplit(page, path, split.parts.length - 1, 0.1)).toBeNull()
    expect(moveSplit(page, [9, 9], 0, 0.1)).toBeNull()
    // However far it is dragged, something is left of both.
    for (const by of [-9, 9]) {
      const dragged = moveSplit(page, path, 0, by)!
      const shares = splitsOf(dragged.kind === 'page' ? dragged.tree : 'panel').at(-1)!.split.shares!
      expect(Math.min(...shares)).toBeGreaterThan(0)
    }
  })

  test('that merge slots give a panel both, and the page one panel less', () => {
    fc.assert(
      fc.property(anyPage, fc.nat({ max: 6 }), (page, at) => {
        const ids = idsOf(page)
        const lock = mergeSlots(page, ids[at] ?? '', ids[at + 1] ?? '')
        fc.pre(lock !== null)
        const { pages, notes } = layOut([lock])
        expect(notes).toEqual([])
        const merged = pageOf(pages, ids[0]!)
        expect(idsOf(merged)).toEqual(ids.slice(0, -1))
        const areaOf = (one: LaidOutPage) => one.panels[at]!.frame.width * one.panels[at]!.frame.height
        expect(areaOf(merged)).toBeGreaterThan(areaOf(page))
        expect(pages.flatMap(idsOf)).toEqual(CHAPTERS[0]!.panels.map(({ id }) => id))
      }),
      { numRuns: 40 },
    )
    expect(FREE.some((page) => mergeSlots(page, idsOf(page)[0]!, idsOf(page)[1] ?? '') !== null)).toBe(true)
    expect(mergeSlots(FREE[0]!, 'nobody', idsOf(FREE[0]!)[0]!)).toBeNull()
  })

  test('that swap panels swap them wherever they stand, and once more put them back', () => {
    const fixed = fixPage(FREE[2]!)
    const swap: LayoutLock = { kind: 'swap', panels: [idsOf(FREE[2]!)[0]!, 'p50'] }
    const locks = withLock([fixed], swap)
    const { pages, notes } = layOut(locks)
    expect(notes).toEqual([])
    expect(idsOf(pages.find((page) => idsOf(page).includes('p50'))!)).toEqual(['p50', ...idsOf(FREE[2]!).slice(1)])
    expect(withLock(locks, swap)).toEqual([fixed])
  })

  test('that break pages, or give a panel a page or two, do so', () => {
    const within = idsOf(FREE[3]!)[1]!
    const broken = layOut([{ kind: 'break', before: within }]).pages
    expect(idsOf(pageOf(broken, within))[0]).toBe(within)
    expect(idsOf(pageOf(layOut([{ kind: 'alone', panel: within, as: 'splash' }]).pages, within))).toEqual([within])
    const spread = layOut([{ kind: 'alone', panel: within, as: 'spread' }]).pages.filter((page) =>
      idsOf(page).includes(within),
    )
    expect(spread.map(({ number }) => number % 2)).toEqual([0, 1])
  })

  test('any of them together leave every panel once and in order, and keep what they can', () => {
    const ids = CHAPTERS[0]!.panels.map(({ id }) => id)
    const anyId = fc.constantFrom(...ids)
    const anyLock = fc.oneof(
      anyPage.map(fixPage),
      anyId.map((before): LayoutLock => ({ kind: 'break', before })),
      fc
        .tuple(anyId, fc.constantFrom('splash' as const, 'spread' as const, 'no' as const))
        .map(([panel, as]): LayoutLock => ({ kind: 'alone', panel, as })),
      fc.tuple(anyId, fc.boolean()).map(([panel, on]): LayoutLock => ({ kind: 'inset', panel, on })),
      fc.constant<LayoutLock>({ kind: 'break', before: 'gone' }),
    )
    fc.assert(
      fc.property(fc.array(anyLock, { maxLength: 8 }), (list) => {
        const locks = list.reduce<LayoutLock[]>(withLock, [])
        const { pages, notes } = layOut(locks)
        const placed = pages.flatMap((page) =>
          page.panels.filter(({ spread }) => spread === undefined || page.number % 2 === 0).map(({ id }) => id),
        )
        expect(placed).toEqual(ids)
        const lost = notes.flatMap((note) => (note.kind === 'lock-lost' ? [note.lock] : []))
        for (const lock of locks) {
          if (lost.includes(lock)) continue
          if (lock.kind === 'break') expect(idsOf(pageOf(pages, lock.before))[0]).toBe(lock.before)
          if (lock.kind === 'page') {
            const page = pageOf(pages, lock.panels[0]!)
            expect(page.panels.filter(({ inset }) => inset !== true).map(({ id }) => id)).toEqual(lock.panels)
            expect(leavesOf(page.tree!)).toBe(lock.panels.length)
          }
          if (lock.kind === 'alone' && lock.as === 'splash') {
            expect(pageOf(pages, lock.panel).panels.filter(({ inset }) => inset !== true)).toHaveLength(1)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('say so when their panels are gone or no longer stand together', () => {
    const locks: LayoutLock[] = [
      { kind: 'page', panels: ['p3', 'p9'], tree: { cut: 'tiers', parts: ['panel', 'panel'] } },
      { kind: 'break', before: 'gone' },
      { kind: 'swap', panels: ['p1', 'gone'] },
      { kind: 'alone', panel: 'gone', as: 'splash' },
      { kind: 'inset', panel: 'gone', on: true },
    ]
    expect(layOut(locks).notes).toHaveLength(locks.length)
    expect(layOut(locks).pages).toEqual(FREE)
  })

  test('are undone by releasing the page', () => {
    const locks = [fixPage(FREE[4]!), { kind: 'break' as const, before: 'p7' }]
    expect(releasePage(locks, FREE[4]!)).toEqual([locks[1]])
  })

  test('cost about nothing at the desk: pages far from the edit stay the very same', () => {
    const desk = layoutDesk()
    const before = desk.layOut(CHAPTERS, US_COMIC, 'ltr').pages
    const lock: LayoutLock = { kind: 'alone', panel: 'p70', as: 'splash' }
    const after = desk.layOut(CHAPTERS, US_COMIC, 'ltr', { ...DEFAULT_WISH, locks: [lock] }).pages
    expect(after.slice(0, 8)).toEqual(before.slice(0, 8))
  })
})
