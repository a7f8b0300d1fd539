import { describe, expect, test } from 'vitest'
import { pictureSize } from '../../services/plan/picture-size.ts'
import type { ModelEntry } from './catalogue.ts'
import { MODELS } from './models/index.ts'
import { billedCharacters, costOf, type PricedImage, priceOf } from './price.ts'

const square = { width: 1024, height: 1024 }
const models: ModelEntry[] = [
  {
    provider: 'vendor',
    model: 'painter-2',
    prompt: { unit: 'characters', max: 100, reads: 'sentences', past: 'lost' },
    prices: [
      { from: '2026-01-01', quality: 'low', size: square, usd: 0.01 },
      { from: '2026-06-01', quality: 'low', size: square, usd: 0.02 },
      { from: '2027-01-01', quality: 'low', size: square, usd: 0.03 },
      { from: '2026-01-01', quality: 'high', size: null, usd: 0.2 },
      { from: '2026-01-01', quality: 'any', size: square, usd: 0.1, leastUsd: 0.06, otherSizes: 'by-area' },
    ],
    can: null,
    overnight: true,
    tokens: {
      textIn: 6,
      imageIn: 10,
      textOut: 20,
      imageOut: 30,
      cachedTextIn: 1,
      reference: { from: 100, until: 1_000 },
    },
    tiers: [],
    shutdownOn: null,
    checkedOn: '2026-06-02',
    source: '',
  },
  {
    provider: 'vendor',
    model: 'sketcher',
    prompt: { unit: 'characters', max: 100, reads: 'sentences', past: 'lost' },
    prices: [{ from: '2026-01-01', quality: null, size: null, usd: 0.05 }],
    can: null,
    overnight: false,
    tokens: null,
    tiers: [],
    shutdownOn: null,
    checkedOn: '2026-06-02',
    source: '',
  },
]
const price = (quality: string | null, over: Partial<PricedImage> = {}) =>
  priceOf({ provider: 'vendor', model: 'painter-2', quality, ...square, on: '2026-06-01', ...over }, models)
const exactly = (usd: number) => ({ fromUsd: expect.closeTo(usd, 8), untilUsd: expect.closeTo(usd, 8) })

describe('the price of an image', () => {
  test('is that of the newest row which applies on the day', () => {
    expect(price('low', { on: '2026-05-31' })).toEqual(exactly(0.01))
    expect(price('low', { on: '2026-06-01' })).toEqual(exactly(0.02))
    expect(price('low', { on: '2027-02-01' })).toEqual(exactly(0.03))
  })

  test('is unknown before the first row, for another size, quality or model, and never taken for nothing', () => {
    expect(price('low', { on: '2025-12-31' })).toBeNull()
    expect(price('low', { width: 1536 })).toBeNull()
    expect(price('medium')).toBeNull()
    expect(price(null)).toBeNull()
    expect(price('low', { model: 'painter-3' })).toBeNull()
    expect(price('low', { provider: 'somebody' })).toBeNull()
  })

  test('may hold for every size, and for every quality', () => {
    expect(price('high', { width: 3840 })).toEqual(exactly(0.2))
    expect(price('whatever', { model: 'sketcher', width: 3840 })).toEqual(exactly(0.05))
  })

  test('is a range where reports differ, and for sizes that are reckoned by their area', () => {
    expect(price('any')).toEqual({ fromUsd: 0.06, untilUsd: 0.1 })
    const larger = price('any', { width: 2048 })
    expect(larger).toEqual({ fromUsd: expect.closeTo(0.06 * 0.75), untilUsd: expect.closeTo(0.2) })
    const smaller = price('any', { width: 512 })
    expect(smaller).toEqual({ fromUsd: expect.closeTo(0.06 * 0.5), untilUsd: expect.closeTo(0.1) })
  })

  test('grows with the prompt and with references, as a range', () => {
    const written = price('low', { promptCharacters: 3_000 })!
    expect(written.fromUsd).toBeCloseTo(0.02 + (500 * 6) / 1e6, 8)
    expect(written.untilUsd).toBeCloseTo(0.02 + (1_500 * 6) / 1e6, 8)
    const shown = price('low', { references: 3 })!
    expect(shown.fromUsd).toBeCloseTo(0.02 + (3 * 100 * 10) / 1e6, 8)
    expect(shown.untilUsd).toBeCloseTo(0.02 + (3 * 1_000 * 10) / 1e6, 8)
  })

  test('is the same whatever goes in, where tokens are not charged', () => {
    expect(price(null, { model: 'sketcher', promptCharacters: 9_000, references: 4 })).toEqual(exactly(0.05))
  })

  test('is half overnight, input included, and unknown where the model has no such lane', () => {
    const day = price('low', { references: 2, promptCharacters: 600 })!
    const night = price('low', { references: 2, promptCharacters: 600, overnight: true })!
    expect(night.fromUsd).toBeCloseTo(day.fromUsd / 2, 8)
    expect(night.untilUsd).toBeCloseTo(day.untilUsd / 2, 8)
    expect(price(null, { model: 'sketcher', overnight: true })).toBeNull()
  })

  test('of a rough is nothing', () => {
    expect(priceOf({ provider: 'roughs', model: 'roughs-1', quality: null, ...square, on: '2026-11-20' })).toEqual({
      fromUsd: 0,
      untilUsd: 0,
    })
  })
})

