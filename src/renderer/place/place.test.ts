import { expect, test } from 'vitest'
import { changeParams, parsePlace, writePlace } from './place.ts'

test('a place comes back from its address, whatever stands in it', () => {
  const place = { screen: 'gallery', params: { panel: 'a&b=?#/ü', style: 'lamp ink' } }
  expect(parsePlace(writePlace(place))).toEqual(place)
})

test('no address is no screen', () => {
  expect(parsePlace('')).toEqual({ screen: null, params: {} })
  expect(parsePlace('#/')).toEqual({ screen: null, params: {} })
})

test('null takes a param out', () => {
  expect(changeParams({ panel: '1', scene: '2' }, { panel: null, chapter: '3' })).toEqual({ scene: '2', chapter: '3' })
})
