import { describe, expect, it } from 'vitest'
import { findTerms, singular, vocabulary, wordsOf } from './reading.ts'

describe('reading', () => {
  it.each([
    ['boats', 'boat'],
    ['boxes', 'box'],
    ['ladies', 'lady'],
    ['knives', 'knife'],
    ['glass', 'glass'],
    ['mice', 'mouse'],
    ['bus', 'bus'],
    ['matches', 'match'],
  ])('folds %s to %s', (plural, one) => {
    expect(singular(plural)).toBe(one)
  })

  it('splits at hyphens and apostrophes and keeps letters of all alphabets', () => {
    expect(wordsOf("Zoë's oil-lamps")).toEqual(['zoë', 's', 'oil', 'lamp'])
  })

  it('finds whole words only, and two-word entries before one-word ones', () => {
    const things = vocabulary({ glass: 'glass', eyeglass: 'looking+glass', harbour: 'port' })
    expect(findTerms('An important looking glass, and glass.', things).map(({ value }) => value)).toEqual([
      'eyeglass',
      'glass',
    ])
  })
})
