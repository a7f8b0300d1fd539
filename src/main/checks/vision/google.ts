import type { GenerateContentConfig, GoogleGenAI, ThinkingLevel } from '@google/genai'
import { ProviderError } from '../../providers/provider.ts'
import type { Setting } from '../../providers/setup.ts'
import { httpFailure, transportFailure } from '../../providers/wire/failure.ts'
import { wireFetch } from '../../providers/wire/fetch.ts'
import { answerSchema, declined, notAsAsked, questionText, readAnswers } from './read-answers.ts'
import { base64, type VisionModel, type VisionPicture, type VisionQuestion } from './vision-model.ts'
import { costOfLook, estimateLook, type LookUsage } from './vision-prices.ts'

const DEFAULT_MODEL = 'gemini-3.8-flash'
const PICTURES_AT_ONCE = 6

/** Ends of an answer that come of the vendor's rules. */
const DECLINED =
  /^(?:SAFETY|RECITATION|BLOCKLIST|PROHIBITED_CONTENT|SPII|IMAGE_SAFETY|IMAGE_PROHIBITED_CONTENT|LANGUAGE|OTHER)$/

/** @param now decides which prices apply, epoch ms */
export function googleVision(setting: Setting, model = DEFAULT_MODEL, now: () => number = Date.now): VisionModel {
  const cost = (usage: LookUsage | null) =>
    costOfLook('google', model, usage, new Date(now()).toISOString().slice(0, 10))
  return {
    provider: 'google',
    model,
    picturesAtOnce: PICTURES_AT_ONCE,
    estimate: (pictures, questions, on) => estimateLook('google', model, pictures, questions, on),
    async look(pictures, questions, signal) {
      let reply: Response | null = null
      try {
        signal.throwIfAborted()
        const client = await connect(setting, (one) => {
          reply = one
        })
        const answer = await client.models.generateContent({
          model,
          contents: [{ role: 'user', parts: partsOf(pictures, questions) }],
          config: { ...configOf(model, questions), abortSignal: signal },
        })
        const failed = { costUsd: cost(usageOf(answer.usageMetadata)), requestId: answer.responseId ?? null }
        const blocked = answer.promptFeedback?.blockReason
        const [candidate] = answer.candidates ?? []
        const end = candidate?.finishReason
        if (blocked) throw declined(`blockReason ${blocked}`, failed)
        if (end && DECLINED.test(end)) throw declined(`finishReason ${end}`, failed)
        const parts = candidate?.content?.parts ?? []
        const text = parts.flatMap((part) => (part.text && !part.thought ? [part.text] : [])).join('')
        if (text === '') throw notAsAsked(`no words, finishReason ${end ?? 'none'}`, failed)
        return { answers: readAnswers(text, questions, failed), ...failed }
      } catch (error) {
        throw failureOf(error, reply, signal)
      }
    },
  }
}

/** @throws ProviderError `no-key` */
async function connect(setting: Setting, onReply: (reply: Response) => void): Promise<GoogleGenAI> {
  const apiKey = setting('GEMINI_API_KEY') || setting('GOOGLE_API_KEY')
  if (!apiKey) throw new ProviderError('no-key', 'GEMINI_API_KEY is not set')
  const { GoogleGenAI: Client } = await import('@google/genai')
  const baseUrl = setting('GOOGLE_GEMINI_BASE_URL')
  return new Client({ apiKey, httpOptions: { ...(baseUrl ? { baseUrl } : {}), fetch: wireFetch({}, onReply) } })
}

function partsOf(pictures: readonly VisionPicture[], questions: readonly VisionQuestion[]) {
  return [
    ...pictures.flatMap(({ bytes, format }, at) => [
      { text: `Picture ${at + 1}:` },
      { inlineData: { mimeType: `image/${format}`, data: base64(bytes) } },
    ]),
    { text: questionText(questions) },
  ]
}

function configOf(model: string, questions: readonly VisionQuestion[]): GenerateContentConfig {
  return {
    responseMimeType: 'application/json',
    responseJsonSchema: answerSchema(questions),
    // Each continuation would be a call of its own on the bill.
    automaticContinuation: false,
    // Counting people takes no long thought, and thoughts are paid for.
    ...(model === DEFAULT_MODEL ? { thinkingConfig: { thinkingLevel: 'LOW' as ThinkingLevel } } : {}),
  }
}

function usageOf(
  usage:
    | {
        promptTokenCount?: number
        candidatesTokenCount?: number
        thoughtsTokenCount?: number
        cachedContentTokenCount?: number
      }
    | undefined,
): LookUsage | null {
  if (usage?.promptTokenCount === undefined) return null
  return {
    input: usage.promptTokenCount,
    cachedInput: usage.cachedContentTokenCount ?? 0,
    output: (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0),
  }
}

/** The SDK's error has the body as its message and has lost the headers. */
function failureOf(error: unknown, reply: Response | null, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError || signal.aborted) return transportFailure(error, signal)
  const { status } = error as { status?: unknown }
  if (typeof status === 'number' && error instanceof Error) {
    const failure = httpFailure({ status, headers: reply?.headers ?? new Headers(), body: error.message })
    const { detail, httpStatus, requestId } = failure
    if (status === 429 && /PerDay|FreeTier|spending cap/.test(error.message))
      return new ProviderError('quota', detail, { httpStatus, requestId })
    const retryAfterMs = failure.retryAfterMs ?? retryDelayMs(error.message)
    if (status === 429 || status === 503)
      return new ProviderError(failure.kind, detail, { httpStatus, requestId, retryAfterMs })
    return failure
  }
  if (reply && error instanceof SyntaxError) return new ProviderError('corrupt', error.message, { maybeBilled: true })
  return transportFailure(error, signal)
}

/** `"retryDelay": "37s"` of the RetryInfo among the details. */
function retryDelayMs(body: string): number | null {
  const seconds = /"retryDelay":\s*"(\d+(?:\.\d+)?)s"/.exec(body)?.[1]
  return seconds === undefined ? null : Number(seconds) * 1_000
}
