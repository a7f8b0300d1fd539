import type { Colour } from '../colour.ts'
import { ellipse, type Point } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Detail } from './face.ts'
import type { Stance } from './stances.ts'

export interface Hand {
  at: Point
  /** The elbow or wrist it comes from: the hand points away from it. */
  from: Point
  colour: Colour
  shape: Stance['hands']
  detail: Detail
  /** Length in the units in force. */
  size: number
}

/** A hand at the end of an arm; near ones get fingers. */
export function drawHand(sheet: Sheet, hand: Hand): void {
  const angle = (Math.atan2(hand.at[1] - hand.from[1], hand.at[0] - hand.from[0]) * 180) / Math.PI
  sheet.within({ x: hand.at[0], y: hand.at[1], turn: angle, scale: hand.size }, () => {
    if (hand.detail === 0) return sheet.fill(ellipse(0.25, 0, 0.5, 0.42), hand.colour)
    const { colour } = hand
    switch (hand.shape) {
      case 'point':
        sheet.fill(
          'M-0.2 -0.35Q0.4 -0.5 0.6 -0.3L1.25 -0.26Q1.4 -0.14 1.24 -0.04L0.62 0.02Q0.7 0.4 0.3 0.46Q-0.1 0.5 -0.2 0.35Z',
          colour,
        )
        return sheet.line('M0.24 -0.04Q0.5 0.0 0.62 0.02M0.22 0.2L0.6 0.22', 0.5)
      case 'fist':
      case 'hold':
        sheet.fill('M-0.2 -0.36Q0.3 -0.56 0.66 -0.4Q0.86 -0.2 0.82 0.1Q0.8 0.46 0.4 0.5Q0 0.52 -0.2 0.36Z', colour)
        sheet.line('M0.44 -0.2L0.82 -0.18M0.44 0.04L0.84 0.06M0.42 0.28L0.72 0.3', 0.5)
        return sheet.fill('M0 -0.44Q0.42 -0.6 0.6 -0.34Q0.62 -0.18 0.36 -0.2Q0.1 -0.2 0 -0.28Z', colour, 0.7)
      case 'open':
        sheet.fill(
          'M-0.2 -0.32Q0.2 -0.44 0.5 -0.4L1.02 -0.34Q1.14 -0.24 1.02 -0.18L1.12 -0.1Q1.2 0.02 1.08 0.08L1.06 0.2Q1.04 0.32 0.92 0.3L0.84 0.42Q0.4 0.52 -0.2 0.34Z',
          colour,
        )
        sheet.line('M0.62 -0.16L1.0 -0.18M0.62 0.06L1.06 0.08M0.6 0.26L0.92 0.3', 0.45)
        return sheet.fill('M0.1 -0.34Q0.3 -0.74 0.52 -0.72Q0.62 -0.62 0.5 -0.5L0.4 -0.26Z', colour, 0.7)
    }
  })
}
