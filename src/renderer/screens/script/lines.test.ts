import { describe, expect, test } from 'vitest'
import { type LineEdit, moved, withKind, withNew, without, withSpeaker, withText } from './lines.ts'

const SAID: LineEdit = { id: 'a', kind: 'dialogue', balloon: 'speech', speaker: 'ada', text: 'Late.' }
const TOLD: LineEdit = { id: 'b', kind: 'caption', balloon: 'speech', speaker: null, text: 'At nine.' }
const LINES = [SAID, TOLD]

describe('the lines of a panel', () => {
  test('are written, turned into other kinds, and keep who they are', () => {
    expect(withText(LINES, 1, 'At ten.')).toEqual([SAID, { ...TOLD, text: 'At ten.' }])
    expect(withKind(LINES, 0, 'thought')[0]).toEqual({ ...SAID, balloon: 'thought' })
    expect(withKind(LINES, 0, 'sfx')[0]).toEqual({ ...SAID, kind: 'sfx', speaker: null })
    expect(withKind(LINES, 1, 'whisper')[1]).toEqual({ ...TOLD, kind: 'dialogue', balloon: 'whisper' })
    expect(withSpeaker(LINES, 0, null)[0]).toEqual({ ...SAID, speaker: null })
  })

  test('change places, and stay at the edges', () => {
    expect(moved(LINES, 0, 1)).toEqual([TOLD, SAID])
    expect(moved(LINES, 1, -1)).toEqual([TOLD, SAID])
    expect([moved(LINES, 0, -1), moved(LINES, 1, 1)]).toEqual([null, null])
    expect(without(LINES, 0)).toEqual([TOLD])
  })

  test('are said by whoever spoke last when one is added', () => {
    expect(withNew(LINES, 'burst', 'Now!')[2]).toEqual({
      ...{ kind: 'dialogue', balloon: 'burst', speaker: 'ada', text: 'Now!' },
    })
    expect(withNew([], 'caption', 'Later.')).toEqual([
      { kind: 'caption', balloon: 'speech', speaker: null, text: 'Later.' },
    ])
  })
})
