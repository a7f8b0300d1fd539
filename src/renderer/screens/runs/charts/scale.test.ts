import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest, nextPoint, timeTicks, valueScale } from './scale.ts'

test('an axis is marked at round values, up to what is shown', () => {
  expect(valueScale(5.4, 100).ticks).toEqual([0, 2, 4, 6])
  expect(valueScale(12, 100).ticks).toEqual([0, 5, 10, 15])
  expect(valueScale(0.19, 100).ticks).toEqual([0, 0.05, 0.1, 0.15, 0.2])
  expect(valueScale(0, 100).ticks).toEqual([0, 1])
})

test('0 is at the foot and every value is inside, whatever the highest', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1e7, noNaN: true }), (highest) => {
      const scale = valueScale(highest, 200)
      expect(scale.at(0)).toBe(200)
      expect(scale.at(highest)).toBeGreaterThanOrEqual(-1e-6)
      expect(scale.top).toBeGreaterThanOrEqual(highest * 0.999_99)
      expect(scale.ticks.length).toBeLessThanOrEqual(6)
    }),
  )
})

test('an axis of time is marked at round minutes, never too often', () => {
  const from = new Date(2026, 10, 20, 18, 20, 12).getTime()
  const ticks = timeTicks(from, from + 40 * 60_000, 5)
  expect(ticks.map((at) => new Date(at).getMinutes())).toEqual([30, 40, 50, 0])
  expect(timeTicks(from, from + 3_000, 5).length).toBeLessThanOrEqual(5)
  expect(timeTicks(from, from + 40 * 86_400_000, 6).length).toBeLessThanOrEqual(7)
})

test('the nearest point is found', () => {
  expect([nearest([0, 10, 20], 14), nearest([0, 10, 20], 16), nearest([5], 100)]).toEqual([1, 2, 0])
})

test('keys go along the points and stop at the ends', () => {
  expect([nextPoint('ArrowRight', null, 3), nextPoint('ArrowRight', 2, 3), nextPoint('ArrowLeft', 0, 3)]).toEqual([
    0, 2, 0,
  ])
  expect([nextPoint('ArrowLeft', null, 3), nextPoint('Home', 2, 3), nextPoint('End', 0, 3)]).toEqual([2, 0, 2])
  expect([nextPoint('v', 1, 3), nextPoint('End', null, 0)]).toEqual([null, null])
})
