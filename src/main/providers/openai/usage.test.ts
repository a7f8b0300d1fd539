import { describe, expect, test } from 'vitest'
import { costIn, tokensIn, usageOf } from './usage.ts'

const WHOLE = {
  input_tokens: 1_300,
  input_tokens_details: { text_tokens: 300, image_tokens: 1_000 },
  output_tokens: 500,
  output_tokens_details: { text_tokens: 40, image_tokens: 460 },
  total_tokens: 1_800,
}

describe('tokens', () => {
  test.each([
    ['in full', WHOLE, { textIn: 300, imageIn: 1_000, textOut: 40, imageOut: 460 }],
    [
      'without details of the output',
      { ...WHOLE, output_tokens_details: undefined },
      { textIn: 300, imageIn: 1_000, textOut: 0, imageOut: 500 },
    ],
    ['without details of the input', { ...WHOLE, input_tokens_details: undefined }, null],
    ['with a number that is none', { ...WHOLE, output_tokens: '500' }, null],
    ['below nothing', { ...WHOLE, output_tokens: -1 }, null],
    ['left out', undefined, null],
    ['null', null, null],
    ['a word', 'free', null],
  ])('%s', (_, usage, tokens) => {
    expect(tokensIn(usage)).toEqual(tokens)
  })
})

test('the cost is that of the tokens, half of it overnight', () => {
  const usd = (300 * 5 + 1_000 * 8 + 500 * 30) / 1e6
  expect(costIn('gpt-image-2.5-flare', WHOLE)).toBeCloseTo(usd, 12)
  expect(costIn('gpt-image-2.5-flare', WHOLE, true)).toBeCloseTo(usd / 2, 12)
  expect(costIn('gpt-image-2.5-flare', undefined)).toBeNull()
  expect(costIn('a-model-of-tomorrow', WHOLE)).toBeNull()
})

test('only numbers of a usage are written down', () => {
  expect(usageOf({ ...WHOLE, note: 'sk-0123456789', nested: { more: 'words' } })).toEqual(WHOLE)
  expect(usageOf(undefined)).toBeNull()
})
