import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakEvenly } from './break-lines.ts'

test('every word stands on a line, and no line is empty', () => {
  const widths = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { maxLength: 12 })
  fc.assert(
    fc.property(widths, fc.integer({ min: 1, max: 5 }), (widths, lines) => {
      const counts = breakEvenly(widths, 0.3, lines)
      expect(counts.reduce((total, count) => total + count, 0)).toBe(widths.length)
      expect(counts).toHaveLength(Math.min(lines, widths.length))
      expect(counts.every((count) => count > 0)).toBe(true)
    }),
  )
})

test('lines come out about equally long', () => {
  expect(breakEvenly([3, 3, 3, 3], 1, 2)).toEqual([2, 2])
  expect(breakEvenly([8, 2, 2, 2], 1, 2)).toEqual([1, 3])
})
