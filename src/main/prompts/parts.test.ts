import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composePanels } from '../../comic/composition.ts'
import type { Composition } from '../../shared/domain/composition.ts'
import {
  EXPRESSIONS,
  MOODS,
  type PanelContent,
  type PanelPerson,
  POSES,
  ROLES,
  SHOTS,
  TIMES_OF_DAY,
  WEATHERS,
} from '../../shared/domain/panel.ts'
import { PART_KINDS, type PromptLimits } from '../../shared/domain/prompt.ts'
import { compose } from './compose.ts'
import { indexBible, NO_TEXT_PART, resolvePanel, sceneParts, styleParts } from './parts.ts'
import { INK, inPanel, MAREN, OTTO, panelContent, person, place, RIVER } from './test-book.ts'

const LIMITS: PromptLimits = { unit: 'characters', max: 4_000, reads: 'sentences', past: 'lost', negativePrompt: true }
const BIBLE = indexBible({
  people: [
    MAREN,
    OTTO,
    person('aunt', { referencedOnly: true, always: 'a face in a locket' }),
    person('clerk', { aliases: [{ text: 'the Clerk', fromYear: null, untilYear: null, chapter: null }] }),
  ],
  places: [RIVER, place('mill', { name: 'The Mill', signature: 'a wheel, wet stone', indoors: true })],
})

/** As the first panel of its scene. */
const composed = (content: PanelContent): Composition =>
  composePanels([{ id: 'a', sceneId: 's', povId: null, content }], 'ltr').get('a')!

function partsOf(content: Partial<PanelContent>, date: string | null = '1963-05') {
  const resolved = resolvePanel(panelContent(content), { chapter: '1', date }, BIBLE)
  const composition = composed(resolved.panel)
  return [...sceneParts(resolved, composition, BIBLE, 'sentences'), ...styleParts(INK), NO_TEXT_PART]
}
const promptOf = (content: Partial<PanelContent>, date?: string | null) => compose(partsOf(content, date), LIMITS)
const textOf = (id: string, content: Partial<PanelContent>, date?: string | null) =>
  partsOf(content, date).find((part) => part.id === id)?.text

