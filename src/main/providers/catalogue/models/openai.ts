import type { Capabilities } from '../../provider.ts'
import type { AccountTier, ModelEntry, PriceRow, TokenPrices } from '../catalogue.ts'

const SQUARE = { width: 1024, height: 1024 }
const STANDARD_SIZES = [SQUARE, { width: 1536, height: 1024 }, { width: 1024, height: 1536 }]

const DALL_E_3_SIZES = [SQUARE, { width: 1792, height: 1024 }, { width: 1024, height: 1792 }]

/** Any size by rule; the limits of pixels are third parties' findings. */
const FREE_SIZES: Capabilities['sizes'] = {
  kind: 'free',
  multipleOf: 16,
  minPixels: 655_360,
  maxPixels: 8_294_400,
  minRatio: 1 / 3,
  maxRatio: 3,
  maxSide: 3840,
}

const can = (sizes: Capabilities['sizes'], qualities: string[]): Capabilities => ({
  sizes,
  qualities,
  seed: false,
  negativePrompt: false,
  references: 16,
  staged: false,
  tuning: [],
})

const TIERS: AccountTier[] = [
  { name: '1', concurrency: 2, requestsPerMinute: 5 },
  { name: '2', concurrency: 4, requestsPerMinute: 20 },
  { name: '3', concurrency: 8, requestsPerMinute: 50 },
  { name: '4', concurrency: 12, requestsPerMinute: 150 },
  { name: '5', concurrency: 16, requestsPerMinute: 250 },
]

/** How many tokens a reference comes to is published for older models only; 2.x always reads references in full. */
const REFERENCE_TOKENS = { from: 300, until: 6_500 }

const TOKENS: TokenPrices = {
  textIn: 5,
  imageIn: 8,
  textOut: 30,
  imageOut: 30,
  cachedTextIn: 1.25,
  cachedImageIn: 2,
  reference: REFERENCE_TOKENS,
}

/** Tokens put out for a square of 1024 pixels by quality, at 30 dollars the million; where reports differ, least and most. */
const squares = (tokens: Record<string, number | [least: number, most: number]>): PriceRow[] =>
  Object.entries(tokens).map(([quality, count]) => {
    const [least, most] = typeof count === 'number' ? [count, count] : count
    const usd = (most * TOKENS.imageOut) / 1e6
    const row: PriceRow = { from: '2026-01-01', quality, size: SQUARE, usd, otherSizes: 'by-area' }
    return least === most ? row : { ...row, leastUsd: (least * TOKENS.imageOut) / 1e6 }
  })

const FIVE_QUALITIES = ['low', 'medium', 'high', 'xhigh', 'max']
const TOKENS_2_5 = { low: 196, medium: 439, high: 1756, xhigh: 3122, max: 7024 }
/** Low and medium were measured at three to four times those of 2.5. */
const threeToFourTimes = (tokens: number): [number, number] => [3 * tokens, 4 * tokens]
const TOKENS_2_6 = {
  ...TOKENS_2_5,
  low: threeToFourTimes(TOKENS_2_5.low),
  medium: threeToFourTimes(TOKENS_2_5.medium),
}

const SHARED = {
  provider: 'openai',
  prompt: { unit: 'characters', max: 32_000, reads: 'sentences', past: 'lost' },
  overnight: true,
  tokens: TOKENS,
  tiers: TIERS,
  shutdownOn: null,
  checkedOn: '2026-11-20',
} satisfies Partial<ModelEntry>

const SOURCE_2_5 = 'Typings of openai 7.55.0; prices and limits by third parties quoting the vendor, Sep to Nov 2026.'
const SOURCE_2_6 =
  'Typings of openai 7.55.0; token price from the vendor’s model page; tokens measured by others, 5 Nov 2026.'

