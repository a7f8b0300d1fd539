import { describe, expect, test } from 'vitest'
import { PACING_PROFILES } from '../../queue/pacing.ts'
import { quotedTime } from './quoted-time.ts'

const MINUTE = 60_000
const work = (concurrency: number, requestsPerMinute: number | null, gentle = false) => ({
  pace: { concurrency, requestsPerMinute },
  profile: PACING_PROFILES[gentle ? 'gentle' : 'default'],
  concurrency: null,
})

describe('how long pictures take', () => {
  test('is not known before anything was measured, where no pace is known either', () => {
    expect(quotedTime(100, work(4, null), [])).toBeNull()
  })

  test('is at least what the pace alone takes, before anything was measured', () => {
    expect(quotedTime(61, work(4, 5), [])).toEqual({ fromMs: 12 * MINUTE, untilMs: null, measured: 0, perMinute: 5 })
    expect(quotedTime(26, work(16, null, true), [])?.fromMs).toBe(25 * 8_000 + MINUTE)
  })

  test('says nothing for a burst that the pace lets through at once', () => {
    expect(quotedTime(1, work(1, 5), [])).toBeNull()
    expect(quotedTime(20, work(16, 250), [])).toBeNull()
  })

  test('is a range of what pictures of this book took, as many at once as are allowed', () => {
    const measured = [10, 11, 12, 12, 13, 14, 15, 16, 30, 60].map((seconds) => seconds * 1_000)
    expect(quotedTime(8, work(4, null), measured)).toEqual({
      fromMs: 2 * 13_000,
      untilMs: 2 * 30_000,
      measured: 10,
      perMinute: null,
    })
    expect(quotedTime(8, { ...work(4, null), concurrency: 2 }, measured)?.fromMs).toBe(4 * 13_000)
  })

  test('is never less than the pace allows', () => {
    const time = quotedTime(61, work(16, 5), [1_000])!
    expect([time.fromMs, time.untilMs]).toEqual([12 * MINUTE + 1_000, 12 * MINUTE + 1_000])
  })
})
