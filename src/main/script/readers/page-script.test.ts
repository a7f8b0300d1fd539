import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { detectKind } from './detect-kind.ts'
import { readPageHeading, readPanelHeading } from './page-headings.ts'
import { readPageScript } from './page-script.ts'

const quay = readFileSync(join(import.meta.dirname, 'fixtures', 'quay-pages.txt'), 'utf8')

const panelsOf = (document: ScriptDocument) =>
  document.chapters.flatMap(({ scenes }) => scenes.flatMap(({ panels }) => panels))
const codes = (document: ScriptDocument) => document.diagnostics.map(({ code, line }) => [code, line])
const read = (...lines: string[]) => readPageScript(lines.join('\n'), 'pages.txt')
const letteringOf = (...lines: string[]) =>
  panelsOf(read('PAGE 1', 'Panel 1', 'Nell stands there.', '', ...lines)).flatMap(({ lettering }) =>
    lettering.map(({ kind, balloon, speakerName, text }) => [kind, balloon, speakerName, text]),
  )

describe('a heading of a page', () => {
  it.each([
    ['PAGE ONE (FIVE PANELS)', { first: 1, last: 1, panels: 5, splash: false, spread: false }],
    ['Page 12', { first: 12, last: 12, panels: null, splash: false, spread: false }],
    ['## Page 3 – 6 panels', { first: 3, panels: 6 }],
    ['PAGES 2-3 – DOUBLE-PAGE SPREAD', { first: 2, last: 3, spread: true }],
    ['PAGES TWO AND THREE (DOUBLE PAGE SPREAD)', { first: 2, last: 3, spread: true }],
    ['PAGES TWO-THREE', { first: 2, last: 3, spread: true }],
    ['PAGE TWO-THREE (SPREAD)', { first: 2, last: 3, spread: true }],
    ['PAGE TWO AND THREE', { first: 2, last: 3, spread: true }],
    ['PAGE TWO – SIX PANELS', { first: 2, last: 2, panels: 6, spread: false }],
    ['PAGE 5 – 6 PANELS', { first: 5, last: 5, panels: 6, spread: false }],
    ['PAGE 5-6', { first: 5, last: 6, panels: null, spread: true }],
    ['PAGES 4-5 – 6 PANELS', { first: 4, last: 5, panels: 6, spread: true }],
    ['PAGE TWO - THREE PANELS', { first: 2, last: 2, panels: 3, spread: false }],
    ['PAGE TWENTY-ONE: SPLASH', { first: 21, last: 21, splash: true, spread: false }],
    ['**PAGE 4 – INT. KITCHEN – NIGHT**', { first: 4, scene: 'INT. KITCHEN – NIGHT' }],
    ['PAGE 5 (CONT’D)', { first: 5, continued: true }],
    ['SEITE 4 (5 BILDER)', { first: 4, last: 4, panels: 5 }],
    ['Seiten zwei und drei – Doppelseite', { first: 2, last: 3, spread: true }],
    ['PÁGINA DOS (TRES VIÑETAS)', { first: 2, panels: 3 }],
    ['Página 7: página completa', { first: 7, splash: true }],
    ['PLANCHE 12', { first: 12, panels: null }],
    ['PAGE DEUX - 6 CASES', { first: 2, panels: 6 }],
    ['3ページ（5コマ）', { first: 3, panels: 5 }],
    ['第十ページ', { first: 10 }],
    ['صفحة 2', { first: 2 }],
  ])('%s', (line, heading) => {
    expect(readPageHeading(line)).toMatchObject(heading)
  })

  it.each([
    'Page one of the newspaper lies on the floor.',
    'Pages fly through the room.',
    'PAGE BOY: This way.',
    'The page',
    'Page 5 of 7',
    'Seite 5 der Zeitung liegt am Boden.',
    'Planche à voile',
  ])('is not: %s', (line) => {
    expect(readPageHeading(line)).toBeNull()
  })
})

