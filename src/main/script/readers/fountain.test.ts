import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { detectKind } from './detect-kind.ts'
import { readFountain } from './fountain.ts'
import { readFountainElements } from './fountain-lines.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')
const told = (document: ScriptDocument) =>
  document.chapters.flatMap(({ scenes }) =>
    scenes.map(({ title, panels }) => [
      title,
      panels.map(({ prompt, lettering }) => [
        prompt,
        ...lettering.map(({ kind, balloon, speakerName, text }) => `${kind} ${balloon} ${speakerName}: ${text}`),
      ]),
    ]),
  )

describe('the elements of Fountain', () => {
  it.each([
    ['INT. KITCHEN - NIGHT #12#', { is: 'scene', text: 'INT. KITCHEN - NIGHT', number: '12' }],
    ['.THE QUAY', { is: 'scene', text: 'THE QUAY' }],
    ['... and then?', { is: 'action', text: '... and then?' }],
    ['CUT TO:', { is: 'transition' }],
    ['> FADE OUT.', { is: 'transition' }],
    ['> THE END <', { is: 'centred', text: 'THE END' }],
    ['## Panel 2', { is: 'section', level: 2, text: 'Panel 2' }],
    ['= They meet.', { is: 'synopsis' }],
    ['!INT. is a word here', { is: 'action', forced: true }],
    ['THE CLOCK STRIKES', { is: 'action' }],
    ['===', { is: 'transition' }],
  ])('%s', (line, element) => {
    expect(readFountainElements(`\n${line}\n`).elements).toMatchObject([element])
  })

  it('of speech: cues, extensions, dual dialogue, parentheticals, and lines kept open by two blanks', () => {
    const { elements } = readFountainElements('NELL (O.S.)\n(softly)\nOne.\n  \nTwo.\n\n@McRae ^\nThree.\n\nDone.')
    expect(elements).toMatchObject([
      { is: 'cue', name: 'NELL', notes: ['O.S.'], dual: false },
      { is: 'parenthetical', text: 'softly' },
      { is: 'dialogue', text: 'One.' },
      { is: 'dialogue', text: 'Two.' },
      { is: 'cue', name: 'McRae', dual: true },
      { is: 'dialogue', text: 'Three.' },
      { is: 'action', text: 'Done.' },
    ])
  })

  it('that is sung stays speech, without the sign for it', () => {
    expect(readFountainElements('NELL\nOne.\n~And the gulls sang').elements).toMatchObject([
      { is: 'cue', name: 'NELL' },
      { is: 'dialogue', text: 'One.' },
      { is: 'dialogue', text: 'And the gulls sang' },
    ])
  })

  it.each(['low', 'in a low voice', 'hushed'])('spoken %s is whispered, and is nothing that is seen', (note) => {
    const text = `INT. SHED - NIGHT\n\nNell waits.\n\nNELL\n(${note})\nYou came.\n\nEXT. QUAY - DAY\n\nGulls.\n`
    const [panel] = readFountain(text, 'shed.fountain').chapters[0]!.scenes[0]!.panels
    expect(panel).toMatchObject({ prompt: 'Nell waits.', lettering: [{ balloon: 'whisper' }] })
  })
})

