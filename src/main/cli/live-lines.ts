import type { Output } from './output.ts'

/** A few lines at the end of the terminal that are drawn again in place. */
export interface LiveLines {
  /** Draws, unless it did so a moment ago; then the lines are held until `finish`. */
  draw(lines: readonly string[]): void
  /** Draws what was held back and leaves it standing. */
  finish(): void
  /** Takes the lines away. */
  clear(): void
}

/** More often than this nobody reads. */
const REDRAW_MS = 100

export function liveLines(output: Output, now: () => number): LiveLines {
  let drawnAt = Number.NEGATIVE_INFINITY
  let drawn = 0
  let held: readonly string[] | null = null

  const erase = () => {
    // Up to where the last drawing began, and everything below it away.
    if (drawn > 0) output.control(`\r\u001b[${drawn}A\u001b[J`)
    drawn = 0
  }
  const drawNow = (lines: readonly string[]) => {
    erase()
    output.note(lines)
    drawn = lines.length
    drawnAt = now()
    held = null
  }
  return {
    draw(lines) {
      if (now() - drawnAt < REDRAW_MS) held = lines
      else drawNow(lines)
    },
    finish() {
      if (held) drawNow(held)
    },
    clear() {
      held = null
      erase()
    },
  }
}
