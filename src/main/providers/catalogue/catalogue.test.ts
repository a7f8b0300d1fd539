import { describe, expect, test } from 'vitest'
import { findModel, type ModelEntry, modelEnd, modelsOf, promptLimits } from './catalogue.ts'
import { MODELS } from './models/index.ts'

const entry = (model: string, shutdownOn: string | null): ModelEntry => ({
  provider: 'vendor',
  model,
  prompt: { unit: 'characters', max: 100, reads: 'sentences', past: 'lost' },
  prices: [],
  can: null,
  overnight: false,
  tokens: null,
  tiers: [],
  shutdownOn,
  checkedOn: '2026-06-02',
  source: '',
})

describe('the end of a model', () => {
  const models = [entry('old', '2026-12-01'), entry('new', null)]
  test.each([
    ['2026-10-31', null],
    ['2026-11-01', 'ending'],
    ['2026-11-30', 'ending'],
    ['2026-12-01', 'gone'],
    ['2027-02-01', 'gone'],
  ])('as seen on %s: %s', (on, state) => {
    expect(modelEnd('vendor', 'old', on, models)?.state ?? null).toBe(state)
  })

  test('is not known of others', () => {
    expect(modelEnd('vendor', 'new', '2030-01-01', models)).toBeNull()
    expect(modelEnd('vendor', 'unheard-of', '2030-01-01', models)).toBeNull()
  })

  test('takes it off the list of those on offer on the day', () => {
    expect(modelsOf('vendor', '2026-11-30', models)).toEqual(['old', 'new'])
    expect(modelsOf('vendor', '2026-12-01', models)).toEqual(['new'])
  })

  test('never comes to the default of a provider without another to take its place', () => {
    for (const provider of new Set(MODELS.map(({ provider }) => provider))) {
      if (!MODELS.some((model) => model.provider === provider && !model.model.endsWith('*'))) continue
      const [first] = modelsOf(provider, '2026-11-20')
      expect(modelEnd(provider, first!, '2026-11-20')).toBeNull()
    }
  })
})

test('a catch-all entry stands behind all named ones of its provider, so that none is hidden', () => {
  for (const [at, { provider, model }] of MODELS.entries())
    if (!model.endsWith('*')) expect(findModel(provider, model)).toBe(MODELS[at])
})

test('a model nobody looked up reads the usual 4,000 characters; whether it takes a negative prompt its provider says', () => {
  expect(promptLimits('vendor', 'whatever', { negativePrompt: true, staged: false })).toEqual({
    unit: 'characters',
    max: 4_000,
    reads: 'sentences',
    past: 'lost',
    negativePrompt: true,
  })
  expect(promptLimits('comfyui', 'sdxl-turbo', { negativePrompt: true, staged: false })).toMatchObject({
    unit: 'clip-tokens',
    max: 77,
  })
  expect(promptLimits('openai', 'any-image-model', { negativePrompt: false, staged: false }).max).toBe(32_000)
  expect(promptLimits('roughs', 'roughs-1', { negativePrompt: false, staged: true }).negativePrompt).toBe(true)
})
