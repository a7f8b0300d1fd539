import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AttemptTime, paceOf, quantile, timeline } from './measures.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

function attempt(startedAt: number, ms: number, outcome: AttemptTime['outcome'] = 'done'): AttemptTime {
  return { startedAt, finishedAt: startedAt + ms, outcome }
}

describe('paceOf', () => {
  it('counts pictures an hour over the time at work, without the night between two runs', () => {
    const evening = [attempt(0, 10_000), attempt(10_000, 10_000), attempt(20_000, 10_000)]
    const morning = [attempt(9 * HOUR, 30_000)]
    const pace = paceOf([...evening, ...morning])
    expect(pace.workingMs).toBe(MINUTE)
    expect(pace.imagesPerHour).toBe(240)
    expect([pace.from, pace.until]).toEqual([0, 9 * HOUR + 30_000])
  })

  it('takes a wait the provider asked for as part of the work', () => {
    const pace = paceOf([attempt(0, 10_000, 'waited'), attempt(2 * MINUTE, 10_000)])
    expect(pace.workingMs).toBe(2 * MINUTE + 10_000)
  })

  it('leaves out what the author did between two commands, however short it was', () => {
    const commands = [0, 1, 2].map((nth) => attempt(nth * 30_000, 2_000))
    expect(paceOf(commands)).toMatchObject({ workingMs: 6_000, imagesPerHour: 1_800 })
    expect(paceOf([0, 5_000].map((at) => attempt(at, 2_000))).workingMs).toBe(4_000)
  })

  it('takes the rate of an account as part of the work', () => {
    const tenAMinute = Array.from({ length: 30 }, (_, nth) => attempt(nth * 6_000 + (nth % 3) * 40, 500))
    expect(paceOf(tenAMinute).imagesPerHour).toBeCloseTo(600, -2)
    expect(paceOf([...tenAMinute, attempt(HOUR, 500)]).workingMs).toBeLessThan(3 * MINUTE)
  })

  it('takes the breaks of the gentle pace as part of the work', () => {
    const before = Array.from({ length: 25 }, (_, nth) => attempt(nth * 8_000, 1_000))
    const end = 24 * 8_000 + 1_000
    expect(paceOf([...before, attempt(end + 60_000, 1_000)]).workingMs).toBe(end + 61_000)
  })

  it('counts calls side by side once', () => {
    expect(paceOf([attempt(0, 30_000), attempt(1_000, 5_000), attempt(2_000, 40_000)]).workingMs).toBe(42_000)
  })

  it('measures times by pictures alone, and says null where there is none', () => {
    const pace = paceOf([attempt(0, 10_000), attempt(0, 500, 'refused'), attempt(0, 20_000)])
    expect([pace.averageMs, pace.medianMs, pace.p90Ms]).toEqual([15_000, 10_000, 20_000])
    expect(paceOf([attempt(0, 500, 'failed')])).toMatchObject({ imagesPerHour: null, averageMs: null, p90Ms: null })
    expect(paceOf([])).toMatchObject({ from: null, workingMs: 0 })
  })
})

describe('quantile', () => {
  it('is the smallest value that enough of the others do not exceed', () => {
    const values = Array.from({ length: 10 }, (_, index) => index + 1)
    expect([quantile(values, 0.5), quantile(values, 0.9), quantile(values, 1), quantile([], 0.5)]).toEqual([
      5,
      9,
      10,
      null,
    ])
  })
})

describe('timeline', () => {
  it('sorts what ended into columns of a round width', () => {
    const { widthMs, buckets } = timeline([
      attempt(0, 30_000),
      attempt(0, 40 * MINUTE, 'refused'),
      attempt(0, 40 * MINUTE, 'waited'),
      attempt(0, 45 * MINUTE, 'interrupted'),
    ])
    expect(widthMs).toBe(MINUTE)
    expect(buckets).toHaveLength(46)
    expect(buckets[0]).toEqual({ at: 0, done: 1, failed: 0, waited: 0 })
    expect(buckets[40]).toEqual({ at: 40 * MINUTE, done: 0, failed: 1, waited: 1 })
  })

  it('never has more than sixty columns and loses no attempt, whatever the times', () => {
    const attempts = fc.array(
      fc.record({
        startedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
        finishedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
        outcome: fc.constantFrom('done', 'failed', 'waited'),
      }),
      { minLength: 1, maxLength: 50 },
    )
    fc.assert(
      fc.property(attempts, (times) => {
        const { buckets } = timeline(times)
        expect(buckets.length).toBeLessThanOrEqual(60)
        const counted = buckets.reduce((sum, { done, failed, waited }) => sum + done + failed + waited, 0)
        expect(counted).toBe(times.length)
      }),
    )
  })
})
