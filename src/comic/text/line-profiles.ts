/**
 * How wide a line may be beside the widest of its block, more than 0 and at most 1.
 * @param line from 0
 * @param lines how many there are
 */
export type LineProfile = (line: number, lines: number) => number

/** Superellipse of this exponent: a little fuller than an ellipse, as balloons are drawn. */
const BALLOON_EXPONENT = 2.2

/** Lines of a balloon: shorter first and last, full in the middle. */
export const ellipseProfile: LineProfile = (line, lines) => {
  const height = Math.abs((2 * line + 1) / lines - 1)
  return lines === 1 ? 1 : (1 - height ** BALLOON_EXPONENT) ** (1 / BALLOON_EXPONENT)
}

/** Lines of a caption: all the same. */
export const rectangleProfile: LineProfile = () => 1
