import type OpenAI from 'openai'
import type { DecisionCreateParams } from 'openai/resources/decisions'
import { openAiAddress } from '../../providers/openai/account.ts'
import { ask } from '../../providers/openai/client.ts'
import { ProviderError } from '../../providers/provider.ts'
import type { Setting } from '../../providers/setup.ts'
import {
  answerSchema,
  declined,
  FRAME,
  isObject,
  isProbability,
  notAsAsked,
  questionText,
  readAnswers,
} from './read-answers.ts'
import {
  dataUrl,
  type VisionAnswer,
  type VisionModel,
  type VisionPicture,
  type VisionQuestion,
  type VisionReply,
} from './vision-model.ts'
import { costOfLook, estimateLook, type LookUsage } from './vision-prices.ts'

/** The one model whose answers are probabilities of their own, not what it writes down. */
const DECIDES = 'gpt-6-luna'
/** Of the decisions service. */
const MOST_QUESTIONS = 400
const PICTURES_AT_ONCE = 6

/** @param now decides which prices apply, epoch ms */
export function openAiVision(setting: Setting, model = DECIDES, now: () => number = Date.now): VisionModel {
  let decides = model === DECIDES
  const today = () => new Date(now()).toISOString().slice(0, 10)
  const cost = (usage: LookUsage | null) => costOfLook('openai', model, usage, today())

  return {
    provider: 'openai',
    model,
    picturesAtOnce: PICTURES_AT_ONCE,
    estimate: (pictures, questions, on) => estimateLook('openai', model, pictures, questions, on),
    async look(pictures, questions, signal) {
      // The decisions service writes nothing.
      const toDecide = questions.flatMap((question) => (question.kind === 'words' ? [] : [question]))
      if (decides && toDecide.length === questions.length && questions.length <= MOST_QUESTIONS) {
        const reply = await decide(pictures, toDecide, signal)
        if (reply) return reply
        decides = false
      }
      return respond(pictures, questions, signal)
    },
  }

  /** @returns null when the account has no such service */
  async function decide(
    pictures: readonly VisionPicture[],
    questions: readonly Decidable[],
    signal: AbortSignal,
  ): Promise<VisionReply | null> {
    const body: DecisionCreateParams = {
      model,
      input: [{ role: 'user', type: 'message', content: [{ type: 'input_text', text: FRAME }, ...inputs(pictures)] }],
      questions: questions.map(asDecision),
    }
    const answered = await ask(
      openAiAddress(setting),
      { signal },
      (client, options) => client.decisions.create(body, options),
      { model },
    ).catch((error: unknown) => {
      if (error instanceof ProviderError && error.httpStatus === 404) return null
      throw error
    })
    if (answered === null) return null
    const { data, requestId } = answered
    const failed = { costUsd: cost(usageOf(data)), requestId }
    return { answers: readDecisions(data, questions, failed), ...failed }
  }

  async function respond(
    pictures: readonly VisionPicture[],
    questions: readonly VisionQuestion[],
    signal: AbortSignal,
  ): Promise<VisionReply> {
    const body: OpenAI.Responses.ResponseCreateParamsNonStreaming = {
      model,
      // Nothing of a book is to lie about at the vendor's.
      store: false,
      input: [{ role: 'user', content: [{ type: 'input_text', text: questionText(questions) }, ...inputs(pictures)] }],
      text: { format: { type: 'json_schema', name: 'answers', strict: true, schema: answerSchema(questions) } },
    }
    const { data, requestId } = await ask(
      openAiAddress(setting),
      { signal },
      (client, options) => client.responses.create(body, options),
      { model },
    )
    const failed = { costUsd: cost(usageOf(data)), requestId }
    if (!isObject(data) || !Array.isArray(data.output)) throw notAsAsked('no output', failed)
    const parts = data.output.flatMap((item) => (item.type === 'message' ? item.content : []))
    const refusal = parts.find((part) => part.type === 'refusal')
    if (refusal) throw declined(refusal.refusal, failed)
    const text = parts.flatMap((part) => (part.type === 'output_text' ? [part.text] : [])).join('')
    return { answers: readAnswers(text, questions, failed), ...failed }
  }
}

function inputs(pictures: readonly VisionPicture[]) {
  return pictures.flatMap((picture, at) => [
    { type: 'input_text' as const, text: `Picture ${at + 1}:` },
    { type: 'input_image' as const, image_url: dataUrl(picture), detail: 'auto' as const },
  ])
}

type Decidable = Exclude<VisionQuestion, { kind: 'words' }>

function asDecision(question: Decidable): DecisionCreateParams['questions'][number] {
  const { name } = question
  if (question.kind === 'statement') return { type: 'predicate', name, instructions: question.says }
  return { type: 'choice', name, instructions: question.asks, choices: question.choices.map((value) => ({ value })) }
}

/** Answers come in the order of the questions, each under its name. */
function readDecisions(
  data: unknown,
  questions: readonly Decidable[],
  failed: { costUsd: number | null; requestId: string | null },
): Map<string, VisionAnswer | null> {
  if (!isObject(data) || !Array.isArray(data.answers)) throw notAsAsked('no answers', failed)
  const byName = new Map(data.answers.filter(isObject).map((answer) => [answer.name, answer]))
  return new Map(
    questions.map(({ name, kind }): [string, VisionAnswer | null] => {
      const answer = byName.get(name)
      if (answer?.type === 'refusal') return [name, null]
      if (kind === 'statement' && answer?.type === 'predicate' && isProbability(answer.probability))
        return [name, { kind, probability: answer.probability }]
      if (kind === 'choice' && answer?.type === 'choice' && Array.isArray(answer.probabilities)) {
        const rows = answer.probabilities.filter(isObject).filter(({ probability }) => isProbability(probability))
        return [
          name,
          { kind, probabilities: new Map(rows.map((row) => [String(row.value), row.probability as number])) },
        ]
      }
      throw notAsAsked(`no answer to ${name}`, failed)
    }),
  )
}

/** Both services count tokens the same way; a page that is no answer has no usage. */
function usageOf(data: unknown): LookUsage | null {
  const usage = isObject(data) ? data.usage : null
  if (!isObject(usage) || typeof usage.input_tokens !== 'number' || typeof usage.output_tokens !== 'number') return null
  const details = isObject(usage.input_tokens_details) ? usage.input_tokens_details : {}
  const cached = details.cached_tokens
  return {
    input: usage.input_tokens,
    cachedInput: typeof cached === 'number' ? cached : 0,
    output: usage.output_tokens,
  }
}
