import type { GenerateContentConfig, ThinkingLevel } from '@google/genai/web'
import { googleAddress } from '../../providers/google/account.ts'
import { ask } from '../../providers/google/client.ts'
import type { Setting } from '../../providers/setup.ts'
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
      const contents = [{ role: 'user', parts: partsOf(pictures, questions) }]
      const config = configOf(model, questions)
      const answer = await ask(googleAddress(setting), { signal }, model, (client) =>
        client.models.generateContent({ model, contents, config }),
      )
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
    },
  }
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
