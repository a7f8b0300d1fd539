import { expect, test } from 'vitest'
import type { Sheet, SheetBox } from '../../../../shared/contract/index.ts'
import { emptySheet } from '../../../../shared/sheet/default-sheet.ts'
import { afterTab, besideBox, edited, lostAsText, type SheetEdit } from './sheet-edit.ts'

const box = (id: string, text = id, own: SheetBox['own'] = {}): SheetBox => ({ id, text, panelId: null, own })
const sheet = (...boxes: SheetBox[]): Sheet => ({ ...emptySheet(['noir']), mode: 'boxes', boxes })
const ids = ({ boxes }: Sheet) => boxes.map(({ id }) => id)
const after = (start: Sheet, ...edits: SheetEdit[]) => edits.reduce(edited, start)
const counter = () => {
  let at = 0
  return () => `new-${++at}`
}

test('Switching modes keeps the words of each', () => {
  const start = { ...sheet(box('a')), text: 'one\n---\ntwo' }
  const back = after(start, { do: 'mode', mode: 'paste' }, { do: 'mode', mode: 'book' }, { do: 'mode', mode: 'boxes' })
  expect(back).toEqual(start)
})

test('Pasted prompts become boxes behind those that have words, and none is lost', () => {
  const start: Sheet = { ...sheet(box('a'), box('empty', ' ')), mode: 'paste', text: 'one\n---\ntwo\nlines\n---\n\n' }
  const made = edited(start, { do: 'to-boxes', newId: counter() })
  expect(made.boxes).toEqual([box('a'), box('new-1', 'one'), box('new-2', 'two\nlines')])
  expect(made).toMatchObject({ mode: 'boxes', text: '' })
})

test('What there is no room for stays pasted', () => {
  const start: Sheet = {
    ...sheet(),
    mode: 'paste',
    text: Array.from({ length: 5_002 }, (_, at) => `p${at}`).join('\n---\n'),
  }
  const made = edited(start, { do: 'to-boxes', newId: counter() })
  expect(made.boxes).toHaveLength(5_000)
  expect(made.text).toBe('p5000\n---\np5001')
})

test('Boxes become text again, which splits into the same prompts', () => {
  const start = sheet(box('a', 'one'), box('b', '  '), box('c', 'two\nlines', { images: 4 }))
  const text = edited(start, { do: 'to-text' })
  expect(text).toMatchObject({ mode: 'paste', text: 'one\n---\ntwo\nlines', boxes: [] })
  expect(lostAsText(start)).toBe(1)
  const again = edited(text, { do: 'to-boxes', newId: counter() })
  expect(again.boxes.map(({ text }) => text)).toEqual(['one', 'two\nlines'])
})

test('A box moves one place, and not past the ends', () => {
  const start = sheet(box('a'), box('b'), box('c'))
  expect(ids(edited(start, { do: 'move', id: 'a', by: 1 }))).toEqual(['b', 'a', 'c'])
  expect(edited(start, { do: 'move', id: 'a', by: -1 })).toBe(start)
  expect(edited(start, { do: 'move', id: 'c', by: 1 })).toBe(start)
})

test('A copy stands behind its box, with the same settings', () => {
  const start = sheet(box('a', 'one', { images: 3 }), box('b'))
  expect(edited(start, { do: 'duplicate', id: 'a', newId: 'copy' }).boxes).toEqual([
    box('a', 'one', { images: 3 }),
    box('copy', 'one', { images: 3 }),
    box('b'),
  ])
})

test('Settings of its own are put on, taken back one by one, and all together', () => {
  const own = after(sheet(box('a')), { do: 'own', id: 'a', own: { images: 4, quality: 'high' } })
  expect(own.boxes[0]!.own).toEqual({ images: 4, quality: 'high' })
  const less = edited(own, { do: 'own', id: 'a', own: { quality: undefined } })
  expect(less.boxes[0]!.own).toEqual({ images: 4 })
  expect(edited(less, { do: 'to-master', id: 'a' }).boxes[0]!.own).toEqual({})
})

test('The images of a doubled box go to the other, at most as many as one box takes', () => {
  const start = sheet(box('a', 'same', { images: 2 }), box('b', 'same'))
  expect(edited(start, { do: 'join', id: 'b', into: 'a' }).boxes).toEqual([box('a', 'same', { images: 3 })])
  const many = sheet(box('a', 'same', { images: 3 }), box('b', 'same', { images: 3 }))
  expect(edited(many, { do: 'join', id: 'b', into: 'a' }).boxes[0]!.own.images).toBe(4)
})

test('Another model keeps what it has too, and puts the rest back to its usual', () => {
  const square = { width: 1024, height: 1024 }
  const start = after(
    sheet(
      box('a', 'a', { quality: 'high', images: 2 }),
      box('b', 'b', { size: square }),
      box('c', 'c', { model: 'x' }),
    ),
    { do: 'settings', settings: { provider: 'openai', model: 'one', quality: 'medium', size: square } },
  )
  const other = edited(start, {
    do: 'model',
    provider: 'google',
    model: 'two',
    has: (it) => 'size' in it,
  })
  expect(other.settings).toMatchObject({ provider: 'google', model: 'two', quality: null, size: square })
  expect(other.boxes.map(({ own }) => own)).toEqual([{ images: 2 }, { size: square }, {}])
})

test('Tab leads to the next box, then to a new one, and out of an empty last one', () => {
  const boxes = [box('a'), box('b'), box('c', ' ')]
  expect(afterTab(boxes, 'a')).toEqual({ id: 'b' })
  expect(afterTab(boxes, 'c')).toBeNull()
  expect(afterTab(boxes.slice(0, 2), 'b')).toBe('new')
})

test('The focus goes to the next box when one is taken out', () => {
  const boxes = [box('a'), box('b'), box('c')]
  expect(besideBox(boxes, 'b')).toBe('c')
  expect(besideBox(boxes, 'c')).toBe('b')
  expect(besideBox([box('a')], 'a')).toBeNull()
})

test('New boxes stand where they are wanted, or at the end', () => {
  const start = sheet(box('a'), box('b'))
  expect(ids(edited(start, { do: 'add', ids: ['x', 'y'], after: 'a' }))).toEqual(['a', 'x', 'y', 'b'])
  expect(ids(edited(start, { do: 'add', ids: ['x'], after: null }))).toEqual(['a', 'b', 'x'])
})

test('Panels of the book become boxes behind those there are, each once', () => {
  const about = { ...box('a', 'Own words.'), panelId: 'p1' }
  let next = 0
  const after = edited(sheet(about, box('empty', '')), {
    do: 'add-panels',
    panels: [
      { panelId: 'p1', text: 'A lamp.' },
      { panelId: 'p2', text: 'A dog.' },
    ],
    newId: () => `n${next++}`,
  })
  expect(after.mode).toBe('boxes')
  expect(after.boxes).toEqual([about, { ...box('n0', 'A dog.'), panelId: 'p2' }])
})
