import { describe, expect, test } from 'vitest'
import { checkPrompt, promptChecker } from './check-prompt.ts'

const every = (prompt: string, language = 'en') => checkPrompt(prompt, language, 'openai').every
const touchy = (prompt: string, provider = 'openai', language = 'en') =>
  checkPrompt(prompt, language, provider).provider

describe('words that every provider is likely to refuse', () => {
  test.each<[prompt: string, words: string[]]>([
    ['A pornographic magazine lies on the bed.', ['pornographic']],
    ['He was accused of rape. The rapist runs.', ['rape', 'rapist']],
    ['An orgy in the temple', ['orgy']],
    ['A naked child by the river', ['naked child']],
    ['They are having\nsex in the hay', ['having sex']],
  ])('%s', (prompt, words) => {
    expect(every(prompt)).toEqual(words)
  })

  test.each([
    'The road to Scunthorpe, in Essex and Sussex, past Penistone.',
    'She sits in the cockpit; a cockerel and a cocktail beside her.',
    'An assassin with a gun kills the king. Blood runs down the sword; a corpse lies in the grass.',
    'A classic analysis of the analogue watch, the grape harvest, a therapist, a scrap of drapery.',
    'The other sex. A tit on the sill, a chink of light, a dyke against the sea, a document, a Manus sail.',
    'A cumbersome trunk, cumin and a titanic wave; a titter runs round the room.',
    'Kill! Fight! Die! A battle, a murder, an explosion, a bomb, a knife wound.',
    'Dr. Fu, magna cum laude, sends a PRN.',
    'A scarecrow, a Japanese lantern, a raccoon, a snigger, a popcorn stand, the grapeshot.',
  ])('not: %s', (prompt) => {
    expect(checkPrompt(prompt, 'en', 'google')).toEqual({ every: [], provider: [] })
  })
})

describe('words that this provider may refuse', () => {
  test('depend on the provider', () => {
    const prompt = 'What shit, he says, naked in the pool of blood.'
    expect(touchy(prompt, 'google')).toEqual(['shit', 'naked', 'pool of blood'])
    expect(touchy(prompt, 'openai')).toEqual(['naked', 'pool of blood'])
    expect(touchy(prompt, 'somebody-new')).toEqual(['naked', 'pool of blood'])
    for (const own of ['roughs', 'comfyui', 'a1111']) expect(touchy(prompt, own)).toEqual([])
  })

  test('are whole, once each, and not part of a harmless phrase', () => {
    expect(touchy('Visible to the naked eye, a Naked man, a naked woman.')).toEqual(['naked'])
    expect(touchy('A naked flame, a naked sword, naked trees. A suicide note.')).toEqual([])
    expect(touchy('Gorgeous gorges; a denuded hill; an important enuderation.')).toEqual([])
  })

  test('are none where they are asked to be kept out', () => {
    expect(touchy('A battlefield, no gore, without any nudity.')).toEqual([])
  })
})

test('other languages have lists of their own, and English holds in all of them', () => {
  expect(touchy('Una mujer desnuda en un charco de sangre, nude', 'openai', 'es-MX')).toEqual([
    'desnuda',
    'charco de sangre',
    'nude',
  ])
  expect(touchy('Ein nackter Mann', 'openai', 'de')).toEqual(['nackter'])
  expect(touchy('Ein nackter Mann', 'openai', 'en')).toEqual([])
  expect(every('Una bella vista, il caldo, un cocktail', 'it')).toEqual([])
  expect(every('a porn film', 'ja')).toEqual(['porn'])
})

test('names of the book’s own people and places are exempt, as they are written', () => {
  const check = promptChecker('en', 'openai', ['Gore Point', 'Rape of Bramber'])
  expect(check('Rain over Gore Point. The Rape of Bramber in autumn.')).toEqual({ every: [], provider: [] })
  expect(check('Gore on the floor at Gore Point.')).toEqual({ every: [], provider: ['Gore'] })
})

test('a prompt as long as models read is looked over in no time', () => {
  const check = promptChecker('en', 'google')
  const prompts = Array.from(
    { length: 300 },
    (_, n) => `Panel ${n}: a man waits. ${'A quay in the rain, ink on paper. '.repeat(40)}`,
  )
  const from = performance.now()
  for (const prompt of prompts) check(prompt)
  expect(performance.now() - from).toBeLessThan(2_000)
})
