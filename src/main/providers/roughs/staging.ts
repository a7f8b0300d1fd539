import type { Stage } from '../../../shared/domain/generation.ts'
import type { Player } from './arrangement.ts'
import type { Framing } from './framing.ts'
import type { Palette } from './palette.ts'
import type { Random } from './random.ts'
import type { Setting } from './setting.ts'
import type { Sheet } from './sheet.ts'

/** Everything decided about a picture before its first line is drawn. */
export interface Staging {
  stage: Stage
  setting: Setting
  palette: Palette
  framing: Framing
  players: Player[]
  /** Who stands behind the players. */
  crowd: Player[]
  sheet: Sheet
  random: Random
  seed: number
  camera: Camera
}

/**
 * Where one panel is seen from. Panels of a scene differ as a film's shots do: another end of the room, the other way
 * round, a step nearer; takes of one panel differ as a second photograph differs from the first.
 */
export interface Camera {
  /** Fraction of the width the place moves sideways, people half as far. */
  pan: number
  zoom: number
  /** The place seen from its other side. */
  reversed: boolean
}
