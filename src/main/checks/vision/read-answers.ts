import { ProviderError } from '../../providers/provider.ts'
import type { VisionAnswer, VisionQuestion } from './vision-model.ts'

/** How a model that answers in JSON is told what to answer: every question a field, as strict schemas want it. */
export function answerSchema(questions: readonly VisionQuestion[]): Record<string, unknown> {
  const properties = Object.fromEntries(
    questions.map((question) => [
      question.name,
      question.kind === 'words'
        ? { type: 'string' }
        : question.kind === 'statement'
          ? STATEMENT
          : choiceOf(question.choices),
    ]),
  )
  return object(properties)
}

const PROBABILITY = { type: 'number', description: 'How likely it is, from 0 to 1.' }
const STATEMENT = object({ probability: PROBABILITY })

function choiceOf(choices: readonly string[]): object {
  return object({ choice: { type: 'string', enum: [...choices] }, probability: PROBABILITY })
}

function object(properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

/** The questions in words, for a model that answers in JSON. */
export function questionText(questions: readonly VisionQuestion[]): string {
  return [FRAME, ...questions.map((question) => `- ${question.name}: ${inWords(question)}`)].join('\n')
}

function inWords(question: VisionQuestion): string {
  switch (question.kind) {
    case 'statement':
      return `how likely is it that this is true? ${question.says}`
    case 'choice':
      return `${question.asks} Choose one of ${question.choices.join(', ')}, and say how likely it is.`
    case 'words':
      return question.asks
  }
}

/** What the pictures are, whoever looks. */
export const FRAME =
  'The pictures are panels of a comic book, drawn or painted; some are references that show how somebody or something ' +
  'is meant to look. Judge only what can be seen. Answer each question about the picture it names.'

/**
 * Reads the answers of a model that answers in JSON.
 *
 * @throws ProviderError `corrupt` when it is no JSON, or not what the schema asks for
 */
export function readAnswers(
  text: string,
  questions: readonly VisionQuestion[],
  failed: { costUsd: number | null; requestId: string | null },
): Map<string, VisionAnswer> {
  const fail = (why: string) => notAsAsked(`${why}: ${text.slice(0, 300)}`, failed)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw fail('not JSON')
  }
  if (!isObject(value)) throw fail('not an object')
  return new Map(
    questions.map((question): [string, VisionAnswer] => {
      const answer = value[question.name]
      if (question.kind === 'words') {
        if (typeof answer !== 'string') throw fail(`no words for ${question.name}`)
        return [question.name, { kind: 'words', words: answer }]
      }
      if (!isObject(answer) || !isProbability(answer.probability)) throw fail(`no probability for ${question.name}`)
      if (question.kind === 'statement') return [question.name, { kind: 'statement', probability: answer.probability }]
      const { choice } = answer
      if (typeof choice !== 'string' || !question.choices.includes(choice)) throw fail(`no choice for ${question.name}`)
      return [question.name, { kind: 'choice', probabilities: new Map([[choice, answer.probability]]) }]
    }),
  )
}

/** A whole answer that cannot be used; the call was charged. */
export function notAsAsked(
  detail: string,
  { costUsd, requestId }: { costUsd: number | null; requestId: string | null },
): ProviderError {
  return new ProviderError('corrupt', detail, {
    says: 'The model did not answer in the form it was asked to.',
    maybeBilled: true,
    costUsd,
    requestId,
  })
}

/** The model looked, or not, and says nothing. */
export function declined(
  detail: string,
  { costUsd, requestId }: { costUsd: number | null; requestId: string | null },
): ProviderError {
  return new ProviderError('refused', detail, {
    says: 'The model declined to look at this.',
    maybeBilled: true,
    costUsd,
    requestId,
  })
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

export function isProbability(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1
}
