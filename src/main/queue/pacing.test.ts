import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Pace } from '../providers/provider.ts'
import {
  afterNothingSent,
  afterStart,
  afterSuccess,
  afterThrottle,
  alsoWith,
  mayStart,
  PACING_PROFILES,
  type Pacing,
  startPacing,
} from './pacing.ts'

const NOW = 1_000_000
const IDLE = { running: 0, unstored: 0 }
const lane = (concurrency: number, perMinute: number | null = null, ceiling: number | null = null) =>
  startPacing(PACING_PROFILES.default, 'a', { concurrency, requestsPerMinute: perMinute }, ceiling, NOW)
const success = (pacing: Pacing, pace: Pace | null = null, now = NOW) => afterSuccess(pacing, 'a', pace, now)

/** Starts as early as allowed, each call ending at once, for so many milliseconds. @returns the moments of the starts */
function startsWithin(pacing: Pacing, forMs: number): number[] {
  const starts: number[] = []
  let now = NOW
  while (now < NOW + forMs) {
    const verdict = mayStart(pacing, IDLE, now)
    if (verdict.ok) {
      starts.push(now - NOW)
      pacing = afterStart(pacing, now)
      if (starts.length >= 10_000) return starts
    } else now = verdict.until ?? Number.POSITIVE_INFINITY
  }
  return starts
}

test('a call that reached nobody takes nothing off the rate', () => {
  let pacing = lane(1, 5)
  for (let call = 0; call < 20; call++) {
    expect(mayStart(pacing, IDLE, NOW)).toEqual({ ok: true })
    pacing = afterNothingSent(afterStart(pacing, NOW))
  }
  expect(mayStart(afterStart(pacing, NOW), IDLE, NOW)).toMatchObject({ ok: false, why: 'pace' })
})

describe('calls at once', () => {
  test('begin where the provider says', () => {
    expect(mayStart(lane(2), { ...IDLE, running: 1 }, NOW)).toEqual({ ok: true })
    expect(mayStart(lane(2), { ...IDLE, running: 2 }, NOW)).toEqual({ ok: false, why: 'concurrency', until: null })
  })

  test('are halved by a throttle, once for a burst of them, and never below one', () => {
    const lowered = afterThrottle(lane(8), NOW, NOW + 10)
    expect(lowered.limit).toBe(4)
    expect(afterThrottle(lowered, NOW, NOW + 11).limit).toBe(4)
    const again = afterThrottle(lowered, NOW + 20, NOW + 30)
    expect(again.limit).toBe(2)
    expect(afterThrottle(afterThrottle(again, NOW + 40, NOW + 50), NOW + 60, NOW + 70).limit).toBe(1)
  })

  test('come back slowly, one more for about as many successes as there are calls, up to the ceiling', () => {
    let pacing = afterThrottle(lane(4), NOW, NOW)
    const limits = Array.from({ length: 12 }, () => {
      pacing = success(pacing)
      return Math.floor(pacing.limit)
    })
    expect(limits).toEqual([2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4])
  })

  test('rise with a rate that headers tell, so that it can be used, but not past what the author allows', () => {
    const told = { requestsPerMinute: 50, remaining: null, resetMs: null }
    let pacing = lane(2, 5)
    let held = lane(2, 5, 3)
    for (let i = 0; i < 80; i++) {
      pacing = success(pacing, told)
      held = success(held, told)
    }
    expect([pacing.limit, held.limit]).toEqual([9, 3])
  })

  test('rise above the start only as far as the author allows', () => {
    let pacing = lane(2, null, 3)
    for (let i = 0; i < 20; i++) pacing = success(pacing)
    expect(pacing.limit).toBe(3)
    expect(lane(8, null, 3).limit).toBe(3)
  })
})

describe('starts a minute', () => {
  test.each([1, 5, 7, 50, 500])('%i are never exceeded in any minute, nor left far unused', (perMinute) => {
    const starts = startsWithin(lane(1, perMinute), 10 * 60_000)
    for (const from of starts) {
      const inMinute = starts.filter((at) => at >= from && at < from + 60_000).length
      expect(inMinute).toBeLessThanOrEqual(perMinute)
    }
    expect(starts.length).toBeGreaterThanOrEqual(Math.floor(9 * perMinute * 0.9))
  })

  test('are learnt from reply headers', () => {
    const told = success(lane(4), { requestsPerMinute: 60, remaining: 10, resetMs: 1_000 })
    expect(startsWithin(told, 60_000).length).toBeLessThanOrEqual(60)
  })

  test('wait for the reset when the headers say that none are left', () => {
    const told = success(lane(4), { requestsPerMinute: null, remaining: 0, resetMs: 9_000 })
    expect(mayStart(told, IDLE, NOW)).toEqual({ ok: false, why: 'break', until: NOW + 9_000 })
  })
})