test('characters of other scripts weigh more than those of English', () => {
  expect(billedCharacters('A quay.')).toBe(7)
  expect(billedCharacters('波止場')).toBe(12)
  expect(billedCharacters('')).toBe(0)
})

describe('the cost of a call by its tokens', () => {
  const usage = { textIn: 1_000, imageIn: 2_000, textOut: 100, imageOut: 5_000 }
  const cost = (over: object = {}) => costOf({ provider: 'vendor', model: 'painter-2', usage, ...over }, models)

  test('is every kind at its own price', () => {
    expect(cost()).toBeCloseTo((1_000 * 6 + 2_000 * 10 + 100 * 20 + 5_000 * 30) / 1e6, 10)
  })

  test('is less for what the vendor had in its cache, as far as that has a price', () => {
    const cached = cost({ usage: { ...usage, cachedTextIn: 400, cachedImageIn: 500 } })
    expect(cached).toBeCloseTo((600 * 6 + 400 * 1 + 2_000 * 10 + 100 * 20 + 5_000 * 30) / 1e6, 10)
  })

  test('is half overnight', () => {
    expect(cost({ overnight: true })).toBeCloseTo(cost()! / 2, 10)
  })

  test('is unknown where tokens have no price', () => {
    expect(cost({ model: 'sketcher' })).toBeNull()
    expect(cost({ model: 'unheard-of' })).toBeNull()
  })
})

describe('every model that is known', () => {
  const TODAY = '2026-11-20'
  const SHAPES = [0.34, 0.5, 0.7, 1, 1.5, 2.2, 2.9]
  const priced = MODELS.filter(({ prices, can }) => prices.length > 0 && can !== null)

  test('that is not shut down and not a catch-all has a price, save those that are named here', () => {
    const unpriced = MODELS.filter(
      ({ prices, model, shutdownOn }) => prices.length === 0 && model !== '*' && !shutdownOn,
    )
    expect(unpriced.map(({ model }) => model)).toEqual([])
  })

  test.each(priced.map((entry) => [`${entry.provider} ${entry.model}`, entry] as const))(
    '%s has a price for each of its qualities in every size it is asked for',
    (_, { provider, model, can }) => {
      const { sizes, qualities } = can!
      expect(qualities.length).toBeGreaterThan(0)
      for (const quality of qualities)
        for (const shape of SHAPES) {
          const image = { provider, model, quality, ...pictureSize(sizes, shape, quality), on: TODAY }
          const found = priceOf(image)
          expect(found, JSON.stringify(image)).not.toBeNull()
          expect(found!.fromUsd).toBeGreaterThan(0)
          expect(found!.untilUsd).toBeGreaterThanOrEqual(found!.fromUsd)
        }
    },
  )

  test.each(priced.map((entry) => [`${entry.provider} ${entry.model}`, entry] as const))(
    '%s costs no less in a better quality',
    (_, { provider, model, can }) => {
      const prices = can!.qualities.map(
        (quality) => priceOf({ provider, model, quality, ...pictureSize(can!.sizes, 1, quality), on: TODAY })!.untilUsd,
      )
      expect(prices).toEqual([...prices].sort((a, b) => a - b))
    },
  )

  test('says when and where its figures were looked up', () => {
    for (const { checkedOn, source } of MODELS) {
      expect(checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(source).not.toBe('')
    }
  })

  test('has limits of accounts that grow from tier to tier', () => {
    for (const { tiers } of MODELS) {
      const rates = tiers.map(({ requestsPerMinute }) => requestsPerMinute ?? Number.POSITIVE_INFINITY)
      expect(rates).toEqual([...rates].sort((a, b) => a - b))
    }
  })

  test('charges as its provider’s price list has it', () => {
    const of = (provider: string, model: string, quality: string) =>
      priceOf({ provider, model, quality, ...square, on: TODAY })!.untilUsd
    expect(of('openai', 'gpt-image-2.5-flare', 'low')).toBeCloseTo(0.006, 3)
    expect(of('openai', 'gpt-image-2.5-sunburst', 'high')).toBeCloseTo(0.053, 3)
    expect(of('openai', 'gpt-image-2', 'high')).toBeCloseTo(0.211, 3)
    expect(of('google', 'gemini-nano-banana-2.1', '1K')).toBe(0.0336)
  })
})
