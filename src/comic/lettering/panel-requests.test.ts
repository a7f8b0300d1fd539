import { describe, expect, test } from 'vitest'
import type { Lettering } from '../../shared/domain/lettering.ts'
import { panelRequests } from './panel-requests.ts'

const line = (changes: Partial<Lettering>): Lettering => ({
  kind: 'dialogue',
  balloon: 'speech',
  speakerId: null,
  speakerName: null,
  text: 'Yes.',
  sure: true,
  ...changes,
})
const flags = { sceneStart: true, reveal: false, action: false, splash: false }
const requestsOf = (lettering: Lettering[], people: string[] = [], ids: string[] = []) =>
  panelRequests(
    'p',
    {
      lettering,
      people: people.map((personId) => ({
        personId,
        role: 'acting',
        expression: 'neutral',
        pose: 'stand',
        evidence: [],
      })),
      placeName: 'Harrow Bay',
      flags,
    },
    ids,
  )

describe('what a script wants lettered', () => {
  test.each([
    ['a year at the start of a scene', line({ kind: 'caption', text: 'October, 1926.' }), 'place'],
    ['the place at the start of a scene', line({ kind: 'caption', text: 'Harrow Bay, at dawn.' }), 'place'],
    [
      'a story in a caption',
      line({ kind: 'caption', text: 'In Harrow Bay nobody had slept for three nights in a row.' }),
      'narration',
    ],
    ['a person’s thought', line({ kind: 'caption', speakerId: 'nell', text: 'I was not asleep.' }), 'inner-voice'],
    ['a person’s words', line({ kind: 'caption', speakerId: 'nell', text: '“I was not asleep.”' }), 'voice-over'],
  ] as const)('%s', (_, lettering, voice) => {
    expect(requestsOf([lettering])[0]).toMatchObject({ kind: 'caption', voice })
  })

  test('a note begins with its asterisk; an emphasised word does not make one', () => {
    expect(requestsOf([line({ kind: 'caption', text: '* See chapter two.' })])[0]!.kind).toBe('note')
    expect(requestsOf([line({ kind: 'caption', text: '*Nearly* there.' })])[0]!.kind).toBe('caption')
  })

  test('somebody without an entry is known by what the script calls them', () => {
    expect(requestsOf([line({ speakerName: 'THE FITTER' })], ['nell', 'fitter'])[0]!.speakerId).toBe('fitter')
    expect(requestsOf([line({ speakerName: 'A GULL' })], ['nell'])[0]!.speakerId).toBeNull()
  })

  test('a line has its own id, and goes by its place where nobody gave it one', () => {
    const lettering = [line({}), line({ text: 'No.' })]
    expect(requestsOf(lettering).map(({ id }) => id)).toEqual(['p/0', 'p/1'])
    expect(requestsOf(lettering, [], ['b', 'a']).map(({ id }) => id)).toEqual(['b', 'a'])
  })
})
