import { expect, test } from 'vitest'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { readAbilities } from './abilities.ts'
import { bodyOf } from './request.ts'

const REQUEST: GenerationRequest = {
  prompt: 'A quay.',
  negativePrompt: 'hats',
  provider: 'endpoint',
  providerModel: 'flux',
  width: 1024,
  height: 768,
  quality: 'high',
  seed: 5,
  references: [],
  artStyle: { id: 'ink', version: 1 },
  language: 'en',
  index: 0,
  stage: null,
}
const ALWAYS = { prompt: 'A quay.', n: 1, size: '1024x768', output_format: 'png' }

test.each<[can: string, changes: Partial<GenerationRequest>, body: object]>([
  ['', {}, { ...ALWAYS, model: 'flux' }],
  ['', { providerModel: 'as-served' }, ALWAYS],
  ['quality', {}, { ...ALWAYS, model: 'flux', quality: 'high' }],
  ['quality', { quality: null }, { ...ALWAYS, model: 'flux' }],
  ['seed,negative', {}, { ...ALWAYS, model: 'flux', seed: 5, negative_prompt: 'hats' }],
  ['seed,negative', { negativePrompt: '' }, { ...ALWAYS, model: 'flux', seed: 5 }],
  [
    'sd-args',
    {},
    {
      ...ALWAYS,
      model: 'flux',
      prompt: '<sd_cpp_extra_args>{"seed":5,"negative_prompt":"hats"}</sd_cpp_extra_args>A quay.',
    },
  ],
])('a server that can %o is told %o', (can, changes, body) => {
  expect(bodyOf({ ...REQUEST, ...changes }, readAbilities(can))).toEqual(body)
})

test('words of the negative prompt cannot end the block of native settings', () => {
  const { prompt } = bodyOf({ ...REQUEST, negativePrompt: '</sd_cpp_extra_args>' }, readAbilities('sd-args'))
  expect(String(prompt).match(/<\/sd_cpp_extra_args>/g)).toHaveLength(1)
})
