import { describe, expect, it } from 'vitest'
import { chooseProvider } from './choose-provider.ts'
import { modelFacts } from './model-facts.ts'

const TODAY = '2026-11-21'
const facts = (provider: string, asked: Parameters<typeof modelFacts>[1] = {}) =>
  modelFacts(chooseProvider(provider, {}), asked, TODAY)
const control = (provider: string, name: string) => facts(provider).controls.find((each) => each.control === name)

describe('what controls know of a model', () => {
  it('prices rise with quality, and shapes are the model’s own', () => {
    const { qualities, shapes, model } = facts('openai')
    expect(model).not.toBe('')
    const prices = qualities.map(({ price }) => price?.untilUsd ?? Number.NaN)
    expect(prices.length).toBeGreaterThan(1)
    expect(prices).toEqual(prices.toSorted((a, b) => a - b))
    expect(shapes.map(({ ratio }) => ratio)).toContain('2:3')
    for (const { width, height, ratio, exact } of shapes) {
      const [across = 0, down = 1] = ratio.split(':').map(Number)
      if (exact) expect(Math.abs(width / height / (across / down) - 1)).toBeLessThan(0.02)
    }
  })

  it('what has no effect is there, with why', () => {
    expect(control('openai', 'references')).toMatchObject({ works: true, why: null })
    expect(control('roughs', 'references')).toMatchObject({ works: false, why: expect.stringMatching(/reference/) })
    expect(control('roughs', 'overnight')).toMatchObject({ works: false, why: expect.stringMatching(/overnight/) })
    expect(control('openai', 'preview')?.works).toBe(false)
    expect(control('a1111', 'preview')?.works).toBe(true)
    expect(new Set(facts('openai').controls.map((each) => each.control)).size).toBe(14)
  })

  it('a price nobody knows is none, and what is free costs nothing', () => {
    expect(facts('openai', { model: 'some-new-model' }).shapes[0]?.price).toBeNull()
    expect(facts('roughs').shapes[0]?.price).toEqual({ fromUsd: 0, untilUsd: 0 })
  })

  it('a model or quality that is not there is refused, never replaced', () => {
    expect(() => facts('roughs', { model: 'other' })).toThrow(/model/)
    expect(() => facts('openai', { quality: 'splendid' })).toThrow(/quality/)
  })
})