describe('a heading of a panel', () => {
  it.each([
    ['Panel 1', { number: 1, hint: null, rest: '' }],
    ['PANEL TWO (LARGE): Nell enters.', { number: 2, hint: 'LARGE', rest: 'Nell enters.' }],
    ['Panel 3. Close on her hands.', { number: 3, rest: 'Close on her hands.' }],
    ['Bild 3: Nah auf ihre Hände.', { number: 3, rest: 'Nah auf ihre Hände.' }],
    ['**VIÑETA DOS**', { number: 2, rest: '' }],
    ['Case 3 : Le matin.', { number: 3, rest: 'Le matin.' }],
    ['2コマ目', { number: 2, rest: '' }],
    ['コマ１', { number: 1, rest: '' }],
    ['**Panel 4** – The sea.', { number: 4, rest: 'The sea.' }],
    ['### Panel 12:', { number: 12, rest: '' }],
    ['PANEL 4 OF 5', { number: 4, rest: '' }],
    ['Panel two of five: The sea.', { number: 2, rest: 'The sea.' }],
  ])('%s', (line, heading) => {
    expect(readPanelHeading(line)).toMatchObject(heading)
  })

  it.each([
    'Panelled walls.',
    'Panel of judges at a table.',
    'Panel 2 shows the same as before.',
    'Panel 2 of the door',
  ])('is not: %s', (line) => {
    expect(readPanelHeading(line)).toBeNull()
  })
})