describe('the prompt of a panel', () => {
  test('reads as an illustrator would want it', () => {
    const { prompt, negativePrompt } = promptOf(
      {
        what: 'Maren throws the rope to Otto.',
        people: [inPanel('otto', { role: 'passive', expression: 'worried' }), inPanel('maren', { pose: 'reach' })],
        placeId: 'the-river/ferry',
        placeName: 'ferry',
        timeOfDay: 'night',
        weather: 'fog',
        mood: 'tense',
        shot: 'medium-long',
        angle: 'low',
      },
      '1957-11-02',
    )
    expect(prompt.split(/(?<=\.) /)).toEqual([
      'Ferry, The River, at night, fog.',
      'Wide brown water between poplars, a cable across it, hung with rags.',
      'Light: one green lamp.',
      'Tense mood.',
      'Maren, reaching out: a girl of 17, red hair, long nose, two braids.',
      'Maren wears yellow oilskin, no hat.',
      'Otto, worried: a man of 22, broad, pale lashes.',
      'Otto wears brown corduroy suit, green hat.',
      'Maren throws the rope to Otto.',
      'Medium long shot, from the knees up, low angle, looking up.',
      'Maren stands at the left, Otto at the right.',
      'Ink drawing.',
      'Crisp lines, much white.',
      'No text, no speech balloons, no captions.',
    ])
    expect(negativePrompt).toBe('text, speech balloons, captions, colour, photograph')
  })

  test('shows the same person at another age in other clothes', () => {
    const content = { what: 'The ferrywoman waits.', people: [inPanel('maren')] }
    expect(textOf('person:maren', content)).toBe(
      'Maren (the ferrywoman): a woman of 23, red hair, long nose, cropped hair',
    )
    expect(textOf('outfit:maren', content)).toBe('Maren wears grey ferry coat, brass whistle')
  })

  test('calls a person as the sentence does, and by an alias only while it holds', () => {
    const people = [inPanel('maren')]
    expect(textOf('person:maren', { what: 'His sister laughs.', people })).toMatch(/^Maren \(his sister\): /)
    expect(textOf('person:maren', { what: 'The ferrywoman laughs.', people }, '1957')).toMatch(/^Maren: /)
  })

  test('does not repeat an expression or pose that the sentence tells', () => {
    const people = [inPanel('otto', { expression: 'angry', pose: 'run' })]
    expect(textOf('person:otto', { what: 'Otto runs for the boat.', people })).toMatch(/^Otto, angry: /)
  })

  test('names people without a description plainly', () => {
    expect(textOf('person:old-fisher', { people: [inPanel('old-fisher')] })).toBe('An old fisher')
    expect(textOf('person:clerk', { people: [inPanel('clerk')] })).toBe('The Clerk')
  })

  test('does not say twice what the sentence tells of somebody whom only it describes', () => {
    const people = [inPanel('woman', { description: 'old woman with a lantern' })]
    const what = 'An old woman with a lantern on an iron stair.'
    expect(textOf('person:woman', { what, people })).toBeUndefined()
    expect(textOf('person:woman', { what: 'She waits on an iron stair.', people })).toBe('An old woman with a lantern')
    const afraid = [inPanel('woman', { description: 'old woman with a lantern', expression: 'afraid' })]
    expect(textOf('person:woman', { what, people: afraid })).toBe('An old woman with a lantern, afraid')
  })

  test('says how many a group is', () => {
    const guards = person('guards', {
      count: 2,
      looks: [{ label: '', from: null, until: null, chapters: [], appearance: '', outfit: 'tin hats' }],
    })
    const bible = indexBible({ people: [guards], places: [] })
    const resolved = resolvePanel(panelContent({ people: [inPanel('guards')] }), { chapter: '1', date: null }, bible)
    const texts = sceneParts(resolved, composed(resolved.panel), bible, 'sentences').map(({ text }) => text)
    expect(texts).toEqual(expect.arrayContaining(['Guards: 2 people', 'Guards wear tin hats']))
  })

  test('never draws who is only spoken of, in the panel or in the whole book', () => {
    const ids = partsOf({ people: [inPanel('otto', { role: 'mentioned' }), inPanel('aunt'), inPanel('maren')] }).map(
      ({ id }) => id,
    )
    expect(ids.filter((id) => id.startsWith('person:'))).toEqual(['person:maren'])
  })

  test('leaves an author’s own prompt without camera words where the author gave none', () => {
    expect(textOf('camera', { source: '' })).toBeUndefined()
    const stated = { about: 'shot', words: 'wide', rule: 'shot-mark', confidence: 1 }
    expect(textOf('camera', { source: '', shot: 'long', evidence: [stated] })).toBe('Long shot')
    expect(textOf('camera', { what: 'Close-up of a hand.', shot: 'close-up' })).toBeUndefined()
  })

  test('moves things the sentence asks away to the negative prompt', () => {
    const { prompt, negativePrompt } = promptOf({ what: 'An empty lane, no people.' })
    expect(prompt).toContain('An empty lane.')
    expect(negativePrompt).toMatch(/^people, /)
  })
})

