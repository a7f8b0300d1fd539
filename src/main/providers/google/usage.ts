import { costOf, type TokenUsage } from '../catalogue/price.ts'

type Count = { modality?: unknown; tokenCount?: unknown }

/** `usageMetadata` of a reply, as far as it decides the price. */
interface Usage {
  promptTokenCount?: unknown
  promptTokensDetails?: unknown
  cachedContentTokenCount?: unknown
  cacheTokensDetails?: unknown
  candidatesTokenCount?: unknown
  candidatesTokensDetails?: unknown
  thoughtsTokenCount?: unknown
}

/**
 * The tokens of a call as its reply counts them. Thoughts are paid as text that was put out.
 *
 * @param usage as it came; null = it counts none
 * @param drew there is a picture: output that is not told apart is taken for it
 */
export function tokensIn(usage: unknown, drew: boolean): TokenUsage | null {
  if (usage === null || typeof usage !== 'object') return null
  const given: Usage = usage
  if (typeof given.promptTokenCount !== 'number') return null
  const prompt = split(given.promptTokenCount, given.promptTokensDetails)
  const cached = split(number(given.cachedContentTokenCount), given.cacheTokensDetails)
  const output = split(number(given.candidatesTokenCount), given.candidatesTokensDetails)
  const untold = drew && output.image === 0
  return {
    textIn: prompt.text,
    imageIn: prompt.image,
    cachedTextIn: cached.text,
    cachedImageIn: cached.image,
    textOut: (untold ? 0 : output.text) + number(given.thoughtsTokenCount),
    imageOut: untold ? output.text : output.image,
  }
}

/** What a call cost by the usage its reply reports, US dollars; null = it reports none, or the model has no known price. */
export function costIn(
  usage: unknown,
  call: { model: string; drew: boolean; overnight?: boolean | undefined },
): number | null {
  const tokens = tokensIn(usage, call.drew)
  return tokens && costOf({ provider: 'google', model: call.model, overnight: call.overnight ?? false, usage: tokens })
}

/** Details need not add up to the total: what they leave out is text. */
function split(total: number, details: unknown): { text: number; image: number } {
  const counts: Count[] = Array.isArray(details) ? details : []
  const image = counts
    .filter(({ modality }) => modality === 'IMAGE')
    .reduce((sum, { tokenCount }) => sum + number(tokenCount), 0)
  return { image, text: Math.max(0, total - image) }
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0
}
