import { describe, expect, test } from 'vitest'
import { phrasesAt } from './dated-phrases.ts'

const at = (date: string | null, around = '') => ({ date, around })

describe('phrases of a description', () => {
  test.each<[description: string, date: string | null, expected: string[]]>([
    ['grey eyes, a limp', null, ['grey eyes', 'a limp']],
    ['from October 1926 a scar, shaped like a fish; freckles', '1927', ['a scar', 'shaped like a fish', 'freckles']],
    ['from October 1926 a scar, shaped like a fish; freckles', '1925', ['freckles']],
    ['from October 1926 a scar', '1926', []], // only the year is known: the scar may not be there yet
    ['from October 1926 a scar', null, []],
    ['until 1938 a beard', '1930', ['a beard']],
    ['until 1938 a beard', '1939', []],
    ['on 3 February 1938 a feathered hat', '1938-02-03', ['a feathered hat']],
    ['on 3 February 1938 a feathered hat', '1938-02-04', []],
    ['in 1931 on the quay a kiosk', '1933', []],
    ['on 27 October to December 1926 a bandage', '1926-11-02', ['a bandage']],
    ['blind from about 1936', '1940', ['blind']],
    ['blind from about 1936', '1931', []],
    ['second button missing from October on', '1926-11', ['second button missing']],
    ['second button missing from October on', '1926-03', []],
    ['nose broken to the right (Easter 1931)', '1934', ['nose broken to the right']],
    ['the bar by the door (missing in October 1926, never after)', '1926-10-20', []],
    ['the bar by the door (missing in October 1926, never after)', '1931', ['the bar by the door']],
    ['garlands (1901 only)', '1931', []],
    ['an inn (public bar and back room)', '1931', ['an inn (public bar and back room)']],
    ['round as a barrel. Pink, small', null, ['round as a barrel', 'Pink', 'small']],
  ])('%s, in %s', (description, date, expected) => {
    expect(phrasesAt(description, at(date))).toEqual(expected)
  })

  test('what is worn on an occasion is shown where the panel speaks of it', () => {
    const outfit = 'white apron; in the queue and on the tram a grey coat, a felt hat'
    expect(phrasesAt(outfit, at(null, 'She waits for the tram.'))).toEqual(['white apron', 'a grey coat', 'a felt hat'])
    expect(phrasesAt(outfit, at(null, 'She opens the oven and waits.'))).toEqual(['white apron'])
  })

  test('a phrase that merely begins like an occasion stays', () => {
    expect(phrasesAt('in shirtsleeves, in a coat with a fur collar', at(null))).toEqual([
      'in shirtsleeves',
      'in a coat with a fur collar',
    ])
  })
})
