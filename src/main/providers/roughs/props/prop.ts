import type { Sheet } from '../sheet.ts'

/** Where a thing is when nobody says: in a hand, on a table, on the floor, on the wall, up in the air, on the water. */
export type PropPlace = 'hand' | 'table' | 'floor' | 'wall' | 'sky' | 'water'

/**
 * A thing with its drawing. Units: it stands on the origin, up is negative, its larger side is about 1.
 */
export interface Prop {
  /** Its larger side in heads of a grown-up. */
  size: number
  place: PropPlace
  draw: (sheet: Sheet) => void
}
