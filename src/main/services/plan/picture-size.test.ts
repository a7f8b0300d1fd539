import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pictureSize } from './picture-size.ts'

const FREE = {
  kind: 'free',
  multipleOf: 16,
  minPixels: 65_536,
  maxPixels: 4_000_000,
  minRatio: 1 / 3,
  maxRatio: 3,
} as const

describe('the size of a picture', () => {
  test('is the nearest of those on offer', () => {
    const sizes = [
      { width: 1024, height: 1024 },
      { width: 1536, height: 1024 },
      { width: 1024, height: 1536 },
    ]
    expect(pictureSize({ kind: 'list', sizes }, 1.9)).toEqual({ width: 1536, height: 1024 })
    expect(pictureSize({ kind: 'list', sizes }, 0.7)).toEqual({ width: 1024, height: 1536 })
  })

  test('has about a megapixel in the wanted shape where any size goes', () => {
    expect(pictureSize(FREE, 1)).toEqual({ width: 1024, height: 1024 })
    expect(pictureSize(FREE, 2)).toEqual({ width: 1440, height: 720 })
  })

  test('keeps to the provider’s rule and near the wanted shape, whatever that is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.6, max: 2.2, noNaN: true }),
        fc.constantFrom(8, 16, 32, 64),
        (aspect, multipleOf) => {
          const { width, height } = pictureSize({ ...FREE, multipleOf }, aspect)
          expect([width % multipleOf, height % multipleOf]).toEqual([0, 0])
          expect(width * height).toBeLessThanOrEqual(FREE.maxPixels)
          expect(Math.abs(Math.log(width / height / aspect))).toBeLessThan(0.08)
        },
      ),
    )
  })
})
