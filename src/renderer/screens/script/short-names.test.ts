import { expect, test } from 'vitest'
import { shortNames } from './short-names.ts'

const short = (...names: string[]) => [...shortNames(names).values()]

test('people go by their first name where nobody else there has it', () => {
  expect(short('Nell Marrick', 'Thomas Marrick')).toEqual(['Nell', 'Thomas'])
  expect(short('Nell Marrick', 'Nell Voss')).toEqual(['Nell Marrick', 'Nell Voss'])
})

test('what is no name by itself stays with the name', () => {
  expect(short('Mrs Lowe', 'The fitter', 'Dr. Voss', 'bearded man')).toEqual([
    'Mrs Lowe',
    'The fitter',
    'Dr. Voss',
    'bearded man',
  ])
})

test('names without spaces stay whole', () => {
  expect(short('Bosun', '田中')).toEqual(['Bosun', '田中'])
})
