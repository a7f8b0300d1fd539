import { describe, expect, test } from 'vitest'
import { costIn, tokensIn } from './usage.ts'

const text = (tokenCount: number) => ({ modality: 'TEXT', tokenCount })
const image = (tokenCount: number) => ({ modality: 'IMAGE', tokenCount })
const none = { textIn: 0, imageIn: 0, cachedTextIn: 0, cachedImageIn: 0, textOut: 0, imageOut: 0 }

describe('tokens', () => {
  test('go by modality, thoughts with the text', () => {
    const usage = {
      promptTokenCount: 660,
      promptTokensDetails: [text(100), image(560)],
      candidatesTokenCount: 1_130,
      candidatesTokensDetails: [image(1_120)],
      thoughtsTokenCount: 200,
    }
    expect(tokensIn(usage, true)).toEqual({ ...none, textIn: 100, imageIn: 560, textOut: 210, imageOut: 1_120 })
  })

  test('without details are text going in, and the picture coming out', () => {
    const usage = { promptTokenCount: 50, candidatesTokenCount: 1_120, thoughtsTokenCount: 7 }
    expect(tokensIn(usage, true)).toEqual({ ...none, textIn: 50, textOut: 7, imageOut: 1_120 })
    expect(tokensIn(usage, false)).toEqual({ ...none, textIn: 50, textOut: 1_127 })
  })

  test('from the cache are told apart', () => {
    const usage = {
      promptTokenCount: 700,
      promptTokensDetails: [text(140), image(560)],
      cachedContentTokenCount: 600,
      cacheTokensDetails: [text(40), image(560)],
    }
    expect(tokensIn(usage, false)).toMatchObject({ textIn: 140, imageIn: 560, cachedTextIn: 40, cachedImageIn: 560 })
  })

  test.each([null, undefined, 'no', {}, { promptTokenCount: 'many' }])('%o counts none', (usage) => {
    expect(tokensIn(usage, true)).toBeNull()
  })

  test('that are no numbers count nothing', () => {
    const usage = {
      promptTokenCount: 10,
      candidatesTokenCount: -5,
      candidatesTokensDetails: 'no',
      thoughtsTokenCount: NaN,
    }
    expect(tokensIn(usage, true)).toEqual({ ...none, textIn: 10 })
  })
})

describe('the cost', () => {
  const usage = { promptTokenCount: 100, candidatesTokenCount: 1_120, candidatesTokensDetails: [image(1_120)] }
  const byDay = (100 * 1.5 + 1_120 * 30) / 1e6

  test('is that of the tokens, and half of it overnight', () => {
    const call = { model: 'gemini-nano-banana-2.1', drew: true }
    expect(costIn(usage, call)).toBeCloseTo(byDay, 12)
    expect(costIn(usage, { ...call, overnight: true })).toBeCloseTo(byDay / 2, 12)
  })

  test('of a model without a price is unknown, not 0', () => {
    expect(costIn(usage, { model: 'gemini-of-next-year', drew: true })).toBeNull()
  })
})
