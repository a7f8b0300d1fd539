import type { PromptLimits } from '../../shared/domain/prompt.ts'
import { MODELS } from './catalogue-models.ts'
import type { Capabilities } from './provider.ts'

/** What is known of a provider model beyond what its provider can do: how it reads prompts, what it costs. */
export interface ModelEntry {
  provider: string
  /** Model id; a `*` at the end stands for any ending. The first entry that fits is used. */
  model: string
  prompt: Omit<PromptLimits, 'negativePrompt'>
  prices: PriceRow[]
  /** When the figures were looked up, `YYYY-MM-DD`, and where. */
  checkedOn: string
  source: string
}

/** A price of one image, good from a day on until a later row for the same quality and size. */
interface PriceRow {
  /** `YYYY-MM-DD`. */
  from: string
  /** Null = whatever the quality. */
  quality: string | null
  /** Null = whatever the size. */
  size: { width: number; height: number } | null
  usd: number
}

/** What the price of one image hangs on. */
export interface PricedImage {
  provider: string
  model: string
  quality: string | null
  width: number
  height: number
  /** `YYYY-MM-DD`. */
  on: string
}

/** For models nobody looked up: an author may name any. */
const USUAL_PROMPT: ModelEntry['prompt'] = { unit: 'characters', max: 4_000, reads: 'sentences' }

function findModel(provider: string, model: string, models: readonly ModelEntry[] = MODELS): ModelEntry | null {
  const fits = (pattern: string) => (pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern)
  return models.find((entry) => entry.provider === provider && fits(entry.model)) ?? null
}

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

/** US dollars for one image by the newest row that applies on that day; null = unknown, which is never taken for 0. */
export function priceOf(image: PricedImage, models: readonly ModelEntry[] = MODELS): number | null {
  const rows = findModel(image.provider, image.model, models)?.prices ?? []
  const applying = rows.filter(
    ({ from, quality, size }) =>
      from <= image.on &&
      (quality === null || quality === image.quality) &&
      (size === null || (size.width === image.width && size.height === image.height)),
  )
  return applying.toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0))[0]?.usd ?? null
}
