import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Lettering } from '../../../shared/domain/lettering.ts'
import { panelContent } from '../../prompts/test-book.ts'
import { mergeLines, settleEdit } from './settle-edit.ts'

const say = (text: string, more: Partial<Lettering> = {}): Lettering => ({
  ...{ kind: 'dialogue', balloon: 'speech', speakerId: 'nell', speakerName: null, text, sure: true },
  ...more,
})
const GULL = say('A gull is on the rail.')
const BOAT = say('The boat comes at nine.')
const ROPE = say('Throw me that rope.')
const merged = (before: Lettering[], own: Lettering[], now: Lettering[]) => mergeLines(before, own, now).lines

describe('lines the author and the script have changed', () => {
  it('follow the script where the author left them alone', () => {
    const own = [say('A heron is on the rail.'), BOAT]
    const later = say('The boat comes at ten.')
    expect(merged([GULL, BOAT], own, [GULL, later])).toEqual([own[0], later])
    expect(mergeLines([GULL, BOAT], own, [GULL, later]).isOverruled).toBe(false)
  })

  it('keep what the author wrote, and tell where the script says something else', () => {
    const own = say('A heron is on the rail.')
    expect(mergeLines([GULL], [own], [say('Two gulls are on the rail.')])).toEqual({ lines: [own], isOverruled: true })
  })

  it('bring what the script added, where it stands there', () => {
    const own = [say('A heron is on the rail.'), BOAT]
    expect(merged([GULL, BOAT], own, [GULL, ROPE, BOAT])).toEqual([own[0], ROPE, BOAT])
    expect(merged([GULL, BOAT], [BOAT, GULL], [ROPE, GULL, BOAT])).toEqual([ROPE, BOAT, GULL])
  })

  it('leave out what either has taken out, but not what the author rewrote', () => {
    expect(merged([GULL, BOAT], [BOAT], [GULL, BOAT])).toEqual([BOAT])
    expect(merged([GULL, BOAT], [BOAT, GULL], [GULL])).toEqual([GULL])
    const own = say('A heron is on the rail.')
    expect(mergeLines([GULL, BOAT], [own, BOAT], [BOAT])).toEqual({ lines: [own, BOAT], isOverruled: true })
  })

  it('change nothing when the script has not changed, and are the script when the author has not', () => {
    const words = ['gull', 'boat', 'rope', 'tide', 'lamp', 'sail']
    const line = fc.constantFrom(...words.map((word) => say(`${word} ${word} ${word}`)))
    const lines = fc.uniqueArray(line, { selector: ({ text }) => text })
    fc.assert(
      fc.property(lines, lines, (before, other) => {
        expect(merged(before, other, before)).toEqual(other)
        expect(merged(before, before, other).map(({ text }) => text)).toEqual(
          expect.arrayContaining(other.map(({ text }) => text)),
        )
      }),
    )
  })
})

describe('an edit over what was read again', () => {
  it('leaves lines of a panel that the author cut to the author', () => {
    const content = panelContent({ source: 'All of it.', lettering: [GULL, BOAT, ROPE] })
    const edit = {
      fields: { source: 'All', lettering: [GULL] },
      read: { source: 'All of it.', lettering: [GULL, BOAT] },
    }
    expect(settleEdit(edit, content)).toMatchObject({ fields: edit.fields, isOverruled: true })
  })

  it('tells what else the script says otherwise', () => {
    const edit = {
      fields: { shot: 'detail' as const, lettering: [BOAT] },
      read: { shot: 'long' as const, lettering: [GULL] },
    }
    const content = panelContent({ shot: 'long', lettering: [GULL] })
    expect(settleEdit(edit, content)).toEqual({ ...edit, isOverruled: false })
    expect(settleEdit(edit, { ...content, shot: 'full' }).isOverruled).toBe(true)
  })
})
