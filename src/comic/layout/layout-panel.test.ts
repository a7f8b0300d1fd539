import { expect, test } from 'vitest'
import type { Lettering } from '../../shared/domain/lettering.ts'
import type { PanelContent } from '../../shared/domain/panel.ts'
import { layoutPanel } from './layout-panel.ts'

function line(text: string, kind: Lettering['kind'] = 'dialogue'): Lettering {
  return { kind, balloon: 'speech', speakerId: null, speakerName: null, text, sure: true }
}

function content(lettering: Lettering[]): PanelContent {
  return {
    what: '',
    source: '',
    line: 1,
    people: [],
    placeId: null,
    placeName: null,
    timeOfDay: null,
    weather: null,
    mood: null,
    shot: 'establishing',
    angle: 'eye-level',
    importance: 4,
    props: [],
    lettering,
    flags: { sceneStart: true, reveal: false, action: true, splash: false },
    evidence: [],
  }
}

test('a panel of the story is seen by its shape, weight and flags', () => {
  expect(layoutPanel('a', content([]))).toEqual({
    id: 'a',
    aspect: 1.9,
    importance: 4,
    words: 0,
    sceneStart: true,
    splash: false,
    reveal: false,
    action: true,
  })
})

test('words are counted by the room they take, in any script, sounds left out', () => {
  const words = (...lettering: Lettering[]) => layoutPanel('a', content(lettering)).words
  expect(words(line('The lamp is out and nobody has gone up to look.'))).toBe(10)
  expect(words(line('CRASH', 'sfx'))).toBe(0)
  expect(words(line('灯台の明かりが消えている'))).toBe(4)
})

test('several balloons take more room than one of as many words, and spikes more than a round outline', () => {
  const words = (...lettering: Lettering[]) => layoutPanel('a', content(lettering)).words ?? 0
  const said = line('The lamp is out and nobody has gone up to look.')
  expect(words(line('The lamp is out.'), line('Nobody has gone up.'), line('I know.', 'caption'))).toBeGreaterThan(
    words(line('The lamp is out. Nobody has gone up. I know.')),
  )
  expect(words({ ...said, balloon: 'burst' })).toBeGreaterThan(words(said))
})
