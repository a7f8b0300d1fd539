import { expect, test } from 'vitest'
import { followed } from './follow.ts'

const ANCHORS = [
  { from: 0, to: 0 },
  { from: 100, to: 300 },
  { from: 200, to: 320 },
]

test('what both columns know stands beside each other', () => {
  for (const { from, to } of ANCHORS) expect(followed(ANCHORS, from)).toBe(to)
})

test('between two places the other column moves in proportion', () => {
  expect(followed(ANCHORS, 50)).toBe(150)
  expect(followed(ANCHORS, 150)).toBe(310)
})

test('past the last place both move alike', () => {
  expect(followed(ANCHORS, 230)).toBe(350)
})

test('panels that begin at one place of the words do not divide by nothing', () => {
  expect(
    followed(
      [
        { from: 10, to: 0 },
        { from: 10, to: 40 },
        { from: 20, to: 60 },
      ],
      15,
    ),
  ).toBe(50)
})

test('without a place there is nothing to follow', () => {
  expect(followed([], 5)).toBeNull()
})
