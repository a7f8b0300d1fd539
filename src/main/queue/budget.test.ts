import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cap, mayAfford } from './budget.ts'

const cap = (capUsd: number, spentUsd: number, runningUsd: number): Cap => ({
  of: 'batch',
  capUsd,
  spentUsd,
  runningUsd,
})

test('what is spent, what runs and the next call together stay within the cap', () => {
  expect(mayAfford(0.04, [cap(1, 0.9, 0.04)])).toEqual({ ok: true })
  expect(mayAfford(0.04, [cap(1, 0.9, 0.08)])).toEqual({
    ok: false,
    why: 'over-budget',
    of: 'batch',
    capUsd: 1,
    leftUsd: expect.closeTo(0.02),
    neededUsd: 0.04,
  })
  expect(mayAfford(0.04, [cap(1, 1.5, 0)])).toMatchObject({ leftUsd: 0 })
})

test('the tightest of several caps decides', () => {
  const roomy = cap(100, 0, 0)
  expect(mayAfford(1, [roomy, { ...cap(0.5, 0, 0), of: 'day' }])).toMatchObject({ why: 'over-budget', of: 'day' })
})

test('a job without a price starts only where there is no cap', () => {
  expect(mayAfford(null, [])).toEqual({ ok: true })
  expect(mayAfford(null, [cap(100, 0, 0)])).toMatchObject({
    why: 'price-unknown',
    of: 'batch',
    leftUsd: 100,
    neededUsd: null,
  })
})

test('sums of prices do not fail over binary fractions: ten times 0.1 fit into 1', () => {
  let spent = 0
  for (let i = 0; i < 10; i++) {
    expect(mayAfford(0.1, [cap(1, spent, 0)])).toEqual({ ok: true })
    spent += 0.1
  }
  expect(mayAfford(0.1, [cap(1, spent, 0)]).ok).toBe(false)
})

test('whatever the order of claims and ends, no cap is ever passed', () => {
  const steps = fc.array(fc.record({ start: fc.boolean(), price: fc.integer({ min: 1, max: 20 }) }), { maxLength: 200 })
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 500 }), (walk, capCents) => {
      let spent = 0
      const running: number[] = []
      for (const { start, price } of walk) {
        const runningSum = running.reduce((sum, one) => sum + one, 0)
        if (!start) spent += running.shift() ?? 0
        else if (mayAfford(price / 100, [cap(capCents / 100, spent / 100, runningSum / 100)]).ok) running.push(price)
        expect(spent + running.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(capCents)
      }
    }),
  )
})
