import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aspectOf } from '../../../comic/geometry.ts'
import { connectProviders } from '../../providers/registry.ts'
import { fitsSize } from '../../queue/capability-problem.ts'
import { drawableSizes } from './drawable-sizes.ts'

const FREE = { kind: 'free', multipleOf: 16, minPixels: 65_536, maxPixels: 4e6, minRatio: 1 / 3, maxRatio: 3 } as const

test('are every shape of a list once, in its largest size, at the resolution of the quality', () => {
  const sizes = [
    { width: 512, height: 512 },
    { width: 1024, height: 1024 },
    { width: 1024, height: 1536 },
  ]
  expect(drawableSizes({ kind: 'list', sizes, scale: { '2K': 2 } }, '2K')).toEqual([
    { width: 2048, height: 3072 },
    { width: 2048, height: 2048 },
  ])
})

test('lie no further apart than slots can be told apart, where any size goes', () => {
  const aspects = drawableSizes(FREE, null).map(aspectOf)
  expect(aspects[0]).toBeLessThan(0.42)
  expect(aspects.at(-1)).toBeGreaterThan(2.4)
  expect(Math.max(...aspects.slice(1).map((aspect, at) => aspect / aspects[at]!))).toBeLessThan(1.08)
})

test('are sizes the model has, each of another shape', () => {
  const shipped = connectProviders(() => undefined).map((provider) =>
    provider.capabilities(provider.models[0] ?? 'any'),
  )
  const ruled = fc.record({
    multipleOf: fc.constantFrom(8, 16, 64),
    minRatio: fc.double({ min: 0.2, max: 1.5, noNaN: true }),
    wider: fc.double({ min: 1.2, max: 4, noNaN: true }),
  })
  const any = ruled.map(({ multipleOf, minRatio, wider }) => ({
    ...FREE,
    multipleOf,
    minRatio,
    maxRatio: minRatio * wider,
  }))
  const rules = fc.oneof(
    any.map((sizes) => ({ sizes, quality: null })),
    fc
      .constantFrom(...shipped)
      .chain(({ sizes, qualities }) => fc.constantFrom(null, ...qualities).map((quality) => ({ sizes, quality }))),
  )
  fc.assert(
    fc.property(rules, ({ sizes: rule, quality }) => {
      const sizes = drawableSizes(rule, quality)
      expect(sizes.length).toBeGreaterThan(0)
      for (const size of sizes) expect(fitsSize(size, rule, quality)).toBe(true)
      expect(new Set(sizes.map(aspectOf)).size).toBe(sizes.length)
    }),
  )
})