describe('a screenplay', () => {
  it('is known by its form, prose with slug lines is not one', () => {
    expect(detectKind(fixture('quay.fountain'))).toBe('fountain')
    expect(detectKind(fixture('quay-sections.fountain'))).toBe('fountain')
    expect(detectKind('INT. KITCHEN - NIGHT\n\nNell sat down. “Tea?” said Tom.\n\nShe shook her head.\n')).toBe('prose')
  })

  it('is cut where an action begins, with the speech after it', () => {
    const document = readFountain(fixture('quay.fountain'), 'quay.fountain')
    expect(told(document)).toEqual([
      [
        'INT. FERRY OFFICE - EVENING',
        [
          [
            'A ticket office by lamplight. Nell Vane counts coins behind the counter. The clock says five past six.',
            'dialogue speech NELL: She is *always* gone.',
            'dialogue whisper TOM: Is she?',
            'dialogue burst TOM: Nell!',
          ],
          [
            'Tom Rask bursts in, soaked. Tom wiping his face.',
            'dialogue speech TOM: The rope is cut.',
            'dialogue speech NELL: I know.',
          ],
        ],
      ],
      [
        'EXT. THE QUAY - NIGHT',
        [
          [
            'Tom speaks.',
            'caption speech NELL: I told them it would hold.',
            'dialogue speech TOM: It held.',
            'sfx speech null: KRAAAK',
            'caption speech null: THE END',
          ],
        ],
      ],
    ])
    expect(document.diagnostics.map(({ code, line }) => [code, line])).toEqual([
      ['front-matter', 1],
      ['boneyard', 5],
      ['notes', 11],
      ['synopsis', 13],
    ])
  })

  it('has the panels of its sections, and their pages', () => {
    const document = readFountain(fixture('quay-sections.fountain'), 'quay.fountain')
    expect(document.chapters.map(({ number, title }) => [number, title])).toEqual([['1', 'Low Water']])
    expect(told(document).flatMap(([, panels]) => panels as string[][])).toEqual([
      ['A ticket office by lamplight.', 'caption speech null: The last ferry left at six.'],
      ['Nell does not look up.', 'dialogue whisper Nell the Elder: She is always gone.'],
      ['The whole harbour in the storm.', 'sfx speech null: KRAAAK'],
    ])
    expect(document.chapters[0]!.scenes.flatMap(({ panels }) => panels.map(({ begins }) => begins))).toEqual([
      'page',
      undefined,
      'spread',
    ])
  })

  it('takes nothing out that is never closed, and tells of it', () => {
    expect(readFountainElements('One. /* A. */\n\n/* Two.\n\nThree.')).toMatchObject({
      elements: [{ text: 'One.' }, { text: '/* Two.' }, { text: 'Three.' }],
      boneyard: [{ line: 1 }],
      unclosed: 3,
    })
    expect(readFountain('A cow /* sleeps.\n\nNELL\nMoo.', 'cow.fountain').diagnostics).toMatchObject([
      { code: 'boneyard-open', line: 1 },
    ])
    expect(readFountainElements('/*'.repeat(50_000)).unclosed).toBe(1)
    expect(readFountainElements('One [[ two.\n\nThree ]].').elements).toHaveLength(2)
    const many = '[['.repeat(50_000)
    expect(readFountainElements(many).elements).toMatchObject([{ is: 'action', text: many }])
  })

  it('has no panel of more words than fit: long actions are cut between sentences, long talk goes on in the next', () => {
    const sentence = 'The rope runs out over the stones and the boat goes with it into the dark. '
    const speech = 'I told you that it would come to this in the end, and you would not hear it. '
    const text = `INT. QUAY - DAY\n\n${sentence.repeat(12)}\n\n${['NELL', 'TOM', 'NELL', 'TOM', 'NELL', 'TOM'].map((name) => `${name}\n${speech}\n`).join('\n')}`
    const panels = readFountain(text, 'long.fountain').chapters[0]!.scenes[0]!.panels
    for (const { prompt, lettering } of panels) {
      expect(prompt.split(' ').length).toBeLessThanOrEqual(60)
      expect(lettering.reduce((sum, line) => sum + line.text.split(' ').length, 0)).toBeLessThanOrEqual(45)
    }
    expect(panels.map(({ prompt }) => prompt).join(' ')).toContain(sentence.repeat(12).trim())
    expect(panels.flatMap(({ lettering }) => lettering)).toHaveLength(6)
    expect(panels.at(-1)!.prompt).toBe('Nell and Tom talk.')
  })

  it('loses no spoken word, on any text', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'NELL',
        'TOM (V.O.)',
        '(softly)',
        'INT. QUAY - DAY',
        '',
        '',
        '# Page 1',
        '## Panel 1',
        '> Out',
        '/*',
        '[[',
      ),
      fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,4}\.$/),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const text = lines.join('\n')
        const spoken = readFountainElements(text).elements.flatMap((each) =>
          each.is === 'dialogue' ? [each.text] : [],
        )
        const lettered = readFountain(text, 'any.fountain')
          .chapters.flatMap(({ scenes }) =>
            scenes.flatMap(({ panels }) => panels.flatMap(({ lettering }) => lettering)),
          )
          .map((each) => each.text)
          .join(' ')
        for (const words of spoken) expect(lettered).toContain(words)
      }),
    )
  })
})

it('names keep their inner capitals in what is seen', () => {
  const script = 'INT. QUAY - DAY\n\n@McAVOY\nOne.\n\n@McRae\nTwo.\n\nINÊS O’HARA\nThree.\n'
  expect(told(readFountain(script, 'q.fountain'))[0]![1]).toMatchObject([
    ['McAvoy, McRae and Inês O’Hara talk.', expect.anything(), expect.anything(), expect.anything()],
  ])
})

it('lyrics of nobody are a caption, and “THE END” is no picture', () => {
  const script = 'INT. QUAY - DAY\n\nThe sea.\n\n~Row on,\n~row on.\n\nTHE END\n'
  expect(told(readFountain(script, 'q.fountain'))).toEqual([
    ['INT. QUAY - DAY', [['The sea.', 'caption speech null: Row on, row on.']]],
  ])
})
