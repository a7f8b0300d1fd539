import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Answer, VendorCall } from '../vendor-server.ts'
import type { Oddity } from './behaviours.ts'
import { outputTokens } from './image-models.ts'
import type { ImageOrder } from './image-order.ts'
import type { OpenAiServer } from './openai-server.ts'

export interface Drawn {
  answer: Answer
  /** What the pictures cost by day. */
  usd: number
}

/** The reply to an order that is in order: as many pictures as it asks for, and what they took. */
export async function draw(
  server: OpenAiServer,
  order: ImageOrder,
  { nth }: Pick<VendorCall, 'nth'>,
  oddity: Oddity | null = null,
): Promise<Drawn> {
  const { model, quality, width, height, format, background, n } = order
  const count = oddity === 'no-image' ? 0 : oddity === 'fewer' ? n - 1 : n
  const pictures = await Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      b64_json: (await picture(server, order, nth * n + index, oddity)).toString('base64'),
    })),
  )
  const usage = await usageOf(order)
  const usd =
    (usage.input_tokens_details.text_tokens * model.usd.textIn +
      usage.input_tokens_details.image_tokens * model.usd.imageIn +
      usage.output_tokens * model.usd.out) /
    1e6
  const body = {
    created: Math.floor(server.now() / 1000),
    background,
    data: pictures,
    output_format: oddity === 'webp' ? 'webp' : format,
    quality,
    size: `${width}x${height}`,
    ...(oddity === 'no-usage' ? {} : { usage }),
  }
  if (oddity !== 'bad-json') return { answer: { status: 200, body }, usd }
  return { answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"created":1,,' }, usd }
}

async function picture(
  { painter }: OpenAiServer,
  { prompt, width, height, format, references }: ImageOrder,
  chance: number,
  oddity: Oddity | null,
): Promise<Buffer> {
  const wanted = { width, height, format: oddity === 'webp' ? 'webp' : format } as const
  if (oddity === 'same-picture') return painter({ ...wanted, prompt: 'the same picture again', seed: 1 })
  // The real one takes no seed: the same words give another picture every time, and references change it.
  const hash = createHash('sha256').update(String(chance))
  for (const reference of references) hash.update(reference)
  const whole = await painter({ ...wanted, prompt, seed: hash.digest().readUInt32BE(0) >>> 1 })
  return oddity === 'truncated' ? whole.subarray(0, Math.floor(whole.byteLength * 0.6)) : whole
}

const CHARACTERS_A_TOKEN = 4
const REFERENCE_TOKENS = { from: 300, until: 6_500 }
const PIXELS_A_TOKEN = 768

async function usageOf({ model, prompt, quality, width, height, n, references }: ImageOrder) {
  const text = Math.ceil(prompt.length / CHARACTERS_A_TOKEN)
  const sizes = await Promise.all(references.map((reference) => sharp(reference).metadata()))
  const images = sizes
    .map((size) => Math.ceil((size.width * size.height) / PIXELS_A_TOKEN))
    .reduce((sum, one) => sum + Math.min(REFERENCE_TOKENS.until, Math.max(REFERENCE_TOKENS.from, one)), 0)
  const output = n * outputTokens(model, quality, width, height)
  return {
    input_tokens: text + images,
    input_tokens_details: { text_tokens: text, image_tokens: images },
    output_tokens: output,
    output_tokens_details: { image_tokens: output, text_tokens: 0 },
    total_tokens: text + images + output,
  }
}
