import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SizeRule } from '../../providers/provider.ts'
import { fitsSize } from '../../queue/capability-problem.ts'
import { nearestSizes } from './nearest-sizes.ts'

const LIST: SizeRule = {
  kind: 'list',
  sizes: [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 1024, height: 1536 },
    { width: 512, height: 2048 },
  ],
  scale: { '2K': 2 },
}
const FREE: SizeRule = {
  kind: 'free',
  multipleOf: 16,
  minPixels: 655_360,
  maxPixels: 8_294_400,
  minRatio: 1 / 3,
  maxRatio: 3,
  maxSide: 3840,
}

describe('the nearest sizes', () => {
  test('are those of the list, the nearest first', () => {
    expect(nearestSizes({ width: 1500, height: 1000 }, LIST, null)[0]).toEqual({ width: 1536, height: 1024 })
    expect(nearestSizes({ width: 2000, height: 2000 }, LIST, '2K')[0]).toEqual({ width: 2048, height: 2048 })
  })

  test('are rounded to the rule', () => {
    expect(nearestSizes({ width: 1000, height: 1000 }, FREE, null)[0]).toEqual({ width: 1008, height: 1008 })
    expect(nearestSizes({ width: 64, height: 64 }, FREE, null)[0]).toEqual({ width: 816, height: 816 })
  })

  test('exist for whatever is wanted, and are sizes the model has', () => {
    const length = fc.integer({ min: 10, max: 99_999 })
    fc.assert(
      fc.property(length, length, fc.constantFrom(FREE, LIST), (width, height, rule) => {
        const sizes = nearestSizes({ width, height }, rule, null)
        expect(sizes.length).toBeGreaterThan(0)
        for (const size of sizes) expect(fitsSize(size, rule, null)).toBe(true)
      }),
    )
  })
})
