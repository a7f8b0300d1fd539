import { expect, test } from 'vitest'
import { outcomeOf } from './outcome.ts'

const person = (share: number) => ({ person: share > 0, share })

test.each([
  ['seen and sharp', { sharpness: 0.8, person: person(0.5), doubts: [] }, true, ['onePerson', 'sharp', 'largeEnough']],
  ['nobody looked', { sharpness: 0.8, person: null, doubts: [] }, true, ['sharp', 'largeEnough', 'nobodyLooked']],
  [
    'taken though blurred',
    { sharpness: 0.2, person: null, doubts: ['blurred' as const] },
    false,
    ['blurred', 'largeEnough', 'nobodyLooked'],
  ],
  [
    'taken though nobody is on it',
    { sharpness: 0.8, person: person(0), doubts: ['no-person' as const] },
    false,
    ['noPerson', 'sharp', 'largeEnough'],
  ],
  ['never checked', null, true, ['largeEnough', 'nobodyLooked']],
])('a picture of a person: %s', (_, checks, fine, findings) => {
  expect(outcomeOf(checks, true)).toEqual({ fine, findings })
})

test('of a place nobody is expected', () => {
  expect(outcomeOf({ sharpness: 0.8, person: null, doubts: [] }, false).findings).toEqual(['sharp', 'largeEnough'])
})
