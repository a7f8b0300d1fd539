import { expect, test } from 'vitest'
import { usdTyped } from './usd-typed.ts'

test('an amount that is half typed is that amount', () => {
  expect(['1', '1.', '1.5', 12.75, '0.0'].map(usdTyped)).toEqual([1, 1, 1.5, 12.75, 0])
})

test('nothing typed is no amount; a lone sign says nothing yet', () => {
  expect(usdTyped('')).toBeNull()
  expect(['.', '-'].map(usdTyped)).toEqual([undefined, undefined])
})
