import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { httpFailure, retryAfterMs, transportFailure } from './failure.ts'

const NOW = Date.parse('Fri, 20 Nov 2026 12:00:00 GMT')

describe('a failed reply', () => {
  const REPLIES: [name: string, status: number, body: string, kind: FailureKind][] = [
    ['too many requests', 429, '{"error":{"code":"rate_limit_exceeded"}}', 'rate-limited'],
    ['quota as 429', 429, '{"error":{"code":"insufficient_quota"}}', 'quota'],
    ['billing limit as 400', 400, '{"error":{"code":"billing_hard_limit_reached"}}', 'billing'],
    ['payment required', 402, '', 'billing'],
    ['moderation by code', 400, '{"error":{"code":"moderation_blocked"}}', 'refused'],
    ['moderation as free text', 400, 'Your request was rejected by content moderation.', 'refused'],
    ['moderation as 403', 403, '{"error":"flagged by our content policy"}', 'refused'],
    ['a wrong key', 401, '{"error":{"code":"invalid_api_key"}}', 'unauthorized'],
    ['a wrong key as 400', 400, '{"error":{"status":"API_KEY_INVALID"}}', 'unauthorized'],
    ['no permission', 403, '', 'unauthorized'],
    ['a bad size', 400, '{"error":{"code":"invalid_value","message":"size"}}', 'invalid'],
    ['a model that is gone', 404, '{"error":{"code":"model_not_found"}}', 'invalid'],
    ['unprocessable', 422, '{"detail":[]}', 'invalid'],
    ['a server error', 500, '', 'overloaded'],
    ['a busy server', 503, '', 'overloaded'],
    ['a slow client', 408, '', 'overloaded'],
    ['a redirect nobody follows', 304, '', 'unexpected'],
  ]
  test.each(REPLIES)('%s (%i) is told apart', (_, status, body, kind) => {
    expect(httpFailure({ status, headers: new Headers(), body }, NOW).kind).toBe(kind)
  })

  test('keeps the provider’s own words without the key they repeat', () => {
    const body = '{"error":{"message":"Incorrect API key provided: sk-proj-abcdef0123456789"}}'
    const { detail } = httpFailure({ status: 401, headers: new Headers({ 'x-request-id': 'r1' }), body }, NOW)
    expect(detail).toContain('Incorrect API key')
    expect(detail).not.toContain('abcdef0123456789')
  })

  test('may have been billed when a gateway gave up, and is not when the server refused', () => {
    expect(httpFailure({ status: 504, headers: new Headers(), body: '' }, NOW).maybeBilled).toBe(true)
    expect(httpFailure({ status: 400, headers: new Headers(), body: '' }, NOW).maybeBilled).toBe(false)
  })
})

test.each([
  [{ 'retry-after': '120' }, 120_000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '2.5' }, 2_500],
  [{ 'retry-after-ms': '350', 'retry-after': '1' }, 350],
  [{ 'retry-after': 'Fri, 20 Nov 2026 12:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after': '9999999' }, 9_999_999_000],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '-5' }, null],
  [{}, null],
])('%o asks to wait %s ms', (headers, ms) => {
  expect(retryAfterMs(new Headers(headers), NOW)).toBe(ms)
})

describe('a connection', () => {
  const signal = new AbortController().signal
  const errorOf = (url: string, init?: RequestInit) =>
    fetch(url, init)
      .then((r) => r.text())
      .catch((error: unknown) => error)

  test('that was never made reached nobody, cost nothing, and says where', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const failure = transportFailure(await errorOf(`http://127.0.0.1:${port}`), signal)
    expect(failure).toMatchObject({
      kind: 'unreachable',
      maybeBilled: false,
      says: `Nothing answers at 127.0.0.1:${port}.`,
    })
  })

  test('that breaks after the request was sent may have cost something', async () => {
    const server = createServer((request) => request.socket.destroy())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const failure = transportFailure(await errorOf(`http://127.0.0.1:${port}`), signal)
    expect(failure).toMatchObject({ kind: 'network', maybeBilled: true })
    server.close()
  })

  test('that we cut ourselves is cancelled, not failed', async () => {
    const stop = AbortSignal.abort()
    const failure = transportFailure(await errorOf('http://127.0.0.1:1', { signal: stop }), stop)
    expect(failure.kind).toBe('cancelled')
  })
})
