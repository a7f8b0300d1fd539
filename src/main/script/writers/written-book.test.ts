import { expect, it } from 'vitest'
import { ANGLES, SHOTS } from '../../../shared/domain/panel.ts'
import { readShot } from '../breakdown/authored-panels.ts'
import { labelOf, shotWords } from './written-book.ts'

it('every shot from every angle is read back from its words', () => {
  for (const shot of SHOTS) {
    for (const angle of ANGLES) {
      const read = readShot(shotWords({ shot, angle }))
      expect([read.shot, read.angle ?? 'eye-level']).toEqual([shot, angle])
    }
  }
})

it('a label holds a name in capitals, whatever the name holds', () => {
  const line = { kind: 'dialogue', balloon: 'whisper', text: '' } as const
  expect(labelOf({ ...line, speaker: 'Nell (the older): Vane' })).toBe('NELL THE OLDER VANE (WHISPER)')
  expect(labelOf({ ...line, speaker: 'Rory McAvoy' })).toBe('RORY McAVOY (WHISPER)')
  expect(labelOf({ ...line, speaker: '()' })).toBe('? (WHISPER)')
  expect(labelOf({ ...line, kind: 'caption', balloon: 'speech', speaker: 'Nell' })).toBe('CAPTION (NELL)')
})
