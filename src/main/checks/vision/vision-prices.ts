import type { VisionEstimate, VisionQuestion } from './vision-model.ts'

/** US dollars for a million tokens, from a day on until a later row. */
interface PriceRow {
  /** `YYYY-MM-DD`. */
  from: string
  input: number
  cachedInput: number
  output: number
}

/** What is known of a model that looks at pictures. Facts of vendors: data, with the day they were looked up. */
export interface VisionModelEntry {
  provider: string
  model: string
  prices: PriceRow[]
  /** Tokens of a picture whose longest side is `LOOKED_AT_PX`. */
  pictureTokens: { from: number; until: number }
  checkedOn: string
  source: string
}

/** Pictures are made this small before they are sent: enough to count people by, and a fraction of the tokens. */
export const LOOKED_AT_PX = 768

/** The default of each provider first. */
const VISION_MODELS: readonly VisionModelEntry[] = [
  {
    provider: 'openai',
    model: 'gpt-6-luna',
    prices: [{ from: '2026-09-22', input: 0.1, cachedInput: 0.01, output: 0.5 }],
    // How this model counts pictures is not published; older ones took from 85 to 24 × 24 patches times 2.5.
    pictureTokens: { from: 85, until: 1_500 },
    checkedOn: '2026-11-20',
    source: 'The vendor’s model page for the price; typings of openai 7.55.0 for decisions.create.',
  },
  {
    provider: 'openai',
    model: 'gpt-5.6-luna',
    prices: [{ from: '2026-07-30', input: 0.2, cachedInput: 0.02, output: 1.2 }],
    pictureTokens: { from: 85, until: 1_500 },
    checkedOn: '2026-11-20',
    source: 'The vendor’s model page.',
  },
  {
    provider: 'google',
    model: 'gemini-3.8-flash',
    prices: [
      { from: '2026-09-02', input: 0.75, cachedInput: 0.075, output: 3.75 },
      { from: '2027-01-01', input: 1.5, cachedInput: 0.15, output: 7.5 },
    ],
    pictureTokens: { from: 258, until: 1_120 },
    checkedOn: '2026-11-20',
    source: 'Third parties quoting the vendor’s price page, Sep to Oct 2026; half price until the end of 2026.',
  },
  {
    provider: 'google',
    model: 'gemini-3.1-flash-lite',
    prices: [{ from: '2026-05-07', input: 0.25, cachedInput: 0.025, output: 1.5 }],
    pictureTokens: { from: 258, until: 1_120 },
    checkedOn: '2026-11-20',
    source: 'Two resellers quoting the vendor, 2026.',
  },
]

/** For a model without a row, where a cap is to be kept: the dearest text model known on the day, of any vendor. */
const DEAREST: VisionModelEntry = {
  provider: '',
  model: '',
  prices: [{ from: '2026-01-01', input: 10, cachedInput: 10, output: 50 }],
  pictureTokens: { from: 1_500, until: 3_000 },
  checkedOn: '2026-11-20',
  source: 'Third parties quoting OpenAI’s price of gpt-6-astra, Sep 2026.',
}

/** Of the frame around the questions. */
const FRAME_TOKENS = 250
const CHARACTERS_A_TOKEN = { most: 6, least: 3 }
/** Of one answer; models that think before they answer put out as much again and more. */
const ANSWER_TOKENS = { from: 5, until: 60 }
/** Of an answer in words of its own, with the thoughts before it. */
const WRITTEN_TOKENS = { from: 60, until: 1_500 }

export function estimateLook(
  provider: string,
  model: string,
  pictures: number,
  questions: readonly VisionQuestion[],
  on: string,
): VisionEstimate {
  const known = entryOf(provider, model)
  const entry = known ?? DEAREST
  const price = priceOn(entry, on)
  if (price === null) return { ...estimateWith(DEAREST, DEAREST.prices[0]!, pictures, questions), fromUsd: null }
  const estimate = estimateWith(entry, price, pictures, questions)
  return known ? estimate : { ...estimate, fromUsd: null }
}

function estimateWith(
  entry: VisionModelEntry,
  price: PriceRow,
  pictures: number,
  questions: readonly VisionQuestion[],
): VisionEstimate & { fromUsd: number } {
  const characters = JSON.stringify(questions).length
  const usd = (input: number, output: number) => (input * price.input + output * price.output) / 1e6
  const { most, least } = CHARACTERS_A_TOKEN
  const answers = (end: 'from' | 'until') =>
    questions.reduce((sum, { kind }) => sum + (kind === 'words' ? WRITTEN_TOKENS : ANSWER_TOKENS)[end], 0)
  return {
    fromUsd: usd(pictures * entry.pictureTokens.from + characters / most, answers('from')),
    untilUsd: usd(pictures * entry.pictureTokens.until + FRAME_TOKENS + characters / least, answers('until')),
  }
}

/** Tokens of one call as its reply reports them; cached ones are counted among the input. */
export interface LookUsage {
  input: number
  cachedInput: number
  output: number
}

/** What a call cost, US dollars; null = the model has no known price, or the reply did not say. */
export function costOfLook(provider: string, model: string, usage: LookUsage | null, on: string): number | null {
  const entry = entryOf(provider, model)
  const price = entry && priceOn(entry, on)
  if (!price || !usage) return null
  const { input, cachedInput, output } = usage
  return ((input - cachedInput) * price.input + cachedInput * price.cachedInput + output * price.output) / 1e6
}

function entryOf(provider: string, model: string): VisionModelEntry | null {
  return VISION_MODELS.find((entry) => entry.provider === provider && entry.model === model) ?? null
}

function priceOn({ prices }: VisionModelEntry, on: string): PriceRow | null {
  return prices.findLast(({ from }) => from <= on) ?? null
}
