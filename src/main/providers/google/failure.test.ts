import { describe, expect, test } from 'vitest'
import { googleFailure, lineFailure, saysFileIsGone } from './failure.ts'

const context = { host: 'generativelanguage.googleapis.com', model: 'gemini-nano-banana-2.1' }
const reply = (status: number, error: object | string, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
  body: typeof error === 'string' ? error : JSON.stringify({ error: { code: status, message: '', ...error } }),
})
const retryInfo = (retryDelay: string) => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay })
const quota = (quotaId: string) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [{ quotaId }],
})
const info = (reason: string) => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason })

describe('kinds', () => {
  const EXHAUSTED = { status: 'RESOURCE_EXHAUSTED', message: 'check your plan and billing details' }
  test.each([
    ['a minute’s quota', reply(429, { ...EXHAUSTED, details: [quota('RequestsPerMinute')] }), 'rate-limited'],
    ['no details', reply(429, EXHAUSTED), 'rate-limited'],
    [
      'a day’s quota',
      reply(429, { ...EXHAUSTED, details: [quota('RequestsPerMinute'), quota('RequestsPerDay')] }),
      'quota',
    ],
    ['a spending cap', reply(429, { ...EXHAUSTED, message: 'exceeded its monthly spending cap' }), 'billing'],
    ['no right', reply(403, { status: 'PERMISSION_DENIED' }), 'forbidden'],
    [
      'billing that is off',
      reply(403, { status: 'PERMISSION_DENIED', details: [info('BILLING_DISABLED')] }),
      'billing',
    ],
    [
      'a service that is off',
      reply(403, { status: 'PERMISSION_DENIED', details: [info('SERVICE_DISABLED')] }),
      'forbidden',
    ],
    [
      'a restricted key',
      reply(403, { status: 'PERMISSION_DENIED', details: [info('API_KEY_IP_ADDRESS_BLOCKED')] }),
      'forbidden',
    ],
    ['an old key', reply(400, { status: 'INVALID_ARGUMENT', details: [info('API_KEY_EXPIRED')] }), 'unauthorized'],
    ['no identity', reply(401, { status: 'UNAUTHENTICATED' }), 'unauthorized'],
    ['an unheard-of precondition', reply(400, { status: 'FAILED_PRECONDITION', message: 'No.' }), 'forbidden'],
    [
      'too many bytes',
      reply(400, { status: 'INVALID_ARGUMENT', message: 'Request payload size exceeds the limit: 20 bytes.' }),
      'invalid',
    ],
    ['a status of next year', reply(418, { status: 'TEAPOT' }), 'invalid'],
    ['a page', reply(404, '<!doctype html>'), 'wrong-address'],
    ['a redirect', reply(302, ''), 'wrong-address'],
    ['a proxy’s page', reply(400, '<html>', { 'content-type': 'text/html' }), 'wrong-address'],
    ['a gateway’s page', reply(502, '<html>', { 'content-type': 'text/html' }), 'overloaded'],
  ])('%s', (_name, failed, kind) => {
    expect(googleFailure(failed, context).kind).toBe(kind)
  })
})

describe('the wait', () => {
  const limited = (details: unknown, headers = {}) => reply(429, { status: 'RESOURCE_EXHAUSTED', details }, headers)
  test.each([
    ['37 s', limited([retryInfo('37s')]), 37_000],
    ['a fraction, rounded up', limited([retryInfo('1.0001s')]), 1_001],
    ['the header where the body has none', limited([], { 'retry-after': '5' }), 5_000],
    ['the body before the header', limited([retryInfo('37s')], { 'retry-after': '5' }), 37_000],
    ['nothing readable', limited([retryInfo('soon'), null]), null],
    ['details that are none', limited('no'), null],
    ['none for a day', limited([quota('PerDay'), retryInfo('12s')]), null],
  ])('%s', (_name, failed, wait) => {
    expect(googleFailure(failed, context).retryAfterMs).toBe(wait)
  })
})

test('the author reads nothing of the vendor’s words', () => {
  const words = 'THEIR-WORDS location billing free tier spending cap leaked'
  for (const [status, name] of [
    [400, 'FAILED_PRECONDITION'],
    [403, 'PERMISSION_DENIED'],
    [404, 'NOT_FOUND'],
    [429, 'RESOURCE_EXHAUSTED'],
  ] as const) {
    const { says, detail } = googleFailure(reply(status, { status: name, message: words }), context)
    expect(says ?? '').not.toContain('THEIR-WORDS')
    expect(detail).toContain('THEIR-WORDS')
  }
})

describe('the error of a line', () => {
  test.each([
    [3, 'invalid'],
    [4, 'overloaded'],
    [5, 'unsupported'],
    [7, 'forbidden'],
    [8, 'rate-limited'],
    [9, 'forbidden'],
    [13, 'overloaded'],
    [14, 'overloaded'],
    [16, 'unauthorized'],
    [99, 'unexpected'],
  ])('of code %i is %s', (code, kind) => {
    expect(lineFailure({ code, message: 'No.' }, 'gemini-nano-banana-2.1')).toMatchObject({ kind, maybeBilled: false })
  })

  test.each([undefined, null, 'no', {}])('that is %o is unexpected', (error) => {
    expect(lineFailure(error, 'gemini-nano-banana-2.1').kind).toBe('unexpected')
  })

  test('tells of an upload that is gone', () => {
    const error = { code: 7, message: 'You do not have permission to access the File a1 or it may not exist.' }
    expect(saysFileIsGone(error)).toBe(true)
    expect(saysFileIsGone({ code: 7, message: 'No.' })).toBe(false)
    expect(lineFailure(error, 'gemini-nano-banana-2.1').kind).toBe('unexpected')
  })
})
