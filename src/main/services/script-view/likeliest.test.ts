import { describe, expect, it } from 'vitest'
import type { LineView, PanelView, SceneView } from '../script-view.ts'
import { guess } from './guess.ts'
import { likelyEyes, likelyPlaces, likelyRoles, likelySpeakers, likelyTimes } from './likeliest.ts'

const NAMES: Record<string, string> = { nell: 'Nell', thomas: 'Thomas', ida: 'Ida' }
const person = (id: string) => ({ id, ...guess(NAMES[id]!, undefined) })

function line(speakerId: string | null, instead: string[] = []): LineView {
  const evidence = { about: '', words: '', rule: 'taking-turns', confidence: 0.6, instead }
  const speaker = speakerId && NAMES[speakerId]!
  return {
    id: 'l',
    kind: 'dialogue',
    balloon: 'speech',
    text: 'No.',
    speakerId,
    voice: speakerId,
    isOwn: false,
    ...guess(speaker, evidence),
  }
}

function panel(people: string[], lines: LineView[] = []): PanelView {
  return {
    id: 'p',
    panel: 1,
    strip: null,
    line: 1,
    what: '',
    source: '',
    shot: 'medium',
    angle: 'eye-level',
    importance: 2,
    place: guess(null, undefined),
    timeOfDay: null,
    weather: null,
    mood: null,
    people: people.map((id) => ({ ...person(id), role: 'acting', expression: 'neutral', pose: 'stand' })),
    lettering: lines,
    stale: false,
  }
}

const scene = (present: string[], panels: PanelView[]) =>
  ({ present: present.map(person), panels }) as unknown as SceneView
const values = (answers: { value: string }[]) => answers.map(({ value }) => value)

describe('the two likeliest answers', () => {
  it('to who speaks: whom the breakdown took, then whom it weighed next', () => {
    const own = line('nell', ['ida', 'thomas'])
    const here = scene(['nell', 'thomas', 'ida'], [panel(['nell'], [own])])
    expect(likelySpeakers(here, 0, own)).toEqual([
      { value: 'nell', name: 'Nell' },
      { value: 'ida', name: 'Ida' },
    ])
  })

  it('to who speaks: of those it weighed, whoever is in the panel first', () => {
    const own = line('nell', ['ida', 'thomas'])
    const here = scene(['nell', 'thomas', 'ida'], [panel(['nell', 'thomas'], [own])])
    expect(values(likelySpeakers(here, 0, own))).toEqual(['nell', 'thomas'])
  })

  it('to who speaks, where nobody was weighed: who is nearest', () => {
    const own = line('nell')
    const near = scene(['nell', 'thomas', 'ida'], [panel(['nell'], [own]), panel([], [line('ida')]), panel(['thomas'])])
    expect(values(likelySpeakers(near, 0, own))).toEqual(['nell', 'ida'])
    const alone = scene(['nell', 'thomas'], [panel(['nell'], [own])])
    expect(values(likelySpeakers(alone, 0, own))).toEqual(['nell', 'thomas'])
  })

  it('to who speaks, where nobody is known: two of those who are there', () => {
    const own = line(null)
    expect(values(likelySpeakers(scene(['nell', 'thomas', 'ida'], [panel(['ida'], [own])]), 0, own))).toEqual([
      'ida',
      'nell',
    ])
  })

  it('to whether somebody is there', () => {
    expect(values(likelyRoles({ role: 'acting' }))).toEqual(['acting', 'mentioned'])
    expect(values(likelyRoles({ role: 'mentioned' }))).toEqual(['mentioned', 'passive'])
  })

  it('to whose eyes', () => {
    const present = ['nell', 'thomas'].map(person)
    expect(values(likelyEyes({ pov: guess('Thomas', undefined), povId: 'thomas', present }))).toEqual([
      'thomas',
      'nell',
    ])
  })

  it('to where and when: as it was read, then as beside it', () => {
    const beside = [{ place: { value: 'quay', name: 'The quay' }, timeOfDay: 'dusk' }]
    expect(values(likelyPlaces({ place: guess('Tower', undefined), placeId: 'tower' }, beside, []))).toEqual([
      'tower',
      'quay',
    ])
    expect(
      values(likelyPlaces({ place: guess(null, undefined), placeId: null }, [], [{ value: 'inn', name: 'Inn' }])),
    ).toEqual(['inn'])
    expect(values(likelyTimes(guess('day', undefined), beside))).toEqual(['day', 'dusk'])
    expect(values(likelyTimes(guess('night', undefined), []))).toEqual(['night', 'day'])
  })
})
