import { describe, expect, it } from 'vitest'
import { panelContent } from '../../prompts/test-book.ts'
import { joinContents, nearestSentence, splitContent } from './split-content.ts'

const SOURCE = 'Nell climbed the stairs. “Who is there?” she called. The lamp went out, and a gull cried.'
const line = (text: string) => ({
  ...{ kind: 'dialogue' as const, balloon: 'speech' as const, speakerId: 'nell', speakerName: null, sure: true },
  text,
})

describe('splitting a panel', () => {
  it('begins the second half with the sentence nearest to where it was asked for', () => {
    expect(nearestSentence('One came. Two left. Three stayed.', 12, 'en')).toBe(10)
    expect(nearestSentence('One came. Two left. Three stayed.', 0, 'en')).toBe(10)
    expect(nearestSentence('彼は来た。彼女は去った。', 9, 'ja')).toBe(5)
    expect(nearestSentence('Only one sentence', 4, 'en')).toBeNull()
    expect(nearestSentence('   Only one.  ', 1, 'en')).toBeNull()
  })

  it('gives each half the words, the lines and the things that are its own', () => {
    const content = panelContent({
      source: SOURCE,
      what: 'Nell climbs the stairs. The lamp goes out and a gull cries.',
      lettering: [line('Who is there?')],
      props: ['stairs', 'lamp'],
      flags: { sceneStart: true, reveal: false, action: false, splash: true },
    })
    const [first, second] = splitContent(content, SOURCE.indexOf('The lamp'), 'en')
    expect(first).toMatchObject({
      what: 'Nell climbs the stairs.',
      props: ['stairs'],
      lettering: [line('Who is there?')],
    })
    expect(second).toMatchObject({
      what: 'The lamp goes out and a gull cries.',
      source: 'The lamp went out, and a gull cried.',
      props: ['lamp'],
      lettering: [],
      flags: { sceneStart: false, splash: false },
    })
    expect(second.people).toEqual(content.people)
  })

  it('leaves no half without something to see', () => {
    const content = panelContent({ source: SOURCE, what: 'Nell climbs the stairs.' })
    expect(splitContent(content, SOURCE.indexOf('The lamp'), 'en').map(({ what }) => what)).toEqual([
      'Nell climbs the stairs.',
      'The lamp went out, and a gull cried.',
    ])
  })

  it('cuts the author’s own words where the script has none', () => {
    const content = panelContent({ source: '', what: 'A boat. A quay.' })
    expect(splitContent(content, 8, 'en').map(({ what, source }) => [what, source])).toEqual([
      ['A boat.', ''],
      ['A quay.', ''],
    ])
  })
})

describe('joining two panels', () => {
  it('keeps everything, and everybody once', () => {
    const [first, second] = splitContent(panelContent({ source: SOURCE, what: SOURCE }), 25, 'en')
    const joined = joinContents(first, { ...second, importance: 5 })
    expect(joined.what).toBe(SOURCE)
    expect(joined.source.replace('\n', ' ')).toBe(SOURCE)
    expect(joined.importance).toBe(5)
    expect(joined.people).toEqual(first.people)
  })
})
