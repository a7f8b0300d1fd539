import { expect, test } from 'vitest'
import type { SceneMeasure, ScriptPage } from './rows.ts'
import { nextSceneToCheck, nextToCheck, toCheckIn } from './to-check.ts'

const guess = (unsure: boolean) => ({ unsure })
const PAGE = {
  id: 's',
  place: guess(false),
  timeOfDay: guess(true),
  weather: guess(false),
  mood: guess(false),
  pov: guess(false),
  panels: [
    { id: 'p1', people: [], lettering: [{ id: 'l1', unsure: true }] },
    { id: 'p2', people: [], lettering: [{ id: 'l2', unsure: false }] },
    { id: 'p3', people: [{ id: 'nell', unsure: true }], lettering: [{ id: 'l3', unsure: true }] },
  ],
} as unknown as ScriptPage
const ALL = toCheckIn(PAGE)
const next = (check: number | null, panelId: string | null, step: 1 | -1) =>
  nextToCheck(ALL, { check: check === null ? null : ALL[check]!, panelId }, PAGE.panels, step)

test('the scene comes before its panels, people before what they say', () => {
  expect(ALL.map(({ about, panelId, key }) => [about, panelId, key])).toEqual([
    ['time-of-day', null, ''],
    ['speaker', 'p1', 'l1'],
    ['role', 'p3', 'nell'],
    ['speaker', 'p3', 'l3'],
  ])
})

test('from an open question it goes to the one beside it', () => {
  expect(next(0, null, 1)).toBe(ALL[1])
  expect(next(2, 'p3', -1)).toBe(ALL[1])
  expect(next(3, 'p3', 1)).toBeNull()
})

test('from a panel it goes to the next one at it or after it', () => {
  expect(next(null, 'p1', 1)).toBe(ALL[1])
  expect(next(null, 'p2', 1)).toBe(ALL[2])
  expect(next(null, 'p2', -1)).toBe(ALL[1])
  expect(next(null, null, 1)).toBe(ALL[0])
})

test('past the last of a scene it goes to the next scene that has one', () => {
  const scenes = [0, 2, 0, 1].map((unsure, at) => ({ id: `s${at}`, unsure }) as SceneMeasure)
  expect(nextSceneToCheck(scenes, 's1', 1)).toBe('s3')
  expect(nextSceneToCheck(scenes, 's3', -1)).toBe('s1')
  expect(nextSceneToCheck(scenes, 's3', 1)).toBeNull()
  expect(nextSceneToCheck(scenes, null, 1)).toBe('s1')
})
