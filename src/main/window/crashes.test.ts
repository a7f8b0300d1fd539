import { expect, test } from 'vitest'
import { crashCounter } from './crashes.ts'

test('a page that died is shown again, but not for ever', () => {
  let now = 0
  const mayShowAgain = crashCounter(() => now)
  expect([mayShowAgain(), mayShowAgain(), mayShowAgain(), mayShowAgain()]).toEqual([true, true, true, false])
  now = 120_000
  expect(mayShowAgain()).toBe(true)
})
