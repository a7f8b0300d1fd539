import type { Pose, Shot } from '../shared/domain/panel.ts'

/** Width divided by height that a shot asks for when nothing else speaks. Wide for places, tall for whole figures. */
export const SHOT_ASPECTS: Readonly<Record<Shot, number>> = {
  'extreme-close-up': 1.7,
  'close-up': 1.05,
  'medium-close-up': 1.0,
  medium: 1.1,
  'medium-long': 0.95,
  full: 0.75,
  long: 1.45,
  'extreme-long': 1.9,
  establishing: 1.9,
  detail: 1.15,
  'two-shot': 1.4,
  'over-the-shoulder': 1.3,
  'point-of-view': 1.35,
}

/** Factors for bodies that stretch out or rise. */
export const POSE_FACTORS: Readonly<Partial<Record<Pose, number>>> = {
  lie: 1.35,
  swim: 1.35,
  row: 1.25,
  run: 1.15,
  fight: 1.1,
  climb: 0.75,
  fall: 0.75,
}
