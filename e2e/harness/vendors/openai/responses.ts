import { lookPrompt, lookTokens } from '../eye.ts'
import { answerSchemaOf, schemaProblem } from '../schema-answer.ts'
import { jsonOf } from '../vendor-server.ts'
import { courseOf } from './behaviours.ts'
import { answersInWords, priceOfLook, readInput } from './look-input.ts'
import { noSuchModel } from './models.ts'
import { openAiError } from './openai-error.ts'
import { badParameter, refuseUnknown, required } from './parameters.ts'
import type { RouteGroup } from './routes.ts'

const PARAMETERS = ['model', 'input', 'text', 'store', 'reasoning', 'instructions', 'max_output_tokens']

interface Format {
  type?: unknown
  name?: unknown
  strict?: unknown
  schema?: { properties?: object }
}

/** POST /v1/responses with pictures, answered in JSON by a strict schema. What it sees is `server.eye`. */
export const responseRoutes: RouteGroup = (server) => [
  {
    method: 'POST',
    path: /^\/v1\/responses$/,
    async handle(seen, _, response) {
      const body = jsonOf(seen, (message) => openAiError(400, 'invalid_request_error', null, message))
      refuseUnknown(Object.keys(body), PARAMETERS)
      const model = required('model', body.model)
      if (!answersInWords(model)) throw noSuchModel(model)
      const format = (body.text as { format?: Format } | undefined)?.format
      if (format?.type !== 'json_schema' || typeof format.name !== 'string' || format.strict !== true)
        throw badParameter('text.format', 'invalid_value', 'This stand-in answers by a strict json_schema only.')
      const problem = schemaProblem(format.schema)
      if (problem)
        throw badParameter(
          'text.format.schema',
          'invalid_json_schema',
          `Invalid schema for response_format '${format.name}': ${problem}.`,
        )
      const { pictures, text } = readInput(server, body.input)
      const names = Object.keys(format.schema?.properties ?? {})
      const { call, ended } = server.begin(lookPrompt(pictures.length, names))
      try {
        const behaviour = server.script(call)
        const answer = answerSchemaOf(format.schema, text, pictures, server.eye)
        const tokens = lookTokens(pictures.length, text, answer)
        const own = ['declined', 'wrong-form', 'bad-answer'].includes(behaviour)
        const { trouble, error } = courseOf(own ? 'ok' : behaviour)
        const words =
          behaviour === 'bad-answer'
            ? '{"p1_text": {"probability": 0.'
            : JSON.stringify(behaviour === 'wrong-form' ? Object.fromEntries(names.map((one) => [one, 'yes'])) : answer)
        const part =
          behaviour === 'declined'
            ? { type: 'refusal', refusal: "I'm sorry, but I can't assist with that." }
            : { type: 'output_text', text: words, annotations: [], logprobs: [] }
        const whole = {
          id: `resp_${server.seen.length}`,
          object: 'response',
          created_at: Math.floor(server.now() / 1000),
          status: 'completed',
          model,
          error: null,
          incomplete_details: null,
          output: [{ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [part] }],
          usage: {
            input_tokens: tokens.input,
            input_tokens_details: { cached_tokens: 0 },
            output_tokens: tokens.output,
            output_tokens_details: { reasoning_tokens: 0 },
            total_tokens: tokens.input + tokens.output,
          },
        }
        return await server.deliver(trouble, response, error ?? { status: 200, body: whole }, () => {
          if (!error) server.billedUsd += priceOfLook(model, tokens)
        })
      } finally {
        ended()
      }
    },
  },
]
