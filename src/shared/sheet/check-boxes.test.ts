import { describe, expect, it } from 'vitest'
import type { OwnSettings, SheetBox } from '../contract/sheet.ts'
import { checkBoxes, countCharacters, type SheetFacts } from './check-boxes.ts'
import { DEFAULT_SHEET_SETTINGS } from './default-sheet.ts'

const MASTER = { ...DEFAULT_SHEET_SETTINGS, styles: ['noir'] }
const box = (text: string, more: { panelId?: string; own?: OwnSettings } = {}, id = text): SheetBox => ({
  id,
  text,
  panelId: more.panelId ?? null,
  own: more.own ?? {},
})
const kinds = (boxes: SheetBox[], facts?: SheetFacts, settings = MASTER) =>
  checkBoxes(boxes, settings, facts).map(({ box: at, kind, other }) => [at, kind, ...(other === null ? [] : [other])])

describe('what stands in the way of boxes', () => {
  it('is nothing where all is well, also with room for the next prompt at the end', () => {
    expect(kinds([box('A boat.'), box('A gull.'), box('', {}, 'x'), box(' \n', {}, 'y')])).toEqual([])
  })

  it('is a box without words between others, and a sheet without any', () => {
    expect(kinds([box('A boat.'), box('  ', {}, 'x'), box('A gull.')])).toEqual([[2, 'empty']])
    expect(kinds([])).toEqual([[null, 'no-prompt']])
    expect(kinds([box('', { panelId: 'p' })])).toEqual([
      [null, 'no-prompt'],
      [1, 'empty'],
    ])
  })

  it('is saying the same as an earlier box, whatever the case and the white space', () => {
    expect(kinds([box('A boat.'), box('A gull.'), box(' a  BOAT.\n')])).toEqual([[3, 'same', 1]])
  })

  it('is not saying the same of two panels, nor the same made in another way', () => {
    expect(kinds([box('She looks up.', { panelId: 'p' }, '1'), box('She looks up.', { panelId: 'q' }, '2')])).toEqual(
      [],
    )
    expect(kinds([box('A boat.', {}, '1'), box('A boat.', { own: { styles: ['manga'] } }, '2')])).toEqual([])
    expect(kinds([box('A boat.', {}, '1'), box('A boat.', { own: { images: 1 } }, '2')])).toEqual([[2, 'same', 1]])
    expect(kinds([box('A boat.', { panelId: 'p' }, '1'), box('A boat.', {}, '2')])).toEqual([[2, 'same', 1]])
  })

  it('is one panel in two ways', () => {
    expect(kinds([box('A boat.', { panelId: 'p' }), box('A gull.', { panelId: 'p' })])).toEqual([[2, 'same-panel', 1]])
  })

  it('is more than the model takes, the description included', () => {
    const facts = { most: () => 40 }
    const settings = { ...MASTER, description: 'A girl of 14 with two plaits' }
    expect(kinds([box('She runs along the quay.')], facts, settings)).toEqual([[1, 'too-long']])
    expect(kinds([box('She runs along the quay.', { panelId: 'p' })], facts, settings)).toEqual([])
    expect(checkBoxes([box('x'.repeat(4_001))], MASTER)[0]).toMatchObject({ length: 4_001, most: 4_000 })
  })

  it('is a character that is none; tags and emoji are plain text', () => {
    const broken = checkBoxes([box('A \ud83d boat'), box('caf\ufffd noir'), box('nul\0l')], MASTER)
    expect(broken.map(({ kind, words }) => [kind, words])).toEqual([
      ['broken-encoding', ['\ufffd']],
      ['broken-encoding', ['caf\ufffd']],
      ['broken-encoding', ['nul\ufffdl']],
    ])
    expect(kinds([box('<b>A boat</b> 🚤 & 𝔞 👨‍👩‍👧')])).toEqual([])
  })

  it('is what those who know more say', () => {
    const facts: SheetFacts = {
      hasPanel: (id) => id === 'p',
      hasStyle: (id) => id === 'noir',
      reference: (id) => ({ good: null, bad: 'It is blurred.' })[id],
      unknown: ({ model }) => (model === 'gone' ? 'unknown-model' : null),
      takesReferences: (model) => model !== 'blind',
      broken: (text) => (text.includes('Ã©') ? ['cafÃ©'] : []),
      flagged: (text) => ({
        every: text.includes('nsfw') ? ['nsfw'] : [],
        provider: text.includes('nude') ? ['nude'] : [],
      }),
    }
    expect(
      kinds(
        [
          box('a', { panelId: 'p' }),
          box('b', { panelId: 'q' }),
          box('c', { own: { styles: ['lost'], referenceId: 'bad' } }),
          box('d', { own: { model: 'gone', referenceId: 'lost' } }),
          box('e', { own: { model: 'blind', referenceId: 'good' } }),
          box('cafÃ©, nsfw, nude'),
        ],
        facts,
      ),
    ).toEqual([
      [2, 'no-panel'],
      [3, 'unknown-style'],
      [3, 'bad-reference'],
      [4, 'unknown-model'],
      [4, 'no-reference'],
      [5, 'reference-unused'],
      [6, 'broken-encoding'],
      [6, 'words-every'],
      [6, 'words-provider'],
    ])
  })

  it('is told of the master once, not of every box', () => {
    const settings = { ...MASTER, styles: [], referenceId: 'lost', description: 'x'.repeat(251) }
    expect(kinds([box('a'), box('b')], { reference: () => undefined }, settings)).toEqual([
      [null, 'description-too-long'],
      [null, 'no-style'],
      [null, 'no-reference'],
    ])
  })

  it('names place and matter in a sentence', () => {
    const [problem] = checkBoxes([box('A boat.', {}, '1'), box('A boat.', {}, '2')], MASTER)
    expect(problem).toMatchObject({ says: 'Box 2: It is the same as box 1.', severity: 'error', boxId: '2' })
  })
})

it('characters are counted as people see code points', () => {
  expect(countCharacters('a🚤é')).toBe(3)
  expect(countCharacters('\ud83d')).toBe(1)
})
