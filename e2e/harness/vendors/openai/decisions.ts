import { lookPrompt, lookTokens, SURE } from '../eye.ts'
import { type Answer, jsonOf } from '../vendor-server.ts'
import { courseOf } from './behaviours.ts'
import { priceOfLook, readInput } from './look-input.ts'
import { openAiError } from './openai-error.ts'
import type { OpenAiServer } from './openai-server.ts'
import { badParameter, refuseUnknown, required } from './parameters.ts'
import type { RouteGroup } from './routes.ts'

const MODEL = 'gpt-6-luna'
const MOST_QUESTIONS = 400
const MOST_CHOICES = 255
const PARAMETERS = ['model', 'input', 'questions', 'prompt_cache_key', 'prompt_cache_options', 'safety_identifier']

/** POST /v1/decisions. What it sees is `server.eye`. */
export const decisionRoutes: RouteGroup = (server) => [
  {
    method: 'POST',
    path: /^\/v1\/decisions$/,
    async handle(seen, _, response) {
      const body = jsonOf(seen, (message) => openAiError(400, 'invalid_request_error', null, message))
      refuseUnknown(Object.keys(body), PARAMETERS)
      const model = required('model', body.model)
      if (model !== MODEL)
        throw badParameter('model', 'unsupported_model', `Unsupported model: '${model}'. Use '${MODEL}'.`)
      const { pictures, text } = readInput(server, body.input)
      const questions = readQuestions(body.questions)
      const { call, ended } = server.begin(
        lookPrompt(
          pictures.length,
          questions.map(({ name }) => name ?? ''),
        ),
      )
      try {
        const behaviour = server.script(call)
        const answers =
          behaviour === 'declined'
            ? questions.map(({ name }) => ({ type: 'refusal', name }))
            : questions.map((question) => answerTo(server, question, pictures))
        const { trouble, error, oddity } = courseOf(
          behaviour === 'declined' || behaviour === 'wrong-form' ? 'ok' : behaviour,
        )
        const tokens = lookTokens(pictures.length, text + JSON.stringify(questions), answers)
        const usage = {
          input_tokens: tokens.input,
          input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
          output_tokens: tokens.output,
          output_tokens_details: { reasoning_tokens: 0 },
          total_tokens: tokens.input + tokens.output,
        }
        const shown = behaviour === 'wrong-form' ? answers.slice(1) : answers
        const whole: Answer =
          oddity === 'bad-json'
            ? { status: 200, headers: { 'content-type': 'application/json' }, body: '{"answers": [' }
            : { status: 200, body: { answers: shown, model, usage } }
        return await server.deliver(trouble, response, error ?? whole, () => {
          if (!error) server.billedUsd += priceOfLook(model, tokens)
        })
      } finally {
        ended()
      }
    },
  },
]

interface Question {
  name: string | null
  type: 'predicate' | 'choice'
  text: string
  choices: string[] | null
}

function readQuestions(value: unknown): Question[] {
  if (!Array.isArray(value) || value.length === 0)
    throw badParameter('questions', 'missing_required_parameter', "Missing required parameter: 'questions'.")
  if (value.length > MOST_QUESTIONS)
    throw badParameter('questions', 'array_above_max_length', `Invalid 'questions': at most ${MOST_QUESTIONS}.`)
  return value.map((question, at) => readQuestion(question, `questions[${at}]`))
}

function readQuestion(question: Record<string, unknown>, where: string): Question {
  const text = required(`${where}.instructions`, question.instructions)
  const name = question.name === undefined ? null : String(question.name)
  if (question.type === 'predicate') {
    refuseUnknown(Object.keys(question), ['type', 'name', 'instructions'])
    return { name, type: 'predicate', text, choices: null }
  }
  if (question.type !== 'choice')
    throw badParameter(`${where}.type`, 'invalid_value', `Invalid value: '${String(question.type)}'.`)
  refuseUnknown(Object.keys(question), ['type', 'name', 'instructions', 'choices'])
  const choices = (question.choices as { value: unknown }[] | undefined)?.map(({ value }) => String(value)) ?? []
  if (choices.length < 2 || choices.length > MOST_CHOICES || new Set(choices).size < choices.length)
    throw badParameter(`${where}.choices`, 'invalid_value', `Invalid '${where}.choices': 2 to 255 unique choices.`)
  return { name, type: 'choice', text, choices }
}

function answerTo(server: OpenAiServer, { name, text, choices }: Question, pictures: Buffer[]): object {
  const seen = server.eye({ name: name ?? '', text, choices, pictures })
  if (seen === null) return { type: 'refusal', name }
  if (!choices) return { type: 'predicate', name, probability: Number(seen) }
  const rest = (1 - SURE) / (choices.length - 1)
  const probabilities = choices.map((value) => ({ value, probability: value === seen ? SURE : rest }))
  return { type: 'choice', name, choice: String(seen), confidence: SURE, probabilities }
}
