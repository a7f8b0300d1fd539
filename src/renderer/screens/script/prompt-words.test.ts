import { expect, test } from 'vitest'
import { partsInPrompt, rewritten } from './prompt-words.ts'

const part = (id: string, text: string) => ({ id, kind: 'panel' as const, text, avoid: [], weight: 1, mandatory: true })
const PARTS = [part('place', 'A lamp room at night'), part('panel', 'Nell waits'), part('style', 'Heavy  ink')]
const PROMPT = 'A lamp room at night. Nell waits. Heavy ink.'

test('parts stand in the prompt word for word, whatever the white space', () => {
  expect(partsInPrompt(PROMPT, PARTS).map(({ text, isEdited }) => [text, isEdited])).toEqual([
    ['A lamp room at night', false],
    ['Nell waits', false],
    ['Heavy ink', false],
  ])
})

test('a part with other words shows these words, and no other part does', () => {
  const { span } = partsInPrompt(PROMPT, PARTS)[1]!
  const prompt = rewritten(PROMPT, span!, 'Nell runs. She stumbles.')
  expect(prompt).toBe('A lamp room at night. Nell runs. She stumbles. Heavy ink.')
  expect(partsInPrompt(prompt, PARTS).map(({ text, isEdited }) => [text, isEdited])).toEqual([
    ['A lamp room at night', false],
    ['Nell runs. She stumbles', true],
    ['Heavy ink', false],
  ])
})

test('a part without words is taken out, and shown as taken out', () => {
  const { span } = partsInPrompt(PROMPT, PARTS)[1]!
  const prompt = rewritten(PROMPT, span!, ' ')
  expect(prompt).toBe('A lamp room at night. Heavy ink.')
  expect(partsInPrompt(prompt, PARTS)[1]).toMatchObject({ text: '', isEdited: true, span: null })
})

test('a prompt written anew has all its words at the first part that is gone', () => {
  const [first, second] = partsInPrompt('Something else entirely.', PARTS)
  expect(first).toMatchObject({ text: 'Something else entirely', isEdited: true })
  expect(second).toMatchObject({ text: '', isEdited: true })
})

test('parts that only ask things away have no words of their own', () => {
  expect(partsInPrompt('Nell waits.', [part('panel', 'Nell waits'), part('none', '')])).toHaveLength(1)
})
