import { describe, expect, it } from 'vitest'
import type { BalloonKind, Mood, PanelPerson } from '../../../shared/domain/index.ts'
import { type Voice, withExpressions } from './derived-expressions.ts'

const one = (personId: string, more: Partial<PanelPerson> = {}): PanelPerson => ({
  personId,
  role: 'acting',
  expression: 'neutral',
  pose: 'stand',
  evidence: [],
  ...more,
})
const voice = (text: string, more: Partial<Voice> = {}): Voice => ({
  personId: 'ruth',
  text,
  balloon: 'speech',
  verb: '',
  ...more,
})
function faces(people: PanelPerson[], voices: Voice[], mood: Mood | null = null) {
  return withExpressions(people, { voices, mood, isAnimal: (id) => id === 'rex' })
}
const faceOf = (voices: Voice[], mood: Mood | null = null) => faces([one('ruth')], voices, mood)[0]!

describe('the face of somebody who speaks', () => {
  it.each<[text: string, verb: string, balloon: BalloonKind, mood: Mood | null, expected: string]>([
    ['Go.', 'snap', 'speech', null, 'angry'],
    ['Go.', 'sob', 'speech', null, 'cry'],
    ['Go.', 'mutter', 'speech', null, 'thoughtful'],
    ['Go there now!', 'shout', 'burst', null, 'angry'],
    ['Go there now!', 'shout', 'burst', 'fearful', 'afraid'],
    ['The sun is out!', '', 'speech', 'joyful', 'laugh'],
    ['Oh, the sun!', '', 'speech', null, 'surprised'],
    ['It is here.', '', 'whisper', null, 'worried'],
    ['It is here.', '', 'whisper', 'tender', 'smile'],
    ['It was here…', '', 'speech', null, 'thoughtful'],
    ['It was here—', '', 'speech', 'tense', 'worried'],
    ['Which one?', '', 'speech', null, 'surprised'],
    ['And then what do we do with all of it?', '', 'speech', null, 'thoughtful'],
    ['Thank you.', '', 'speech', null, 'smile'],
    ['It is a lamp.', 'say', 'speech', null, 'neutral'],
  ])('«%s» (%s, %s, %s) is %s', (text, verb, balloon, mood, expected) => {
    expect(faceOf([voice(text, { verb, balloon })], mood).expression).toBe(expected)
  })

  it('tells why, less sure than a word of the text', () => {
    const { evidence } = faceOf([voice('Go.', { verb: 'snap' })])
    expect(evidence).toMatchObject([{ about: 'expression', words: 'snap', rule: 'said-verb' }])
    expect(evidence[0]!.confidence).toBeLessThan(0.7)
  })

  it('stays as the text has it', () => {
    const [ruth] = faces([one('ruth', { expression: 'asleep' })], [voice('Go!', { verb: 'snap' })])
    expect(ruth).toMatchObject({ expression: 'asleep', evidence: [] })
  })
})

describe('the face of somebody who listens', () => {
  it('answers the speaker’s', () => {
    const people = [one('ruth'), one('max', { role: 'passive' })]
    expect(faces(people, [voice('Go.', { verb: 'snap' })]).map(({ expression }) => expression)).toEqual([
      'angry',
      'worried',
    ])
  })

  it('has the mood of the moment before that', () => {
    const people = [one('ruth'), one('max', { role: 'passive' })]
    expect(faces(people, [voice('Go.', { verb: 'snap' })], 'sad')[1]?.expression).toBe('sad')
  })

  it('is left alone where nothing speaks for anything, and for animals and people only spoken of', () => {
    const people = [one('ruth'), one('rex'), one('art', { role: 'mentioned' })]
    expect(faces(people, [voice('It is a lamp.')]).map(({ expression }) => expression)).toEqual(
      Array(3).fill('neutral'),
    )
    expect(faces(people, [], 'sad').map(({ expression }) => expression)).toEqual(['sad', 'neutral', 'neutral'])
  })
})
