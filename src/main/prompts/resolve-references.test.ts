import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PanelContent } from '../../shared/domain/panel.ts'
import type { Reference } from '../../shared/domain/reference.ts'
import type { StoryMoment } from './look-at.ts'
import { indexBible, resolvePanel } from './parts.ts'
import { indexReferences, resolveReferences } from './resolve-references.ts'
import { INK, inPanel, look, MAREN, OTTO, panelContent, person, RIVER } from './test-book.ts'

const NELL = person('nell', {
  name: 'Nell Marrick',
  aliases: [{ text: 'Nell', fromYear: null, untilYear: null, chapter: null }],
  gender: 'female',
  looks: [
    look('school smock', { label: 'child', from: '1926', until: '1930' }),
    look('navy coat', { label: 'grown', from: '1931' }),
  ],
})
const GULL = person('gull', { name: 'Old Gull', kind: 'gull' })
const GHOST = person('ghost', { name: 'Ghost', referencedOnly: true })
const bible = indexBible({ people: [NELL, MAREN, OTTO, GULL, GHOST], places: [RIVER] })

/** Added in the order of their hashes. */
function reference(sha256: string, over: Partial<Reference> = {}): Reference {
  return {
    id: sha256,
    subject: 'person',
    of: 'nell',
    role: 'face',
    look: null,
    name: `${sha256}.png`,
    path: `references/${sha256}.png`,
    sha256,
    bytes: 1,
    width: 512,
    height: 512,
    format: 'png',
    checks: null,
    preferred: false,
    addedAt: Number.parseInt(sha256, 16),
    ...over,
  }
}

function resolved(
  references: readonly Reference[],
  {
    panel = {},
    date = '1931-08-15',
    most = 16,
  }: { panel?: Partial<PanelContent>; date?: string | null; most?: number } = {},
) {
  const moment: StoryMoment = { date, chapter: '1' }
  const content = panelContent({ what: 'Nell waits.', people: [inPanel('nell')], ...panel })
  return resolveReferences(resolvePanel(content, moment, bible), bible, INK, indexReferences(references), most)
}

const hashes = (...args: Parameters<typeof resolved>) => resolved(...args).references.map(({ hash }) => hash)

const TWO = { people: [inPanel('otto', { role: 'passive' }), inPanel('nell')] }
const AT_THE_FERRY = { placeId: 'the-river/ferry' }

describe('references of a panel', () => {
  test.each<[what: string, references: Reference[], options: Parameters<typeof resolved>[1], expected: string[]]>([
    ['none without any', [], {}, []],
    ['a face before an outfit', [reference('a', { role: 'outfit' }), reference('b')], {}, ['b', 'a']],
    ['the newest of several', [reference('b'), reference('c'), reference('a')], {}, ['c']],
    ['the preferred before the newest', [reference('a', { preferred: true }), reference('b')], {}, ['a']],
    [
      'one of the look before one that is to do for all',
      [reference('a', { look: 'grown' }), reference('b')],
      {},
      ['a'],
    ],
    [
      'a preferred one before one of the look',
      [reference('a', { look: 'grown' }), reference('b', { preferred: true })],
      {},
      ['b'],
    ],
    [
      'of the look that holds at the date',
      [reference('a', { look: 'child' }), reference('b', { look: 'grown' })],
      { date: '1928' },
      ['a'],
    ],
    ['none of another look, preferred or not', [reference('a', { look: 'child', preferred: true })], {}, []],
    ['one that is bound to no look, at any date', [reference('a')], { date: '1928' }, ['a']],
    [
      'no outfit of another look beside a face',
      [reference('a'), reference('b', { role: 'outfit', look: 'child' })],
      {},
      ['a'],
    ],
    [
      'who acts before who is only there',
      [reference('a', { of: 'otto' }), reference('b'), reference('c', { role: 'outfit' })],
      { panel: TWO },
      ['b', 'c', 'a'],
    ],
    [
      'nobody who is only spoken of',
      [reference('a')],
      { panel: { people: [inPanel('nell', { role: 'mentioned' })] } },
      [],
    ],
    ['nobody who is never drawn', [reference('a', { of: 'ghost' })], { panel: { people: [inPanel('ghost')] } }, []],
    ['nobody else', [reference('a', { of: 'otto' })], {}, []],
    [
      'the zone rather than the whole place, behind the people',
      [
        reference('c', { subject: 'place', of: 'the-river', role: 'place' }),
        reference('b', { subject: 'place', of: 'the-river/ferry', role: 'place' }),
        reference('a'),
      ],
      { panel: AT_THE_FERRY },
      ['a', 'b'],
    ],
    [
      'the whole place where its zone has none',
      [
        reference('a', { subject: 'place', of: 'the-river', role: 'place' }),
        reference('b', { subject: 'place', of: 'the-river/boat-house', role: 'place' }),
      ],
      { panel: AT_THE_FERRY },
      ['a'],
    ],
    [
      'the style last, of this style only',
      [
        reference('a', { subject: 'style', of: 'ink', role: 'style' }),
        reference('b', { subject: 'style', of: 'gouache', role: 'style' }),
        reference('c'),
      ],
      {},
      ['c', 'a'],
    ],
    ['none for a model that takes none', [reference('a')], { most: 0 }, []],
  ])('are %s', (_, references, options, expected) => {
    expect(hashes(references, options)).toEqual(expected)
  })

  test('are cut to what the model takes, and what is left out is told', () => {
    const references = [
      reference('a'),
      reference('b', { role: 'outfit' }),
      reference('c', { of: 'otto' }),
      reference('d', { subject: 'place', of: 'the-river', role: 'place' }),
      reference('e', { subject: 'style', of: 'ink', role: 'style' }),
    ]
    const options = { panel: { ...TWO, ...AT_THE_FERRY }, most: 2 }
    expect(hashes(references, options)).toEqual(['a', 'b'])
    expect(resolved(references, options).leftOut).toEqual([
      'reference of Otto’s face',
      'reference of The River',
      'reference of the style Ink',
    ])
  })

  test('send a picture once, whatever it shows', () => {
    const full = [
      reference('a'),
      reference('a', { id: 'x', role: 'outfit', look: 'grown' }),
      reference('b', { of: 'otto' }),
    ]
    const { references, part, leftOut } = resolved(full, { panel: TWO, most: 2 })
    expect(references).toEqual([
      { hash: 'a', role: 'face', path: 'references/a.png', of: 'nell' },
      { hash: 'b', role: 'face', path: 'references/b.png', of: 'otto' },
    ])
    expect(leftOut).toEqual([])
    expect(part?.text).toMatch(
      /^Image 1 shows the face of Nell and the clothes of Nell; .*\. Image 2 shows the face of Otto/,
    )
  })
})

