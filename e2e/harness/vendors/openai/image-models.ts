/** What the API takes from a picture model, and what it charges. Written down apart from the program's own catalogue, so that they can disagree. */
export interface ImageModel {
  id: string
  qualities: readonly string[]
  /** Null = any, by rule. */
  sizes: readonly string[] | null
  /** Values of `input_fidelity`; empty = the parameter is refused. */
  fidelities: readonly string[]
  markup: boolean
  /** Tokens that a square of 1024 pixels is, by quality. */
  tokens: Record<string, number>
  /** What `auto` comes to. */
  autoQuality: string
  /** US dollars for a million tokens. */
  usd: { textIn: number; imageIn: number; out: number }
  created: number
  shutdownDate: string | null
}

const THREE = ['low', 'medium', 'high']
const FIVE = [...THREE, 'xhigh', 'max']
const STANDARD_SIZES = ['1024x1024', '1024x1536', '1536x1024']
const TOKENS_2_5 = { low: 196, medium: 439, high: 1756, xhigh: 3122, max: 7024 }

const TWO: Omit<ImageModel, 'id'> = {
  qualities: THREE,
  sizes: null,
  fidelities: [],
  markup: false,
  tokens: { low: 196, medium: 1756, high: 7024 },
  autoQuality: 'high',
  usd: { textIn: 5, imageIn: 8, out: 30 },
  created: Date.parse('2026-04-21') / 1000,
  shutdownDate: null,
}
const TWO_FIVE = {
  ...TWO,
  qualities: FIVE,
  markup: true,
  tokens: TOKENS_2_5,
  autoQuality: 'medium',
  created: Date.parse('2026-09-08') / 1000,
}
const TWO_SIX = {
  ...TWO_FIVE,
  tokens: { ...TOKENS_2_5, low: 664, medium: 1353 },
  autoQuality: 'max',
  created: Date.parse('2026-11-04') / 1000,
}
const ONE = {
  ...TWO,
  sizes: STANDARD_SIZES,
  tokens: { low: 272, medium: 1056, high: 4160 },
  created: Date.parse('2025-12-16') / 1000,
  shutdownDate: '2026-12-01',
}

/** Models that draw. The older ones are gone: dall-e since May, gpt-image-1 since October 2026. */
export const IMAGE_MODELS: readonly ImageModel[] = [
  ...['gpt-image-2', 'gpt-image-2-2026-04-21'].map((id) => ({ ...TWO, id })),
  ...['gpt-image-2.5-flare', 'gpt-image-2.5-sunburst'].flatMap((id) => [
    { ...TWO_FIVE, id },
    { ...TWO_FIVE, id: `${id}-2026-09-08` },
  ]),
  ...['gpt-image-2.6-flare', 'gpt-image-2.6-sunburst'].map((id) => ({ ...TWO_SIX, id })),
  { ...ONE, id: 'gpt-image-1.5', fidelities: ['high', 'low'], usd: { textIn: 5, imageIn: 8, out: 32 } },
  { ...ONE, id: 'gpt-image-1-mini', fidelities: ['low'], usd: { textIn: 2, imageIn: 2.5, out: 8 } },
]

/** Tokens of one picture put out. */
export function outputTokens({ tokens }: ImageModel, quality: string, width: number, height: number): number {
  return Math.round(tokens[quality]! * ((width * height) / 1024 ** 2))
}
