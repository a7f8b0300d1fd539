import { describe, expect, it } from 'vitest'
import type { LetteringText } from '../../../shared/domain/lettering-text.ts'
import type { OwnText } from './own-texts.ts'
import { standingTranslations } from './translations.ts'

const line = (subjectId: string, text: string): OwnText => ({
  subject: 'line',
  subjectId,
  chapter: '1',
  scene: 1,
  panel: 1,
  kind: 'speech',
  speaker: null,
  text,
})
const said = (subjectId: string, ownText: string, text: string, over: Partial<LetteringText> = {}): LetteringText => ({
  subject: 'line',
  subjectId,
  language: 'de',
  text,
  ownText,
  state: 'edited',
  changedAt: 0,
  ...over,
})
const standing = (texts: OwnText[], stored: LetteringText[]) =>
  Object.fromEntries(
    [...standingTranslations(texts, stored)].map(([key, { text, state }]) => [key.slice(5), `${text} ${state}`]),
  )

describe('standingTranslations', () => {
  it('are stale where the own words changed', () => {
    expect(
      standing([line('a', 'Yes!'), line('b', 'No.')], [said('a', 'Yes.', 'Ja.'), said('b', 'No.', 'Nein.')]),
    ).toEqual({ a: 'Ja. stale', b: 'Nein. edited' })
  })

  it('come back to the words they were made for, wherever these stand now', () => {
    // The first line has got the id of one that was taken out; its own words stand in another place.
    expect(standing([line('a', 'Who?'), line('new', 'Yes.')], [said('a', 'Yes.', 'Ja.')])).toEqual({
      a: 'Ja. stale',
      new: 'Ja. edited',
    })
    expect(standing([line('new', 'Yes.')], [said('gone', 'Yes.', 'Ja.', { state: 'machine' })])).toEqual({
      new: 'Ja. machine',
    })
  })

  it('are not taken from a line that still has its words, nor from another kind of text', () => {
    expect(standing([line('a', 'ding'), line('b', 'ding')], [said('a', 'ding', 'bimm')])).toEqual({ a: 'bimm edited' })
    expect(standing([line('a', 'Quay')], [said('gone', 'Quay', 'Kai', { subject: 'chapter' })])).toEqual({})
  })
})
