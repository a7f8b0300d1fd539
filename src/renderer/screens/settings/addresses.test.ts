import { expect, test } from 'vitest'
import { addressesOf, keptAs, withAddress } from './addresses.ts'

test('addresses come apart and together again', () => {
  expect(addressesOf('http://a:1, http://b:2  http://c:3,')).toEqual(['http://a:1', 'http://b:2', 'http://c:3'])
  expect(addressesOf(null)).toEqual([])
  expect(keptAs(['http://a:1', 'http://b:2'])).toBe('http://a:1, http://b:2')
  expect(keptAs([])).toBeNull()
})

test('one that is there is not added twice', () => {
  expect(withAddress(['http://a:1'], ' http://b:2 , http://a:1')).toEqual(['http://a:1', 'http://b:2'])
})
