import { expect, test } from 'vitest'
import { piecesOf } from './pieces.ts'
import type { TextBlock } from './rows.ts'

const block = (text: string, over: Partial<TextBlock> = {}): TextBlock => ({
  line: 1,
  text,
  emphasis: [],
  starts: [],
  spoken: [],
  unused: [],
  panel: null,
  label: null,
  ...over,
})

test('a paragraph nothing happens in is one piece of the panel before', () => {
  expect(piecesOf(block('Rain.'), 'p1')).toEqual([
    { text: 'Rain.', starts: [], panelId: 'p1', spoken: null, isStressed: false, isUnused: false, from: 0 },
  ])
})

test('pieces together are the paragraph, letter for letter', () => {
  const spoken = { from: 5, to: 12, panelId: 'p2', letteringId: 'l', voice: 'nell' }
  const pieces = piecesOf(
    block('Rain “Go on” fell.', {
      starts: [{ panelId: 'p2', at: 5 }],
      spoken: [spoken],
      emphasis: [{ from: 6, to: 8 }],
      unused: [{ from: 13, to: 18 }],
    }),
    'p1',
  )
  expect(pieces.map(({ text }) => text).join('')).toBe('Rain “Go on” fell.')
  expect(pieces.map(({ text, panelId }) => [text, panelId])).toEqual([
    ['Rain ', 'p1'],
    ['“', 'p2'],
    ['Go', 'p2'],
    [' on”', 'p2'],
    [' ', 'p2'],
    ['fell.', 'p2'],
  ])
  expect(pieces.filter(({ isStressed }) => isStressed).map(({ text }) => text)).toEqual(['Go'])
  expect(pieces.filter((piece) => piece.spoken === spoken)).toHaveLength(3)
  expect(pieces.at(-1)).toMatchObject({ isUnused: true })
})

test('panels that begin at the same place, or at the end, lose no chip', () => {
  const pieces = piecesOf(
    block('End.', {
      starts: [
        { panelId: 'a', at: 0 },
        { panelId: 'b', at: 0 },
        { panelId: 'c', at: 4 },
      ],
    }),
    null,
  )
  expect(pieces.map(({ text, starts, panelId }) => [text, starts, panelId])).toEqual([
    ['End.', ['a', 'b'], 'b'],
    ['', ['c'], 'c'],
  ])
})
