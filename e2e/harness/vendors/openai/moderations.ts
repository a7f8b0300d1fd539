import { jsonOf } from '../vendor-server.ts'
import { noSuchModel } from './models.ts'
import { openAiError } from './openai-error.ts'
import { badParameter, refuseUnknown } from './parameters.ts'
import { imageOf } from './reference-images.ts'
import type { RouteGroup } from './routes.ts'

const TEXT_ONLY = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'sexual/minors',
]
const WITH_IMAGES = [
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'violence',
  'violence/graphic',
]
const CATEGORIES = [...TEXT_ONLY, ...WITH_IMAGES]
const MODELS = ['omni-moderation-latest', 'omni-moderation-2024-09-26']

/** Words that stand for a category in a text, so that a test can ask for one. */
const WORDS: Record<string, RegExp> = {
  violence: /\b(?:kill|stab|blood|gore)/i,
  'violence/graphic': /\bgore/i,
  sexual: /\bnude/i,
  hate: /\bhateful/i,
  'self-harm': /\bself-harm/i,
}

/** POST /v1/moderations. Free, and by words alone; a picture is flagged where `server.flagged` says so. */
export const moderationRoutes: RouteGroup = (server) => [
  {
    method: 'POST',
    path: /^\/v1\/moderations$/,
    handle(seen) {
      const body = jsonOf(seen, (message) => openAiError(400, 'invalid_request_error', null, message))
      refuseUnknown(Object.keys(body), ['model', 'input'])
      const model = (body.model ?? MODELS[0]) as string
      if (!MODELS.includes(model)) throw noSuchModel(model)
      const results = partsOf(body.input).map((parts) => {
        const images = parts.filter(({ type }) => type === 'image_url')
        if (images.length > 1)
          throw badParameter('input', 'invalid_value', 'You can only provide one image per request.')
        const pictures = images.map(({ image_url }) => imageOf(server, { image_url: image_url?.url }, 'input'))
        const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join(' ')
        return resultOf(
          text,
          pictures.length > 0,
          pictures.flatMap((picture) => server.flagged(picture)),
        )
      })
      return { status: 200, body: { id: `modr-${server.seen.length}`, model, results } }
    },
  },
]

type Part = { type: 'text'; text: string; image_url?: never } | { type: 'image_url'; image_url: { url: string } }

/** One list of parts for each result. */
function partsOf(input: unknown): Part[][] {
  if (typeof input === 'string') return [[{ type: 'text', text: input }]]
  if (!Array.isArray(input) || input.length === 0)
    throw badParameter('input', 'missing_required_parameter', "Missing required parameter: 'input'.")
  if (input.every((one) => typeof one === 'string')) return input.map((text) => [{ type: 'text', text }])
  for (const part of input as Part[])
    if (part.type !== 'text' && part.type !== 'image_url')
      throw badParameter(
        'input',
        'invalid_value',
        "Invalid value for 'type'. Supported values are: 'text' and 'image_url'.",
      )
  return [input as Part[]]
}

function resultOf(text: string, hasImage: boolean, flagged: readonly string[]) {
  const inText = CATEGORIES.filter((category) => WORDS[category]?.test(text))
  const found = new Set([...inText, ...flagged.filter((category) => WITH_IMAGES.includes(category))])
  const by = <T>(value: (category: string) => T) => Object.fromEntries(CATEGORIES.map((one) => [one, value(one)]))
  return {
    flagged: found.size > 0,
    categories: by((category) => found.has(category)),
    category_scores: by((category) => (found.has(category) ? 0.93 : 0.0004)),
    category_applied_input_types: by((category) => [
      ...(text.trim() === '' ? [] : ['text']),
      ...(hasImage && WITH_IMAGES.includes(category) ? ['image'] : []),
    ]),
  }
}
