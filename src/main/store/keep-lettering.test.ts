import { describe, expect, it } from 'vitest'
import type { Lettering } from '../../shared/domain/lettering.ts'
import { keepLettering } from './keep-lettering.ts'

const line = (kind: Lettering['kind'], text: string): Lettering => ({
  kind,
  balloon: 'speech',
  speakerId: null,
  speakerName: null,
  text,
  sure: true,
})
const known = [
  { id: '1', kind: 'dialogue', text: 'Who is there?' },
  { id: '2', kind: 'dialogue', text: 'Nobody.' },
  { id: '3', kind: 'sfx', text: 'BANG' },
]

describe('keepLettering', () => {
  it('knows lines by their words, also in another order', () => {
    expect(
      keepLettering(known, [line('sfx', 'BANG'), line('dialogue', 'Nobody.'), line('dialogue', 'Who is there?')]),
    ).toEqual(['3', '2', '1'])
  })

  it('knows a line again that was only emphasised, beside one that was rewritten', () => {
    const lines = [
      line('dialogue', 'Somebody else.'),
      line('dialogue', '*Nobody!*'),
      line('dialogue', 'Who is _there_?'),
    ]
    expect(keepLettering(known, lines)).toEqual([null, '2', '1'])
  })

  it('keeps a rewritten line of the same kind and gives none to a new one', () => {
    const lines = [
      line('dialogue', 'Nobody.'),
      line('dialogue', 'Is anybody there?'),
      line('sfx', 'THUD'),
      line('caption', 'Later'),
    ]
    expect(keepLettering(known, lines)).toEqual(['2', '1', '3', null])
  })

  it('gives the second of two equal lines its own', () => {
    expect(keepLettering(known, [line('sfx', 'BANG'), line('sfx', 'BANG')])).toEqual(['3', null])
  })
})
