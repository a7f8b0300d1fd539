import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BACKOFF_CAP_MS, LONGEST_WAIT_MS, nextAttemptAt } from './backoff.ts'

const NOW = 1_000_000

test('waits grow from one second by doubling, up to two minutes', () => {
  const longest = [1, 2, 3, 4, 5, 8, 20].map((attempt) => nextAttemptAt(attempt, null, NOW, 0.999_999) - NOW)
  expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 120_000, 120_000])
})

test('jitter is full: any wait from none to the longest is possible', () => {
  expect(nextAttemptAt(5, null, NOW, 0) - NOW).toBe(0)
  expect(nextAttemptAt(5, null, NOW, 0.5) - NOW).toBe(8_000)
})

test.each([0, 2_000, 60_000, 120_000, 600_000])('a provider that asks for %i ms gets exactly that', (asked) => {
  expect(nextAttemptAt(1, asked, NOW, 0.5)).toBe(NOW + asked)
})

test('a provider that asks for months is asked again after a day', () => {
  expect(nextAttemptAt(1, 9_999_999_000, NOW, 0.5)).toBe(NOW + LONGEST_WAIT_MS)
})

test('no wait of ours is negative or longer than the cap', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, random) => {
        const wait = nextAttemptAt(attempt, null, NOW, random) - NOW
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(BACKOFF_CAP_MS)
      },
    ),
  )
})
