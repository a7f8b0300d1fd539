import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutTo, harmless, harmlessJson, table, tableWithin, textWidth, wrap } from './terminal-text.ts'

/** Everything a terminal may act on, line breaks apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const ACTS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/

describe('text for a terminal', () => {
  it.each([
    ['\u001b]0;owned\u0007', '\\u{1b}]0;owned\\u{7}'],
    ['a\u009b2Jb', 'a\\u{9b}2Jb'],
    ['invoice\u202efdp.exe', 'invoice\\u{202e}fdp.exe'],
    ['back\rover', 'back\\u{d}over'],
    ['two\nlines', 'two\nlines'],
    ['José 日本 👩‍🚒', 'José 日本 👩‍🚒'],
  ])('shows %j as %j', (text, shown) => expect(harmless(text)).toBe(shown))

  it('lets nothing through that a terminal acts on, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(harmless(text)).not.toMatch(ACTS)
        expect(harmlessJson({ text })).not.toMatch(ACTS)
        expect(JSON.parse(harmlessJson({ text }))).toEqual({ text })
      }),
    )
  })

  it('counts columns as a terminal does: two for wide signs, none for accents that combine', () => {
    expect(textWidth('abc')).toBe(3)
    expect(textWidth('日本')).toBe(4)
    expect(textWidth('e\u0301')).toBe(1)
    expect(textWidth('👩‍🚒')).toBe(2)
  })

  it('cuts a text to the columns there are, never inside a sign', () => {
    expect(cutTo('Gannet Stack', 20)).toBe('Gannet Stack')
    expect(cutTo('Gannet Stack', 8)).toBe('Gannet…')
    expect(cutTo('日本語のまんが', 6)).toBe('日本…')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, columns) => {
        expect(textWidth(cutTo(text, columns))).toBeLessThanOrEqual(columns)
      }),
    )
  })

  it('breaks lines between words and keeps every word', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four'])
    expect(wrap('takes/ch01/sc01/long-name.png here', 10)).toEqual(['takes/ch01/sc01/long-name.png', 'here'])
    expect(wrap('   ', 10)).toEqual([])
  })

  it('sets rows in columns, numbers to the right', () => {
    expect(
      table(
        [
          ['noir', '220'],
          ['ligne-claire', '7'],
        ],
        [1],
      ),
    ).toEqual(['noir          220', 'ligne-claire    7'])
  })
})

describe('tableWithin', () => {
  const rows = [
    ['prompt', '6.text', 'KSampler (3) takes its positive words from it'],
    ['seed', '3.seed', 'you said so'],
  ]

  it('is a table where it fits', () => {
    expect(tableWithin(80, rows)).toEqual(table(rows).map((line) => `  ${line}`))
  })

  it('wraps the last cells where that is enough', () => {
    expect(tableWithin(46, rows)).toEqual([
      '  prompt  6.text  KSampler (3) takes its',
      '                  positive words from it',
      '  seed    3.seed  you said so',
    ])
  })

  it('gives each row lines of its own on a narrow terminal', () => {
    const lines = tableWithin(30, rows)
    expect(lines).toEqual([
      '  prompt · 6.text · KSampler',
      '    (3) takes its positive',
      '    words from it',
      '  seed · 3.seed · you said',
      '    so',
    ])
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(30)
  })
})
