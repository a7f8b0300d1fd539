import { findModel, type ModelEntry, type PriceRow, type TokenPrices } from './catalogue.ts'
import { MODELS } from './models/index.ts'

/** What the price of one image hangs on. */
export interface PricedImage {
  provider: string
  model: string
  quality: string | null
  width: number
  height: number
  /** Length of the prompt as `billedCharacters` has it; absent = none counted. */
  promptCharacters?: number
  /** Reference pictures that go along; absent = none. */
  references?: number
  /** Through the vendor's overnight lane. */
  overnight?: boolean
  /** `YYYY-MM-DD`. */
  on: string
}

/** What an image may cost, US dollars. */
export interface Price {
  fromUsd: number
  untilUsd: number
}

/** Of the price by day. */
export const OVERNIGHT_FACTOR = 0.5
/** A larger picture may take as many tokens as a small one, or as many more as it has pixels. */
const LEAST_BY_AREA = 0.75
/** English is about four characters a token; other scripts have fewer. */
const CHARACTERS_A_TOKEN = { most: 6, least: 2 }

/**
 * The price of one image before it is made, from the newest rows that apply on that day: a range, because references and
 * sizes without a row can only be estimated. Null = unknown, which is never taken for 0.
 */
export function priceOf(image: PricedImage, models: readonly ModelEntry[] = MODELS): Price | null {
  return pricing(image, models)?.(image) ?? null
}

/**
 * The same for many images of one model, quality and size, which differ in their words and references only. Null = their
 * price is unknown.
 */
export function pricing(
  image: Omit<PricedImage, 'promptCharacters' | 'references'>,
  models: readonly ModelEntry[] = MODELS,
): ((sent: Pick<PricedImage, 'promptCharacters' | 'references'>) => Price) | null {
  const entry = findModel(image.provider, image.model, models)
  const output = entry && priceOfOutput(image, entry.prices)
  if (!entry || !output || (image.overnight && !entry.overnight)) return null
  const factor = image.overnight ? OVERNIGHT_FACTOR : 1
  return (sent) => {
    const input = priceOfInput(sent, entry.tokens)
    return {
      fromUsd: (output.fromUsd + input.fromUsd) * factor,
      untilUsd: (output.untilUsd + input.untilUsd) * factor,
    }
  }
}

function priceOfOutput(image: PricedImage, prices: readonly PriceRow[]): Price | null {
  const rows = prices
    .filter(({ from, quality }) => from <= image.on && (quality === null || quality === image.quality))
    .toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0))
  const exact = rows.find(({ size }) => size === null || (size.width === image.width && size.height === image.height))
  if (exact) return { fromUsd: exact.leastUsd ?? exact.usd, untilUsd: exact.usd }
  const near = rows.find(({ otherSizes }) => otherSizes === 'by-area')
  if (!near?.size) return null
  const area = (image.width * image.height) / (near.size.width * near.size.height)
  const leastUsd = near.leastUsd ?? near.usd
  return { fromUsd: leastUsd * Math.min(LEAST_BY_AREA, area), untilUsd: near.usd * Math.max(1, area) }
}

/** A character that is not ASCII may take two tokens, however many an English one is part of. */
const CHARACTERS_BEYOND_ASCII = 2 * CHARACTERS_A_TOKEN.least

const ASCII = /^[\0-\x7f]*$/

/** Length of a prompt as its tokens will be estimated from, so that Japanese is not priced as English. */
export function billedCharacters(prompt: string): number {
  // Most prompts are English, and need no look at every character.
  if (ASCII.test(prompt)) return prompt.length
  let length = 0
  for (let at = 0; at < prompt.length; at++) {
    const code = prompt.charCodeAt(at)
    length += code < 128 ? 1 : CHARACTERS_BEYOND_ASCII
    // The second half of a character beyond the first 65,536.
    if (code >= 0xd800 && code < 0xdc00 && (prompt.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at++
  }
  return length
}

function priceOfInput(
  { promptCharacters = 0, references = 0 }: Pick<PricedImage, 'promptCharacters' | 'references'>,
  tokens: TokenPrices | null,
): Price {
  if (!tokens) return { fromUsd: 0, untilUsd: 0 }
  const side = (characters: number, reference: number) =>
    ((promptCharacters / characters) * tokens.textIn + references * reference * tokens.imageIn) / 1e6
  return {
    fromUsd: side(CHARACTERS_A_TOKEN.most, tokens.reference.from),
    untilUsd: side(CHARACTERS_A_TOKEN.least, tokens.reference.until),
  }
}

/** Tokens of one call as its reply reports them. Cached ones are counted among the input. */
export interface TokenUsage {
  textIn: number
  imageIn: number
  textOut: number
  imageOut: number
  cachedTextIn?: number
  cachedImageIn?: number
}

/** What a call cost by the tokens it reports, US dollars; null where tokens have no known price. */
export function costOf(
  call: { provider: string; model: string; overnight?: boolean; usage: TokenUsage },
  models: readonly ModelEntry[] = MODELS,
): number | null {
  const tokens = findModel(call.provider, call.model, models)?.tokens
  if (!tokens) return null
  const { textIn, imageIn, textOut, imageOut, cachedTextIn = 0, cachedImageIn = 0 } = call.usage
  const usd =
    ((textIn - cachedTextIn) * tokens.textIn +
      cachedTextIn * (tokens.cachedTextIn ?? tokens.textIn) +
      (imageIn - cachedImageIn) * tokens.imageIn +
      cachedImageIn * (tokens.cachedImageIn ?? tokens.imageIn) +
      textOut * tokens.textOut +
      imageOut * tokens.imageOut) /
    1e6
  return usd * (call.overnight ? OVERNIGHT_FACTOR : 1)
}
