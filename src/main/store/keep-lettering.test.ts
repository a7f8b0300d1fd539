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

  it('knows a rewritten line by the words it kept, although one before it is gone', () => {
    const old = [
      { id: 'a', kind: 'dialogue', text: 'You are early, Miss Rook.' },
      { id: 'b', kind: 'dialogue', text: 'Sorry, Mr Amble.' },
      { id: 'c', kind: 'dialogue', text: 'I shall put it down as punctual.' },
      { id: 'd', kind: 'dialogue', text: '雨が降っている。' },
    ]
    const lines = ['You are early, Miss Rook.', '雨がまだ降っている。', 'I shall put it down as nearly punctual.']
    expect(
      keepLettering(
        old,
        lines.map((text) => line('dialogue', text)),
      ),
    ).toEqual(['a', 'd', 'c'])
    // In order only where no words tell.
    expect(keepLettering(old, [line('dialogue', 'Rook!'), line('dialogue', 'Well?')])).toEqual(['a', 'b'])
  })

  it('gives the second of two equal lines its own', () => {
    expect(keepLettering(known, [line('sfx', 'BANG'), line('sfx', 'BANG')])).toEqual(['3', null])
  })
})