export const OPENAI_MODELS: readonly ModelEntry[] = [
  ...['gpt-image-2.5-flare', 'gpt-image-2.5-sunburst'].map(
    (model): ModelEntry => ({
      ...SHARED,
      model,
      can: can(FREE_SIZES, FIVE_QUALITIES),
      prices: squares(TOKENS_2_5),
      source: SOURCE_2_5,
    }),
  ),
  ...['gpt-image-2.6-flare', 'gpt-image-2.6-sunburst'].map(
    (model): ModelEntry => ({
      ...SHARED,
      model,
      can: can(FREE_SIZES, FIVE_QUALITIES),
      prices: squares(TOKENS_2_6),
      source: SOURCE_2_6,
    }),
  ),
  {
    ...SHARED,
    model: 'gpt-image-2',
    can: can(FREE_SIZES, ['low', 'medium', 'high']),
    prices: squares({ low: 196, medium: 1756, high: 7024 }),
    source: SOURCE_2_5,
  },
  {
    ...SHARED,
    model: 'gpt-image-1.5',
    can: can({ kind: 'list', sizes: STANDARD_SIZES }, ['low', 'medium', 'high']),
    prices: standardPrices([0.009, 0.034, 0.133], [0.013, 0.05, 0.2]),
    tokens: { ...TOKENS, imageOut: 32, textOut: 32 },
    shutdownOn: '2026-12-01',
    source: 'Third parties, 28 Oct 2026, for prices and the day of the shutdown.',
  },
  {
    ...SHARED,
    model: 'gpt-image-1-mini',
    can: can({ kind: 'list', sizes: STANDARD_SIZES }, ['low', 'medium', 'high']),
    prices: standardPrices([0.005, 0.011, 0.036], [0.006, 0.015, 0.052]),
    tokens: { ...TOKENS, textIn: 2, imageIn: 2.5, imageOut: 8, textOut: 8, cachedTextIn: 0.2, cachedImageIn: 0.25 },
    shutdownOn: '2026-12-01',
    source: 'The vendor’s model page for prices; third parties, 28 Oct 2026, for the day of the shutdown.',
  },
  {
    ...SHARED,
    model: 'chatgpt-image-latest',
    can: can({ kind: 'list', sizes: STANDARD_SIZES }, ['low', 'medium', 'high']),
    prices: [],
    tokens: null,
    shutdownOn: '2026-12-01',
    source: 'Third parties, 28 Oct 2026, for the day of the shutdown.',
  },
  ...[
    { model: 'gpt-image-1', shutdownOn: '2026-10-23', sizes: STANDARD_SIZES, qualities: ['low', 'medium', 'high'] },
    { model: 'dall-e-3', shutdownOn: '2026-05-12', sizes: DALL_E_3_SIZES, qualities: ['standard', 'hd'] },
    { model: 'dall-e-2', shutdownOn: '2026-05-12', sizes: [SQUARE], qualities: [] },
  ].map(
    ({ model, shutdownOn, sizes, qualities }): ModelEntry => ({
      ...SHARED,
      model,
      can: can({ kind: 'list', sizes }, qualities),
      prices: [],
      tokens: null,
      shutdownOn,
      source: 'Typings of openai 7.55.0 and third parties, 28 Oct 2026, for the day of the shutdown.',
    }),
  ),
  {
    // A model that is newer than this list: what the typings allow for the newest family, at a price nobody knows.
    ...SHARED,
    model: '*',
    can: can(FREE_SIZES, FIVE_QUALITIES),
    prices: [],
    tokens: null,
    source: 'Typings of openai 7.55.0, images.generate.',
  },
]

/** Rows for the square and for the two oblong sizes, by quality from low to high. */
function standardPrices(square: number[], oblong: number[]): PriceRow[] {
  return ['low', 'medium', 'high'].flatMap((quality, at) =>
    STANDARD_SIZES.map((size) => ({
      from: '2026-01-01',
      quality,
      size,
      usd: (size === SQUARE ? square : oblong)[at]!,
    })),
  )
}
