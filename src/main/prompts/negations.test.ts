import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeAvoided, positiveOf, positiveSentence } from './negations.ts'

describe('things asked away', () => {
  test.each<[phrase: string, kept: string[], avoid: string[]]>([
    ['no hat', [], ['hat']],
    ['NO hat and no glasses', [], ['hat', 'glasses']],
    ['without a collar', [], ['collar']],
    ['a coat without buttons', ['a coat'], ['buttons']],
    ['shirt with no tie or collar', ['shirt'], ['tie', 'collar']],
    ['a jacket that will no longer button', ['a jacket that will no longer button'], []],
    ['a tram without wheels on the quay', ['a tram without wheels on the quay'], []],
    ['no two alike', ['no two alike'], []],
    ['no longer young', ['no longer young'], []],
    ['nobody’s fool', ['nobody’s fool'], []],
  ])('"%s" of a description', (phrase, kept, avoid) => {
    expect(positiveOf([phrase])).toEqual({ phrases: kept, avoid })
  })

  test.each<[sentence: string, text: string, avoid: string[]]>([
    ['A lane at noon, no people, no cars.', 'A lane at noon.', ['people', 'cars']],
    ['She runs. No hat. She falls.', 'She runs. She falls.', ['hat']],
    ['He gazes up at her without enthusiasm.', 'He gazes up at her without enthusiasm.', []],
    ['There is no way out of the room they built.', 'There is no way out of the room they built.', []],
    ['No one answers.', 'No one answers.', []],
  ])('"%s" in a sentence', (sentence, text, avoid) => {
    expect(positiveSentence(sentence)).toEqual({ text, avoid })
  })

  test('a sentence without a negation comes back as it was', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/\b(?:no|without)\b/i.test(text))
        expect(positiveSentence(text)).toEqual({ text, avoid: [] })
      }),
    )
  })

  test('lists are joined without saying a thing twice', () => {
    expect(mergeAvoided([['text', 'Hat'], ['hat, blur', ''], ['blur']])).toEqual(['text', 'Hat', 'blur'])
  })
})
