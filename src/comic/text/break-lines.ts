import type { LineProfile } from './line-profiles.ts'

/** The shape that lines are broken into. */
export interface BreakShape {
  /** Relative widths; the lines come as near to the shape as their words allow. Default `ellipseProfile`. */
  profile?: LineProfile
  /** The room each line has, in mm, for a balloon of a fixed size; null from `breakLines` when words do not fit it. */
  roomMm?: (line: number, lines: number) => number
  /** A short last line costs nothing: captions. Default false. */
  shortLastLine?: boolean
}
