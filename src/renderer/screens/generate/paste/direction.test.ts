import { expect, test } from 'vitest'
import { directionOf } from './direction.ts'

test('Pasted text goes as its first letter does', () => {
  expect(directionOf('1. A lamp.')).toBe('ltr')
  expect(directionOf('… «مصباح» A lamp')).toBe('rtl')
  expect(directionOf('שלום')).toBe('rtl')
  expect(directionOf('ランプ')).toBe('ltr')
  expect(directionOf('---\n123')).toBeNull()
})
