import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aspectOf } from '../geometry.ts'
import { pageBoxes } from '../page-format.ts'
import { findPageFormat } from '../page-formats.ts'
import type { LaidOutPage, LayoutChapter } from './laid-out-page.ts'
import { layOutBook } from './lay-out-book.ts'
import { layOutFirst, withPictures } from './layout-first.ts'
import { DEFAULT_WISH } from './layout-wish.ts'
import { anyChapters, chapterOf, panel } from './sample-chapters.case.ts'

const US_COMIC = findPageFormat('us-comic')!
const WEBTOON = findPageFormat('webtoon')!
const SHAPES = [1, 5 / 4, 4 / 5, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16]

const idsOf = (chapters: readonly LayoutChapter[]) => chapters.flatMap(({ panels }) => panels.map(({ id }) => id))
const placedIds = (pages: readonly LaidOutPage[]) => [
  ...new Set(pages.flatMap(({ panels }) => panels.map(({ id }) => id))),
]
const slotsOf = (pages: readonly LaidOutPage[]) =>
  new Map(pages.flatMap(({ panels }) => panels.map(({ id, frame, spread }) => [id, spread?.wholeMm ?? frame] as const)))

/** Mean share of the pictures that is cut off. */
function lossOf(pages: readonly LaidOutPage[], aspects: ReadonlyMap<string, number>, only = [...aspects.keys()]) {
  const slots = slotsOf(pages)
  const losses = only.map((id) => 1 - Math.exp(-Math.abs(Math.log(aspectOf(slots.get(id)!) / aspects.get(id)!))))
  return losses.reduce((total, loss) => total + loss, 0) / losses.length
}

describe('pictures that are all still to be made', () => {
  test('get shapes that can be drawn, and pictures of these shapes lose next to nothing', () => {
    const chapters = [chapterOf(120)]
    const { pages, aspects } = layOutFirst(chapters, US_COMIC, 'ltr', SHAPES)
    expect([...aspects.values()].filter((aspect) => !SHAPES.includes(aspect))).toEqual([])
    expect([...aspects.keys()].toSorted()).toEqual(idsOf(chapters).toSorted())
    expect(lossOf(pages, aspects)).toBeLessThan(0.035)
    expect(layOutBook(withPictures(chapters, aspects), US_COMIC, 'ltr').pages).toEqual(pages)
  })

  test('fill a page, or two facing ones, where they have them to themselves', () => {
    const panels = chapterOf(24).panels.with(3, panel('splash', { aspect: 1.7, importance: 5, splash: true }))
    const wish = { ...DEFAULT_WISH, locks: [{ kind: 'alone', panel: 'p12', as: 'spread' } as const] }
    const dense = Array.from({ length: 60 }, (_, step) => 0.5 * 1.025 ** step)
    const { aspects, notes } = layOutFirst([{ panels, headingHeightMm: 0 }], US_COMIC, 'ltr', dense, wish)
    const { bleed } = pageBoxes(US_COMIC, 'right')
    expect(Math.abs(Math.log(aspects.get('splash')! / aspectOf(bleed)))).toBeLessThan(0.0125)
    const { trimMm, bleedMm } = US_COMIC
    const both = (2 * trimMm.width + 2 * bleedMm) / (trimMm.height + 2 * bleedMm)
    expect(notes).toEqual([])
    expect(Math.abs(Math.log(aspects.get('p12')! / both))).toBeLessThan(0.0125)
  })

  test('are laid out first in strips and empty books as well', () => {
    expect(layOutFirst([], US_COMIC, 'ltr', SHAPES).pages).toEqual([])
    const { pages, aspects } = layOutFirst([chapterOf(10)], WEBTOON, 'vertical', SHAPES)
    expect(pages.flatMap(({ panels }) => panels)).toHaveLength(10)
    expect(aspects.size).toBe(10)
  })
})

describe('pictures some of which are there', () => {
  /** Every panel whose bit is set has a picture of a shape of its own. */
  const withSome = (chapters: LayoutChapter[], has: (index: number) => boolean): LayoutChapter[] => {
    let index = 0
    return chapters.map((chapter) => ({
      ...chapter,
      panels: chapter.panels.map((one) => {
        const at = index++
        return has(at) ? { ...one, picture: at % 3 === 0 ? ('given' as const) : ('fitted' as const) } : one
      }),
    }))
  }

  test('keep their shapes; the others get shapes that can be drawn, and lay out to the same pages', () => {
    fc.assert(
      fc.property(
        anyChapters,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }),
        fc.constantFrom([US_COMIC, 'ltr'] as const, [US_COMIC, 'rtl'] as const, [WEBTOON, 'vertical'] as const),
        (chapters, bits, [format, direction]) => {
          const some = withSome(chapters, (index) => bits[index % bits.length]!)
          const free = some.flatMap(({ panels }) => panels.filter(({ picture }) => picture === undefined))
          const { pages, aspects } = layOutFirst(some, format, direction, SHAPES)
          expect(placedIds(pages).toSorted()).toEqual(idsOf(chapters).toSorted())
          expect([...aspects.keys()].toSorted()).toEqual(free.map(({ id }) => id).toSorted())
          expect([...aspects.values()].every((aspect) => SHAPES.includes(aspect))).toBe(true)
          expect(layOutBook(withPictures(some, aspects), format, direction).pages).toEqual(pages)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('stay as whole as they are when a chapter comes after them', () => {
    const first = [chapterOf(90)]
    const before = layOutFirst(first, US_COMIC, 'ltr', SHAPES)
    const grown = [...withPictures(first, before.aspects), chapterOf(60, 'q')]
    const { pages, aspects } = layOutFirst(grown, US_COMIC, 'ltr', SHAPES)
    expect([...aspects.keys()]).toHaveLength(60)
    expect(lossOf(pages, before.aspects)).toBeLessThan(lossOf(before.pages, before.aspects) + 0.003)
  })

  test('lose little when a panel comes between them, and so does the new one', () => {
    const first = [chapterOf(90)]
    const { aspects } = layOutFirst(first, US_COMIC, 'ltr', SHAPES)
    const drawn = withPictures(first, aspects)[0]!
    const panels = drawn.panels.toSpliced(40, 0, panel('new', { aspect: 1.45, words: 12 }))
    const after = layOutFirst([{ ...drawn, panels }], US_COMIC, 'ltr', SHAPES)
    expect([...after.aspects.keys()]).toEqual(['new'])
    expect(lossOf(after.pages, aspects)).toBeLessThan(0.05)
    expect(lossOf(after.pages, after.aspects)).toBeLessThan(0.15)
  })
})
