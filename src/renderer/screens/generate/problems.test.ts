import { expect, test } from 'vitest'
import type { SheetProblem } from '../../../shared/contract/index.ts'
import { grouped, heldIn, nextHeld } from './problems.ts'

const problem = (box: number | null, severity: SheetProblem['severity'] = 'error'): SheetProblem => ({
  boxId: box === null ? null : `box-${box}`,
  box,
  kind: 'empty',
  severity,
  words: [],
  other: null,
  length: null,
  most: null,
  says: '',
  remedy: '',
})

test('Problems stand at their boxes, those of the sheet by themselves; a box is held up once', () => {
  const { of, whole, held } = grouped([problem(null), problem(2, 'warning'), problem(2), problem(2), problem(5)])
  expect(whole).toHaveLength(1)
  expect(of.get('box-2')).toHaveLength(3)
  expect(held.map(({ box }) => box)).toEqual([2, 5])
})

test('What is only to be seen holds nothing up', () => {
  expect(grouped([problem(1, 'warning')]).held).toEqual([])
})

test('The way from one to the next leads round', () => {
  const all = grouped([problem(2), problem(5)]).held
  expect(nextHeld(all, null)).toBe('box-2')
  expect(nextHeld(all, 'box-2')).toBe('box-5')
  expect(nextHeld(all, 'box-5')).toBe('box-2')
  expect(nextHeld([], 'box-5')).toBeNull()
})

test('What is of pasted text is not told of boxes, and the other way round', () => {
  const all = grouped([{ ...problem(1), boxId: 'paste:1' }, problem(2)])
  expect(heldIn(all, 'boxes').map(({ box }) => box)).toEqual([2])
  expect(heldIn(all, 'paste').map(({ box }) => box)).toEqual([1])
  expect(heldIn(all, 'book')).toEqual([])
})