describe('a page-and-panel script', () => {
  it('is known by its form', () => {
    expect(detectKind(quay)).toBe('script')
    expect(detectKind('PAGE ONE\n\nPanel 1\nNell.\n')).toBe('script')
    expect(detectKind('Panel 2 of the door was loose.\n\nShe turned the page. Page one was blank.\n')).toBe('prose')
  })

  it('gives chapters, scenes, pages and panels as they are written', () => {
    const document = readPageScript(quay, 'quay.txt')
    expect(document.chapters.map(({ number, title }) => [number, title])).toEqual([['1', 'Low Water']])
    expect(document.chapters[0]!.scenes.map(({ title }) => title)).toEqual([
      'INT. FERRY OFFICE - EVENING',
      'EXT. THE QUAY - NIGHT',
    ])
    expect(document.chapters[0]!.scenes[0]!.slug).toMatchObject({ place: 'Ferry Office', time: 'EVENING' })
    expect(panelsOf(document).map(({ begins, importance }) => [begins, importance])).toEqual([
      ['page', null],
      [undefined, 1],
      [undefined, null],
      [undefined, null],
      ['spread', 5],
      ['page', 5],
      ['page', null],
      [undefined, null],
    ])
    expect(document.diagnostics.map(({ code }) => code)).toEqual(['front-matter'])
  })

  it('reads lettering in all its forms', () => {
    expect(letteringOf('NELL: One.', 'NELL (OFF): Two.', '3. NELL (WHISPER): Three.')).toEqual([
      ['dialogue', 'speech', 'NELL', 'One.'],
      ['dialogue', 'off-panel', 'NELL', 'Two.'],
      ['dialogue', 'whisper', 'NELL', 'Three.'],
    ])
    expect(letteringOf('CAP: Four.', 'CAPTION (NELL): Five.', 'NELL (V.O.): Six.', 'SFX: KRAK')).toEqual([
      ['caption', 'speech', null, 'Four.'],
      ['caption', 'speech', 'NELL', 'Five.'],
      ['caption', 'speech', 'NELL', 'Six.'],
      ['sfx', 'speech', null, 'KRAK'],
    ])
    expect(
      letteringOf('MRS LOWE', '(shouting)', 'Over here,', 'quick!', '', 'TOM\tComing.', '**NELL:** *So?*'),
    ).toEqual([
      ['dialogue', 'burst', 'MRS LOWE', 'Over here, quick!'],
      ['dialogue', 'speech', 'TOM', 'Coming.'],
      ['dialogue', 'speech', 'NELL', '*So?*'],
    ])
    expect(letteringOf('?: Who is there?')).toEqual([['dialogue', 'speech', null, 'Who is there?']])
  })

  it('takes capitals without words below for what is to be seen, and what is marked with “!”', () => {
    const [panel] = panelsOf(read('PAGE 1', 'Panel 1', 'Nell.', '', 'DARKNESS', '', '!NOTE: the coat', 'SIGN: Closed'))
    expect(panel).toMatchObject({ prompt: 'Nell. DARKNESS NOTE: the coat SIGN: Closed', lettering: [] })
  })

  it('knows a name right below a description by the words that stand further in, or by who speaks', () => {
    const lines = [
      'PAGE 1',
      'Panel 1',
      'Close on Nell',
      'NELL',
      '\tI hate nets.',
      '',
      'Panel 2',
      'The door.',
      'NELL',
      'Who?',
    ]
    expect(
      panelsOf(read(...lines)).map(({ prompt, lettering }) => [prompt, lettering.map(({ text }) => text)]),
    ).toEqual([
      ['Close on Nell', ['I hate nets.']],
      ['The door.', ['Who?']],
    ])
    expect(panelsOf(read('PAGE 1', 'Panel 1', 'A sign:', 'CLOSED', 'hangs on the door.'))[0]).toMatchObject({
      prompt: 'A sign: CLOSED hangs on the door.',
      lettering: [],
    })
  })

  it('reads lettering as writing programs leave it: bullets, whose caption it is, slashes', () => {
    expect(letteringOf('• NELL: One.', '- **TOM:** Two.', 'CAPTION – NELL: Three.', 'CAP/NELL: Four.')).toEqual([
      ['dialogue', 'speech', 'NELL', 'One.'],
      ['dialogue', 'speech', 'TOM', 'Two.'],
      ['caption', 'speech', 'NELL', 'Three.'],
      ['caption', 'speech', 'NELL', 'Four.'],
    ])
    expect(letteringOf('NELL (V/O): One.', 'NELL (O/S): Two.', 'CREDITS: Three.')).toEqual([
      ['caption', 'speech', 'NELL', 'One.'],
      ['dialogue', 'off-panel', 'NELL', 'Two.'],
      ['caption', 'speech', null, 'Three.'],
    ])
  })

  it('takes how words are said from before them, where that is known', () => {
    expect(letteringOf('NELL: (shouting) One!', 'NELL: (sighs) Two.', 'NELL:', '(off) and on.')).toEqual([
      ['dialogue', 'burst', 'NELL', 'One!'],
      ['dialogue', 'speech', 'NELL', '(sighs) Two.'],
      ['dialogue', 'speech', 'NELL', '(off) and on.'],
    ])
  })

  it('takes a line of marks for no words, and tells a speaker in small letters', () => {
    const document = read(
      'PAGE 1',
      'Panel 1',
      'Nell: the same coat.',
      'NELL: One.',
      'Nell: Two.',
      '***',
      'PAGE 2',
      'Panel 1',
      'A.',
      '~ ~ ~',
    )
    expect(panelsOf(document).map(({ prompt, lettering }) => [prompt, lettering.map(({ text }) => text)])).toEqual([
      ['Nell: the same coat. Nell: Two.', ['One.']],
      ['A.', []],
    ])
    expect(codes(document)).toEqual([['speaker-case', 5]])
  })

  it('lets Art speak, and a sign where a number or a note says that it does', () => {
    expect(letteringOf('ART: One.', '2. SIGN: Two.', 'SIGN (RADIO): Three.')).toEqual([
      ['dialogue', 'speech', 'ART', 'One.'],
      ['dialogue', 'speech', 'SIGN', 'Two.'],
      ['dialogue', 'electric', 'SIGN', 'Three.'],
    ])
    const opens = panelsOf(read('PAGE 1', 'Panel 1', 'ART: Wide on the quay.', '', 'ART: One.'))
    expect(opens.map(({ prompt, lettering }) => [prompt, lettering.map(({ text }) => text)])).toEqual([
      ['ART: Wide on the quay.', ['One.']],
    ])
    expect(letteringOf('SIGN: Closed', 'ART NOTE: no hats', 'DESCRIPTION: The quay.')).toEqual([])
  })

  it('takes one text below a heading of a page for its one panel, and words before panels for a note', () => {
    const document = read(
      'PAGE 1',
      'The sea.',
      '',
      'PAGE 2',
      'A page of quick cuts.',
      'Panel 1',
      'Nell.',
      'Panel 2',
      'Tom.',
    )
    expect(panelsOf(document).map(({ prompt, importance }) => [prompt, importance])).toEqual([
      ['The sea.', 5],
      ['Nell.', null],
      ['Tom.', null],
    ])
    expect(codes(document)).toEqual([['page-note', 5]])
  })

  it('divides a spread of several panels over its two pages, and says so', () => {
    const document = read('PAGES 2-3 (SPREAD)', 'Panel 1', 'A.', 'Panel 2', 'B.', 'Panel 3', 'C.', 'Panel 4', 'D.')
    expect(panelsOf(document).map(({ begins }) => begins)).toEqual(['page', undefined, 'page', undefined])
    expect(codes(document)).toEqual([['spread-divided', 1]])
  })

  it('tells pages and panels that are missing, twice, or not as many as the heading says', () => {
    const document = read(
      'PAGE 1 (3 PANELS)',
      'Panel 1',
      'A.',
      'Panel 3',
      'B.',
      'PAGE 3',
      'Panel 1',
      'C.',
      'Panel 1',
      'D.',
      'PAGE 3',
      'Panel 1',
      'PAGE 4',
    )
    expect(codes(document)).toEqual([
      ['panel-count', 1],
      ['panel-gap', 4],
      ['page-gap', 6],
      ['panel-twice', 9],
      ['page-twice', 11],
      ['page-empty', 11],
      ['panel-empty', 12],
      ['page-empty', 13],
    ])
  })

  it('knows a place that is named without a time, and one in capitals by its name', () => {
    const places = ['INT. KITCHEN', 'INT./EXT. FERRY – DAY', 'EXT. ST. ELMO’S PIER', 'SCENE 2: The quay, evening'].map(
      (line) => read(line, 'PAGE 1', 'Panel 1', 'A.').chapters[0]!.scenes[0]!.slug?.place,
    )
    expect(places).toEqual(['Kitchen', 'Ferry', 'St. Elmo’s Pier', 'The quay'])
  })

  it('takes the number of a file without headings from its name', () => {
    const numberIn = (text: string) => readPageScript(text, 'scripts/issue_02.txt').chapters.map(({ number }) => number)
    expect(numberIn('PAGE 1\nPanel 1\nA.')).toEqual(['2'])
    expect(numberIn('ISSUE FIVE\n\nPAGE 1\nPanel 1\nA.')).toEqual(['5'])
    expect(numberIn('PAGE 1\nPanel 1\nA.\n\nISSUE TWO\n\nPAGE 1\nPanel 1\nB.')).toEqual(['1', '2'])
  })

  it('lets pages be counted anew in every chapter', () => {
    const document = read('ISSUE 1', '', 'PAGE 1', 'Panel 1', 'A.', '', 'ISSUE 2', '', 'PAGE 1', 'Panel 1', 'B.')
    expect(document.chapters.map(({ number }) => number)).toEqual(['1', '2'])
    expect(document.diagnostics).toEqual([])
  })

  it('tells what is likely a slip: a speaker, a note, a silent panel that speaks, a name without words', () => {
    const lines = [
      'PAGE 1',
      'Panel 1',
      'They talk.',
      'NELL: A.',
      'NELL: B.',
      'NELL: C.',
      'NEL: D.',
      'NELL (wihsper): E.',
    ]
    expect(codes(read(...lines, 'Panel 2', 'Tom.', 'NO COPY', 'TOM: F.', 'TOM:', '', 'END'))).toEqual([
      ['speaker-typo', 7],
      ['delivery-unknown', 8],
      ['silent-panel-speaks', 11],
      ['lettering-empty', 13],
    ])
  })

  it('keeps every line somewhere, or tells it, on any text', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'PAGE ONE',
        'PAGES 2-3',
        'Panel 1',
        '',
        'NELL',
        'NELL: Hm.',
        'INT. X - DAY',
        'SPLASH',
        '  words',
        '!',
      ),
      fc.string({ maxLength: 30 }),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const document = read(...lines)
        for (const panel of panelsOf(document)) {
          expect(panel.prompt !== '' || panel.lettering.length > 0 || panel.shot !== null).toBe(true)
          expect(lines[panel.line - 1]).toBeDefined()
        }
      }),
    )
  })
})

