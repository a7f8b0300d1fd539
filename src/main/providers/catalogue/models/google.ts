import type { Capabilities } from '../../provider.ts'
import type { ModelEntry, PriceRow, TokenPrices } from '../catalogue.ts'

/** Pictures of the 1K tier by the aspect ratio that is asked for. */
export const SIZES_1K = {
  '1:1': { width: 1024, height: 1024 },
  '2:3': { width: 848, height: 1264 },
  '3:2': { width: 1264, height: 848 },
  '3:4': { width: 896, height: 1200 },
  '4:3': { width: 1200, height: 896 },
  '4:5': { width: 928, height: 1152 },
  '5:4': { width: 1152, height: 928 },
  '9:16': { width: 768, height: 1376 },
  '16:9': { width: 1376, height: 768 },
  '21:9': { width: 1584, height: 672 },
} as const satisfies Record<string, { width: number; height: number }>

/** Only of the flash models: strips and columns. */
export const BANNER_SIZES_1K = {
  '1:4': { width: 512, height: 2064 },
  '4:1': { width: 2064, height: 512 },
  '1:8': { width: 352, height: 2928 },
  '8:1': { width: 2928, height: 352 },
} as const satisfies Record<string, { width: number; height: number }>

/** What the vendor calls its sizes, and how many times the sides of 1K they have. */
const SCALE = { '1K': 1, '2K': 2, '4K': 4 }

const can = (qualities: string[], references: number, banners: boolean): Capabilities => ({
  sizes: {
    kind: 'list',
    sizes: Object.values(banners ? { ...SIZES_1K, ...BANNER_SIZES_1K } : SIZES_1K),
    scale: SCALE,
  },
  qualities,
  // Accepted, without a promise that the same one draws the same.
  seed: true,
  negativePrompt: false,
  references,
  staged: false,
  tuning: [],
})

const bySize = (prices: Record<string, number>): PriceRow[] =>
  Object.entries(prices).map(([quality, usd]) => ({ from: '2026-01-01', quality, size: null, usd }))

const tokens = (textIn: number, textOut: number, imageOut: number): TokenPrices => ({
  textIn,
  imageIn: textIn,
  textOut,
  imageOut,
  reference: { from: 258, until: 1_120 },
})

const SHARED = {
  provider: 'google',
  prompt: { unit: 'characters', max: 32_000, reads: 'sentences', past: 'lost' },
  overnight: true,
  // Limits are shown in the vendor's console only: start low, learn from what it answers.
  tiers: [{ name: '1', concurrency: 2, requestsPerMinute: 10 }],
  shutdownOn: null,
  checkedOn: '2026-11-20',
} satisfies Partial<ModelEntry>

export const GOOGLE_MODELS: readonly ModelEntry[] = [
  {
    ...SHARED,
    model: 'gemini-nano-banana-2.1',
    can: can(['1K', '2K', '4K'], 14, true),
    prices: bySize({ '1K': 0.0336, '2K': 0.0504, '4K': 0.113 }),
    tokens: tokens(1.5, 7.5, 30),
    source: 'Typings of @google/genai 3.1.0; prices by third parties, Oct to Nov 2026.',
  },
  {
    ...SHARED,
    model: 'gemini-3-pro-image',
    can: can(['1K', '2K', '4K'], 14, false),
    prices: bySize({ '1K': 0.134, '2K': 0.134, '4K': 0.24 }),
    tokens: tokens(2, 12, 120),
    source: 'Prices as a published price list cites the vendor, 2026.',
  },
  {
    ...SHARED,
    model: 'gemini-3.1-flash-lite-image',
    can: can(['1K'], 14, true),
    prices: bySize({ '1K': 0.0336 }),
    tokens: tokens(0.25, 1.5, 30),
    source: 'Prices as a published price list cites the vendor, 2026.',
  },
  ...Object.entries({
    'gemini-3.1-flash-image': '2026-10-29',
    'gemini-3.1-flash-image-preview': '2026-06-25',
    'gemini-3-pro-image-preview': '2026-06-25',
    'gemini-2.5-flash-image': '2026-10-02',
  }).map(
    ([model, shutdownOn]): ModelEntry => ({
      ...SHARED,
      model,
      can: can(['1K', '2K', '4K'], 14, true),
      prices: [],
      tokens: null,
      shutdownOn,
      source: 'The vendor’s pages of 2026 and two third parties, for the day of the shutdown.',
    }),
  ),
  {
    // A model that is newer than this list, at a price nobody knows.
    ...SHARED,
    model: '*',
    can: can(['1K', '2K', '4K'], 14, false),
    prices: [],
    tokens: null,
    source: 'Typings of @google/genai 3.1.0, models.generateContent.',
  },
]
