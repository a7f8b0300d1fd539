import { describe, expect, test } from 'vitest'
import { type ReadingHabit, readByCuts, readBySteps, type SeenFrame } from './simulated-reader.ts'

const LTR: ReadingHabit = { direction: 'ltr', first: 'tiers' }

function frame(x: number, y: number, width: number, height: number, inset = false): SeenFrame {
  return { frame: { x, y, width, height }, inset }
}

describe.each([
  ['by cuts', readByCuts],
  ['by steps', readBySteps],
])('a reader %s', (_, read) => {
  const tiers = [frame(0, 0, 48, 40), frame(52, 0, 48, 40), frame(0, 44, 70, 56), frame(74, 44, 26, 56)]

  test('reads tier by tier, and from the right where the book is', () => {
    expect(read(tiers, LTR)).toEqual([0, 1, 2, 3])
    expect(read(tiers, { ...LTR, direction: 'rtl' })).toEqual([1, 0, 3, 2])
    expect(read(tiers.toReversed(), LTR)).toEqual([3, 2, 1, 0])
  })

  test('reads a stack down before it goes on beside it', () => {
    expect(read([frame(0, 0, 40, 100), frame(44, 0, 56, 40), frame(44, 44, 56, 56)], LTR)).toEqual([0, 1, 2])
    expect(read([frame(0, 0, 40, 48), frame(0, 52, 40, 48), frame(44, 0, 56, 100)], LTR)).toEqual([0, 1, 2])
  })

  test('is misled by columns of panels that line up, unless it looks for columns', () => {
    const columns = [frame(0, 0, 48, 48), frame(0, 52, 48, 48), frame(52, 0, 48, 48), frame(52, 52, 48, 48)]
    expect(read(columns, LTR)).not.toEqual([0, 1, 2, 3])
    expect(read(columns, { ...LTR, first: 'columns' })).toEqual([0, 1, 2, 3])
  })

  test('reads an inset after what it stands in', () => {
    expect(read([frame(0, 0, 100, 60), frame(70, 40, 25, 18, true), frame(0, 64, 100, 36)], LTR)).toEqual([0, 1, 2])
  })

  test('is not confused by slanted gutters, whose frames overlap a little', () => {
    expect(read([frame(0, 0, 52, 40), frame(48, 0, 52, 40), frame(0, 44, 100, 56)], LTR)).toEqual([0, 1, 2])
  })
})

test('two stacks side by side that do not line up are misread by one of the two readers', () => {
  const stacks = [frame(0, 0, 48, 64), frame(0, 68, 48, 32), frame(52, 0, 48, 36), frame(52, 40, 48, 60)]
  expect(readByCuts(stacks, LTR)).toEqual([0, 1, 2, 3])
  expect(readBySteps(stacks, LTR)).not.toEqual([0, 1, 2, 3])
})