describe('scripts in other languages', () => {
  it('have pages, panels, captions, sounds and ways of speaking by their own words', () => {
    const scripts = [
      ['SEITE 1', 'BILD 1', 'Der Kai.', 'ERZÄHLER: A', 'TOM (flüstert): B', 'GERÄUSCH: C'],
      ['PÁGINA 1', 'VIÑETA 1', 'El muelle.', 'CARTELA: A', 'TOM (susurrando): B', 'ONOMATOPEYA: C'],
      ['PLANCHE 1', 'Case 1', 'Le quai.', 'RÉCITATIF : A', 'TOM (chuchote) : B', 'BRUIT : C'],
    ]
    for (const lines of scripts) {
      const text = lines.join('\n')
      expect(detectKind(text)).toBe('script')
      const document = readPageScript(text, 'p.txt')
      expect(document.diagnostics).toEqual([])
      expect(panelsOf(document)).toMatchObject([
        {
          begins: 'page',
          prompt: lines[2],
          lettering: [
            { kind: 'caption', speakerName: null, text: 'A' },
            { kind: 'dialogue', balloon: 'whisper', speakerName: 'TOM', text: 'B' },
            { kind: 'sfx', text: 'C' },
          ],
        },
      ])
    }
  })

  it('of Japan have speech in corner brackets and brackets of double width', () => {
    const text =
      '1ページ\n\n1コマ目\n埠頭、夜。\nナレーション：遅かった。\n太郎（小声）「静かに」\n看板「閉店」\n効果音：ガシャン'
    expect(detectKind(text)).toBe('script')
    expect(panelsOf(readPageScript(text, 'p.txt'))).toMatchObject([
      {
        prompt: '埠頭、夜。 看板「閉店」',
        lettering: [
          { kind: 'caption', text: '遅かった。' },
          { balloon: 'whisper', speakerName: '太郎', text: '静かに' },
          { kind: 'sfx', text: 'ガシャン' },
        ],
      },
    ])
  })

  it('are not seen in prose that has such words in it', () => {
    expect(detectKind('Bild 1: der Kai.\n\nEr ging.\n\nBild 2: die See.')).toBe('prose')
    expect(detectKind('Case 1 is open.\n\nCase 2 : closed.')).toBe('prose')
  })
})

