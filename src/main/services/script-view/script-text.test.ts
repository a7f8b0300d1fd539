import { describe, expect, it } from 'vitest'
import type { ScriptPanel, ScriptScene } from '../../../shared/domain/script.ts'
import { type PlacedPanel, scriptText } from './script-text.ts'

const scene = (over: Partial<ScriptScene>): ScriptScene => ({
  number: 1,
  title: null,
  line: 1,
  words: 0,
  slug: null,
  paragraphs: [],
  panels: [],
  ...over,
})
const prose = (...texts: string[]) => scene({ paragraphs: texts.map((text, at) => ({ line: at * 2 + 1, text })) })
const panel = (id: string, source: string, ...lines: [voice: string | null, text: string][]): PlacedPanel => ({
  id,
  source,
  line: 1,
  lettering: lines.map(([voice, text], at) => ({ id: `${id}-${at}`, kind: 'dialogue', text, voice })),
})
const words = (text: string, spans: readonly { from: number; to: number }[]) =>
  spans.map(({ from, to }) => text.slice(from, to))

describe('prose beside its panels', () => {
  const text = prose('Nell sat. The lens turned.', '“Slower,” said Thomas. “She is no *mangle*.”', 'She laughed.')
  const panels = [
    panel('one', 'Nell sat.'),
    panel('two', 'The lens turned.\n\n“Slower,” said Thomas. “She is no mangle.”', [
      'thomas',
      'Slower. She is no *mangle*.',
    ]),
    panel('three', 'She laughed.'),
  ]
  const blocks = scriptText(text, panels)

  it('has the panels where their words begin, within a paragraph too', () => {
    expect(blocks.map(({ starts }) => starts)).toEqual([
      [
        { panelId: 'one', at: 0 },
        { panelId: 'two', at: 10 },
      ],
      [],
      [{ panelId: 'three', at: 0 }],
    ])
  })

  it('has what is said with its line and speaker, without the words between', () => {
    expect(words(blocks[1]!.text, blocks[1]!.spoken)).toEqual(['“Slower,”', '“She is no mangle.”'])
    expect(blocks[1]!.spoken.map(({ letteringId, voice }) => [letteringId, voice])).toEqual([
      ['two-0', 'thomas'],
      ['two-0', 'thomas'],
    ])
  })

  it('tells emphasis apart from the words', () => {
    expect(words(blocks[1]!.text, blocks[1]!.emphasis)).toEqual(['mangle'])
  })

  it('leaves nothing as unused that stands in a panel', () => {
    expect(blocks.flatMap(({ unused }) => unused)).toEqual([])
  })

  it('tells what stands in no panel, and lines that were not lettered', () => {
    const fewer = [panels[0]!, { ...panels[1]!, lettering: [] }]
    const [, talk, last] = scriptText(text, fewer)
    expect(words(talk!.text, talk!.unused)).toEqual(['“Slower,”', '“She is no mangle.”'])
    expect(words(last!.text, last!.unused)).toEqual(['She laughed.'])
  })

  it('puts a panel without words where the next one begins, and the last one at the end', () => {
    const filled = [panel('view', ''), panels[0]!, panel('detail', '')]
    const [first, , third] = scriptText(text, filled)
    expect(first!.starts).toEqual([
      { panelId: 'view', at: 0 },
      { panelId: 'one', at: 0 },
    ])
    expect(third!.starts).toEqual([{ panelId: 'detail', at: 12 }])
  })

  it('finds a panel whose end the author rewrote by its first words', () => {
    const rewritten = [panel('long', 'Nell sat. The lens turned. Then all went dark.'), panels[2]!]
    expect(scriptText(text, rewritten).flatMap(({ starts }) => starts)).toEqual([
      { panelId: 'long', at: 0 },
      { panelId: 'three', at: 0 },
    ])
  })

  it('gives sentences to lines in their order, where one begins like another', () => {
    const talk = prose('“By hand?”', '“By hand. Count it the way I taught you.”', '“By hand.”')
    const all = '“By hand?” “By hand. Count it the way I taught you.” “By hand.”'
    const [a, b, c] = scriptText(talk, [
      panel(
        'p',
        all,
        ['nell', 'By hand?'],
        ['thomas', 'By hand. Count it the way I taught you.'],
        ['nell', 'By hand.'],
      ),
    ]).map(({ spoken }) => spoken.map(({ letteringId }) => letteringId))
    expect([a, b, c]).toEqual([['p-0'], ['p-1'], ['p-2']])
  })

  it('keeps two panels of the same words apart', () => {
    const same = prose('He knocked. He knocked.')
    const [block] = scriptText(same, [panel('a', 'He knocked.'), panel('b', 'He knocked.')])
    expect(block!.starts.map(({ at }) => at)).toEqual([0, 12])
  })
})

describe('panels the author cut', () => {
  const written: ScriptPanel = {
    line: 4,
    strip: '001',
    number: 1,
    prompt: 'Nell waits.',
    shot: null,
    importance: null,
    lettering: [
      { kind: 'dialogue', balloon: 'speech', speakerId: null, speakerName: 'NELL', text: 'Late!', sure: true },
    ],
    problem: null,
  }
  const made: PlacedPanel = {
    id: 'p',
    source: '',
    line: 4,
    lettering: [{ id: 'l', kind: 'dialogue', text: 'Late!', voice: 'nell' }],
  }

  it('have their prompt and their lines one below the other', () => {
    expect(scriptText(scene({ panels: [written] }), [made])).toMatchObject([
      {
        line: 4,
        text: 'Nell waits.',
        panel: { strip: '001', number: 1 },
        starts: [{ panelId: 'p', at: 0 }],
        unused: [],
      },
      { text: 'Late!', label: 'NELL', spoken: [{ letteringId: 'l', voice: 'nell', from: 0, to: 5 }] },
    ])
  })

  it('say where nothing was made of them', () => {
    const twice: ScriptPanel = { ...written, line: 9, problem: 'duplicate' }
    const blocks = scriptText(scene({ panels: [written, twice] }), [made])
    expect(blocks[2]).toMatchObject({ panel: { problem: 'duplicate' }, unused: [{ from: 0, to: 11 }], starts: [] })
  })
})
