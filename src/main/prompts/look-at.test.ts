import { describe, expect, test } from 'vitest'
import { ageAt, lookAt } from './look-at.ts'
import { look, person } from './test-book.ts'

const dated = person('a', {
  born: 1940,
  age: 7,
  looks: [
    look('school coat', { from: '1950', until: '1952-06' }),
    look('bandage', { from: '1952-07', until: '1952-07-14' }),
    look('uniform', { from: '1955', until: '1958' }),
  ],
})

describe('the look of a person', () => {
  test.each([
    ['1951', 'school coat'],
    ['1952-07-03', 'bandage'],
    ['1952', 'school coat'], // the year is known, the day is not: most of what the looks say of it
    ['1956-01-01', 'uniform'],
  ])('on %s is %s', (date, outfit) => {
    expect(lookAt(dated, { date, chapter: '1' })?.outfit).toBe(outfit)
  })

  test('holds until the next begins, and the first one before its time', () => {
    expect(lookAt(dated, { date: '1953', chapter: '1' })?.outfit).toBe('bandage')
    expect(lookAt(dated, { date: '1970', chapter: '1' })?.outfit).toBe('uniform')
    expect(lookAt(dated, { date: '1930', chapter: '1' })?.outfit).toBe('school coat')
  })

  test('is the one bound to the chapter, where there is one', () => {
    const costumed = person('b', { looks: [look('ruff', { chapters: ['11', '12'] }), look('waistcoat')] })
    expect(lookAt(costumed, { date: null, chapter: '12' })?.outfit).toBe('ruff')
    expect(lookAt(costumed, { date: '1900', chapter: '2' })?.outfit).toBe('waistcoat')
  })

  test('without a date is the undated one, else the first', () => {
    expect(lookAt(dated, { date: null, chapter: '1' })?.outfit).toBe('school coat')
    expect(
      lookAt(person('c', { looks: [look('a', { from: '1900' }), look('b')] }), { date: null, chapter: '1' })?.outfit,
    ).toBe('b')
  })

  test('is null for a person the bible does not dress', () => {
    expect(lookAt(person('d'), { date: '1950', chapter: '1' })).toBeNull()
  })
})

test('age follows the year of the scene, and is as stated where the scene has none', () => {
  expect(ageAt(dated, { date: '1956-03', chapter: '1' })).toBe(16)
  expect(ageAt(dated, { date: null, chapter: '1' })).toBe(7)
  expect(ageAt(person('x'), { date: '1956', chapter: '1' })).toBeNull()
})

test('age is as the script states it for the scene, whatever the bible says', () => {
  const ages = [
    { name: 'DORA', age: 17 },
    { name: 'X', age: 40 },
  ]
  const dora = person('dora', { name: 'Dora Hale', born: 1940, age: 7 })
  dora.aliases.push({ text: 'Dora', fromYear: null, untilYear: null, chapter: null })
  expect(ageAt(dora, { date: '1956', chapter: '1', ages })).toBe(17)
  expect(ageAt(person('x'), { date: null, chapter: '1', ages })).toBe(40)
  expect(ageAt(person('dor'), { date: null, chapter: '1', ages })).toBeNull()
})
