import { expect, test } from 'vitest'
import { NOBODY_COMPOSED } from '../shared/domain/composition.ts'
import type { PanelContent, PanelPerson } from '../shared/domain/panel.ts'
import { type ShotPanel, shotReuse } from './shot-reuse.ts'

const person = (personId: string, over: Partial<PanelPerson> = {}): PanelPerson => ({
  ...{ personId, role: 'acting', expression: 'neutral', pose: 'sit', evidence: [] },
  ...over,
})
const SPEECH = {
  kind: 'dialogue',
  balloon: 'speech',
  speakerId: 'ada',
  speakerName: 'Ada',
  text: 'So.',
  sure: true,
} as const

/** A talk at a table: every panel like the one before, save what is said of it. */
function talk(...changes: (Partial<PanelContent> & { sceneId?: string; figures?: string[] })[]): ShotPanel[] {
  return changes.map(({ sceneId = 's1', figures = [], ...over }, at) => ({
    id: `p${at + 1}`,
    sceneId,
    content: {
      ...{
        people: [person('ada'), person('ben')],
        placeId: 'inn',
        placeName: 'Inn',
        timeOfDay: 'night',
        weather: null,
      },
      ...{ shot: 'two-shot', angle: 'eye-level', importance: 2, props: ['lamp'], lettering: [SPEECH] },
      flags: { sceneStart: at === 0, reveal: false, action: false, splash: false },
      ...over,
    } as ShotPanel['content'],
    composition: {
      ...NOBODY_COMPOSED,
      figures: figures.map((personId, n) => ({ personId, x: n / 2, faces: 'open' as const })),
    },
  }))
}
const shows = (panels: ShotPanel[], options = {}) =>
  shotReuse(panels, options).map((decision) => decision.shows ?? decision.reasons.join(' '))

test('a panel in which nothing is otherwise could show the picture before', () => {
  expect(shows(talk({}, {}, {}))).toEqual(['first-of-scene', 'p1', 'p1'])
})

test('shot and counter-shot go back to the one they are like', () => {
  const [near, far] = [{ people: [person('ada')] }, { people: [person('ben')] }]
  expect(shows(talk(near, far, near, far))).toEqual(['first-of-scene', 'people', 'p1', 'p2'])
})

test.each<[string, Parameters<typeof talk>[0]]>([
  ['people', { people: [person('ada')] }],
  ['people', { people: [person('ada'), person('ben', { role: 'passive' })] }],
  ['expression', { people: [person('ada', { expression: 'angry' }), person('ben')] }],
  ['pose', { people: [person('ada', { pose: 'stand' }), person('ben')] }],
  ['standing', { figures: ['ben', 'ada'] }],
  ['shot', { shot: 'close-up' }],
  ['angle', { angle: 'low' }],
  ['place', { placeId: 'quay' }],
  ['time', { timeOfDay: 'dawn' }],
  ['weather', { weather: 'rain' }],
  ['props', { props: ['lamp', 'letter'] }],
  ['first-of-scene', { sceneId: 's2' }],
  ['action', { flags: { sceneStart: false, reveal: false, action: true, splash: false } }],
  ['reveal', { flags: { sceneStart: false, reveal: true, action: false, splash: false } }],
  ['big', { importance: 4 }],
  ['silent', { lettering: [] }],
])('another picture because of %s', (reason, change) => {
  expect(shows(talk({}, change))[1]).toContain(reason)
})

test('somebody who is only spoken of, and a thing that is gone, change nothing', () => {
  expect(
    shows(talk({}, { people: [person('ada'), person('ben'), person('cy', { role: 'mentioned' })], props: [] }))[1],
  ).toBe('p1')
})

test('a picture is shown so many times at most, and not from far back', () => {
  expect(shows(talk({}, {}, {}, {}, {}))).toEqual(['first-of-scene', 'p1', 'p1', 'spent', 'p4'])
  expect(shows(talk({}, {}, {}, {}), { most: 2 })).toEqual(['first-of-scene', 'p1', 'spent', 'p3'])
  const others = Array.from({ length: 6 }, () => ({ people: [person('cy')] }))
  expect(shows(talk({}, ...others, {}), { most: 9 }).at(-1)).not.toBe('p1')
})

test('what the author overlooks is told, and the most alike is taken', () => {
  const panels = talk({}, { shot: 'close-up', angle: 'low' }, { shot: 'close-up' })
  expect(shotReuse(panels, { despite: ['shot'] })[2]).toMatchObject({ shows: 'p1', despite: ['shot'] })
  expect(shotReuse(panels, { despite: ['shot', 'angle'], most: 9 })[1]).toMatchObject({ despite: ['shot', 'angle'] })
})

test('nobody may be missing from the picture, whatever is overlooked', () => {
  const panels = talk(
    { people: [person('ada')] },
    { people: [person('ada'), person('ben')] },
    { people: [person('ben')] },
  )
  expect(shows(panels, { despite: ['people'] })).toEqual(['first-of-scene', 'people', 'p2'])
})
