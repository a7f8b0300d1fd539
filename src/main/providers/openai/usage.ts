import { costOf, type TokenUsage } from '../catalogue/price.ts'

/**
 * The tokens of a call as its reply counts them.
 *
 * @param usage as it came; null and anything incomplete = null, since a part of a bill is no bill
 */
export function tokensIn(usage: unknown): TokenUsage | null {
  const given = numbersIn(usage)
  const input = numbersIn((usage as { input_tokens_details?: unknown } | null)?.input_tokens_details)
  const output = numbersIn((usage as { output_tokens_details?: unknown } | null)?.output_tokens_details)
  const { text_tokens: textIn, image_tokens: imageIn } = input
  if (textIn === undefined || imageIn === undefined || given.output_tokens === undefined) return null
  // Older replies have no details of the output: it is all picture.
  const textOut = output.text_tokens ?? 0
  return { textIn, imageIn, textOut, imageOut: output.image_tokens ?? given.output_tokens - textOut }
}

function numbersIn(value: unknown): Record<string, number | undefined> {
  if (value === null || typeof value !== 'object') return {}
  return Object.fromEntries(
    Object.entries(value).filter(([, number]) => typeof number === 'number' && Number.isFinite(number) && number >= 0),
  )
}

/** The usage of a reply, for the record: its numbers, whatever else came with them. Null = there is none. */
export function usageOf(usage: unknown): Record<string, unknown> | null {
  if (usage === null || typeof usage !== 'object') return null
  const details = Object.entries(usage).map(([name, value]) => [name, numbersIn(value)] as const)
  return {
    ...numbersIn(usage),
    ...Object.fromEntries(details.filter(([, numbers]) => Object.keys(numbers).length > 0)),
  }
}

/** What a call cost by the usage its reply reports, US dollars; null = it reports none, or the model has no known price. */
export function costIn(model: string, usage: unknown, overnight = false): number | null {
  const tokens = tokensIn(usage)
  return tokens && costOf({ provider: 'openai', model, overnight, usage: tokens })
}
