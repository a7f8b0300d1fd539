/** What makes two panels two pictures. */
export const SHOT_DIFFERENCES = [
  'people',
  'expression',
  'pose',
  'standing',
  'shot',
  'angle',
  'place',
  'time',
  'weather',
  'props',
] as const
export type ShotDifference = (typeof SHOT_DIFFERENCES)[number]

/** What a panel is that calls for a picture of its own. */
export const OWN_PICTURE_CALLS = ['action', 'big', 'reveal', 'silent'] as const
