import { expect, test } from 'vitest'
import { neighbour, scopeFrom } from './scope.ts'

const BATCHES = [{ id: 'c' }, { id: 'b' }, { id: 'a' }]

test('the address decides, then the newest batch, then the book', () => {
  expect(scopeFrom({ of: 'today' }, undefined)).toBe('today')
  expect(scopeFrom({ batch: 'b' }, BATCHES)).toEqual({ batchId: 'b' })
  expect(scopeFrom({ batch: 'gone' }, BATCHES)).toEqual({ batchId: 'c' })
  expect(scopeFrom({}, [])).toBe('book')
  expect(scopeFrom({}, undefined)).toBeNull()
})

test('one batch earlier, one later, and no further', () => {
  expect(neighbour(BATCHES, { batchId: 'b' }, -1)).toBe('a')
  expect(neighbour(BATCHES, { batchId: 'b' }, 1)).toBe('c')
  expect(neighbour(BATCHES, { batchId: 'c' }, 1)).toBeNull()
  expect(neighbour(BATCHES, 'book', 1)).toBeNull()
})
