import { expect, test } from 'vitest'
import type { PanelPerson, Pose, Shot } from '../shared/domain/panel.ts'
import { SHOTS } from '../shared/domain/panel.ts'
import { nearestSize, wantedAspect } from './wanted-aspect.ts'

function person(role: PanelPerson['role'], pose: Pose = 'stand'): PanelPerson {
  return { personId: 'nell', role, expression: 'neutral', pose, evidence: [] }
}

function wanted(shot: Shot, people: PanelPerson[] = []): number {
  return wantedAspect({ shot, people })
}

test('places are wide, whole figures are tall, and every shot has a sensible shape', () => {
  expect(wanted('establishing')).toBeGreaterThan(1.7)
  expect(wanted('full')).toBeLessThan(0.9)
  for (const shot of SHOTS) {
    expect(wanted(shot)).toBeGreaterThanOrEqual(0.6)
    expect(wanted(shot)).toBeLessThanOrEqual(2.2)
  }
})

test('a crowd and someone lying widen a panel, someone climbing narrows it, the mentioned change nothing', () => {
  const crowd = [person('acting'), person('passive'), person('passive'), person('passive')]
  expect(wanted('medium', crowd)).toBeGreaterThan(wanted('medium', [person('acting')]))
  expect(wanted('medium', [person('acting', 'lie')])).toBeGreaterThan(wanted('medium'))
  expect(wanted('medium', [person('acting', 'climb')])).toBeLessThan(wanted('medium'))
  expect(wanted('medium', [person('mentioned', 'lie'), person('mentioned'), person('mentioned')])).toBe(
    wanted('medium'),
  )
})

test('the nearest size loses the least to cropping, and of equal shapes the largest is taken', () => {
  const sizes = [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 768, height: 512 },
    { width: 1024, height: 1536 },
  ]
  expect(nearestSize(1.45, sizes)).toEqual({ width: 1536, height: 1024 })
  expect(nearestSize(0.5, sizes)).toEqual({ width: 1024, height: 1536 })
  expect(nearestSize(1.1, sizes)).toEqual({ width: 1024, height: 1024 })
  expect(() => nearestSize(1, [])).toThrow()
})
