import { describe, expect, it } from 'vitest'
import { readStrips } from './strips.ts'

const script = (...lines: string[]) =>
  readStrips(['# Chapter 1: Oil', '## Scene 1: The quay, 2 March 1927, night', ...lines].join('\n'), 's.txt')
const panelsOf = (...lines: string[]) => script(...lines).chapters[0]?.scenes[0]?.panels ?? []
const codes = (...lines: string[]) => script(...lines).diagnostics.map(({ code, line }) => [code, line])

describe('reading strips', () => {
  it('reads chapters, scenes, strips, panels and everything lettered in them', () => {
    const document = script(
      '### Strip 001',
      '',
      'A lamp goes out',
      'over the sea.',
      '[shot: extreme long]',
      '[importance: 5]',
      'CAPTION: October, 1926.',
      '---',
      'INÊS (off): Who is there?',
      'ZÉ (whisper): Me.',
      'A boat. It drifts.',
      'NELL (thought): Go round.',
      'SFX: tok tok',
    )
    expect(document.diagnostics).toEqual([])
    const chapter = document.chapters[0]
    expect(chapter).toMatchObject({ number: '1', title: 'Oil', line: 1 })
    const scene = chapter?.scenes[0]
    expect(scene).toMatchObject({
      title: 'The quay, 2 March 1927, night',
      slug: { place: 'The quay', time: 'night', date: '1927-03-02' },
    })
    expect(scene?.panels[0]).toMatchObject({
      strip: '001',
      number: 1,
      line: 5,
      prompt: 'A lamp goes out over the sea.',
      shot: 'extreme long',
      importance: 5,
      lettering: [{ kind: 'caption', speakerName: null, text: 'October, 1926.' }],
      problem: null,
    })
    expect(scene?.panels[1]?.prompt).toBe('A boat. It drifts.')
    expect(scene?.panels[1]?.lettering).toEqual([
      {
        kind: 'dialogue',
        balloon: 'off-panel',
        speakerId: null,
        speakerName: 'INÊS',
        text: 'Who is there?',
        sure: true,
      },
      { kind: 'dialogue', balloon: 'whisper', speakerId: null, speakerName: 'ZÉ', text: 'Me.', sure: true },
      { kind: 'dialogue', balloon: 'thought', speakerId: null, speakerName: 'NELL', text: 'Go round.', sure: true },
      { kind: 'sfx', balloon: 'speech', speakerId: null, speakerName: null, text: 'tok tok', sure: true },
    ])
  })

  it('leaves shot and importance open where the author did', () => {
    expect(panelsOf('### Strip 001', 'A boat.')[0]).toMatchObject({ shot: null, importance: null })
  })

  it('keeps a colon in a sentence as prompt text', () => {
    expect(panelsOf('### Strip 001', 'Reave: the same coat.', 'A sign reads: KEEP OFF.')[0]).toMatchObject({
      prompt: 'Reave: the same coat. A sign reads: KEEP OFF.',
      lettering: [],
    })
  })

  it('makes chapter and scene where the script begins with a strip', () => {
    const document = readStrips('### Strip 001\nA boat.', 's.txt')
    expect(document.chapters).toMatchObject([
      { number: '1', title: '', scenes: [{ title: null, panels: [{ prompt: 'A boat.' }] }] },
    ])
    expect(document.diagnostics).toEqual([])
  })

  it.each([
    ['an unknown mark', ['[angle: low]'], 'mark-unknown'],
    ['an importance out of range', ['[importance: 6]'], 'importance-out-of-range'],
    ['an importance that is no number', ['[importance: high]'], 'importance-out-of-range'],
    ['a second shot', ['[shot: wide]', '[shot: long]'], 'mark-twice'],
    ['an empty shot', ['[shot: ]'], 'mark-empty'],
    ['a delivery it does not know', ['NELL (singing): La.'], 'delivery-unknown'],
    ['a balloon without words', ['NELL:'], 'lettering-empty'],
    ['four dashes', ['----'], 'separator-like'],
  ])('reports %s with its line', (_, lines, code) => {
    expect(codes('### Strip 001', 'A boat.', ...lines)).toEqual([[code, 4 + lines.length]])
  })

  it('suggests the mark that was meant', () => {
    const remedyFor = (line: string) => script('### Strip 001', 'A boat.', line).diagnostics[0]?.remedy
    expect(remedyFor('[importence: 4]')).toContain('importance: 4')
    expect(remedyFor('[import: 3]')).toBe('Did you mean “[importance: 3]”?')
    expect(remedyFor('[angle: low]')).toContain('Marks are')
  })

  it('names every way of speaking, or the one that was meant', () => {
    const remedyFor = (note: string) => script('### Strip 001', 'A boat.', `NELL (${note}): La.`).diagnostics[0]?.remedy
    expect(remedyFor('loud')).toBe('Use (off), (whisper), (thought), (shout), (radio) or (phone).')
    expect(remedyFor('wisper')).toBe('Did you mean (whisper)?')
    for (const delivery of ['off', 'whisper', 'thought', 'shout', 'radio', 'phone']) {
      expect(remedyFor(delivery)).toBeUndefined()
    }
  })

  it('reports gaps and repeats in the numbers of strips and keeps both', () => {
    const lines = ['### Strip 001', 'A.', '### Strip 003', 'B.', '### Strip 003', 'C.', '### Strip 004', 'D.']
    expect(codes(...lines)).toEqual([
      ['strip-gap', 5],
      ['strip-twice', 7],
    ])
    expect(panelsOf(...lines).map((panel) => panel.strip)).toEqual(['001', '003', '003', '004'])
  })

  it('leaves out empty panels and text outside strips, and says so', () => {
    expect(codes('Stray words.', 'More of them.', '### Strip 001', 'A.', '---', '---', 'B.')).toEqual([
      ['text-outside-strip', 3],
      ['panel-empty', 7],
    ])
    expect(panelsOf('### Strip 001', 'A.', '---', '---', 'B.').map((panel) => panel.number)).toEqual([1, 2])
  })

  it('points out a speaker that looks like a slip', () => {
    const lines = [
      '### Strip 001',
      'A.',
      'THOMAS: One.',
      'THOMAS: Two.',
      'THOMAS: Three.',
      'THOMSA: Four.',
      'INÊS: a',
      'INÊS: b',
      'INÊS: c',
      'INES: d',
    ]
    expect(codes(...lines)).toEqual([
      ['speaker-typo', 8],
      ['speaker-typo', 12],
    ])
    expect(codes('### Strip 001', 'A.', 'MAY: a', 'MAY: b', 'MAY: c', 'MATE: Wuff.')).toEqual([])
  })

  it('points out a speaker in small letters behind the prompt', () => {
    expect(codes('### Strip 001', 'A boat.', 'NELL: Ahoy.', 'Nell: Ahoy again.')).toEqual([['speaker-case', 6]])
  })
})
