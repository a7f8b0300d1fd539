import { describe, expect, test } from 'vitest'
import type { Body } from './body.ts'
import { protectedFace } from './face-zone.ts'
import { figureAt, STYLE, sceneOf } from './lettering.case.ts'
import { planTail } from './tails.ts'
import { contains } from './vector.ts'

const BODY: Body = { centre: { x: 50, y: 32 }, half: { x: 14, y: 8 }, corners: 'round' }

describe('a tail', () => {
  test('goes 50 to 60 % of the way to the mouth', () => {
    const figure = figureAt('nell', 66, 66)
    const tail = planTail(BODY, 'speech', { at: 'figure', figure }, sceneOf({ figures: [figure] }), STYLE)!
    const reach = Math.hypot(tail.tip.x - tail.base.x, tail.tip.y - tail.base.y)
    expect(reach / tail.way).toBeGreaterThan(0.5)
    expect(reach / tail.way).toBeLessThan(0.6)
    expect(tail.aim).toBe('mouth')
  })

  test('stops before the face, however near it is', () => {
    const scene = sceneOf()
    for (const y of [46, 50, 56, 62, 72]) {
      const figure = figureAt('nell', 54, y)
      const tail = planTail(BODY, 'speech', { at: 'figure', figure }, scene, STYLE)
      if (tail !== null) expect(tail.meetsRect(protectedFace(figure.face!, scene.frame))).toBe(false)
    }
  })

  test('only hints at a guessed place', () => {
    const [known, guessed] = [figureAt('nell', 66, 74), figureAt('nell', 66, 74, true)]
    const lengthTo = (figure: typeof known) => {
      const { base, tip } = planTail(BODY, 'speech', { at: 'figure', figure }, sceneOf(), STYLE)!
      return Math.hypot(tip.x - base.x, tip.y - base.y)
    }
    expect(lengthTo(guessed)).toBeLessThan(lengthTo(known) / 2)
  })

  test('of a voice from outside ends on the nearer border', () => {
    const scene = sceneOf()
    const near: Body = { ...BODY, centre: { x: 38, y: 40 } }
    const tail = planTail(near, 'off-panel', { at: 'border' }, scene, STYLE)!
    expect(tail.tip.x).toBeCloseTo(scene.frame.x, 6)
    expect(contains(scene.frame, { ...tail.tip, width: 0, height: 0 })).toBe(true)
  })

  test('is left out where the balloon stands on the mouth', () => {
    const figure = figureAt('nell', 52, 30)
    expect(planTail(BODY, 'speech', { at: 'figure', figure }, sceneOf(), STYLE)).toBeNull()
  })
})
