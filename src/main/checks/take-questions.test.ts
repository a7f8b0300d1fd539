import { describe, expect, test } from 'vitest'
import type { Shot } from '../../shared/domain/panel.ts'
import { bearersOfWriting, type ExpectedPerson, type PictureNumbers, questionsFor } from './take-questions.ts'
import type { VisionAnswer } from './vision/vision-model.ts'

const person = (name: string, over: Partial<ExpectedPerson> = {}): ExpectedPerson => ({
  personId: name.toLowerCase(),
  name,
  count: 1,
  description: `a woman, ${name === 'Maren' ? 'red hair' : 'grey beard'}`,
  outfit: '',
  ...over,
})
const NUMBERS: PictureNumbers = { picture: 1, style: null, faces: new Map<string, number>() }
const yes = (probability: number): VisionAnswer => ({ kind: 'statement', probability })
const count = (shares: Record<string, number>): VisionAnswer => ({
  kind: 'choice',
  probabilities: new Map(Object.entries(shares)),
})

function ask(people: ExpectedPerson[], shot: Shot = 'medium', numbers = NUMBERS, writing: string[] = []) {
  return questionsFor({ people, shot, writing }, numbers, 'p1')
}

const names = (asked: ReturnType<typeof ask>) => asked.questions.map(({ name }) => name)

describe('what is asked', () => {
  test('goes by what the picture is meant to show', () => {
    expect(names(ask([person('Maren', { outfit: 'a blue coat' }), person('Otto')]))).toEqual([
      'p1_count',
      'p1_who0',
      'p1_who1',
      'p1_outfit0',
      'p1_text',
    ])
    expect(names(ask([person('Maren', { outfit: 'a blue coat' })], 'close-up'))).toEqual([
      'p1_count',
      'p1_who0',
      'p1_text',
    ])
    expect(names(ask([person('Maren')], 'detail'))).toEqual(['p1_text'])
    expect(names(ask([], 'long'))).toEqual(['p1_count', 'p1_text'])
    expect(names(ask([person('Maren', { description: '' })]))).toEqual(['p1_count', 'p1_text'])
  })

  test('compares with references by the numbers of their pictures', () => {
    const asked = ask([person('Maren')], 'medium', { picture: 2, style: 4, faces: new Map([['maren', 3]]) })
    const text = JSON.stringify(asked.questions)
    expect(names(asked)).toEqual(['p1_count', 'p1_who0', 'p1_face0', 'p1_text', 'p1_style'])
    expect(text).toContain('In picture 2')
    expect(text).toContain('the person in picture 3')
    expect(text).toContain('than in picture 4')
  })

  test('lets things have writing that bear it by right', () => {
    expect(bearersOfWriting('She reads the letter under a Sign; a telegram. Nobody noticed, signally.')).toEqual([
      'letter',
      'sign',
      'telegram',
    ])
    const { questions } = ask([], 'long', NUMBERS, ['letter'])
    expect(JSON.stringify(questions)).toContain('(letter) does not count')
  })
})

describe('what is found', () => {
  const judge = (answers: Record<string, VisionAnswer | null>, asked = ask([person('Maren'), person('Otto')])) =>
    asked.judge(new Map(Object.entries(answers)))

  test('is nothing where all is well, kept all the same', () => {
    expect(
      judge({ p1_count: count({ '2': 0.95, '1': 0.05 }), p1_who0: yes(0.9), p1_who1: yes(0.8), p1_text: yes(0.1) }),
    ).toEqual([
      { kind: 'people', probability: expect.closeTo(0.2), message: '' },
      { kind: 'text', probability: 0.1, message: '' },
    ])
  })

  test('says how many are there, who is missing, and that there is writing, the surest first', () => {
    const found = judge({
      p1_count: count({ '1': 0.7, '2': 0.3 }),
      p1_who0: yes(0.9),
      p1_who1: yes(0.1),
      p1_text: yes(0.8),
    })
    expect(found).toEqual([
      {
        kind: 'people',
        probability: 0.9,
        message: 'Otto does not seem to be there. 2 meant to be there (Maren, Otto), 1 to be seen.',
      },
      { kind: 'text', probability: 0.8, message: 'There is writing in the picture.' },
    ])
  })

  test('counts groups, and an answer of a model that gives only its choice', () => {
    const asked = ask([person('Fitters', { count: 2, description: '' }), person('Maren')])
    const [found] = judge({ p1_count: count({ '3': 0.9 }) }, asked)
    expect(found).toMatchObject({ kind: 'people', probability: 0, message: '' })
    const [wrong] = judge({ p1_count: count({ '6 or more': 0.9 }) }, asked)
    expect(wrong?.message).toBe('3 meant to be there (Fitters, Maren), 6 or more to be seen.')
  })

  test('is about clothes and manner too', () => {
    const asked = ask([person('Maren', { outfit: 'a blue coat.' })], 'full', { picture: 1, style: 2, faces: new Map() })
    const found = judge({ p1_outfit0: yes(0.2), p1_style: yes(0.75) }, asked)
    expect(found.map(({ kind, message }) => [kind, message])).toEqual([
      ['outfit', 'Maren may wear something else than: a blue coat.'],
      ['style', 'It is drawn in another manner than the style’s reference.'],
    ])
  })

  test('is nothing at all when the model declined every question', () => {
    expect(judge({ p1_count: null, p1_who0: null, p1_who1: null, p1_text: null })).toEqual([])
    expect(judge({ p1_count: null, p1_text: yes(0.7) })).toMatchObject([{ kind: 'text', probability: 0.7 }])
  })
})
