import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPageFormat } from '../page-formats.ts'
import { HOUSE_STYLES } from './house-styles.ts'
import type { LaidOutPage, LayoutChapter, LayoutPanel } from './laid-out-page.ts'
import { layOutBook } from './lay-out-book.ts'
import { DEFAULT_WISH, type LayoutWish } from './layout-wish.ts'
import { chapterOf, panel } from './sample-chapters.case.ts'
import { evenTiers, scriptPages } from './script-pages.ts'
import { leavesOf } from './split-tree.ts'

const US_COMIC = findPageFormat('us-comic')!

/** A chapter of a script with pages of so many panels each. */
function scripted(sizes: readonly number[], name = 'p', rest: Partial<LayoutPanel> = {}): LayoutChapter {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const { panels } = chapterOf(total, name)
  const starts = new Set(sizes.map((_, page) => sizes.slice(0, page).reduce((sum, size) => sum + size, 0)))
  return {
    headingHeightMm: 0,
    panels: panels.map((each, index) => ({ ...each, reveal: false, ...rest, pageStart: starts.has(index) })),
  }
}

const layOut = (chapters: readonly LayoutChapter[], wish: Partial<LayoutWish> = {}) =>
  layOutBook(chapters, US_COMIC, 'ltr', { ...DEFAULT_WISH, ...wish })
const idsOn = (pages: readonly LaidOutPage[]) => pages.map((page) => page.panels.map(({ id }) => id))

describe('pages of a script', () => {
  it('are pages of the book, whatever the layout would have liked better', () => {
    const { pages, notes } = layOut([scripted([4, 2, 7, 1, 8, 3])])
    expect(pages.map(({ panels }) => panels.length)).toEqual([4, 2, 7, 1, 8, 3])
    expect(notes).toEqual([])
  })

  it('stay whole in every house style, with any number of panels, in order', () => {
    const anySizes = fc.array(fc.integer({ min: 1, max: 13 }), { minLength: 1, maxLength: 6 })
    const anyStyle = fc.constantFrom(...HOUSE_STYLES.map(({ id }) => id))
    fc.assert(
      fc.property(fc.array(anySizes, { minLength: 1, maxLength: 2 }), anyStyle, (books, houseStyle) => {
        const chapters = books.map((sizes, at) => scripted(sizes, `${at}.`))
        const { pages } = layOut(chapters, { houseStyle })
        expect(idsOn(pages)).toEqual(
          chapters.flatMap(({ panels }) => scriptPages(panels).map((page) => page.map(({ id }) => id))),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('have one panel out to the bleed, however soon after the last one, and none among others', () => {
    const { pages } = layOut([scripted([1, 1, 3], 'p', { splash: true })])
    expect(idsOn(pages)).toEqual([['p0'], ['p1'], ['p2', 'p3', 'p4']])
    expect(pages.slice(0, 2).map(({ panels }) => panels[0]!.bleedsTo?.length)).toEqual([4, 4])
  })

  it('give a spread two facing pages', () => {
    const chapter = scripted([3, 1, 2])
    chapter.panels[3]!.spread = true
    const { pages, notes } = layOut([chapter])
    expect(idsOn(pages)).toEqual([['p0', 'p1', 'p2'], ['p3'], ['p3'], ['p4', 'p5']])
    expect(notes).toEqual([])
  })

  it('leave panels before the first one of a chapter to the layout, and chapters without pages', () => {
    const free = chapterOf(12, 'f')
    const mixed = {
      ...chapterOf(9, 'm'),
      panels: chapterOf(9, 'm').panels.map((each, at) => ({ ...each, pageStart: at === 7 })),
    }
    const { pages } = layOut([free, mixed])
    expect(idsOn(pages).slice(0, idsOn(layOut([free]).pages).length)).toEqual(idsOn(layOut([free]).pages))
    expect(idsOn(pages).at(-1)).toEqual(['m7', 'm8'])
  })

  it('give way to what the author decides afterwards; what is left of them stays together', () => {
    const chapter = scripted([5, 4, 3])
    const page = layOut([chapter], {
      locks: [{ kind: 'page', panels: ['p3', 'p4', 'p5'], tree: evenTiers(3) }],
    })
    expect(idsOn(page.pages)).toEqual([
      ['p0', 'p1', 'p2'],
      ['p3', 'p4', 'p5'],
      ['p6', 'p7', 'p8'],
      ['p9', 'p10', 'p11'],
    ])
    const broken = layOut([chapter], { locks: [{ kind: 'break', before: 'p2' }] })
    expect(idsOn(broken.pages).slice(0, 2)).toEqual([
      ['p0', 'p1'],
      ['p2', 'p3', 'p4'],
    ])
    const alone = layOut([chapter], { locks: [{ kind: 'alone', panel: 'p1', as: 'splash' }] })
    expect(idsOn(alone.pages).slice(0, 3)).toEqual([['p0'], ['p1'], ['p2', 'p3', 'p4']])
    expect([...page.notes, ...broken.notes, ...alone.notes]).toEqual([])
  })

  it('begin where they begin when panels change places', () => {
    const { pages } = layOut([scripted([2, 3])], { locks: [{ kind: 'swap', panels: ['p1', 'p2'] }] })
    expect(idsOn(pages)).toEqual([
      ['p0', 'p2'],
      ['p1', 'p3', 'p4'],
    ])
  })

  it('put no inset from one page into the page before', () => {
    const panels = [
      panel('a', { importance: 5, pageStart: true }),
      panel('b'),
      panel('c', { importance: 5 }),
      panel('d', { importance: 1, pageStart: true }),
      panel('e'),
    ]
    const { pages } = layOut([{ headingHeightMm: 0, panels }], { houseStyle: 'manga' })
    expect(idsOn(pages)).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ])
  })
})

describe('tiers of as many panels each', () => {
  it('hold all panels, three by three where there are nine', () => {
    for (let count = 1; count <= 24; count++) expect(leavesOf(evenTiers(count))).toBe(count)
    expect(evenTiers(9)).toMatchObject({ cut: 'tiers', parts: Array(3).fill({ parts: ['panel', 'panel', 'panel'] }) })
  })
})
