import { describe, expect, test } from 'vitest'
import { type ModelEntry, promptLimits } from './catalogue.ts'
import { priceOf } from './price.ts'

const square = { width: 1024, height: 1024 }
const models: ModelEntry[] = [
  {
    provider: 'vendor',
    model: 'painter-2',
    prompt: { unit: 'characters', max: 100, reads: 'sentences' },
    prices: [
      { from: '2026-01-01', quality: 'low', size: square, usd: 0.01 },
      { from: '2026-06-01', quality: 'low', size: square, usd: 0.02 },
      { from: '2027-01-01', quality: 'low', size: square, usd: 0.03 },
      { from: '2026-01-01', quality: 'high', size: null, usd: 0.2 },
    ],
    can: null,
    overnight: false,
    tokens: null,
    tiers: [],
    shutdownOn: null,
    checkedOn: '2026-06-02',
    source: '',
  },
]
const price = (quality: string | null, on: string, over: object = {}) =>
  priceOf({ provider: 'vendor', model: 'painter-2', quality, ...square, on, ...over }, models)?.untilUsd ?? null

describe('the price of an image', () => {
  test('is that of the newest row which applies on the day', () => {
    expect([price('low', '2026-05-31'), price('low', '2026-06-01'), price('low', '2027-02-01')]).toEqual([
      0.01, 0.02, 0.03,
    ])
  })

  test('is unknown before the first row, for another size, quality or model, and never taken for nothing', () => {
    expect(price('low', '2025-12-31')).toBeNull()
    expect(price('low', '2026-06-01', { width: 1536 })).toBeNull()
    expect(price('medium', '2026-06-01')).toBeNull()
    expect(price(null, '2026-06-01')).toBeNull()
    expect(price('low', '2026-06-01', { model: 'painter-3' })).toBeNull()
  })

  test('may hold for every size', () => {
    expect(price('high', '2026-06-01', { width: 3840 })).toBe(0.2)
  })

  test('of a rough is nothing', () => {
    expect(priceOf({ provider: 'roughs', model: 'roughs-1', quality: null, ...square, on: '2026-11-20' })).toEqual({
      fromUsd: 0,
      untilUsd: 0,
    })
  })
})

test('a model nobody looked up reads the usual 4,000 characters; whether it takes a negative prompt its provider says', () => {
  expect(promptLimits('vendor', 'whatever', { negativePrompt: true, staged: false })).toEqual({
    unit: 'characters',
    max: 4_000,
    reads: 'sentences',
    negativePrompt: true,
  })
  expect(promptLimits('comfyui', 'sdxl-turbo', { negativePrompt: true, staged: false })).toMatchObject({
    unit: 'clip-tokens',
    max: 77,
  })
  expect(promptLimits('openai', 'any-image-model', { negativePrompt: false, staged: false }).max).toBe(32_000)
  expect(promptLimits('roughs', 'roughs-1', { negativePrompt: false, staged: true }).negativePrompt).toBe(true)
})
