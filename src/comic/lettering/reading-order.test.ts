import { describe, expect, test } from 'vitest'
import { orderDoubt, readBefore, readerOrder } from './reading-order.ts'

const box = (x: number, y: number, width = 20, height = 10) => ({ x, y, width, height })

describe('a reader', () => {
  test.each([
    ['in one row, along the line', box(0, 0), box(30, 2), 'ltr', true],
    ['in one row, against the line', box(30, 2), box(0, 0), 'ltr', false],
    ['in one row, right to left', box(30, 2), box(0, 0), 'rtl', true],
    ['below and back', box(30, 0), box(0, 20), 'ltr', true],
    ['below and ahead', box(0, 0), box(30, 20), 'ltr', true],
    ['above and ahead', box(0, 20), box(30, 0), 'ltr', false],
    ['a tall one beside a low one at its foot', box(0, 0, 20, 40), box(30, 34), 'ltr', true],
  ] as const)('%s', (_, first, second, direction, before) => {
    expect(readBefore(first, second, direction)).toBe(before)
  })

  test('never comes to each of two before the other', () => {
    for (let x = 0; x < 40; x += 3) {
      for (let y = 0; y < 40; y += 3) {
        const [a, b] = [box(15, 15, 18, 12), box(x, y, 12, 18)]
        expect(readBefore(a, b, 'ltr') && readBefore(b, a, 'ltr')).toBe(false)
      }
    }
  })

  test('goes row by row', () => {
    const boxes = [box(60, 2), box(0, 40), box(0, 0), box(30, 42)]
    expect(readerOrder(boxes, 'ltr')).toEqual([2, 0, 1, 3])
    expect(readerOrder(boxes, 'rtl')).toEqual([0, 2, 3, 1])
  })

  test('doubts where the second lies back and hardly lower, and not where it is clearly lower', () => {
    expect(orderDoubt(box(30, 0), box(0, 6), 'ltr')).toBeGreaterThan(0.5)
    expect(orderDoubt(box(30, 0), box(0, 20), 'ltr')).toBe(0)
    expect(orderDoubt(box(0, 0), box(30, 3), 'ltr')).toBe(0)
  })
})