describe('panels with numbers and no word before them', () => {
  const script = [
    'LOW WATER',
    '',
    'PAGE 1',
    '',
    '1. Wide on the quay.',
    'NELL: Morning.',
    '',
    '2) Close.',
    '1. TOM: Ha.',
  ]

  it('are panels, and numbers before names are those of balloons', () => {
    const text = [...script, '', 'PAGE TWO', '1.', 'Night.'].join('\n')
    expect(detectKind(text)).toBe('script')
    expect(
      panelsOf(readPageScript(text, 'p.txt')).map(({ begins, prompt, lettering }) => [
        begins ?? null,
        prompt,
        ...lettering.map(({ speakerName, text: words }) => `${speakerName}: ${words}`),
      ]),
    ).toEqual([
      ['page', 'Wide on the quay.', 'NELL: Morning.'],
      [null, 'Close.', 'TOM: Ha.'],
      ['page', 'Night.'],
    ])
  })

  it('are none where the script says “Panel”, nor in prose that counts something', () => {
    const panels = panelsOf(read('PAGE 1', 'Panel 1', 'A list on the wall.', '1. Milk.', '2. Bread.'))
    expect(panels).toMatchObject([{ prompt: 'A list on the wall. 1. Milk. 2. Bread.' }])
    expect(detectKind('Chapter 1\n\nHe wrote:\n\n1. Milk.\n2. Bread.')).toBe('prose')
  })
})

describe('labels as writers have them', () => {
  it.each([
    ['NARRATOR: Late.', 'caption', 'speech', null],
    ['NARR: Late.', 'caption', 'speech', null],
    ['NARRATOR (SPEECH): Late.', 'dialogue', 'speech', 'NARRATOR'],
    ['NELL CAPTION: Late.', 'caption', 'speech', 'NELL'],
    ['LOCATION CAPTION: Late.', 'caption', 'speech', null],
    ['CAPTION (TELEPHONE VOICE): Late.', 'caption', 'speech', 'TELEPHONE VOICE'],
    ['CAPTION (small): Late.', 'caption', 'speech', null],
    ['SFX - GUN: Late.', 'sfx', 'speech', null],
    ['4 McAVOY: Late.', 'dialogue', 'speech', 'McAVOY'],
    ['JACK, OFF-PANEL: Late.', 'dialogue', 'off-panel', 'JACK'],
    ['JACK/OFF: Late.', 'dialogue', 'off-panel', 'JACK'],
    ['JACK [whisper]: Late.', 'dialogue', 'whisper', 'JACK'],
    ['- **TOM** (off): Late.', 'dialogue', 'off-panel', 'TOM'],
    ['OFFICER KRUPP: Late.', 'dialogue', 'speech', 'OFFICER KRUPP'],
  ])('%s', (line, kind, balloon, speaker) => {
    expect(letteringOf(line)).toEqual([[kind, balloon, speaker, 'Late.']])
  })
})

