import type { Pose } from '../../../../shared/domain/panel.ts'

/** Angles in degrees: 0 hangs straight down, 90 points to where the figure faces (right), 180 up. */
export type Bones = readonly [upper: number, lower: number]

export interface Stance {
  /** `front` shows the chest, `side` the action from the side, `back` the back. */
  view: 'front' | 'side' | 'back'
  /** Degrees the trunk leans forward. */
  lean: number
  /** Arm on the side the figure faces, then the other. */
  arms: readonly [Bones, Bones]
  legs: readonly [Bones, Bones]
  hands: 'open' | 'fist' | 'point' | 'hold'
  /** Where a thing in hand belongs: in front between both hands, in the leading hand, or nowhere. */
  holds: 'both' | 'lead' | 'none'
  seat: 'chair' | 'ground' | 'none'
  /** Degrees the whole figure is turned about its middle: lying and falling. */
  turn: number
}

const stance = (changes: Partial<Stance>): Stance => ({
  view: 'front',
  lean: 0,
  arms: [
    [9, 6],
    [-9, -6],
  ],
  legs: [
    [4, 2],
    [-4, -2],
  ],
  hands: 'open',
  holds: 'none',
  seat: 'none',
  turn: 0,
  ...changes,
})

export const STANCES: Record<Pose, Stance> = {
  stand: stance({}),
  sit: stance({
    arms: [
      [22, -34],
      [-22, 40],
    ],
    holds: 'lead',
    legs: [
      [76, -4],
      [66, -10],
    ],
    seat: 'chair',
  }),
  walk: stance({
    view: 'side',
    holds: 'lead',
    lean: 5,
    arms: [
      [-26, -6],
      [30, 48],
    ],
    legs: [
      [26, 8],
      [-22, -40],
    ],
  }),
  run: stance({
    view: 'side',
    holds: 'lead',
    lean: 18,
    arms: [
      [-52, 30],
      [56, 132],
    ],
    legs: [
      [66, -6],
      [-34, -84],
    ],
    hands: 'fist',
  }),
  lie: stance({
    arms: [
      [14, 8],
      [-12, -4],
    ],
    legs: [
      [6, 2],
      [-3, -6],
    ],
    turn: -90,
  }),
  kneel: stance({
    view: 'side',
    holds: 'lead',
    lean: 6,
    arms: [
      [40, 78],
      [28, 66],
    ],
    legs: [
      [84, 2],
      [2, -84],
    ],
  }),
  crouch: stance({
    view: 'side',
    holds: 'lead',
    lean: 28,
    arms: [
      [46, 82],
      [30, 70],
    ],
    legs: [
      [104, -22],
      [82, -44],
    ],
  }),
  reach: stance({
    view: 'side',
    lean: 9,
    arms: [
      [112, 118],
      [-14, 12],
    ],
    legs: [
      [14, 4],
      [-16, -14],
    ],
    holds: 'lead',
  }),
  point: stance({
    arms: [
      [88, 94],
      [-10, 14],
    ],
    hands: 'point',
  }),
  hold: stance({
    arms: [
      [20, 108],
      [-14, 22],
    ],
    hands: 'hold',
    holds: 'lead',
  }),
  carry: stance({
    view: 'side',
    lean: -6,
    arms: [
      [36, 86],
      [26, 82],
    ],
    legs: [
      [20, 4],
      [-14, -26],
    ],
    hands: 'hold',
    holds: 'both',
  }),
  push: stance({
    view: 'side',
    lean: 26,
    arms: [
      [84, 92],
      [76, 90],
    ],
    legs: [
      [40, 0],
      [-36, -34],
    ],
  }),
  pull: stance({
    view: 'side',
    lean: -20,
    arms: [
      [74, 82],
      [66, 78],
    ],
    legs: [
      [34, 24],
      [6, -6],
    ],
    hands: 'fist',
    holds: 'lead',
  }),
  climb: stance({
    view: 'side',
    lean: 8,
    arms: [
      [146, 172],
      [112, 158],
    ],
    legs: [
      [84, -8],
      [8, -14],
    ],
    hands: 'fist',
  }),
  fall: stance({
    view: 'side',
    lean: 8,
    arms: [
      [138, 112],
      [-128, -100],
    ],
    legs: [
      [46, -24],
      [-30, -62],
    ],
    turn: 52,
  }),
  lean: stance({
    holds: 'lead',
    lean: 9,
    arms: [
      [38, 92],
      [-12, 6],
    ],
    legs: [
      [-8, -6],
      [-16, -8],
    ],
  }),
  wave: stance({
    arms: [
      [128, 196],
      [-9, -4],
    ],
  }),
  embrace: stance({
    view: 'side',
    lean: 6,
    arms: [
      [70, 96],
      [52, 84],
    ],
    legs: [
      [8, 2],
      [-6, -8],
    ],
  }),
  fight: stance({
    view: 'side',
    lean: 14,
    arms: [
      [84, 88],
      [40, 138],
    ],
    legs: [
      [38, 8],
      [-34, -26],
    ],
    hands: 'fist',
    holds: 'lead',
  }),
  read: stance({
    arms: [
      [24, -108],
      [-24, 108],
    ],
    hands: 'hold',
    holds: 'both',
  }),
  write: stance({
    lean: 9,
    arms: [
      [26, 60],
      [-14, 62],
    ],
    legs: [
      [76, -4],
      [66, -10],
    ],
    hands: 'hold',
    holds: 'lead',
    seat: 'chair',
  }),
  eat: stance({
    arms: [
      [36, -142],
      [-20, 46],
    ],
    legs: [
      [76, -4],
      [66, -10],
    ],
    hands: 'hold',
    holds: 'lead',
    seat: 'chair',
  }),
  'turn-away': stance({ view: 'back' }),
  row: stance({
    view: 'side',
    lean: -10,
    arms: [
      [72, 86],
      [62, 80],
    ],
    legs: [
      [78, 40],
      [66, 34],
    ],
    hands: 'fist',
    seat: 'ground',
  }),
  swim: stance({
    view: 'side',
    lean: 34,
    arms: [
      [130, 96],
      [60, 100],
    ],
    legs: [
      [-10, -24],
      [-30, -20],
    ],
  }),
  dance: stance({
    arms: [
      [122, 160],
      [-108, -66],
    ],
    legs: [
      [46, -26],
      [-6, -2],
    ],
  }),
  bow: stance({
    view: 'side',
    lean: 54,
    arms: [
      [36, 52],
      [10, 40],
    ],
    legs: [
      [4, 2],
      [-4, -4],
    ],
  }),
}
