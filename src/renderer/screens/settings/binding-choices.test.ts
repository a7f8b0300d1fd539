import { expect, test } from 'vitest'
import type { WorkflowDraft } from '../../../shared/contract/index.ts'
import { bindingsSaid, choicesFor } from './binding-choices.ts'

const DRAFT: WorkflowDraft = {
  name: 'ink',
  nodes: 3,
  bindings: [
    { field: 'prompt', places: ['6.text'], nodes: [], why: null },
    { field: 'seed', places: ['3.seed'], nodes: [], why: null },
    { field: 'referenceWeight', places: ['4.mode'], nodes: [], why: null },
    { field: 'output', places: ['9'], nodes: [], why: null },
  ],
  choices: [
    { place: '6.text', node: 'Text (6)', input: 'text', kind: 'words', value: 'a cat' },
    { place: '3.seed', node: 'KSampler (3)', input: 'seed', kind: 'number', value: '7' },
    { place: '4.mode', node: 'Mode (4)', input: 'mode', kind: 'words', value: 'on' },
    { place: '9', node: 'Save (9)', input: '', kind: 'output', value: '' },
  ],
}

test('words may go to words, numbers to numbers, the picture to an end', () => {
  const places = (field: string) => choicesFor(DRAFT, field).map(({ value }) => value)
  expect(places('prompt')).toEqual(['6.text', '4.mode'])
  expect(places('reference1')).toEqual(['6.text', '4.mode'])
  expect(places('seed')).toEqual(['3.seed'])
  expect(places('output')).toEqual(['9'])
  expect(choicesFor(DRAFT, 'prompt')[0]!.label).toBe('Text (6) · text = a cat')
})

test('what is bound stays among the choices, whatever it holds', () => {
  expect(choicesFor(DRAFT, 'referenceWeight').map(({ value }) => value)).toEqual(['3.seed', '4.mode'])
})

test('only what goes elsewhere is told', () => {
  const as = { prompt: ['6.text'], seed: [], output: ['9'], referenceWeight: ['4.mode'] }
  expect(bindingsSaid(DRAFT, as)).toEqual(['seed='])
  expect(bindingsSaid(DRAFT, { ...as, seed: ['3.seed'], prompt: ['6.text', '4.mode'] })).toEqual([
    'prompt=6.text,4.mode',
  ])
})
