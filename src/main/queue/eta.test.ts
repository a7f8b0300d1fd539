import { expect, test } from 'vitest'
import { measuredRate, timeLeft } from './eta.ts'

test('the rate is what was measured, and nothing before there is something to measure', () => {
  expect(measuredRate([])).toBeNull()
  expect(measuredRate([5_000])).toBeNull()
  expect(measuredRate([5_000, 5_000])).toBeNull()
  expect(measuredRate([0, 30_000, 60_000])).toBe(2)
})

test('lanes work side by side: the slowest decides', () => {
  const left = timeLeft([
    { remaining: 10, perMinute: 10 },
    { remaining: 10, perMinute: 2 },
  ])
  expect(left).toBe(300_000)
})

test('a lane with work that was never measured leaves the end open', () => {
  expect(timeLeft([{ remaining: 1, perMinute: null }])).toBeNull()
  expect(timeLeft([{ remaining: 0, perMinute: null }])).toBe(0)
})