describe('the place of a panel', () => {
  const within = { placeId: 'the-river/boat-house', timeOfDay: 'dawn', weather: 'rain' } as const

  test('within walls leaves out what is seen from outside, and has the weather there', () => {
    expect(textOf('place', within)).toBe('Boat house, The River, at dawn, rain')
    expect(textOf('place', { ...within, placeId: 'the-river/ticket-office' })).toBe(
      'Ticket office, The River, at dawn, rain outside',
    )
    expect(textOf('signature', { ...within, placeId: 'the-river/ticket-office' })).toBe(
      'The ticket office has a stuffed pike, a cable across it, hung with rags',
    )
  })

  test('has what is true at its date only', () => {
    const wide = { placeId: 'the-river', shot: 'long' } as const
    expect(textOf('signature', wide, '1963')).toContain('a concrete bridge')
    expect(textOf('signature', wide, '1957')).not.toContain('a concrete bridge')
  })

  test('has the light of its time of day, else light without a time', () => {
    expect(textOf('light', { placeId: 'the-river', timeOfDay: 'dawn' })).toBe('Light: pink')
    expect(textOf('light', { placeId: 'the-river', timeOfDay: 'day' })).toBe('Light: flat grey light')
    expect(textOf('light', { placeId: 'the-river' })).toBe('Light: flat grey light')
  })

  test('takes a bare time at the start of its light for the time of all that follows', () => {
    const deck = indexBible({ people: [], places: [place('deck', { light: 'night, hard yellow from above, moving' })] })
    const lit = (timeOfDay: PanelContent['timeOfDay']) =>
      resolvePanel(panelContent({ placeId: 'deck', timeOfDay }), { chapter: '1', date: null }, deck).place?.light
    expect(lit('night')).toEqual(['hard yellow from above', 'moving'])
    expect(lit('day')).toEqual([])
  })

  test('keeps to its name and light when the shot is close', () => {
    const close = partsOf({ placeId: 'mill', shot: 'close-up' }).map(({ id }) => id)
    expect(close).toContain('place')
    expect(close).not.toContain('signature')
  })

  test('is given in the script’s words where the bible has none', () => {
    expect(textOf('place', { placeName: 'a barn', timeOfDay: 'night' })).toBe('A barn, at night')
    expect(textOf('place', {})).toBeUndefined()
  })

  test('does not repeat a time or a weather that the sentence tells', () => {
    const dusk = { what: 'A lighthouse on a cliff at dusk, seen from the sea.', timeOfDay: 'dusk' } as const
    expect(textOf('place', dusk)).toBeUndefined()
    expect(textOf('place', { ...dusk, placeName: 'the bay' })).toBe('The bay')
    expect(textOf('place', { ...dusk, timeOfDay: 'night' })).toBe('At night')
    expect(textOf('place', { what: 'Night, rain: a man runs.', timeOfDay: 'night', weather: 'rain' })).toBeUndefined()
    expect(textOf('place', { what: 'The train leaves.', timeOfDay: 'night', weather: 'rain' })).toBe('At night, rain')
  })
})

describe('where people stand', () => {
  const says = (speakerId: string, words = 6) =>
    ({
      kind: 'dialogue',
      balloon: 'speech',
      speakerId,
      speakerName: null,
      text: 'so '.repeat(words),
      sure: true,
    }) as const
  const both = [inPanel('maren'), inPanel('otto', { pose: 'sit' })]

  test.each<[said: string, Partial<PanelContent>]>([
    ['Otto sits at the left, Maren stands at the right', { people: both.toReversed() }],
    [
      'Maren stands at the left, Otto sits at the right, looking at each other; the upper third of the picture stays calm, heads below it',
      { people: both, lettering: [says('maren', 9), says('otto', 9)] },
    ],
    [
      'Otto stands at the left, Maren in the middle, the Clerk at the right; the upper fifth of the picture stays calm, heads below it',
      { people: [inPanel('clerk'), inPanel('maren'), inPanel('otto')], lettering: [says('otto'), says('maren', 1)] },
    ],
    [
      'Maren stands a little left of the middle, looking to the right; the upper two fifths of the picture stay calm, heads below it',
      { people: [inPanel('maren')], lettering: [says('maren', 40)] },
    ],
    [
      'Maren sits at the left, Otto at the right, looking at each other; the upper fifth of the picture stays calm, heads below it',
      { people: [inPanel('otto', { pose: 'sit' }), inPanel('maren', { pose: 'sit' })], lettering: [says('maren')] },
    ],
    ['The upper fifth of the picture stays calm', { people: [], lettering: [says('maren')] }],
    ['The upper fifth of the picture stays calm', { people: both, shot: 'detail', lettering: [says('otto')] }],
  ])('%s', (said, content) => {
    expect(textOf('staging', content)).toBe(said)
  })

  test('is said past whose shoulder one looks', () => {
    const over = { people: both, shot: 'over-the-shoulder', lettering: [says('maren'), says('otto')] } as const
    expect(textOf('staging', { ...over, people: [...both], lettering: [...over.lettering] })).toContain(
      'Maren stands at the left, Otto sits at the right; seen past the shoulder of Otto',
    )
  })

  test('is left to the author where their words say so, and to chance where nothing decides it', () => {
    expect(textOf('staging', { what: 'Maren on the right, Otto on the left.', people: both })).toBeUndefined()
    expect(textOf('staging', { people: [inPanel('maren')] })).toBeUndefined()
  })

  test('is the first to go when there is no room, and never said to a model that only adds up words', () => {
    const content = { people: both, lettering: [says('maren')], mood: 'tense' } as const
    const all = partsOf({ ...content, people: [...both], lettering: [...content.lettering] })
    const length = compose(all, LIMITS).length
    expect(compose(all, { ...LIMITS, max: length - 1 }).leftOut.map(({ id }) => id)).toEqual(['staging'])
    const resolved = resolvePanel(panelContent({ people: both }), { chapter: '1', date: null }, BIBLE)
    const tags = sceneParts(resolved, composed(resolved.panel), BIBLE, 'tags')
    expect(tags.map(({ kind }) => kind)).not.toContain('staging')
  })
})

