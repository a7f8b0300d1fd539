import type { RectMm } from '../geometry.ts'
import type { PathCommand } from '../path.ts'

export interface DrawOptions {
  /** Of lines within their block. `start` is left, or right in RTL, or the head of a column. Default `middle`. */
  align?: 'middle' | 'start'
}

/** Text as outlines, its box centred on 0,0. */
export interface SetText {
  /** In reading order. */
  lines: SetLine[]
  /** Around the boxes of all lines. */
  box: RectMm
  /** Around the ink; null for a text without any. It may reach over the box: tails, accents, slanted letters. */
  bounds: RectMm | null
}

export interface SetLine {
  /** What the line says, in logical order, without a hyphen that only divides a word: for ActualText and search. */
  text: string
  /** The room the line takes: its advance by the height of its letters. */
  box: RectMm
  path: PathCommand[]
}
