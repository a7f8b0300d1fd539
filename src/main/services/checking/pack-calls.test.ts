import { expect, test } from 'vitest'
import { type Comparison, makeCall, packCalls, type TakeToCheck } from './pack-calls.ts'

const face: Comparison = { role: 'face', of: 'maren', path: 'references/maren.png' }
const style: Comparison = { role: 'style', of: 'noir', path: 'references/noir.png' }

const take = (n: number, comparisons: Comparison[] = []): TakeToCheck => ({
  take: {
    takeId: `take-${n}`,
    panelId: `panel-${n}`,
    chapter: '1',
    scene: 1,
    panel: n,
    style: 'noir',
    lang: 'en',
    index: 0,
    key: `key-${n}`,
    path: `takes/${n}.png`,
  },
  people: [{ personId: 'maren', name: 'Maren', count: 1, description: 'a woman', outfit: '' }],
  shot: 'medium',
  writing: [],
  comparisons,
})

test('takes go together as far as there is room for their pictures, references shared', () => {
  const takes = [1, 2, 3, 4, 5].map((n) => take(n, [face, style]))
  const calls = packCalls(takes, 6)
  expect(calls.map((call) => call.map(({ take }) => take.takeId))).toEqual([
    ['take-1', 'take-2', 'take-3', 'take-4'],
    ['take-5'],
  ])
  expect(makeCall(calls[0]!).paths).toEqual([
    'takes/1.png',
    'takes/2.png',
    'takes/3.png',
    'takes/4.png',
    'references/maren.png',
    'references/noir.png',
  ])
})

test('a take goes out alone where there is not room for two, and names of questions never meet', () => {
  expect(packCalls([take(1, [face]), take(2, [style])], 2)).toHaveLength(2)
  expect(packCalls([take(1, [face, style])], 1)).toHaveLength(1)
  const { questions } = makeCall([take(1, [face]), take(2, [style])])
  expect(new Set(questions.map(({ name }) => name)).size).toBe(questions.length)
  expect(JSON.stringify(questions)).toContain('the person in picture 3')
  expect(JSON.stringify(questions)).toContain('than in picture 4')
})
