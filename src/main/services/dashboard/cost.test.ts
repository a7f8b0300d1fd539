import { describe, expect, it } from 'vitest'
import { costCurve } from './cost.ts'
import { durationsOf } from './durations.ts'

const picture = (usd: number | null) => ({ usd, isPicture: true })

describe('costCurve', () => {
  it('sums what was charged, picture by picture', () => {
    const { points } = costCurve([picture(0.04), { usd: 0.01, isPicture: false }, picture(0.06)], 0)
    expect(points.map(({ pictures }) => pictures)).toEqual([0, 1, 2])
    expect(points[1]!.usd).toBeCloseTo(0.05)
    expect(points[2]!.usd).toBeCloseTo(0.11)
  })

  it('fans out by the prices so far, and counts what failures cost', () => {
    const prices = [0.04, 0.04, 0.05, 0.05, 0.06, 0.06, 0.06, 0.06, 0.08, 0.08]
    const { range } = costCurve([...prices.map(picture), { usd: 0.1, isPicture: false }], 100)
    expect(range).toMatchObject({ pictures: 110 })
    expect(range!.lowUsd).toBeCloseTo(0.68 + 4)
    expect(range!.highUsd).toBeCloseTo(0.68 + 8 + 1)
  })

  it('says nothing about the rest by too few prices, or when nothing is left', () => {
    expect(costCurve([picture(0.04), picture(null), picture(0.04)], 10).range).toBeNull()
    expect(costCurve(Array(20).fill(picture(0.04)), 0).range).toBeNull()
  })

  it('keeps the first and the newest point of a long curve', () => {
    const { points } = costCurve(Array(5_000).fill(picture(0.01)), 0)
    expect(points.length).toBeLessThan(200)
    expect(points[0]).toEqual({ pictures: 0, usd: 0 })
    expect(points.at(-1)!.pictures).toBe(5_000)
  })
})

describe('durationsOf', () => {
  it('puts what took far longer than the others into one column', () => {
    const times = [...Array.from({ length: 100 }, (_, at) => 8_000 + at * 200), 312_000]
    const { columns, beyondMs } = durationsOf(times)
    expect(columns.length).toBeLessThanOrEqual(20)
    expect(columns.reduce((sum, { count }) => sum + count, 0)).toBe(101)
    expect(columns.at(-1)).toEqual({ fromMs: beyondMs, count: 1 })
  })

  it('has one column for pictures that took all the same, and none for none', () => {
    expect(durationsOf([5_000, 5_000]).columns.reduce((sum, { count }) => sum + count, 0)).toBe(2)
    expect(durationsOf([]).columns).toEqual([])
  })
})
