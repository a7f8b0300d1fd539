import { describe, expect, it } from 'vitest'
import { kindOfScript } from './kind-of-script.ts'

describe('kindOfScript', () => {
  it.each([
    ['strips by their numbers', '# One\n\n### Strip 001\n\nA lamp.\n---\nA boat.\n', 'strips'],
    ['prompts between lines of dashes', 'A lamp at night.\n---\nA boat,\nseen from above.\n--- \nA cave.\n', 'prompts'],
    ['prose with headings', '# Chapter 1\n\nNell climbed the stairs.\n\n---\n\nShe looked out.\n', 'prose'],
    [
      'prose whose scenes part at dashes',
      'Nell climbed.\n\nShe looked out.\n\n---\n\nRain fell.\n\nNobody came.\n',
      'prose',
    ],
    ['plain text', 'Nell climbed the stairs and looked out over the sea.', 'prose'],
    ['a bible', '## People\n\n### Nell\n\n- id: nell\n- always: red hair\n', 'bible'],
  ])('knows %s', (_, text, kind) => {
    expect(kindOfScript(text)).toBe(kind)
  })
})
