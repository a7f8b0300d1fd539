import { describe, expect, test } from 'vitest'
import { assumedDates } from './assumed-dates.ts'
import { inPanel, look, panelContent, person } from './test-book.ts'

const alias = (text: string, fromYear: number | null, untilYear: number | null) => ({
  text,
  fromYear,
  untilYear,
  chapter: null,
})
const old = person('amos', {
  aliases: [alias('Amos', null, null), alias('young Amos', 1901, 1901), alias('the keeper', 1930, null)],
  looks: [look('stiff collar', { from: '1901', until: '1930' }), look('cardigan', { from: '1931', until: null })],
})
const girl = person('tess', { looks: [look('post coat', { from: '1931-12', until: '1932' })] })
const undressed = person('ed')
const people = new Map([old, girl, undressed].map((one) => [one.id, one]))

/** A panel has the id of its scene; a second one in it says so. */
const inScene = (
  sceneId: string,
  ids: string[],
  over: { id?: string; date?: string; what?: string; chapter?: string } = {},
) => ({
  id: over.id ?? sceneId,
  sceneId,
  chapter: over.chapter ?? '1',
  date: over.date ?? null,
  content: panelContent({ people: ids.map((id) => inPanel(id)), what: over.what ?? 'Somebody waits.' }),
})
const datesOf = (...panels: ReturnType<typeof inScene>[]) => Object.fromEntries(assumedDates(panels, people))

describe('scenes without a date', () => {
  test('play when most people of their chapter have a look', () => {
    expect(datesOf(inScene('a', ['amos']), inScene('b', ['amos', 'tess']))).toEqual({ a: '1931', b: '1931' })
  })

  test('play at the first of several such times', () => {
    expect(datesOf(inScene('a', ['amos']))).toEqual({ a: '1901' })
  })

  test('play in the year of a name that only holds then', () => {
    const flashback = inScene('b', ['amos'], { what: 'Young Amos turns a key.' })
    expect(datesOf(inScene('a', ['amos', 'tess'], { what: 'The keeper waits.' }), flashback)).toEqual({
      a: '1931',
      b: '1901',
    })
  })

  test('play then only in the panel of that name when others in the scene have no look for that year', () => {
    const memory = inScene('a', ['amos'], { id: 'a2', what: 'Young Amos turns a key.' })
    expect(datesOf(inScene('a', ['amos', 'tess']), memory)).toEqual({ a: '1931', a2: '1901' })
  })

  test('are judged chapter by chapter', () => {
    expect(datesOf(inScene('a', ['amos']), inScene('b', ['tess'], { chapter: '2' }))).toEqual({
      a: '1901',
      b: '1931-12',
    })
  })

  test('stay without one where nobody’s look is dated', () => {
    expect(datesOf(inScene('a', ['ed']), inScene('b', []))).toEqual({})
  })

  test('are the only ones: a dated scene keeps its date', () => {
    expect(datesOf(inScene('a', ['amos'], { date: '1920' }))).toEqual({})
  })
})
