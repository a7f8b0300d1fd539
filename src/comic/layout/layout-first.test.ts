import { expect, test } from 'vitest'
import { aspectOf } from '../geometry.ts'
import { findPageFormat } from '../page-formats.ts'
import { layOutBook } from './lay-out-book.ts'
import { layOutFirst } from './layout-first.ts'
import { DEFAULT_WISH } from './layout-wish.ts'
import { chapterOf } from './sample-chapters.case.ts'

const US_COMIC = findPageFormat('us-comic')!
const SHAPES = [1, 5 / 4, 4 / 5, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16]

test('slots get shapes that can be drawn, and pictures of these shapes lose next to nothing', () => {
  const chapters = [chapterOf(120)]
  const { pages, aspects } = layOutFirst(chapters, US_COMIC, 'ltr', SHAPES)
  expect([...aspects.values()].filter((aspect) => !SHAPES.includes(aspect))).toEqual([])
  expect([...aspects.keys()].toSorted()).toEqual(chapters[0]!.panels.map(({ id }) => id).toSorted())
  const losses = pages
    .flatMap(({ panels }) => panels)
    .map(({ id, frame }) => 1 - Math.exp(-Math.abs(Math.log(aspectOf(frame) / aspects.get(id)!))))
  expect(losses.reduce((total, loss) => total + loss) / losses.length).toBeLessThan(0.035)

  const drawn = [
    { ...chapters[0]!, panels: chapters[0]!.panels.map((one) => ({ ...one, aspect: aspects.get(one.id)! })) },
  ]
  expect(layOutBook(drawn, US_COMIC, 'ltr', { ...DEFAULT_WISH, pictures: 'fitted' }).pages).toEqual(pages)
})

test('strips and empty books are laid out first as well', () => {
  expect(layOutFirst([], US_COMIC, 'ltr', SHAPES).pages).toEqual([])
  const webtoon = findPageFormat('webtoon')!
  const { pages, aspects } = layOutFirst([chapterOf(10)], webtoon, 'vertical', SHAPES)
  expect(pages.flatMap(({ panels }) => panels)).toHaveLength(10)
  expect(aspects.size).toBe(10)
})
