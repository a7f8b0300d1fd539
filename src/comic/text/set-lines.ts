import { type BreakShape, breakLines } from './break-lines.ts'
import { type DrawOptions, drawLines, type SetText } from './draw-lines.ts'
import { type MeasureOptions, measureText } from './measure-text.ts'
import type { PreparedText } from './prepare-text.ts'
import type { TypeCase } from './type-case.ts'

export interface SetLinesOptions extends MeasureOptions, BreakShape, DrawOptions {
  /** Number of lines, at least 1. */
  lines: number
}

/** Measures, breaks and draws in one go; null when the text does not go into that many lines. */
export function setLines(text: PreparedText, typeCase: TypeCase, options: SetLinesOptions): SetText | null {
  const measured = measureText(text, typeCase, options)
  const broken = breakLines(measured, options.lines, options)
  return broken === null ? null : drawLines(measured, broken, options)
}
