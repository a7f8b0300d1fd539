import { expect, test } from 'vitest'
import { waysToOpen } from './ways-to-open.ts'

const NOTHING = { books: [], imagery: [], scripts: { paths: [], files: 0 }, missing: [] }

test('a folder with one meaning has one way, and one with several has them in order of likelihood', () => {
  expect(waysToOpen(NOTHING)).toEqual([])
  expect(waysToOpen({ ...NOTHING, scripts: { paths: ['/novel'], files: 3 } })).toEqual([
    { do: 'read', paths: ['/novel'], files: 3 },
  ])
  expect(
    waysToOpen({
      ...NOTHING,
      imagery: [{ folder: '/story', name: 'story' }],
      books: [{ folder: '/story/Tide.panelwright', name: 'Tide' }],
      scripts: { paths: ['/story'], files: 1 },
    }).map((way) => (way.do === 'open' ? way.name : way.files)),
  ).toEqual(['story', 'Tide', 1])
})
