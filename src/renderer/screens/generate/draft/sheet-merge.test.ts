import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Sheet, SheetBox } from '../../../../shared/contract/index.ts'
import { emptySheet } from '../../../../shared/sheet/default-sheet.ts'
import { changesOf, merged, withChanges } from './sheet-merge.ts'

const box = (id: string, text = id): SheetBox => ({ id, text, panelId: null, own: {} })
const sheet = (...boxes: SheetBox[]): Sheet => ({ ...emptySheet(), boxes })
const texts = ({ boxes }: Sheet) => boxes.map(({ text }) => text)

const anySheet: fc.Arbitrary<Sheet> = fc
  .record({
    text: fc.constantFrom('', 'one', 'two'),
    images: fc.integer({ min: 1, max: 4 }),
    tag: fc.constantFrom('', 'night'),
    boxes: fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdef'), text: fc.constantFrom('', 'x', 'y') }), {
      selector: ({ id }) => id,
    }),
  })
  .map(({ text, images, tag, boxes }) => ({
    ...emptySheet(),
    text,
    settings: { ...emptySheet().settings, images, tag },
    boxes: boxes.map(({ id, text }) => box(id, text)),
  }))

test('Changes put over what they were taken from are the new draft again', () => {
  fc.assert(
    fc.property(anySheet, anySheet, (before, now) => {
      const patch = changesOf(before, now)
      expect(patch ? withChanges(before, patch) : before).toEqual(now)
    }),
  )
})

test('Only what was touched is kept: one box, one setting', () => {
  const before = sheet(box('a'), box('b'))
  const now = { ...before, boxes: [box('a'), box('b', 'new')], settings: { ...before.settings, images: 2 } }
  expect(changesOf(before, now)).toEqual({ settings: { images: 2 }, changed: [box('b', 'new')] })
  expect(changesOf(before, { ...before, boxes: [box('a'), box('b')] })).toBeNull()
})

test('Merging with a side that changed nothing gives the other side', () => {
  fc.assert(
    fc.property(anySheet, anySheet, (base, changed) => {
      expect(merged(base, changed, base)).toEqual(changed)
      expect(merged(base, base, changed)).toEqual(changed)
    }),
  )
})

test('No words that either side wrote are lost', () => {
  fc.assert(
    fc.property(anySheet, anySheet, anySheet, (base, mine, theirs) => {
      const old = new Map(base.boxes.map(({ id, text }) => [id, text]))
      const both = merged(base, mine, theirs)
      const found = new Set(both.boxes.map(({ id }) => id))
      for (const { id, text } of [...mine.boxes, ...theirs.boxes]) if (old.get(id) !== text) expect(found).toContain(id)
      expect(found.size).toBe(both.boxes.length)
    }),
  )
})

test('Two windows that write into different boxes both keep their words', () => {
  const base = sheet(box('a'), box('b'))
  const mine = sheet(box('a', 'mine'), box('b'), box('new'))
  const theirs = sheet(box('a'), box('b', 'theirs'))
  expect(texts(merged(base, mine, theirs))).toEqual(['mine', 'theirs', 'new'])
})

test('An act is taken back without what was written since', () => {
  const before = sheet(box('a'), box('b'), box('c'))
  const after = sheet(box('a'), box('c'))
  const now = sheet(box('a', 'more'), box('c'), box('d'))
  expect(texts(merged(after, now, before))).toEqual(['more', 'b', 'c', 'd'])
})
