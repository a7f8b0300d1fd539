import { describe, expect, test } from 'vitest'
import { findModel, modelsOf } from '../catalogue/catalogue.ts'
import { BANNER_SIZES_1K, SIZES_1K } from '../catalogue/models/google.ts'
import { ProviderError } from '../provider.ts'
import { imageConfigOf } from './image-config.ts'

const SCALE = { '1K': 1, '2K': 2, '4K': 4 } as const
const can = (model: string) => findModel('google', model)!.can!

describe('a size in pixels is named as the vendor names it', () => {
  const models = [...modelsOf('google', '2026-11-20'), 'gemini-of-next-year']
  const rows = models.flatMap((model) => {
    const { sizes, qualities } = can(model)
    const listed = sizes.kind === 'list' ? sizes.sizes : []
    return Object.entries({ ...SIZES_1K, ...BANNER_SIZES_1K })
      .filter(([, size]) => listed.some((one) => one.width === size.width))
      .flatMap(([ratio, size]) => qualities.map((quality) => ({ model, ratio, size, quality: quality as '1K' })))
  })

  test.each(rows)('$model $ratio $quality', ({ model: providerModel, ratio, size, quality }) => {
    const [width, height] = [size.width * SCALE[quality], size.height * SCALE[quality]]
    const named = { aspectRatio: ratio, imageSize: quality }
    expect(imageConfigOf({ providerModel, width, height, quality }, can(providerModel))).toEqual(named)
    expect(imageConfigOf({ providerModel, width, height, quality: null }, can(providerModel))).toEqual(named)
  })

  test('all models have rows', () => {
    expect(rows.length).toBeGreaterThan(100)
  })
})

test.each([
  ['gemini-nano-banana-2.1', 1000, 1000, '1K'],
  // Of another tier than is asked for.
  ['gemini-nano-banana-2.1', 2048, 2048, '1K'],
  ['gemini-nano-banana-2.1', 1024, 1024, '512'],
  ['gemini-3.1-flash-lite-image', 2048, 2048, null],
  ['gemini-3-pro-image', 512, 2064, '1K'],
])('%s draws no %i × %i at %s', (providerModel, width, height, quality) => {
  const name = () => imageConfigOf({ providerModel, width, height, quality }, can(providerModel))
  expect(name).toThrow(ProviderError)
  expect(name).toThrow(expect.objectContaining({ kind: 'invalid', says: expect.stringContaining(`${width} ×`) }))
})
