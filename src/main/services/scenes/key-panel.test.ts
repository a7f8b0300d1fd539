import { expect, test } from 'vitest'
import type { PanelContent, PanelPerson } from '../../../shared/domain/panel.ts'
import { keyPanel } from './key-panel.ts'
import { pictureName, uniqueNames } from './picture-names.ts'

const person = (personId: string, over: Partial<PanelPerson> = {}): PanelPerson => ({
  ...{ personId, role: 'acting', expression: 'neutral', pose: 'read', evidence: [] },
  ...over,
})
const content = (over: Partial<PanelContent> = {}): PanelContent => ({
  ...{ what: 'A door.', source: '', line: 1, people: [], placeId: null, placeName: null, timeOfDay: null },
  ...{ weather: null, mood: null, shot: 'medium', angle: 'eye-level', importance: 2, props: [], lettering: [] },
  flags: { sceneStart: false, reveal: false, action: false, splash: false },
  evidence: [],
  ...over,
})
const key = (...panels: Partial<PanelContent>[]) => {
  const all = panels.map((over) => ({ content: content(over) }))
  return all.indexOf(keyPanel(all))
}

test.each<[string, Partial<PanelContent>[], number]>([
  ['what weighs most', [{}, { importance: 5 }, { importance: 3 }], 1],
  ['the first of two alike', [{}, {}], 0],
  ['somebody acting before an empty room', [{ placeName: 'hall' }, { people: [person('ada')] }], 1],
  ['nobody who is only spoken of', [{ placeName: 'hall' }, { people: [person('ada', { role: 'mentioned' })] }], 0],
  ['no hand on a door handle', [{ importance: 3, shot: 'detail' }, { people: [person('ada')] }], 1],
])('a scene is shown by %s', (_, panels, expected) => {
  expect(key(...panels)).toBe(expected)
})

const named = (over: Partial<PanelContent>, standsForScene = true) =>
  pictureName({ panel: { chapter: '3.5', scene: 2, number: 7, content: content(over) }, standsForScene }, 'noir')

test.each<[string, Partial<PanelContent>, string]>([
  ['who, where and what', { people: [person('emma')], placeId: 'tower/office' }, '_emma_office_reading'],
  ['who acts, not who is there', { people: [person('a', { role: 'passive' }), person('b')] }, '_b_reading'],
  ['nobody who is only spoken of', { people: [person('a', { role: 'mentioned' })], placeName: 'Quay' }, '_quay'],
  ['no slashes, dots and signs', { placeName: '../Ünter: <den> Linden?' }, '_unter-den-linden'],
  ['letters of any script', { placeName: '灯台' }, '_灯台'],
  ['nothing where nothing is known', {}, ''],
])('a name says %s', (_, over, words) => {
  expect(named(over)).toBe(`chapter_03.5_scene_02${words}_noir`)
})

test('a name says which panel, where it does not stand for its scene', () => {
  expect(named({}, false)).toBe('chapter_03.5_scene_02_panel_007_noir')
})

test('no two pictures share a name, whatever the case', () => {
  expect([
    ...uniqueNames([
      [1, 'a'],
      [2, 'A'],
      [3, 'b'],
      [4, 'a'],
    ]).values(),
  ]).toEqual(['a', 'A_2', 'b', 'a_3'])
})
