import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHAPTER, LOCATION } from '../test-imagery.ts'
import { readFullYaml } from './full-reader.ts'
import { plainValue, type YamlNode } from './node.ts'
import { readUsualYaml } from './usual-reader.ts'

/** Maps of a list with mostly the same keys, some in quotes: what the reader expects, and where it must not. */
const ALIKE = Array.from(
  { length: 12 },
  (_, at) => `- id: p${at}
  light:
    hue: warm
    ${at % 3 === 0 ? '"#a"' : 'a'}: |
      soft
  ${at % 4 === 0 ? '"1"' : 'one'}: [x, y]
${at % 5 === 0 ? '  id2: z\n' : ''}  shade:
    hue: cold
`,
).join('')

/** The first value that stands elsewhere for one of the two readers. */
function misplaced(usual: YamlNode, full: YamlNode, path = ''): string | null {
  if (usual.start !== full.start || usual.end !== full.end)
    return `${path}: ${usual.start}–${usual.end} and ${full.start}–${full.end}`
  if (usual.kind === 'list' && full.kind === 'list')
    return first(usual.items.map((item, at) => misplaced(item, full.items[at]!, `${path}[${at}]`)))
  if (usual.kind === 'map' && full.kind === 'map')
    return first(
      usual.entries.map(({ key, keyStart, afterColon, value }, at) => {
        const other = full.entries[at]!
        if (keyStart !== other.keyStart || afterColon !== other.afterColon) return `${path}.${key}`
        return misplaced(value, other.value, `${path}.${key}`)
      }),
    )
  return null
}

const first = (found: (string | null)[]) => found.find((each) => each !== null) ?? null

function expectTheSame(text: string): 'read' | 'left' {
  const usual = readUsualYaml(text)
  if (usual === null) return 'left'
  const full = readFullYaml(text)
  if (!full.ok) throw new Error(`Only the usual reader takes ${JSON.stringify(text)}: ${JSON.stringify(full.errors)}`)
  expect(plainValue(usual)).toEqual(plainValue(full.root))
  expect(misplaced(usual, full.root)).toBeNull()
  return 'read'
}

describe('the usual reader', () => {
  test.each([
    ['a chapter', CHAPTER],
    ['the same with CRLF', CHAPTER.replaceAll('\n', '\r\n')],
    ['a place', LOCATION],
    ['folded quotes', "a: \"one\n\n  two \\\n  three \\u00e9\"\nb: 'it''s\n  here'\n"],
    ['plain text over lines', 'a: one\n  two\n\n  three # end\nb: 12:30\n'],
    ['blocks', 'a: |-\n  x\n   y\n\nb: |\n  z\n\n\nc: 1'],
    ['brackets over lines', 'a: [1, "b", {c: d},\n  e]\nb: {}\n'],
    ['a document mark', '---\na: 1\n'],
    ['numbers and words', 'a: 0x1F\nb: 1e3\nc: no\nd: .5\ne: -\n f: ~\ng: True\n'.replace('e: -\n f', 'f')],
  ])('reads %s as the full one does', (_, text) => {
    expect(expectTheSame(text)).toBe('read')
  })

  test.each([
    ['the end of a document', 'a: 1\n... b: 2\n'],
    ['a block without text', 'a: |\n\nb: 1\n'],
    ['spaces behind the text of a block', 'a: |\n  b\n   \nc: 1\n'],
    ['a tab', 'a:\tb\n'],
    ['an anchor', 'a: &x 1\n'],
    ['a folded block', 'a: >\n  b\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a second document', 'a: 1\n---\nb: 2\n'],
    ['a key that stands twice', 'a: 1\na: 2\n'],
    ['text behind a quote', 'a: "b" c\n'],
    ['a colon in plain text', 'a: b: c\n'],
    ['an open quote', 'a: "b\nc: d\n'],
    ['a control sign', 'a: b\u0007\n'],
    ['what is nested too deep', `a: ${'['.repeat(80)}${']'.repeat(80)}\n`],
  ])('leaves %s to the full one', (_, text) => {
    expect(readUsualYaml(text)).toBeNull()
  })

  test.each([
    ['a key in quotes, then the same without', '- "#a": 1\n- #a: 1\n'],
    ['a number in quotes, then the same without', 'a:\n  - "1": x\n  - 1: x\n'],
    ['a key that stands twice in the second of two maps', '- a: 1\n  b: 2\n- a: 1\n  a: 2\n'],
    ['a key that stands twice behind those of the first', '- a: 1\n  b: 2\n- a: 1\n  b: 2\n  a: 3\n'],
    ['a longer key', '- a: 1\n- a b: 1\n- ab: 1\n- a:b: 1\n'],
    ['another order', '- a: 1\n  b: 2\n- b: 1\n  a: 2\n- a: 3\n'],
    ['a key below itself', 'a:\n  a:\n    a: 1\n    b: 2\n  b: 3\n'],
  ])('reads maps that are alike as the full one does: %s', (_, text) => {
    expectTheSame(text)
  })

  test('takes nothing that the full one does not take, and reads it the same, however a file is mangled', () => {
    const source = fc.constantFrom(CHAPTER, LOCATION, CHAPTER.replaceAll('\n', '\r\n'), ALIKE)
    const piece = fc.constantFrom(
      ...[
        ' ',
        '  ',
        '\n',
        '\n\n',
        '\r\n',
        ':',
        ': ',
        '- ',
        '-',
        '"',
        "'",
        '#',
        ' #',
        '[',
        ']',
        '{',
        '}',
        ',',
        '|',
        '|-',
        '>',
      ],
      ...[
        '&a',
        '*a',
        '!',
        '?',
        '%',
        '@',
        '`',
        '\t',
        '\\',
        '---\n',
        '...',
        'null',
        '~',
        '0',
        '.',
        'é',
        'a: b',
        '""',
        '{}',
      ],
    )
    const edit = fc.record({ at: fc.nat(), cut: fc.nat(5), put: fc.oneof(piece, fc.constant('')) })
    let read = 0
    fc.assert(
      fc.property(
        source,
        fc.nat(),
        fc.integer({ min: 100, max: 700 }),
        fc.array(edit, { maxLength: 4 }),
        (text, from, length, edits) => {
          const start = text.lastIndexOf('\n', from % text.length) + 1
          const mangled = edits.reduce(
            (now, { at, cut, put }) => {
              const place = at % (now.length + 1)
              return now.slice(0, place) + put + now.slice(place + cut)
            },
            text.slice(start, start + length),
          )
          if (expectTheSame(mangled) === 'read') read++
        },
      ),
      { numRuns: 10_000 },
    )
    // Otherwise nothing was compared.
    expect(read).toBeGreaterThan(500)
  })
})
