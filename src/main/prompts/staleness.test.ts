import { describe, expect, test } from 'vitest'
import type { PromptPart } from '../../shared/domain/prompt.ts'
import { type Change, type Comparison, changesSince } from './staleness.ts'

const part = (kind: PromptPart['kind'], text: string): PromptPart => ({
  id: kind,
  kind,
  text,
  avoid: [],
  weight: 1,
  mandatory: true,
})
const parts = [
  part('place', 'A quay'),
  part('person', 'Maren: red hair'),
  part('outfit', 'Maren wears a coat'),
  part('panel', 'She waits'),
  part('camera', 'Long shot'),
  part('style', 'Ink'),
]
const request: Comparison['request'] = {
  prompt: parts.map(({ text }) => `${text}.`).join(' '),
  negativePrompt: 'text',
  artStyle: { id: 'ink', version: 1 },
  provider: 'roughs',
  providerModel: 'roughs-1',
  quality: null,
  width: 1024,
  height: 1024,
  references: [{ hash: 'a1', role: 'face', path: 'references/a1.png', of: 'maren' }],
}
const changes = (before: Partial<Comparison['request']>) =>
  changesSince({ key: 'today', request, parts, takes: [{ key: 'then', request: { ...request, ...before } }] })

describe('why a picture is out of date', () => {
  test.each<[what: string, Partial<Comparison['request']>, Change[]]>([
    ['another action', { prompt: request.prompt.replace('She waits', 'She runs') }, ['text']],
    ['another coat', { prompt: request.prompt.replace('a coat', 'a cape') }, ['cast']],
    [
      'another place and shot',
      { prompt: request.prompt.replace('A quay', 'A hill').replace('Long', 'Full') },
      ['place', 'camera'],
    ],
    [
      'new words of the style',
      { prompt: request.prompt.replace('Ink', 'Pen'), artStyle: { id: 'ink', version: 0 } },
      ['style'],
    ],
    ['another shape', { width: 512 }, ['size']],
    ['another model', { providerModel: 'roughs-0' }, ['model']],
    ['a reference more', { references: [] }, ['references']],
    ['another reference', { references: [{ ...request.references[0]!, hash: 'b2' }] }, ['references']],
    ['a person who has left', { prompt: `${request.prompt} Otto: broad.` }, ['wording']],
    ['the author’s own words', { negativePrompt: 'hat' }, ['wording']],
  ])('%s', (_, before, expected) => {
    expect(changes(before)).toEqual(expected)
  })

  test('not a file that only lies elsewhere', () => {
    expect(changes({ references: [{ ...request.references[0]!, path: 'references/moved.png' }] })).toEqual(['wording'])
  })

  test('nothing, when a take shows what the book says today, newest or not', () => {
    const old = { key: 'then', request: { ...request, prompt: 'x' } }
    expect(changesSince({ key: 'today', request, parts, takes: [old, { key: 'today', request }] })).toEqual([])
  })

  test('nothing, when there is no picture', () => {
    expect(changesSince({ key: 'today', request, parts, takes: [] })).toEqual([])
  })
})
