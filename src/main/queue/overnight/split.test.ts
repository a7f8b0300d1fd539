import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitBatches } from './split.ts'

const requests = fc.array(
  fc.record({ group: fc.constantFrom('a', 'b', 'c'), bytes: fc.integer({ min: 1, max: 120 }), n: fc.nat() }),
  { maxLength: 60 },
)
const limits = fc.record({
  maxRequests: fc.integer({ min: 1, max: 9 }),
  maxInputBytes: fc.integer({ min: 1, max: 300 }),
})

test('every request is in one batch, of its own group only, within the limits, in the order given', () => {
  fc.assert(
    fc.property(requests, limits, (given, most) => {
      const batches = splitBatches(given, most)
      expect(new Set(batches.flat())).toEqual(new Set(given))
      expect(batches.flat()).toHaveLength(given.length)
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0)
        expect(batch.length).toBeLessThanOrEqual(most.maxRequests)
        expect(new Set(batch.map(({ group }) => group)).size).toBe(1)
        const bytes = batch.reduce((sum, one) => sum + one.bytes, 0)
        expect(bytes <= most.maxInputBytes || batch.length === 1).toBe(true)
      }
      for (const group of ['a', 'b', 'c']) {
        const ofGroup = (all: typeof given) => all.filter((one) => one.group === group)
        expect(ofGroup(batches.flat())).toEqual(ofGroup(given))
      }
    }),
  )
})

test('no more batches are made than the limits ask for', () => {
  const given = Array.from({ length: 7 }, (_, n) => ({ group: 'a', bytes: 10, n }))
  expect(splitBatches(given, { maxRequests: 3, maxInputBytes: 1_000 }).map((batch) => batch.length)).toEqual([3, 3, 1])
  expect(splitBatches(given, { maxRequests: 100, maxInputBytes: 40 }).map((batch) => batch.length)).toEqual([4, 3])
  expect(splitBatches([], { maxRequests: 3, maxInputBytes: 1 })).toEqual([])
})
