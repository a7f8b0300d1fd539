import { expect, test } from 'vitest'
import { promptLength } from './prompt-length.ts'

test('characters are counted as they are', () => {
  expect(promptLength('Ink, rain', 'characters')).toBe(9)
})

test.each<[text: string, tokens: number]>([
  ['', 2],
  ['a red coat', 5],
  ['a red coat, rain.', 8],
  ['lighthouse', 4],
  ['1926', 6],
  ['灯台', 6],
])('"%s" is about %i CLIP tokens, its two ends included', (text, tokens) => {
  expect(promptLength(text, 'clip-tokens')).toBe(tokens)
})
