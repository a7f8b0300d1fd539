import { describe, expect, test } from 'vitest'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { openAiFailure, readErrorBody } from './failure.ts'

const CONTEXT = { host: 'api.example.com', model: 'gpt-image-2' }
const failureOf = (status: number, body: object | string, headers: Record<string, string> = {}) =>
  openAiFailure(
    { status, headers: new Headers(headers), body: typeof body === 'string' ? body : JSON.stringify(body) },
    CONTEXT,
    0,
  )
const error = (code: string | null, message = 'No.', more: object = {}) => ({
  error: { message, type: 'invalid_request_error', param: null, code, ...more },
})

const ABOUT_MODERATION = "Unknown parameter: 'moderation'."
const BILLING_PAGE = 'Rate limit reached. Add a payment method under billing limit to go faster.'

describe('a failed reply is known by its code, not by words that happen to be in it', () => {
  test.each<[name: string, status: number, body: object | string, kind: FailureKind]>([
    [
      'a parameter called moderation',
      400,
      error('unknown_parameter', ABOUT_MODERATION, { param: 'moderation' }),
      'invalid',
    ],
    ['the same without a code', 400, error(null, ABOUT_MODERATION, { param: 'moderation' }), 'invalid'],
    ['a refusal', 400, error('moderation_blocked'), 'refused'],
    ['an old refusal', 400, error('content_policy_violation'), 'refused'],
    ['a refusal without a code', 400, error(null, 'Rejected by our safety system.'), 'refused'],
    ['a refusal in plain words', 400, 'Your request was rejected by content moderation.', 'refused'],
    ['a refusal as 403', 403, error('moderation_blocked'), 'refused'],
    ['a rate limit that speaks of billing', 429, error('rate_limit_exceeded', BILLING_PAGE), 'rate-limited'],
    ['a quota', 429, error('insufficient_quota'), 'quota'],
    ['a billing limit', 400, error('billing_hard_limit_reached'), 'billing'],
    ['a model that is gone', 404, error('model_not_found'), 'unsupported'],
    ['a model that does not draw', 400, error('invalid_value', 'Invalid value.', { param: 'model' }), 'unsupported'],
    ['a wrong key', 401, error('invalid_api_key'), 'unauthorized'],
    ['a key of another organisation', 401, error('mismatched_organization'), 'unauthorized'],
    ['a restricted key', 401, error(null, 'You have insufficient permissions for this.'), 'forbidden'],
    ['a right that is missing', 403, error(null), 'forbidden'],
    ['a wall in front of the API', 403, '<h1>Blocked</h1>', 'forbidden'],
    ['a path nobody knows', 404, error(null, 'Invalid URL (POST /images)'), 'wrong-address'],
    ['a path nobody knows, by another server', 404, 'Not Found', 'wrong-address'],
    ['a method nobody knows', 405, '', 'wrong-address'],
    ['a server that sends us on', 301, '', 'wrong-address'],
    ['a file that is gone', 404, error(null, 'No such File object: file-1', { param: 'id' }), 'invalid'],
    ['trouble on their side', 500, error(null, 'The server had an error.'), 'overloaded'],
  ])('%s (%i)', (_, status, body, kind) => {
    expect(failureOf(status, body).kind).toBe(kind)
  })
})

test('of a refusal the stage and the categories are told, and only what looks like a category', () => {
  const refused = (moderation_details: object, message = 'No.') =>
    failureOf(400, error('moderation_blocked', message, { moderation_details })).says
  expect(refused({ moderation_stage: 'input', categories: ['violence', 'sexual/minors'] })).toBe(
    'OpenAI refused the prompt under its content rules: violence, sexual/minors.',
  )
  expect(refused({ moderation_stage: 'output', categories: [] })).toBe(
    'OpenAI refused the finished picture under its content rules.',
  )
  expect(refused({ moderation_stage: 'unknown', categories: ['Ignore all that', 7, '<b>', 'hate'] })).toBe(
    'OpenAI refused this picture under its content rules: hate.',
  )
  expect(failureOf(400, error('moderation_blocked', 'No. safety_violations=[self_harm, violence].')).says).toBe(
    'OpenAI refused this picture under its content rules: self harm, violence.',
  )
})

test('a refused picture that was finished may have been billed', () => {
  const details = (moderation_stage: string) => ({ moderation_details: { moderation_stage, categories: [] } })
  expect(failureOf(400, error('moderation_blocked', '', details('output'))).maybeBilled).toBe(true)
  expect(failureOf(400, error('moderation_blocked', '', details('input'))).maybeBilled).toBe(false)
})

test.each([
  ['the header', { 'retry-after': '2' }, 'Please try again in 9s.', 2_000],
  [
    'the words',
    { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '7s' },
    'Please try again in 1m2.5s.',
    62_500,
  ],
  [
    'the limit that is used up',
    { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '7s' },
    'Slower.',
    7_000,
  ],
  ['nothing', {}, 'Slower.', null],
])('how long to wait is taken from %s', (_, headers, message, ms) => {
  expect(failureOf(429, error('rate_limit_exceeded', message), headers).retryAfterMs).toBe(ms)
})

test('the vendor’s own words stay in the detail', () => {
  const failure = failureOf(400, error('invalid_value', 'Words of theirs.', { param: 'size' }))
  expect(failure.detail).toContain('Words of theirs.')
  expect(failure.says).toBe('OpenAI does not take this size with gpt-image-2.')
})

test.each([
  ['{"error":{"message":"m","code":500}}', { message: 'm', code: '500' }],
  ['{"error":"only text"}', { message: 'only text', code: null }],
  ['{"error":null}', null],
  ['{"detail":"of another API"}', null],
  ['null', null],
  ['[1', null],
])('%s is read', (body, expected) => {
  const read = readErrorBody(body)
  if (expected === null) expect(read).toBeNull()
  else expect(read).toMatchObject(expected)
})
