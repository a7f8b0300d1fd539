import type { Mood, TimeOfDay, Weather } from '../../../../shared/domain/panel.ts'
import type { Palette } from '../palette.ts'
import type { Random } from '../random.ts'
import type { Sheet } from '../sheet.ts'

/**
 * What a place is drawn with. Units: the origin is on the horizon in the middle of the picture, up is negative,
 * and one unit is about the height of a wide picture (more when the camera is near).
 */
export interface Scenery {
  sheet: Sheet
  palette: Palette
  /** Edges of what can be seen, with room for tilted and bent angles. */
  view: { left: number; right: number; top: number; bottom: number }
  /** The picture's own middle and edges, for things that must be seen. */
  frame: { left: number; right: number; top: number; bottom: number }
  time: TimeOfDay
  weather: Weather | null
  mood: Mood | null
  /** All words that tell about the place, folded; for what to furnish it with. */
  says: (...words: string[]) => boolean
  random: Random
  lamplit: boolean
}

export interface Backdrop {
  /** Where the scene's main light stands, in place units; null when it comes from everywhere. */
  light: { x: number; y: number } | null
  /** Drawn after the people: railings, counters, grass in front. */
  front?: () => void
}

export type DrawPlace = (scenery: Scenery) => Backdrop
