import { expect, test } from 'vitest'
import { namedArtists } from './artist-names.ts'

test.each<[text: string, names: string[]]>([
  ['a quay in the style of Jonas Vermeulen, ink', ['Jonas Vermeulen']],
  ['art by Ilse van der Meer and others', ['Ilse van der Meer']],
  ['Petrov-style shadows', ['Petrov']],
  ['in the style of old woodcuts', []],
  ['a letter by Thomas lies on the table', []],
  ['Maren stands by Otto', []],
])('"%s" names %j', (text, names) => {
  expect(namedArtists(text)).toEqual(names)
})
