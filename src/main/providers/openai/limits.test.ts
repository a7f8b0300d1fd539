import { describe, expect, test } from 'vitest'
import { durationMs, paceIn, restMs } from './limits.ts'

test.each([
  ['6m0s', 360_000],
  ['1h2m3.5s', 3_723_500],
  ['8.64s', 8_640],
  ['20ms', 20],
  ['1m20ms', 60_020],
  ['12', 12_000],
  ['0s', 0],
  ['', null],
  ['soon', null],
  ['-5s', null],
  ['5 s', null],
  ['5d', null],
])('%s is %s ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms)
})

const limits = (families: Record<string, [limit: string, remaining: string, reset: string]>) =>
  new Headers(
    Object.entries(families).flatMap(([family, [limit, remaining, reset]]) => [
      [`x-ratelimit-limit-${family}`, limit],
      [`x-ratelimit-remaining-${family}`, remaining],
      [`x-ratelimit-reset-${family}`, reset],
    ]),
  )

describe('the account’s pace', () => {
  test('is not known from headers that do not tell', () => {
    expect(paceIn(new Headers())).toBeNull()
    expect(paceIn(limits({ tokens: ['100000', '99000', '1s'] }))).toBeNull()
    expect(paceIn(limits({ requests: ['many', 'some', 'soon'] }))).toBeNull()
  })

  test('is that of the one family that is there', () => {
    expect(paceIn(limits({ requests: ['500', '499', '120ms'] }))).toEqual({
      requestsPerMinute: 500,
      remaining: 499,
      resetMs: 120,
    })
  })

  test('is the tightest of both: pictures run out long before requests', () => {
    expect(paceIn(limits({ requests: ['500', '480', '2s'], 'input-images': ['5', '0', '12s'] }))).toEqual({
      requestsPerMinute: 5,
      remaining: 0,
      resetMs: 12_000,
    })
  })

  test('rests as long as the slowest of the limits that are used up', () => {
    expect(restMs(limits({ requests: ['9', '0', '2s'], 'input-images': ['5', '0', '12s'] }))).toBe(12_000)
    expect(restMs(limits({ requests: ['9', '3', '2s'] }))).toBeNull()
  })
})
