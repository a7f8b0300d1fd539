import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PART_KINDS, type PromptLimits, type PromptPart } from '../../shared/domain/prompt.ts'
import { compose } from './compose.ts'
import { NO_TEXT_PART } from './parts.ts'
import { promptLength } from './prompt-length.ts'

const SENTENCES: PromptLimits = {
  unit: 'characters',
  max: 4_000,
  reads: 'sentences',
  past: 'lost',
  negativePrompt: true,
}
const TAGS: PromptLimits = { unit: 'clip-tokens', max: 77, reads: 'tags', past: 'lost', negativePrompt: true }

const part = (id: string, text: string, over: Partial<PromptPart> = {}): PromptPart => ({
  id,
  kind: 'panel',
  text,
  avoid: [],
  weight: 50,
  mandatory: false,
  ...over,
})

describe('a composed prompt', () => {
  test('has its parts in order, as sentences or as tags', () => {
    const parts = [part('a', 'A quay'), part('b', 'She runs!'), part('c', 'Ink')]
    expect(compose(parts, SENTENCES).prompt).toBe('A quay. She runs! Ink.')
    expect(compose(parts, TAGS).prompt).toBe('A quay, She runs!, Ink')
  })

  test('asks text away, in words to models that understand them', () => {
    expect(compose([NO_TEXT_PART], SENTENCES)).toMatchObject({
      prompt: 'No text, no speech balloons, no captions.',
      negativePrompt: 'text, speech balloons, captions',
    })
    expect(compose([NO_TEXT_PART], TAGS)).toMatchObject({
      prompt: '',
      negativePrompt: 'text, speech balloons, captions',
    })
    expect(compose([NO_TEXT_PART], { ...SENTENCES, negativePrompt: false }).negativePrompt).toBe('')
  })

  test('moves what a person does not wear to the negative prompt, and keeps it in words where there is none', () => {
    const outfit = part('outfit', 'Maren wears an oilskin', { kind: 'outfit', avoid: ['hat'] })
    expect(compose([outfit], SENTENCES)).toMatchObject({ prompt: 'Maren wears an oilskin.', negativePrompt: 'hat' })
    expect(compose([outfit], { ...SENTENCES, negativePrompt: false }).prompt).toBe('Maren wears an oilskin, no hat.')
  })

  test('keeps it in words, too, where somebody else wears that very thing', () => {
    const maren = part('a', 'Maren wears an oilskin', { kind: 'outfit', avoid: ['hat'] })
    const otto = part('b', 'Otto wears a green hat', { kind: 'outfit' })
    expect(compose([maren, otto], SENTENCES)).toMatchObject({
      prompt: 'Maren wears an oilskin, no hat. Otto wears a green hat.',
      negativePrompt: '',
    })
  })

  test('says what a style keeps away as something to avoid where there is no negative prompt', () => {
    const style = part('style-avoid', '', { kind: 'style', avoid: ['colour', 'photograph'] })
    expect(compose([style], { ...SENTENCES, negativePrompt: false }).prompt).toBe('Avoid colour, photograph.')
  })

  test('leaves out the lightest part first, of equal ones the last, and says which', () => {
    const parts = [
      part('place', 'A long quay', { weight: 60 }),
      part('mood', 'Calm', { weight: 40 }),
      part('light', 'Low sun', { weight: 40 }),
    ]
    const { prompt, leftOut } = compose(parts, { ...SENTENCES, max: 20 })
    expect(prompt).toBe('A long quay. Calm.')
    expect(leftOut.map(({ id }) => id)).toEqual(['light'])
  })

  test('leaves nothing out that would not make it shorter', () => {
    const parts = [
      part('panel', 'x'.repeat(30), { mandatory: true }),
      part('light', 'Low sun'),
      part('style-avoid', '', { kind: 'style', avoid: ['blur'], weight: 20 }),
    ]
    expect(compose(parts, { ...SENTENCES, max: 20 })).toMatchObject({
      negativePrompt: 'blur',
      leftOut: [{ id: 'light' }],
    })
  })

  test('shortens a negative prompt that is too long without touching the rest', () => {
    const parts = [
      part('light', 'Low sun', { weight: 10 }),
      part('style-avoid', '', { kind: 'style', avoid: ['x'.repeat(50)], weight: 20 }),
    ]
    const { prompt, negativePrompt } = compose(parts, { ...SENTENCES, max: 20 })
    expect({ prompt, negativePrompt }).toEqual({ prompt: 'Low sun.', negativePrompt: '' })
  })
})

const parts = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom(...PART_KINDS),
    text: fc.stringMatching(/^[A-Z][a-z]{2,12}( [a-z]{2,12}){0,8}$/),
    avoid: fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { maxLength: 3 }),
    weight: fc.integer({ min: 0, max: 100 }),
    mandatory: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
)
const limits = fc.record<PromptLimits>({
  unit: fc.constantFrom('characters', 'clip-tokens'),
  max: fc.integer({ min: 10, max: 300 }),
  reads: fc.constantFrom('sentences', 'tags'),
  past: fc.constantFrom('lost', 'weaker'),
  negativePrompt: fc.boolean(),
})

describe('whatever the parts and the limit', () => {
  test('mandatory parts stay, and every part is either kept whole or left out whole', () => {
    fc.assert(
      fc.property(parts, limits, (all, limit) => {
        const composed = compose(all, limit)
        for (const { text } of composed.parts) expect(composed.prompt).toContain(text)
        expect(composed.leftOut.filter(({ mandatory }) => mandatory)).toEqual([])
        const ids = all.map(({ id }) => id)
        expect(composed.parts.map(({ id }) => id)).toEqual(
          ids.filter((id) => composed.parts.some((kept) => kept.id === id)),
        )
        expect([...composed.parts, ...composed.leftOut].map(({ id }) => id).sort()).toEqual(ids.toSorted())
      }),
    )
  })

  test('the prompt is within the limit unless mandatory parts alone are longer', () => {
    fc.assert(
      fc.property(parts, limits, (all, limit) => {
        const composed = compose(all, limit)
        expect(composed.length).toBe(promptLength(composed.prompt, limit.unit))
        if (composed.length > limit.max) expect(composed.parts.every(({ mandatory }) => mandatory)).toBe(true)
      }),
    )
  })

  test('nothing is left out while everything fits', () => {
    fc.assert(
      fc.property(parts, limits, (all, limit) => {
        expect(compose(all, { ...limit, max: 100_000 }).leftOut).toEqual([])
      }),
    )
  })
})