describe('what a prompt says about references', () => {
  test.each<[what: string, references: Reference[], options: Parameters<typeof resolved>[1], text: string]>([
    [
      'a face of this age',
      [reference('a', { look: 'grown' })],
      {},
      'Image 1 shows the face of Nell; keep her face and hair exactly. Take nothing else from this image',
    ],
    [
      'a face of another age',
      [reference('a')],
      {},
      'Image 1 shows the face of Nell; keep her features exactly, with the age and hair described. Take nothing else from this image',
    ],
    [
      'the name that the panel uses',
      [reference('a', { of: 'otto' })],
      { panel: { what: 'Otto looks up.', people: [inPanel('otto')] } },
      'Image 1 shows the face of Otto; keep his face and hair exactly. Take nothing else from this image',
    ],
    [
      'an animal',
      [reference('a', { of: 'gull' })],
      { panel: { what: 'Old Gull sleeps.', people: [inPanel('gull')] } },
      'Image 1 shows Old Gull; keep its shape and markings exactly. Take nothing else from this image',
    ],
    [
      'clothes, a place and a style',
      [
        reference('a', { role: 'outfit' }),
        reference('b', { subject: 'place', of: 'the-river/ferry', role: 'place' }),
        reference('c', { subject: 'style', of: 'ink', role: 'style' }),
      ],
      { panel: AT_THE_FERRY },
      'Image 1 shows the clothes of Nell; keep every garment and its colours exactly. Image 2 shows the place, ferry, The River; keep its layout and materials. Image 3 shows the drawing style; keep its line, colours and technique. Take nothing else from these images',
    ],
  ])('%s', (_, references, options, text) => {
    expect(resolved(references, options).part).toEqual({
      id: 'references',
      kind: 'references',
      text,
      avoid: [],
      weight: 100,
      mandatory: true,
    })
  })

  test('nothing without references', () => {
    expect(resolved([]).part).toBeNull()
  })
})

describe('whatever references a book has', () => {
  const anyReference = fc
    .record({
      sha256: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      kind: fc.constantFrom(
        { subject: 'person', of: 'nell', role: 'face' },
        { subject: 'person', of: 'nell', role: 'outfit' },
        { subject: 'person', of: 'otto', role: 'face' },
        { subject: 'person', of: 'ghost', role: 'face' },
        { subject: 'place', of: 'the-river', role: 'place' },
        { subject: 'place', of: 'the-river/ferry', role: 'place' },
        { subject: 'style', of: 'ink', role: 'style' },
      ),
      look: fc.constantFrom(null, 'child', 'grown', 'gone'),
      preferred: fc.boolean(),
      addedAt: fc.nat(3),
    })
    .map(({ sha256, kind, look, preferred, addedAt }) =>
      reference(sha256, {
        ...(kind as Pick<Reference, 'subject' | 'of' | 'role'>),
        look: kind.subject === 'person' ? look : null,
        preferred,
        addedAt,
      }),
    )

  test('never more than two a person, never another look, never over the limit, always the same', () => {
    fc.assert(
      fc.property(
        fc.array(anyReference, { maxLength: 12 }),
        fc.constantFrom('1928', '1935', null),
        fc.nat(6),
        fc.nat(),
        (references, date, most, turn) => {
          const options = { panel: { ...TWO, ...AT_THE_FERRY }, date, most }
          const result = resolved(references, options)
          const { references: sent, part } = result
          expect(sent.length).toBeLessThanOrEqual(most)
          expect(new Set(sent.map(({ hash }) => hash)).size).toBe(sent.length)
          for (const id of ['nell', 'otto']) {
            const own = sent.filter(({ of }) => of === id)
            expect(own.length).toBeLessThanOrEqual(2)
            expect(new Set(own.map(({ role }) => role)).size).toBe(own.length)
          }
          expect(sent.some(({ of }) => of === 'ghost')).toBe(false)
          const holding = date === '1928' ? 'child' : date === '1935' ? 'grown' : null
          for (const { hash, of, role } of sent) {
            const same = references.filter((each) => each.sha256 === hash && each.of === of && each.role === role)
            if (holding !== null) expect(same.some(({ look }) => look === null || look === holding)).toBe(true)
          }
          expect(part === null).toBe(sent.length === 0)
          // Nothing hangs on the order in which rows come, as long as they can be told apart.
          const distinct = [
            ...new Map(references.map((each) => [`${each.of} ${each.role} ${each.sha256}`, each])).values(),
          ]
          const turned = distinct.toSorted((a, b) => ((turn >> a.addedAt) & 1) - ((turn >> b.addedAt) & 1))
          expect(resolved(turned, options)).toEqual(resolved(distinct, options))
        },
      ),
    )
  })
})
