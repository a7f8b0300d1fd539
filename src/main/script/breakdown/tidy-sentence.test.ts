import { describe, expect, it } from 'vitest'
import { tidySentence } from './tidy-sentence.ts'
import { countWords } from './tokens.ts'

describe('what is left of a sentence', () => {
  it.each([
    ['and she runs', 'She runs.'],
    ['Max waits, and , then .', 'Max waits.'],
    ['Max runs to the door to see.', 'Max runs to the door.'],
    ['Max is delighted to find', 'Max is delighted.'],
    ['Max puts his shoulder to it, and, over the roofs.', 'Max puts his shoulder to it, over the roofs.'],
    ['Max goes in.', 'Max goes in.'],
    ['Max takes her.', 'Max takes her.'],
    ['Max bows, saying.', 'Max bows.'],
    [', – .', ''],
  ])('«%s» is closed up: «%s»', (text, expected) => {
    expect(tidySentence(text)).toBe(expected)
  })

  it('is cut at a joint when nobody would read it in one go', () => {
    const long = `Max carries the box ${'and the lamp '.repeat(6)}up; ${'there is more, '.repeat(20)}`
    const text = tidySentence(long)
    expect(text).toMatch(/up\.$/)
    expect(countWords(text)).toBeLessThan(37)
  })
})