it('a place right below the heading of a panel is where that panel is, and what stands behind it is seen', () => {
  const document = read('PAGE 1', 'PANEL 1:', 'EXT. DESERT – DAY. A lone rider.', 'Panel 2', 'He stops.')
  expect(codes(document)).toEqual([])
  expect(document.chapters[0]!.scenes).toMatchObject([
    { title: 'EXT. DESERT – DAY', panels: [{ begins: 'page', prompt: 'A lone rider.' }, { prompt: 'He stops.' }] },
  ])
  const [, scene] = read('PAGE 1', 'Panel 1', 'A.', 'Panel 2. INT. SHED – NIGHT. Nell waits.').chapters[0]!.scenes
  expect(scene).toMatchObject({ title: 'INT. SHED – NIGHT', panels: [{ prompt: 'Nell waits.' }] })
})

it('a sign below a balloon is seen, and is no more of what is said', () => {
  const [panel] = panelsOf(
    read('PAGE 1', 'Panel 1', 'The office.', 'NELL: Hm.', 'SIGN: Closed.', 'NOTE: keep it small'),
  )
  expect(panel).toMatchObject({ prompt: 'The office. SIGN: Closed. NOTE: keep it small', lettering: [{ text: 'Hm.' }] })
})

describe('a script whose speakers stand in small letters', () => {
  const panel = ['Panel 1', 'Wide: the quay.', 'Nell (off): Hello.', 'Tom: Hi.', 'Background: gulls.']

  it('is read by them, and says so', () => {
    const document = read('PAGE 1', ...panel, 'Panel 2', 'Close.', 'Nell: Bye.', 'Caption: Later.')
    expect(
      panelsOf(document).map(({ prompt, lettering }) => [
        prompt,
        ...lettering.map(({ kind, balloon, speakerName, text }) => `${kind} ${balloon} ${speakerName}: ${text}`),
      ]),
    ).toEqual([
      ['Wide: the quay. Background: gulls.', 'dialogue off-panel NELL: Hello.', 'dialogue speech TOM: Hi.'],
      ['Close.', 'dialogue speech NELL: Bye.', 'caption speech null: Later.'],
    ])
    expect(codes(document)).toEqual([['speakers-in-small-letters', 4]])
  })

  it('is told line by line where that is too little to go by', () => {
    const document = read('PAGE 1', ...panel)
    expect(panelsOf(document)[0]!.lettering).toEqual([])
    expect(codes(document)).toEqual([
      ['speaker-case', 4],
      ['speaker-case', 5],
    ])
  })
})

it('panels have their numbers in many ways, and brackets may say that nobody speaks', () => {
  const prompts = (...lines: string[]) => {
    expect(detectKind(lines.join('\n'))).toBe('script')
    return panelsOf(read(...lines)).map(({ prompt }) => prompt)
  }
  expect(prompts('PAGE 1', '1.1', 'A.', '1.2 B.', 'PAGE 2', '2.1', 'C.')).toEqual(['A.', 'B.', 'C.'])
  expect(prompts('Seite 1', '1. Panel: A.', '2. Bild', 'B.')).toEqual(['A.', 'B.'])
  expect(prompts('PAGE 1', 'FRAME 1', 'A.', 'Pnl 2: B.')).toEqual(['A.', 'B.'])
  const silent = read('PAGE 1', 'Panel 1 (silent)', 'The sea.', 'NELL: Hm.')
  expect(codes(silent)).toEqual([['silent-panel-speaks', 2]])
  expect(panelsOf(silent)[0]!.shot).toBeNull()
})
