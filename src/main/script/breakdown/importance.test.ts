import { describe, expect, it } from 'vitest'
import { importanceOf, type Weight } from './importance.ts'

const quiet: Weight = {
  sceneStart: false,
  sceneEnd: false,
  climaxes: 0,
  reveal: false,
  entrance: false,
  hasPunchLine: false,
  talk: false,
  hasPeople: true,
}
const panel = (more: Partial<Weight> = {}): Weight => ({ ...quiet, ...more })

describe('the size of panels', () => {
  it('is middling for a scene that opens quietly, and small for talk', () => {
    expect(importanceOf([panel({ sceneStart: true }), panel({ talk: true }), panel()])).toEqual([3, 2, 2])
  })

  it('grows with what happens', () => {
    expect(importanceOf([panel(), panel({ climaxes: 1 }), panel({ climaxes: 2, reveal: true })])).toEqual([2, 3, 5])
    expect(importanceOf([panel(), panel({ climaxes: 1, reveal: true }), panel()])).toEqual([2, 4, 2])
  })

  it('is the largest for one panel of a short scene at most', () => {
    const loud = panel({ climaxes: 2, reveal: true, hasPunchLine: true })
    expect(importanceOf([loud, loud, loud, loud]).filter((size) => size >= 4)).toEqual([5])
  })

  it('is large for about one panel in six of a long scene, however much happens in it', () => {
    const sizes = importanceOf(Array.from({ length: 60 }, () => panel({ climaxes: 2, reveal: true })))
    expect(sizes.filter((size) => size >= 4)).toHaveLength(10)
    expect(sizes.filter((size) => size === 5)).toHaveLength(4)
  })
})
