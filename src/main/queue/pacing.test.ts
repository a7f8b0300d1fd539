import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterStart,
  afterSuccess,
  afterThrottle,
  mayStart,
  PACING_PROFILES,
  type Pacing,
  startPacing,
  UNSTORED_BYTES_CAP,
} from './pacing.ts'

const NOW = 1_000_000
const IDLE = { running: 0, unstored: 0, unstoredBytes: 0 }
const lane = (concurrency: number, perMinute: number | null = null, ceiling: number | null = null) =>
  startPacing(PACING_PROFILES.default, { concurrency, perMinute }, ceiling, NOW)

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
      pacing = afterSuccess(pacing, null, NOW)
      return Math.floor(pacing.limit)
    })
    expect(limits).toEqual([2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4])
  })

  test('rise above the start only as far as the author allows', () => {
    let pacing = lane(2, null, 3)
    for (let i = 0; i < 20; i++) pacing = afterSuccess(pacing, null, NOW)
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
    const told = afterSuccess(lane(4), { requestsPerMinute: 60, remaining: 10, resetMs: 1_000 }, NOW)
    expect(startsWithin(told, 60_000).length).toBeLessThanOrEqual(60)
  })

  test('wait for the reset when the headers say that none are left', () => {
    const told = afterSuccess(lane(4), { requestsPerMinute: null, remaining: 0, resetMs: 9_000 }, NOW)
    expect(mayStart(told, IDLE, NOW)).toEqual({ ok: false, why: 'break', until: NOW + 9_000 })
  })
})

test('the gentle profile works five at once, eight seconds apart, with a minute of rest after 25', () => {
  const gentle = startPacing(PACING_PROFILES.gentle, { concurrency: 16, perMinute: null }, null, NOW)
  expect(gentle.limit).toBe(5)
  const starts = startsWithin(gentle, 400_000)
  expect(starts.slice(0, 3)).toEqual([0, 8_000, 16_000])
  expect(starts[24]).toBe(24 * 8_000)
  expect(starts[25]).toBe(24 * 8_000 + 60_000)
})

test('nothing starts while too many pictures wait to be stored', () => {
  expect(mayStart(lane(4), { ...IDLE, unstored: 4 }, NOW)).toEqual({ ok: true })
  expect(mayStart(lane(4), { ...IDLE, running: 2, unstored: 6 }, NOW)).toMatchObject({ ok: false, why: 'unstored' })
  expect(mayStart(lane(4), { ...IDLE, unstored: 1, unstoredBytes: UNSTORED_BYTES_CAP }, NOW).ok).toBe(false)
})

test('a lane that is refused now and idle is always told when to look again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.array(fc.integer({ min: 0, max: 5_000 })), (perMinute, pauses) => {
      let pacing = startPacing(PACING_PROFILES.gentle, { concurrency: 2, perMinute }, null, NOW)
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
