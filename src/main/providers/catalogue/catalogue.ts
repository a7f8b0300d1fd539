import type { PromptLimits } from '../../../shared/domain/prompt.ts'
import type { Capabilities, StartingPace } from '../provider.ts'
import { MODELS } from './models/index.ts'

/** What is known of a provider model. Facts of vendors change every few weeks: data, with the day they were looked up. */
export interface ModelEntry {
  provider: string
  /** Model id; a `*` at the end stands for any ending. The first entry that fits is used. */
  model: string
  prompt: Omit<PromptLimits, 'negativePrompt'>
  /** What it can do; null = its adapter says, because it hangs on the server. */
  can: Capabilities | null
  /** Whether the vendor's overnight lane takes it, at half the price. */
  overnight: boolean
  /** What one image costs to put out. */
  prices: PriceRow[]
  /** What tokens cost: for the input side before, for the whole call after. Null = not charged by tokens. */
  tokens: TokenPrices | null
  /** Limits of account tiers, lowest first; empty = unknown. */
  tiers: AccountTier[]
  /** Day the vendor shuts it down, `YYYY-MM-DD`, as far as announced. */
  shutdownOn: string | null
  /** When the figures were looked up, `YYYY-MM-DD`, and where. */
  checkedOn: string
  source: string
}

/** A price of one image, good from a day on until a later row for the same quality and size. */
export interface PriceRow {
  /** `YYYY-MM-DD`. */
  from: string
  /** Null = whatever the quality. */
  quality: string | null
  /** Null = whatever the size. */
  size: { width: number; height: number } | null
  usd: number
  /** What it may cost at least, where reports differ; absent = always `usd`. */
  leastUsd?: number
  /** How much dearer or cheaper other sizes may be; absent = a size without a row has no price. */
  otherSizes?: 'by-area'
}

export interface TokenPrices {
  /** US dollars for a million tokens. */
  textIn: number
  imageIn: number
  textOut: number
  imageOut: number
  /** Of input the vendor had in its cache; absent = as any other input. */
  cachedTextIn?: number
  cachedImageIn?: number
  /** Tokens that one reference picture comes to, from and until, as far as known. */
  reference: { from: number; until: number }
}

export interface AccountTier extends StartingPace {
  /** As the vendor calls it: `1`, `free`. */
  name: string
}

/** @param models default: everything that is known */
export function findModel(provider: string, model: string, models: readonly ModelEntry[] = MODELS): ModelEntry | null {
  const fits = (pattern: string) => (pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern)
  return models.find((entry) => entry.provider === provider && fits(entry.model)) ?? null
}

/** Ids of a provider's known models that are not shut down on a day, in the order of the catalogue. */
export function modelsOf(provider: string, on: string, models: readonly ModelEntry[] = MODELS): string[] {
  return models
    .filter((entry) => entry.provider === provider && !entry.model.endsWith('*'))
    .filter(({ shutdownOn }) => shutdownOn === null || shutdownOn > on)
    .map(({ model }) => model)
}

/** Days before a model ends in which an author is told. */
const DAYS_OF_NOTICE = 30

/**
 * Whether a model is gone on a day, or soon will be. Null = not as far as is known.
 *
 * @param on `YYYY-MM-DD`
 */
export function modelEnd(
  provider: string,
  model: string,
  on: string,
  models: readonly ModelEntry[] = MODELS,
): { state: 'gone' | 'ending'; day: string } | null {
  const day = findModel(provider, model, models)?.shutdownOn ?? null
  if (day === null) return null
  if (day <= on) return { state: 'gone', day }
  const daysLeft = (Date.parse(day) - Date.parse(on)) / 86_400_000
  return daysLeft <= DAYS_OF_NOTICE ? { state: 'ending', day } : null
}

/** For models nobody looked up: an author may name any. */
const USUAL_PROMPT: ModelEntry['prompt'] = { unit: 'characters', max: 4_000, reads: 'sentences', past: 'lost' }

/**
 * How a model reads prompts. A provider that draws from the stage reads none: its prompts are written in full, negative
 * prompt included, as the author will want them from another one.
 */
export function promptLimits(
  provider: string,
  model: string,
  can: Pick<Capabilities, 'negativePrompt' | 'staged'>,
): PromptLimits {
  const read = findModel(provider, model)?.prompt ?? USUAL_PROMPT
  return { ...read, negativePrompt: can.negativePrompt || can.staged }
}
