import { describe, expect, it } from 'vitest'
import { castOf } from './cast.ts'
import { BIBLE, person } from './fixtures.ts'
import { tokenize } from './tokens.ts'

const named = (text: string, bible = BIBLE, year: number | null = 1950, chapter = '1') =>
  castOf(bible, chapter, year)
    .mentions(tokenize(text))
    .flatMap((mention) => mention.ids)

describe('names in a text', () => {
  it.each([
    ['It was weird, and it weighed on them.', []],
    ['The maximum was reached.', []],
    ['At the start his heart took part.', []],
    ['You may go. May I go too?', []],
    ['It was May before the boats ran, and in May they sank.', []],
    ['Later Art was late.', ['art']],
    ["Art's coat and May's hat.", ['art', 'may']],
    ['“May,” said Wei, “come here.”', ['may', 'wei']],
    ['ART shouted.', ['art']],
    ['Mrs Calder and Dr Calder are Ruth Calder.', ['ruth', 'ruth', 'ruth']],
    ['Mr Calder is somebody else.', []],
    ['The doctor came.', ['ruth']],
    ['A doctor came.', []],
  ])('are whole words only: %s', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })

  it('ignore accents', () => {
    expect(named('Zé ran. INÊS ran.', { ...BIBLE, people: [person('ze', 'Ze'), person('ines', 'Inês')] })).toEqual([
      'ze',
      'ines',
    ])
  })

  it('go by the years and chapters an alias is bound to', () => {
    const keeper = (id: string, from: number | null, until: number | null, chapter: string | null = null) => ({
      ...person(id, id),
      aliases: [{ text: 'the keeper', fromYear: from, untilYear: until, chapter }],
    })
    const bible = {
      ...BIBLE,
      people: [keeper('old', null, 1937), keeper('new', 1938, null), keeper('guest', null, null, '4')],
    }
    expect(named('The keeper nodded.', bible, 1926)).toEqual(['old'])
    expect(named('The keeper nodded.', bible, 1950)).toEqual(['new'])
    expect(named('The keeper nodded.', bible, 1950, '4')).toEqual(['guest'])
  })

  it('let nobody stay «the boy» into old age', () => {
    const grown = person('tom', 'Tom', { born: 1910, aliases: ['Tom', 'the boy'] })
    expect(named('The boy ran.', { ...BIBLE, people: [grown] }, 1925)).toEqual(['tom'])
    expect(named('The boy ran.', { ...BIBLE, people: [grown] }, 1950)).toEqual([])
  })

  it('do not let the dead or the unborn be drawn', () => {
    const bible = {
      ...BIBLE,
      people: [person('a', 'A', { died: 1940 }), person('b', 'B', { born: 1960 }), person('c', 'C')],
    }
    const drawable = [...castOf(bible, '1', 1950).members.values()].map((member) => member.drawable)
    expect(drawable).toEqual([false, false, true])
  })
})
