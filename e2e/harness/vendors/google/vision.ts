import { type Eye, lookPrompt, lookTokens } from '../eye.ts'
import { answerSchemaOf } from '../schema-answer.ts'
import type { Answer } from '../vendor-server.ts'
import type { Behaviour } from './behaviours.ts'
import { invalidArgument } from './google-error.ts'
import type { GoogleModel } from './models.ts'

/** A request for words about pictures, in JSON by a schema. */
export interface VisionRequest {
  /** Its name to scripts. */
  prompt: string
  text: string
  pictures: Buffer[]
  schema: { properties?: object }
}

type Part = { text?: string; inlineData?: { mimeType?: string; data?: string } }

/** Null = the request is for something else. @throws Answer for one that is not in order */
export function readVisionRequest(body: Record<string, unknown>): VisionRequest | null {
  const { responseMimeType, responseJsonSchema, responseModalities, ...more } = (body.generationConfig ?? {}) as Record<
    string,
    unknown
  >
  if (responseMimeType !== 'application/json') return null
  const unknown = Object.keys(more).find(
    (name) => !['thinkingConfig', 'temperature', 'maxOutputTokens', 'mediaResolution'].includes(name),
  )
  if (unknown) throw invalidArgument(`Invalid JSON payload received. Unknown name "${unknown}" at 'generation_config'.`)
  if (responseModalities !== undefined) throw invalidArgument('JSON mode is not supported with other modalities.')
  const schema = responseJsonSchema as { type?: unknown; properties?: object } | undefined
  if (schema?.type !== 'object') throw invalidArgument('Invalid JSON schema: the root is no object.')
  const parts = ((body.contents as { parts?: Part[] }[] | undefined) ?? []).flatMap((content) => content.parts ?? [])
  const pictures = parts.flatMap(({ inlineData }) => {
    if (!inlineData) return []
    if (!['image/png', 'image/jpeg', 'image/webp'].includes(inlineData.mimeType ?? ''))
      throw invalidArgument(`Unsupported MIME type: ${inlineData.mimeType}`)
    return [Buffer.from(inlineData.data ?? '', 'base64')]
  })
  const text = parts.flatMap((part) => (part.text === undefined ? [] : [part.text])).join('\n')
  return { prompt: lookPrompt(pictures.length, Object.keys(schema.properties ?? {})), text, pictures, schema }
}

/** Looks, as the behaviour has it. Behaviours of pictures mean here: `text-only` words that are no JSON, `odd` the rest. */
export function answerVision(
  { text, pictures, schema }: VisionRequest,
  model: GoogleModel,
  behaviour: Behaviour,
  eye: Eye,
  id: string,
): { answer: Answer; usd: number } {
  if (behaviour.is === 'error') return { answer: behaviour.answer, usd: 0 }
  const seen = answerSchemaOf(schema, text, pictures, eye)
  const tokens = lookTokens(pictures.length, text, seen)
  const close = (body: object, output: number) => ({
    answer: {
      status: 200,
      body: {
        ...body,
        usageMetadata: {
          promptTokenCount: tokens.input,
          ...(output > 0 ? { candidatesTokenCount: output } : {}),
          totalTokenCount: tokens.input + output,
        },
        modelVersion: model.id,
        responseId: id,
      },
    },
    usd: (tokens.input * model.usd.in + output * model.usd.textOut) / 1e6,
  })
  if (behaviour.is === 'blocked') return close({ promptFeedback: { blockReason: behaviour.reason } }, 0)
  if (behaviour.is === 'finished') return close({ candidates: [{ finishReason: behaviour.reason, index: 0 }] }, 0)
  const words = wordsFor(behaviour, seen)
  const content = { role: 'model', parts: [{ text: words }] }
  return close({ candidates: [{ content, finishReason: 'STOP', index: 0 }] }, tokens.output)
}

function wordsFor(behaviour: Behaviour, seen: Record<string, object | string>): string {
  if (behaviour.is !== 'odd') return JSON.stringify(seen)
  if (behaviour.oddity === 'text-only') return 'There are two people in the picture.'
  return JSON.stringify(Object.fromEntries(Object.keys(seen).map((name) => [name, 'yes'])))
}
