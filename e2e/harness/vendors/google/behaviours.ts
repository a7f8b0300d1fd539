import { type Answer, TRANSPORT_TROUBLES, type TransportTrouble } from '../vendor-server.ts'
import { errorInfo, exhausted, googleError, invalidArgument } from './google-error.ts'

export const BLOCK_REASONS = ['SAFETY', 'OTHER', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'IMAGE_SAFETY'] as const

export const FINISH_REASONS = [
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'OTHER',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'MAX_TOKENS',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
  'IMAGE_OTHER',
  'NO_IMAGE',
  'MALFORMED_RESPONSE',
] as const

const PLAN = 'You exceeded your current quota, please check your plan and billing details.'

/** Errors instead of an answer. Nothing is charged for them. */
export const ERRORS = {
  'rate-limited': exhausted(`${PLAN} Please retry in 37s.`, 'GenerateRequestsPerMinutePerProjectPerModel', {
    retry: 37,
  }),
  'quota-minute': exhausted(PLAN, 'GenerateRequestsPerMinutePerProjectPerModel', { quotaValue: '10' }),
  'quota-day': exhausted(PLAN, 'GenerateRequestsPerDayPerProjectPerModel', { quotaValue: '250', retry: 12 }),
  'free-tier': exhausted(`${PLAN} Quota exceeded, limit: 0`, 'GenerateRequestsPerDayPerProjectPerModel-FreeTier', {
    retry: 51,
  }),
  'spend-cap': googleError(429, 'RESOURCE_EXHAUSTED', 'Your project has exceeded its monthly spending cap.'),
  'header-wait': googleError(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted.', {
    headers: { 'retry-after': '9' },
  }),
  region: googleError(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
  billing: googleError(
    400,
    'FAILED_PRECONDITION',
    'Gemini API free tier is not available in your country. Please enable billing on your project in Google AI Studio.',
  ),
  'bad-key': googleError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', {
    details: [errorInfo('API_KEY_INVALID')],
  }),
  'leaked-key': googleError(
    403,
    'PERMISSION_DENIED',
    'Your API key was reported as leaked. Please use another API key.',
  ),
  forbidden: googleError(403, 'PERMISSION_DENIED', 'The caller does not have permission', {
    details: [errorInfo('API_KEY_SERVICE_BLOCKED')],
  }),
  'file-gone': googleError(
    403,
    'PERMISSION_DENIED',
    'You do not have permission to access the File abc or it may not exist.',
  ),
  'file-processing': googleError(
    400,
    'FAILED_PRECONDITION',
    'The File abc is not in an ACTIVE state and usage is not allowed.',
  ),
  invalid: invalidArgument('Request contains an invalid argument.'),
  'model-gone': googleError(
    404,
    'NOT_FOUND',
    'models/gone is not found for API version v1, or is not supported for generateContent.',
  ),
  internal: googleError(500, 'INTERNAL', 'An internal error has occurred. Please retry.'),
  unavailable: googleError(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
  deadline: googleError(504, 'DEADLINE_EXCEEDED', 'The request timed out. Please try again.'),
} satisfies Record<string, Answer>

/** Answers with status 200 that are not as plain as they could be. */
const ODDITIES = [
  /** STOP, words, no picture. */
  'text-only',
  /** A thought with a picture of its own, then the real one. */
  'thought-first',
  /** JPEG bytes. */
  'jpeg',
  /** The picture, without a word on its tokens. */
  'no-usage',
  /** No candidate and no reason. */
  'empty',
] as const

export type Behaviour =
  | { is: 'transport'; trouble: TransportTrouble }
  | { is: 'error'; answer: Answer }
  | { is: 'blocked'; reason: string }
  | { is: 'finished'; reason: string }
  | { is: 'odd'; oddity: (typeof ODDITIES)[number] }

/** What a name in a script stands for: `ok`, `blocked:SAFETY`, `finish:NO_IMAGE`, `quota-day`, `cut`. */
export function behaviourOf(name: string): Behaviour {
  const [head, reason = ''] = name.split(':')
  if (isOneOf(TRANSPORT_TROUBLES, name)) return { is: 'transport', trouble: name }
  if (name in ERRORS) return { is: 'error', answer: ERRORS[name as keyof typeof ERRORS] }
  if (isOneOf(ODDITIES, name)) return { is: 'odd', oddity: name }
  if (head === 'blocked' && isOneOf(BLOCK_REASONS, reason)) return { is: 'blocked', reason }
  if (head === 'finish' && isOneOf(FINISH_REASONS, reason)) return { is: 'finished', reason }
  throw new Error(`The stand-in for Google knows no behaviour ${name}.`)
}

function isOneOf<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name)
}
