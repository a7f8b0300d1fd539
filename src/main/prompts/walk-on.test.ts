import { describe, expect, test } from 'vitest'
import { NOBODY_COMPOSED } from '../../shared/domain/composition.ts'
import { compose } from './compose.ts'
import { indexBible, resolvePanel, sceneParts } from './parts.ts'
import { stageOf } from './stage.ts'
import { INK, inPanel, panelContent } from './test-book.ts'
import { walkOnOf } from './walk-on.ts'

const NOBODY = indexBible({ people: [], places: [] })
const resolved = (...people: ReturnType<typeof inPanel>[]) =>
  resolvePanel(panelContent({ people, what: 'A lamp swings.' }), { chapter: '1', date: null }, NOBODY)

describe('somebody without an entry in the bible', () => {
  test.each([
    ['man', 'bearded man', { name: 'man', isNamed: false, gender: 'male', age: null, kind: 'person' }],
    ['woman-2', 'old woman', { name: 'woman', isNamed: false, gender: 'female', age: 72, kind: 'person' }],
    ['boy', 'boy of 16', { name: 'boy', isNamed: false, gender: 'male', age: 16, kind: 'person' }],
    ['clerk', 'clerk with inky cuffs', { name: 'clerk', isNamed: false, gender: 'unknown', age: null, kind: 'clerk' }],
    ['pigeon', undefined, { name: 'pigeon', isNamed: false, gender: 'unknown', age: null, kind: 'pigeon' }],
    ['nell', 'girl', { name: 'Nell', isNamed: true, gender: 'female', age: 10, kind: 'person' }],
    ['ines-duarte', 'person', { name: 'Ines Duarte', isNamed: true, gender: 'unknown', age: null, kind: 'person' }],
  ])('%s (%s) is who the words say', (personId, description, expected) => {
    expect(walkOnOf({ personId, ...(description !== undefined && { description }) })).toEqual(expected)
  })

  test('is staged with the words of the script', () => {
    const { people } = stageOf(
      resolved(inPanel('girl', { description: 'girl with two plaits' })),
      NOBODY_COMPOSED,
      NOBODY,
      INK,
    )
    expect(people).toMatchObject([{ name: 'girl', gender: 'female', age: 10, appearance: 'girl with two plaits' }])
  })

  test('is asked for by those words, or by name and what is known', () => {
    const parts = sceneParts(
      resolved(
        inPanel('girl', { description: 'girl with two plaits', pose: 'sit' }),
        inPanel('nell', { description: 'woman' }),
      ),
      NOBODY_COMPOSED,
      NOBODY,
      'sentences',
    )
    const { prompt } = compose(parts, {
      unit: 'characters',
      max: 2000,
      reads: 'sentences',
      past: 'lost',
      negativePrompt: false,
    })
    expect(prompt).toContain('A girl with two plaits, sitting.')
    expect(prompt).toContain('Nell: a woman.')
  })
})
