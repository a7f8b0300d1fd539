import { expect, test } from 'vitest'
import type { GenerationRequest, RequestReference } from '../../shared/domain/generation.ts'
import type { Capabilities } from './provider.ts'
import { withoutEffect } from './without-effect.ts'

const NOTHING: Capabilities = {
  sizes: { kind: 'list', sizes: [{ width: 1024, height: 1024 }] },
  qualities: [],
  seed: false,
  negativePrompt: false,
  references: 0,
  staged: false,
  tuning: [],
}
const REFERENCE: RequestReference = { hash: 'a'.repeat(64), role: 'face', path: 'references/a.png', of: 'ada' }
const asked = (changes: Partial<GenerationRequest> = {}) => ({
  negativePrompt: '',
  references: [],
  quality: null,
  ...changes,
})
const EVERYTHING = asked({
  negativePrompt: 'hats',
  references: [REFERENCE],
  quality: 'high',
  tuning: { steps: 20, sampler: 'euler' },
})

test.each<[name: string, request: Parameters<typeof withoutEffect>[0], can: Partial<Capabilities>, words: string[]]>([
  ['a request for nothing special', asked(), {}, ['seed']],
  ['a seed that counts', asked(), { seed: true }, []],
  [
    'all that can be asked, of a model that can nothing',
    EVERYTHING,
    {},
    ['seed', 'negative prompt', 'references', 'quality', 'steps', 'sampler'],
  ],
  [
    'all that can be asked, of a model that can it all',
    EVERYTHING,
    {
      seed: true,
      negativePrompt: true,
      references: 1,
      qualities: ['high'],
      tuning: ['steps', 'sampler'],
    },
    [],
  ],
  [
    'one of two settings',
    EVERYTHING,
    {
      seed: true,
      negativePrompt: true,
      references: 1,
      qualities: ['high'],
      tuning: ['steps'],
    },
    ['sampler'],
  ],
])('%s', (_, request, can, words) => {
  expect(withoutEffect(request, { ...NOTHING, ...can })).toEqual(words)
})