const contents = fc.record({
  people: fc.uniqueArray(
    fc.record({
      personId: fc.constantFrom('maren', 'otto', 'clerk', 'stranger'),
      role: fc.constantFrom(...ROLES),
      expression: fc.constantFrom(...EXPRESSIONS),
      pose: fc.constantFrom(...POSES),
      evidence: fc.constant<PanelPerson['evidence']>([]),
    }),
    { selector: ({ personId }) => personId },
  ),
  placeId: fc.constantFrom(null, 'the-river', 'the-river/ferry', 'mill', 'nowhere/known'),
  timeOfDay: fc.constantFrom(null, ...TIMES_OF_DAY),
  weather: fc.constantFrom(null, ...WEATHERS),
  mood: fc.constantFrom(null, ...MOODS),
  shot: fc.constantFrom(...SHOTS),
})

describe('whatever the panel', () => {
  test('parts keep their order, and acting people come before passive ones', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const parts = partsOf(content)
        const ranks = parts.map(({ kind }) => PART_KINDS.indexOf(kind === 'outfit' ? 'person' : kind))
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
        const roles = parts
          .filter(({ kind }) => kind === 'person')
          .map(({ id }) => content.people.find(({ personId }) => id === `person:${personId}`)?.role)
        expect(roles).toEqual(roles.toSorted((a, b) => ROLES.indexOf(a!) - ROLES.indexOf(b!)))
        expect(roles).not.toContain('mentioned')
      }),
    )
  })

  test('nobody who is only mentioned is described in the prompt', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const { prompt } = promptOf({ ...content, what: 'A bell rings.' })
        const mentioned = content.people.filter(({ role }) => role === 'mentioned').map(({ personId }) => personId)
        if (mentioned.includes('maren')) expect(prompt).not.toMatch(/Maren|red hair/)
        if (mentioned.includes('otto')) expect(prompt).not.toMatch(/Otto|corduroy/)
      }),
    )
  })

  test('a tight limit never costs a person, their clothes, the place or the action', () => {
    fc.assert(
      fc.property(contents, fc.integer({ min: 10, max: 600 }), (content, max) => {
        const all = partsOf(content)
        const { leftOut } = compose(all, { ...LIMITS, max })
        expect(
          leftOut.filter(({ kind, id }) => ['person', 'outfit', 'place'].includes(kind) || id === 'panel'),
        ).toEqual([])
      }),
    )
  })
})
