import { type Painter, plainPicture } from '../paint.ts'
import type { Answer } from '../vendor-server.ts'
import type { Behaviour } from './behaviours.ts'
import type { ContentRequest } from './content-request.ts'
import type { GoogleModel } from './models.ts'

/** An answer and what it costs, US dollars. */
export interface PricedAnswer {
  answer: Answer
  usd: number
  /** Whether there is a picture in it. */
  picture: boolean
}

const CHARACTERS_A_TOKEN = 4
const TOKENS_A_REFERENCE = 560
const TOKENS_OF_A_THOUGHT = 210
const WORDS = 'Here is a picture of what you asked for.'

/** Makes the answer to a request: usually a picture, sometimes only words. */
export async function answerTo(
  wanted: ContentRequest,
  model: GoogleModel,
  behaviour: Behaviour,
  painter: Painter,
  id: string,
): Promise<PricedAnswer> {
  if (behaviour.is === 'error') return { answer: behaviour.answer, usd: 0, picture: false }
  const prompt = [
    { modality: 'TEXT', tokenCount: Math.ceil(wanted.prompt.length / CHARACTERS_A_TOKEN) },
    ...(wanted.images > 0 ? [{ modality: 'IMAGE', tokenCount: wanted.images * TOKENS_A_REFERENCE }] : []),
  ]
  const close = (body: object, output: Tokens[], thoughts: number, counted = true): PricedAnswer => {
    const usd = (sum(prompt) * model.usd.in + thoughts * model.usd.textOut + priceOf(output, model)) / 1e6
    const usage = counted ? { usageMetadata: usageOf(prompt, output, thoughts) } : {}
    return {
      answer: { status: 200, body: { ...body, ...usage, modelVersion: model.id, responseId: id } },
      usd,
      picture: output.some(({ modality }) => modality === 'IMAGE'),
    }
  }

  if (behaviour.is === 'blocked')
    return close({ promptFeedback: { blockReason: behaviour.reason, ...ratingsFor(behaviour.reason) } }, [], 0)
  if (behaviour.is === 'finished')
    return close(
      {
        candidates: [
          {
            finishReason: behaviour.reason,
            finishMessage: 'Unable to show the generated image. The model could not generate it for this prompt.',
            index: 0,
            ...ratingsFor(behaviour.reason),
          },
        ],
      },
      [],
      TOKENS_OF_A_THOUGHT,
    )
  const oddity = behaviour.is === 'odd' ? behaviour.oddity : null
  if (oddity === 'empty') return close({}, [], 0, false)
  if (oddity === 'text-only')
    return close(
      candidate([{ text: WORDS }]),
      [{ modality: 'TEXT', tokenCount: Math.ceil(WORDS.length / CHARACTERS_A_TOKEN) }],
      0,
    )

  const format = oddity === 'jpeg' ? 'jpeg' : 'png'
  const { width, height, seed } = wanted
  const bytes = await painter({
    prompt: wanted.prompt,
    width,
    height,
    format,
    ...(seed === undefined ? {} : { seed }),
  })
  const picture = { inlineData: { mimeType: `image/${format}`, data: bytes.toString('base64') } }
  const output = [{ modality: 'IMAGE', tokenCount: model.tokens[wanted.size] ?? 0 }]
  if (oddity !== 'thought-first') return close(candidate([picture]), output, 0, oddity !== 'no-usage')
  const sketch = await plainPicture({ prompt: 'a first idea', width: 256, height: 256 })
  return close(
    candidate([
      { text: 'I begin with where everybody stands.', thought: true },
      { inlineData: { mimeType: 'image/png', data: sketch.toString('base64') }, thought: true },
      { text: WORDS },
      picture,
      { text: 'An afterthought with a sketch.', thought: true },
      { inlineData: { mimeType: 'image/png', data: sketch.toString('base64') }, thought: true },
    ]),
    output,
    TOKENS_OF_A_THOUGHT,
  )
}

interface Tokens {
  modality: string
  tokenCount: number
}

const candidate = (parts: object[]) => ({
  candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP', index: 0 }],
})

/** Only filters for safety have categories. */
function ratingsFor(reason: string): object {
  if (!reason.includes('SAFETY')) return {}
  return {
    safetyRatings: [
      { category: 'HARM_CATEGORY_HARASSMENT', probability: 'NEGLIGIBLE' },
      { category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true },
    ],
  }
}

const sum = (counts: Tokens[]) => counts.reduce((total, { tokenCount }) => total + tokenCount, 0)

function priceOf(output: Tokens[], { usd }: GoogleModel): number {
  return output.reduce(
    (total, { modality, tokenCount }) => total + tokenCount * (modality === 'IMAGE' ? usd.imageOut : usd.textOut),
    0,
  )
}

function usageOf(prompt: Tokens[], output: Tokens[], thoughts: number): object {
  return {
    promptTokenCount: sum(prompt),
    ...(output.length > 0 ? { candidatesTokenCount: sum(output) } : {}),
    totalTokenCount: sum(prompt) + sum(output) + thoughts,
    promptTokensDetails: prompt,
    ...(output.length > 0 ? { candidatesTokensDetails: output } : {}),
    ...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : {}),
  }
}