describe('a rate that is only assumed', () => {
  const rateOf = (pacing: Pacing) => startsWithin(pacing, 20 * 60_000).length / 20

  test('is halved by a throttle, once for a burst, and never below an eighth', () => {
    let pacing = afterThrottle(lane(4, 40), NOW, NOW + 10)
    expect(rateOf(pacing)).toBeCloseTo(20, -0.5)
    expect(afterThrottle(pacing, NOW, NOW + 11).share).toBe(1 / 2)
    for (let n = 1; n < 10; n++) pacing = afterThrottle(pacing, NOW + n * 1_000, NOW + n * 1_000)
    expect(pacing.share).toBe(1 / 8)
    expect(startsWithin({ ...pacing, limit: 1 }, 20 * 60_000).length).toBeGreaterThan(50)
  })

  test('comes back in full after successes enough, and with it the calls at once', () => {
    let pacing = afterThrottle(lane(4, 40), NOW, NOW)
    for (let i = 0; i < 24; i++) pacing = success(pacing)
    expect(pacing.share).toBeLessThan(1)
    pacing = success(pacing)
    expect(pacing).toMatchObject({ share: 1, limit: 4 })
  })

  test('is left alone where headers told it', () => {
    const told = success(lane(4, 40), { requestsPerMinute: 30, remaining: null, resetMs: null })
    const throttled = afterThrottle(told, NOW, NOW)
    expect(throttled).toMatchObject({ share: 1, perMinute: 30, limit: 2 })
  })

  test('is never passed in any minute, whatever throttles, successes and pauses come in between', () => {
    const steps = fc.array(fc.constantFrom('start', 'start', 'success', 'throttle', 'pause'), { maxLength: 400 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), steps, fc.integer({ min: 1, max: 90_000 }), (rate, walk, pause) => {
        let pacing = lane(16, rate)
        let now = NOW
        const starts: number[] = []
        for (const step of walk) {
          if (step === 'success') pacing = success(pacing, null, now)
          if (step === 'throttle') pacing = afterThrottle(pacing, now, now)
          if (step === 'pause') now += pause
          if (step !== 'start') continue
          const verdict = mayStart(pacing, IDLE, now)
          if (!verdict.ok) now = verdict.until!
          expect(mayStart(pacing, IDLE, now).ok).toBe(true)
          pacing = afterStart(pacing, now)
          starts.push(now)
        }
        for (const from of starts)
          expect(starts.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(rate)
      }),
    )
  })
})

describe('several models on one lane', () => {
  test('keep to the strictest of them, in calls at once and in starts a minute', () => {
    const both = alsoWith(lane(8, 50), 'b', { concurrency: 2, requestsPerMinute: 5 }, NOW)
    expect(both).toMatchObject({ limit: 2, ceiling: 2, perMinute: 5 })
    expect(startsWithin(both, 60_000).length).toBeLessThanOrEqual(5)
    expect(alsoWith(lane(2, 5), 'b', { concurrency: 8, requestsPerMinute: null }, NOW)).toMatchObject({
      ceiling: 2,
      perMinute: 5,
    })
  })

  test('are told their rates one by one', () => {
    const both = alsoWith(lane(8, 5), 'b', { concurrency: 8, requestsPerMinute: 20 }, NOW)
    const told = success(both, { requestsPerMinute: 100, remaining: null, resetMs: null })
    expect(told).toMatchObject({ perMinute: 20, told: false })
  })
})

test('the gentle profile works five at once, eight seconds apart, with a minute of rest after 25', () => {
  const gentle = startPacing(PACING_PROFILES.gentle, 'a', { concurrency: 16, requestsPerMinute: null }, null, NOW)
  expect(gentle.limit).toBe(5)
  const starts = startsWithin(gentle, 400_000)
  expect(starts.slice(0, 3)).toEqual([0, 8_000, 16_000])
  expect(starts[24]).toBe(24 * 8_000)
  expect(starts[25]).toBe(24 * 8_000 + 60_000)
})

test('nothing starts while too many pictures wait to be stored', () => {
  expect(mayStart(lane(4), { ...IDLE, unstored: 4 }, NOW)).toEqual({ ok: true })
  expect(mayStart(lane(4), { ...IDLE, running: 2, unstored: 6 }, NOW)).toMatchObject({ ok: false, why: 'unstored' })
})

test('a lane that is refused now and idle is always told when to look again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.array(fc.integer({ min: 0, max: 5_000 })), (perMinute, pauses) => {
      let pacing = startPacing(PACING_PROFILES.gentle, 'a', { concurrency: 2, requestsPerMinute: perMinute }, null, NOW)
      let now = NOW
      for (const pause of pauses) {
        now += pause
        const verdict = mayStart(pacing, IDLE, now)
        if (verdict.ok) pacing = afterStart(pacing, now)
        else expect(verdict.until).toBeGreaterThan(now)
      }
    }),
  )
})
