import { expect, test } from 'vitest'
import { howLeft } from './how-left.ts'

const book = (id: string, left: 'safely' | 'cut-off' | 'open', exists = true) => ({
  id,
  title: id,
  exists,
  left,
  queued: 2,
  unknown: 1,
})

test('the newest book that was cut off is told', () => {
  expect(howLeft([book('a', 'open'), book('b', 'cut-off'), book('c', 'cut-off')])).toEqual({
    how: 'cut-off',
    id: 'b',
    title: 'b',
    queued: 2,
    unknown: 1,
  })
})

test('a book that is gone was left somewhere else, and without books there is nothing to tell', () => {
  expect(howLeft([book('a', 'safely'), book('b', 'cut-off', false)])).toEqual({ how: 'safely' })
  expect(howLeft([])).toBeNull()
})
