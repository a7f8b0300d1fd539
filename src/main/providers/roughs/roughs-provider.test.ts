import { expect, test } from 'vitest'
import type { GenerationRequest, Stage } from '../../../shared/domain/generation.ts'
import { checkPicture } from '../../images/check-picture.ts'
import { describeProvider } from '../contract.case.ts'
import { ProviderError } from '../provider.ts'
import { roughs } from './roughs-provider.ts'

const stage: Stage = {
  panel: {
    what: 'Nell lifts the lantern.',
    people: [{ personId: 'nell', role: 'acting', expression: 'smile', pose: 'hold', evidence: [] }],
    placeId: null,
    placeName: 'lamp room',
    timeOfDay: 'night',
    weather: null,
    mood: 'calm',
    shot: 'medium',
    angle: 'eye-level',
    importance: 3,
    props: ['lantern'],
    flags: { sceneStart: false, reveal: false, action: false, splash: false },
  },
  people: [
    {
      personId: 'nell',
      name: 'Nell',
      kind: 'person',
      gender: 'female',
      age: 14,
      appearance: 'red hair',
      outfit: 'a blue coat',
    },
  ],
  composition: {
    figures: [{ personId: 'nell', x: 0.4, faces: 'right' }],
    viewerId: null,
    headroom: 0,
    said: false,
  },
  place: null,
  look: { technique: 'pencil', screentone: false, colour: 'full', tint: '#888888', tintStrength: 0, lineWeight: 1 },
}

const request: GenerationRequest = {
  prompt: '',
  negativePrompt: '',
  provider: 'roughs',
  providerModel: 'roughs-1',
  width: 320,
  height: 240,
  quality: null,
  seed: 7,
  references: [],
  artStyle: { id: 'pencil', version: 1 },
  language: 'en',
  index: 0,
  stage,
}

describeProvider('roughs', { make: () => roughs, request, check: checkPicture, repeatable: true })

test('roughs tell where people stand', async () => {
  const { regions } = await roughs.generate(request, {
    signal: new AbortController().signal,
    folder: '',
    remember: async () => {},
  })
  expect(regions?.people.map(({ personId }) => personId)).toEqual(['nell'])
})

test('a request without a stage is told to be unsupported', async () => {
  const made = roughs.generate(
    { ...request, stage: null },
    { signal: new AbortController().signal, folder: '', remember: async () => {} },
  )
  await expect(made).rejects.toMatchObject({ kind: 'unsupported' })
  await expect(made).rejects.toBeInstanceOf(ProviderError)
})
