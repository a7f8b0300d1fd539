import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AttemptTime, stretchesOf } from '../report/measures.ts'
import { rateOf, spansOf } from './rate.ts'

const MINUTE = 60_000

function attempt(startedAt: number, ms: number, outcome: AttemptTime['outcome'] = 'done'): AttemptTime {
  return { startedAt, finishedAt: startedAt + ms, outcome }
}

/** One picture every twelve seconds: five a minute. */
const steady = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => attempt(from + at * 12_000, 12_000))

describe('rateOf', () => {
  it('tells a batch in points of 20 seconds, as pictures a minute', () => {
    const { widthMs, points } = rateOf(steady(100), 0)
    expect(widthMs).toBe(20_000)
    expect(points).toHaveLength(60)
    expect(points.at(-1)!.perMinute).toBeCloseTo(5)
    expect(points[30]!.perMinute).toBeCloseTo(5)
  })

  it('has enough points for a batch that was over in seconds', () => {
    const quick = Array.from({ length: 56 }, (_, at) => attempt(at * 50, 50))
    const { points } = rateOf(quick, 0)
    expect(points.length).toBeGreaterThanOrEqual(5)
    expect(points.at(-1)!.perMinute).toBeCloseTo(1_200, -2)
  })

  it('goes down to nothing while nothing comes, and on to now', () => {
    const { points } = rateOf(steady(20), 10 * MINUTE)
    expect(points.at(-1)!.perMinute).toBe(0)
    expect(points.at(-1)!.at).toBeGreaterThanOrEqual(10 * MINUTE)
  })

  it('loses none and never has too many points, whatever the times', () => {
    const attempts = fc.array(
      fc.record({
        startedAt: fc.integer({ min: 0, max: 2_000_000_000 }),
        ms: fc.integer({ min: 0, max: 600_000 }),
        outcome: fc.constantFrom('done' as const, 'failed' as const, 'refused' as const, 'waited' as const),
      }),
      { minLength: 1, maxLength: 60 },
    )
    fc.assert(
      fc.property(attempts, (list) => {
        const all = list.map(({ startedAt, ms, outcome }) => attempt(startedAt, ms, outcome))
        const { points } = rateOf(all, 0)
        expect(points.length).toBeLessThanOrEqual(181)
        const counted = points.reduce(
          (sum, { done, failed, refused, waited }) => sum + done + failed + refused + waited,
          0,
        )
        expect(counted).toBe(all.length)
        for (const { perMinute } of points) expect(perMinute).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('spansOf', () => {
  const spans = (attempts: AttemptTime[], gate: number | null) => spansOf(attempts, stretchesOf(attempts), gate)

  it('names the gate the batch was to stop at, and a stop of another kind', () => {
    const later = 12 * MINUTE
    const attempts = [...steady(10), ...steady(10, later), ...steady(5, later + 20 * MINUTE)]
    expect(spans(attempts, 10)).toEqual([
      { kind: 'gate', from: 2 * MINUTE, until: later, pictures: 10 },
      { kind: 'pause', from: later + 2 * MINUTE, until: later + 20 * MINUTE, pictures: 20 },
    ])
    expect(spans(attempts, null).map(({ kind }) => kind)).toEqual(['pause', 'pause'])
  })

  it('shows calls that were told to wait together as one wait', () => {
    const start = 2 * MINUTE
    const attempts = [
      ...steady(10),
      attempt(start, 500, 'waited'),
      attempt(start + 100, 500, 'waited'),
      ...steady(10, start + MINUTE),
    ]
    expect(spans(attempts, null)).toEqual([{ kind: 'wait', from: start + 500, until: start + MINUTE, pictures: 10 }])
  })
})
