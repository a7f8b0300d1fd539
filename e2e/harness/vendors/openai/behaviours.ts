import { type Answer, TRANSPORT_TROUBLES, type TransportTrouble } from '../vendor-server.ts'
import { openAiError } from './openai-error.ts'

const SAFETY =
  'Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com and include the request ID req_0123. safety_violations=[violence].'

/** A refusal as the API words it; without details, what is wrong stands in the message only. */
function moderationBlocked(details?: { moderation_stage: 'input' | 'output'; categories: string[] }): Answer {
  return openAiError(400, 'image_generation_user_error', 'moderation_blocked', SAFETY, {
    fields: details ? { moderation_details: details } : {},
  })
}

const tooMany = (headers: Record<string, string>, message = 'Rate limit reached for requests.') =>
  openAiError(429, 'requests', 'rate_limit_exceeded', message, { headers })

/** Answers that are no picture, by the name of what is wrong. Nothing of them is charged. */
const ERRORS = {
  '429': tooMany({ 'retry-after': '2' }),
  '429-long': tooMany({ 'retry-after': '120' }),
  '429-ms': tooMany({ 'retry-after-ms': '350', 'retry-after': '1' }),
  '429-in-words': tooMany({}, 'Rate limit reached for requests. Please try again in 1m2s.'),
  '429-reset': tooMany({ 'x-ratelimit-remaining-input-images': '0', 'x-ratelimit-reset-input-images': '12s' }),
  'insufficient-quota': openAiError(
    429,
    'insufficient_quota',
    'insufficient_quota',
    'You exceeded your current quota, please check your plan and billing details.',
  ),
  'billing-limit': openAiError(
    400,
    'billing_limit_user_error',
    'billing_hard_limit_reached',
    'Billing hard limit has been reached.',
  ),
  'moderation-input': moderationBlocked({ moderation_stage: 'input', categories: ['violence', 'self-harm'] }),
  'moderation-output': moderationBlocked({ moderation_stage: 'output', categories: ['sexual'] }),
  moderation: moderationBlocked(),
  'refusal-text': {
    status: 400,
    headers: { 'content-type': 'text/plain' },
    body: 'Your request was rejected by content moderation.',
  },
  'bad-key': openAiError(
    401,
    'invalid_request_error',
    'invalid_api_key',
    'Incorrect API key provided: sk-live-0123456789abcdef.',
  ),
  'no-scope': openAiError(
    401,
    'invalid_request_error',
    null,
    'You have insufficient permissions for this operation. Missing scopes: api.model.images.request.',
  ),
  unverified: openAiError(
    403,
    'invalid_request_error',
    null,
    'Your organization must be verified to use the model `gpt-image-2`. Go to the settings and click on Verify Organization.',
  ),
  'wrong-country': openAiError(
    403,
    'request_forbidden',
    'unsupported_country_region_territory',
    'Country, region, or territory not supported',
  ),
  'wrong-moderation': openAiError(
    400,
    'invalid_request_error',
    'unknown_parameter',
    "Unknown parameter: 'moderation'.",
    { param: 'moderation' },
  ),
  'server-error': openAiError(500, 'server_error', null, 'The server had an error while processing your request.'),
  busy: openAiError(503, 'service_unavailable', null, 'The engine is currently overloaded, please try again later.'),
  'moved-away': { status: 308, headers: { location: 'https://127.0.0.1:1/v1/elsewhere' }, body: '' },
  'no-path': { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404 Not Found</h1>' },
} as const satisfies Record<string, Answer>

/** Pictures that are not what they should be. All of them are charged. */
const ODDITIES = [
  /** An empty list of pictures. */
  'no-image',
  /** One picture fewer than were asked for. */
  'fewer',
  /** WebP, whatever was asked for. */
  'webp',
  /** The picture breaks off. */
  'truncated',
  /** Says nothing about tokens. */
  'no-usage',
  /** The same bytes whatever was asked for. */
  'same-picture',
  /** Something else than JSON, that says it is JSON. */
  'bad-json',
] as const
export type Oddity = (typeof ODDITIES)[number]

/** All that can be written into a script. `late` comes when the test says so: `release`. */
export const BEHAVIOURS: readonly string[] = [...TRANSPORT_TROUBLES, 'late', ...Object.keys(ERRORS), ...ODDITIES]

export interface Course {
  trouble: TransportTrouble
  /** Stands in for the picture. */
  error: Answer | null
  oddity: Oddity | null
}

/** What a name in a script means. */
export function courseOf(behaviour: string): Course {
  const usual: Course = { trouble: 'ok', error: null, oddity: null }
  if (behaviour === 'late') return { ...usual, trouble: 'hang' }
  const trouble = TRANSPORT_TROUBLES.find((one) => one === behaviour)
  if (trouble) return { ...usual, trouble }
  const oddity = ODDITIES.find((one) => one === behaviour)
  if (oddity) return { ...usual, oddity }
  const error = Object.hasOwn(ERRORS, behaviour) ? ERRORS[behaviour as keyof typeof ERRORS] : null
  if (!error) throw new Error(`There is no behaviour "${behaviour}". There are: ${BEHAVIOURS.join(', ')}.`)
  return { ...usual, error }
}
