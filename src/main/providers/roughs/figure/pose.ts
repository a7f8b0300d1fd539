import type { Point } from '../paths.ts'
import type { Build } from './build.ts'
import type { Bones, Stance } from './stances.ts'

/** Joints in heads; the origin is the ground under the hips, up is negative. */
export interface Joints {
  hip: Point
  chest: Point
  /** Leading shoulder, then the other. */
  shoulders: readonly [Point, Point]
  elbows: readonly [Point, Point]
  hands: readonly [Point, Point]
  hips: readonly [Point, Point]
  knees: readonly [Point, Point]
  feet: readonly [Point, Point]
  neck: Point
  head: Point
}

const towards = (from: Point, degrees: number, length: number): Point => {
  const angle = (degrees * Math.PI) / 180
  return [from[0] + Math.sin(angle) * length, from[1] + Math.cos(angle) * length]
}

/** Lays the bones of a build into a stance and stands it on the ground. */
export function jointsOf(build: Build, stance: Stance): Joints {
  const rest = build.heads - 1.28
  const leg = rest * 0.597
  const trunk = rest * 0.403
  const arm = trunk * 0.6 + 0.08
  const broad = stance.view === 'side' ? 0.45 : 1
  const lead = build.shoulders * broad
  const hipHalf = build.hips * (stance.view === 'side' ? 0.2 : 0.42)
  const leanAngle = (stance.lean * Math.PI) / 180
  const up: Point = [Math.sin(leanAngle), -Math.cos(leanAngle)]
  const across: Point = [Math.cos(leanAngle), Math.sin(leanAngle)]

  const legFrom = (side: 1 | -1, [thigh, shin]: Bones) => {
    const hip: Point = [side * hipHalf, 0]
    const knee = towards(hip, thigh, leg * 0.5)
    return { hip, knee, foot: towards(knee, shin, leg * 0.5) }
  }
  const legs = [legFrom(1, stance.legs[0]), legFrom(-1, stance.legs[1])] as const
  const lowest = Math.max(
    ...legs.flatMap(({ knee, foot }) => [knee[1] + 0.12, foot[1]]),
    stance.seat === 'ground' ? 0.2 : 0,
  )
  const drop = (point: Point): Point => [point[0], point[1] - lowest]

  const hip: Point = [0, -lowest]
  const chest: Point = [hip[0] + up[0] * trunk, hip[1] + up[1] * trunk]
  const shoulder = (side: 1 | -1): Point => [
    chest[0] + across[0] * lead * side * 0.79,
    chest[1] + across[1] * lead * side * 0.79 + 0.17,
  ]
  const armFrom = (start: Point, [upper, lower]: Bones) => {
    const elbow = towards(start, upper, arm * 0.86)
    return { elbow, hand: towards(elbow, lower, arm * 0.84) }
  }
  const shoulders = [shoulder(1), shoulder(-1)] as const
  const arms = [armFrom(shoulders[0], stance.arms[0]), armFrom(shoulders[1], stance.arms[1])] as const
  const neck: Point = [chest[0] + up[0] * 0.1, chest[1] + up[1] * 0.1]
  return {
    hip,
    chest,
    shoulders,
    elbows: [arms[0].elbow, arms[1].elbow],
    hands: [arms[0].hand, arms[1].hand],
    hips: [drop(legs[0].hip), drop(legs[1].hip)],
    knees: [drop(legs[0].knee), drop(legs[1].knee)],
    feet: [drop(legs[0].foot), drop(legs[1].foot)],
    neck,
    head: [neck[0] + up[0] * 0.66 + (stance.lean > 20 ? 0.08 : 0), neck[1] + up[1] * 0.66],
  }
}
