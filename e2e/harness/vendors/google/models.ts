import { BANNER_SIZES_1K, SIZES_1K } from '../../../../src/main/providers/catalogue/models/google.ts'

/** A model as the stand-in has it. Prices are US dollars for a million tokens. */
export interface GoogleModel {
  id: string
  displayName: string
  draws: boolean
  /** Pictures of the 1K tier by aspect ratio. */
  ratios: Record<string, { width: number; height: number }>
  /** Tokens of one picture by size. */
  tokens: Record<string, number>
  usd: { in: number; textOut: number; imageOut: number }
}

const WITH_BANNERS = { ...SIZES_1K, ...BANNER_SIZES_1K }

const MODELS: readonly GoogleModel[] = [
  {
    id: 'gemini-nano-banana-2.1',
    displayName: 'Nano Banana 2.1',
    draws: true,
    ratios: WITH_BANNERS,
    tokens: { '1K': 1_120, '2K': 1_680, '4K': 3_766 },
    usd: { in: 1.5, textOut: 7.5, imageOut: 30 },
  },
  {
    id: 'gemini-3-pro-image',
    displayName: 'Gemini 3 Pro Image',
    draws: true,
    ratios: SIZES_1K,
    tokens: { '1K': 1_120, '2K': 1_120, '4K': 2_000 },
    usd: { in: 2, textOut: 12, imageOut: 120 },
  },
  {
    id: 'gemini-3.1-flash-lite-image',
    displayName: 'Gemini 3.1 Flash-Lite Image',
    draws: true,
    ratios: WITH_BANNERS,
    tokens: { '1K': 1_120 },
    usd: { in: 0.25, textOut: 1.5, imageOut: 30 },
  },
  {
    id: 'gemini-3.8-flash',
    displayName: 'Gemini 3.8 Flash',
    draws: false,
    ratios: {},
    tokens: {},
    usd: { in: 0.75, textOut: 3.75, imageOut: 0 },
  },
]

const SCALE: Record<string, number> = { '1K': 1, '2K': 2, '4K': 4 }

export function googleModel(id: string): GoogleModel | null {
  return MODELS.find((one) => one.id === id) ?? null
}

/** Pixels of a picture; null = the model makes none of that ratio and size. */
export function sizeOf(model: GoogleModel, ratio: string, size: string): { width: number; height: number } | null {
  const base = model.ratios[ratio]
  const scale = model.tokens[size] === undefined ? undefined : SCALE[size]
  return base && scale !== undefined ? { width: base.width * scale, height: base.height * scale } : null
}

/** The list of models in pages. */
export function modelPage(pageSize: number, from: number): object {
  const page = MODELS.slice(from, from + pageSize)
  const next = from + page.length
  return {
    models: page.map(({ id, displayName }) => ({
      name: `models/${id}`,
      version: '1',
      displayName,
      inputTokenLimit: 65_536,
      outputTokenLimit: 32_768,
      supportedGenerationMethods: ['generateContent', 'countTokens', 'batchGenerateContent'],
    })),
    ...(next < MODELS.length ? { nextPageToken: String(next) } : {}),
  }
}
