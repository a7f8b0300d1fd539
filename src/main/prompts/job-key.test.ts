import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOBODY_COMPOSED } from '../../shared/domain/composition.ts'
import type { GenerationRequest } from '../../shared/domain/generation.ts'
import { canonicalJson, jobKey, keyButPlaces, promptHash } from './job-key.ts'
import { indexBible, resolvePanel } from './parts.ts'
import { seedFor } from './seed.ts'
import { stageOf } from './stage.ts'
import { INK, inPanel, MAREN, OTTO, panelContent, RIVER } from './test-book.ts'

const bible = indexBible({ people: [MAREN, OTTO], places: [RIVER] })
const content = panelContent({
  people: [inPanel('maren'), inPanel('otto', { role: 'mentioned' })],
  placeId: 'the-river/ferry',
})
const stage = stageOf(resolvePanel(content, { chapter: '1', date: '1957' }, bible), NOBODY_COMPOSED, bible, INK)

const request: GenerationRequest = {
  prompt: 'A ferry.',
  negativePrompt: 'text',
  provider: 'roughs',
  providerModel: 'roughs-1',
  width: 1024,
  height: 768,
  quality: null,
  seed: 7,
  references: [{ hash: 'abc', role: 'face', path: 'references/maren.png', of: 'nell' }],
  artStyle: { id: 'ink', version: 1 },
  language: 'en',
  index: 0,
  stage,
}

test('two requests that differ only in where people stand show the same', () => {
  const staged = (sentence: string, prompt = `A ferry. ${sentence} Ink.`): GenerationRequest => ({
    ...request,
    stage: null,
    prompt,
    staging: { sentence, composition: { ...NOBODY_COMPOSED, said: sentence === '' } },
  })
  const left = staged('Maren stands at the left.')
  expect(jobKey(left)).not.toBe(jobKey(staged('Maren stands at the right.')))
  expect(keyButPlaces(left)).toBe(keyButPlaces(staged('Maren stands at the right.')))
  expect(keyButPlaces(left)).toBe(keyButPlaces(staged('', 'A ferry. Ink.')))
  expect(keyButPlaces(left)).not.toBe(keyButPlaces(staged('', 'A boat. Ink.')))
})

describe('the key of a job', () => {
  test.each<[what: string, Partial<GenerationRequest>]>([
    ['the prompt', { prompt: 'A ferry!' }],
    ['the negative prompt', { negativePrompt: '' }],
    ['the provider', { provider: 'other' }],
    ['the model', { providerModel: 'roughs-2' }],
    ['the width', { width: 1025 }],
    ['the height', { height: 769 }],
    ['the quality', { quality: 'high' }],
    ['the seed', { seed: 8 }],
    ['a reference less', { references: [] }],
    [
      'another reference picture',
      { references: [{ hash: 'abd', role: 'face', path: 'references/maren.png', of: 'nell' }] },
    ],
    [
      'the role of a reference',
      { references: [{ hash: 'abc', role: 'outfit', path: 'references/maren.png', of: 'nell' }] },
    ],
    ['the version of the art style', { artStyle: { id: 'ink', version: 2 } }],
    ['which of the images it is', { index: 1 }],
    ['the look of the stage', { stage: { ...stage, look: { ...stage.look, lineWeight: 2 } } }],
    ['the people on the stage', { stage: { ...stage, people: [] } }],
    ['where they stand on it', { stage: { ...stage, composition: { ...NOBODY_COMPOSED, headroom: 0.2 } } }],
  ])('changes with %s', (_, change) => {
    expect(jobKey({ ...request, ...change })).not.toBe(jobKey(request))
  })

  test.each<[what: string, Partial<GenerationRequest>]>([
    ['the language, which the words speak for', { language: 'es' }],
    ['what was left out of the prompt, which does not say so', { leftOut: ['Calm mood'] }],
    ['where a reference lies', { references: [{ hash: 'abc', role: 'face', path: 'elsewhere.png', of: 'nell' }] }],
  ])('does not change with %s', (_, change) => {
    expect(jobKey({ ...request, ...change })).toBe(jobKey(request))
  })

  test('does not hang on the order in which fields were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse())
        expect(canonicalJson(reversed)).toBe(canonicalJson(object))
      }),
    )
  })
})

test('the hash of a prompt tells prompt and negative prompt apart', () => {
  expect(promptHash('a', 'b')).not.toBe(promptHash('a b', ''))
})

test('a seed is the same for the same panel and image, and within the range that providers take', () => {
  expect(seedFor('p1', 0)).toBe(seedFor('p1', 0))
  expect(new Set([seedFor('p1', 0), seedFor('p1', 1), seedFor('p2', 0)]).size).toBe(3)
  fc.assert(
    fc.property(fc.string(), fc.nat(), (panel, index) => {
      const seed = seedFor(panel, index)
      expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true)
    }),
  )
})

describe('the stage of a panel', () => {
  test('has the looks of its date in the bible’s words, what is not worn included', () => {
    expect(stage.people).toEqual([
      {
        personId: 'maren',
        name: 'Marianne "Maren" Holt',
        kind: 'person',
        gender: 'female',
        age: 17,
        appearance: 'red hair, long nose, two braids',
        outfit: 'yellow oilskin, no hat',
      },
    ])
  })

  test('has neither people who are only mentioned nor the reasons for guesses', () => {
    expect(stage.panel.people).toEqual([inPanel('maren')])
    expect(Object.keys(stage.panel)).not.toEqual(expect.arrayContaining(['evidence']))
  })

  test('has the place with its zone', () => {
    expect(stage.place).toMatchObject({ id: 'the-river/ferry', name: 'ferry, The River', light: 'flat grey light' })
  })
})
