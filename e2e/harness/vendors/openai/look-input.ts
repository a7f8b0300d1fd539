import type { OpenAiServer } from './openai-server.ts'
import { badParameter } from './parameters.ts'
import { imageOf } from './reference-images.ts'

/** US dollars for a million tokens. */
const PRICES: Record<string, { input: number; output: number }> = {
  'gpt-6-luna': { input: 0.1, output: 0.5 },
  'gpt-5.6-luna': { input: 0.2, output: 1.2 },
}

export function priceOfLook(model: string, { input, output }: { input: number; output: number }): number {
  const price = PRICES[model] ?? { input: 0, output: 0 }
  return (input * price.input + output * price.output) / 1e6
}

/** Whether there is such a model that answers in words. */
export function answersInWords(model: string): boolean {
  return model in PRICES
}

/** Words and pictures of messages. @throws Answer for what is no message */
export function readInput(server: OpenAiServer, input: unknown): { pictures: Buffer[]; text: string } {
  if (!Array.isArray(input) || input.length === 0)
    throw badParameter('input', 'missing_required_parameter', "Missing required parameter: 'input'.")
  const parts = input.flatMap((message: { role?: unknown; content?: unknown }, at) => {
    if (message.role !== 'user')
      throw badParameter(`input[${at}].role`, 'invalid_value', `Invalid value: '${String(message.role)}'.`)
    return Array.isArray(message.content) ? (message.content as Record<string, unknown>[]) : []
  })
  const pictures = parts
    .filter(({ type }) => type === 'input_image')
    .map((part) => {
      if (part.detail !== undefined && !['low', 'high', 'auto', 'original'].includes(String(part.detail)))
        throw badParameter('input.detail', 'invalid_value', `Invalid value: '${String(part.detail)}'.`)
      return imageOf(server, { image_url: part.image_url }, 'input')
    })
  const text = parts.flatMap((part) => (part.type === 'input_text' ? [String(part.text)] : [])).join('\n')
  const unknown = parts.find(({ type }) => type !== 'input_image' && type !== 'input_text')
  if (unknown) throw badParameter('input', 'invalid_value', `Invalid value: '${String(unknown.type)}'.`)
  return { pictures, text }
}
