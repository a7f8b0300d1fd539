/** Where somebody looks, as seen in the picture. `open`: nothing decides it. */
export type Facing = 'left' | 'right' | 'viewer' | 'away' | 'open'

/** One person's place in a picture. */
export interface ComposedFigure {
  personId: string
  /** Middle of the head, as a share of the picture's width from its left edge. */
  x: number
  faces: Facing
}

/** Where people stand in a panel's picture, decided from the script. */
export interface Composition {
  /** Those in the picture, from its left to its right. */
  figures: ComposedFigure[]
  /** Through whose eyes it is seen; null when nobody's. They are not in the picture. */
  viewerId: string | null
  /** Share of the height, from the top, that heads leave free for lettering; 0 for a silent panel. */
  headroom: number
  /** The panel's own words say who is at which side. */
  said: boolean
}

export const NOBODY_COMPOSED: Composition = { figures: [], viewerId: null, headroom: 0, said: false }
