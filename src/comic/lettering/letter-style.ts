import type { SizeMm } from '../geometry.ts'
import type { ReadingDirection } from '../page-format.ts'
import type { CaptionVoice, LetteringKind } from './lettering.ts'

/** Measures of all lettering in a book: one size of letters from the first page to the last. */
export interface LetterStyle {
  /** Size of dialogue in mm: an em of a typeface whose capitals are 0.7 em high. */
  sizeMm: number
  /** Outlines of balloons; thinner than panel borders. */
  lineMm: number
  /** Between letters and the outline around them, all the way round. */
  airMm: number
  /** Between a balloon and the border of its panel. */
  insetMm: number
  /** How far an outline may cross that border where there is no other room. Less than the air: words never cross it. */
  breakoutMm: number
  /** Between two balloons. */
  apartMm: number
}

const MM_PER_POINT = 25.4 / 72

/** Trim width in mm → dialogue in points, at print size. In between it is interpolated. */
const PRINT_SIZES: readonly (readonly [widthMm: number, points: number])[] = [
  [120, 6.9],
  [150, 7.5],
  [170, 7.75],
  [210, 8.5],
  [240, 9],
]
/** Strips are read on a telephone: 26 px of 800. */
const STRIP_SHARE = 26 / 800
const LINE_SHARE = 0.083
const AIR_SHARE = 0.55

/** The letters of a book by its page. */
export function letterStyle(trim: SizeMm, direction: ReadingDirection): LetterStyle {
  const sizeMm = direction === 'vertical' ? trim.width * STRIP_SHARE : pointsFor(trim.width) * MM_PER_POINT
  return {
    sizeMm,
    lineMm: sizeMm * LINE_SHARE,
    airMm: sizeMm * AIR_SHARE,
    insetMm: sizeMm * 0.55,
    breakoutMm: sizeMm * (AIR_SHARE - 0.05),
    apartMm: sizeMm * 0.4,
  }
}

function pointsFor(widthMm: number): number {
  const [first, last] = [PRINT_SIZES[0]!, PRINT_SIZES.at(-1)!]
  if (widthMm <= first[0]) return first[1]
  for (const [index, [width, points]] of PRINT_SIZES.entries()) {
    if (index === 0 || widthMm > width) continue
    const [widthBefore, pointsBefore] = PRINT_SIZES[index - 1]!
    return pointsBefore + ((points - pointsBefore) * (widthMm - widthBefore)) / (width - widthBefore)
  }
  return last[1]
}

/** Letters of a kind beside those of dialogue. */
export const SIZE_FACTORS: Readonly<Record<LetteringKind, number>> = {
  speech: 1,
  thought: 1,
  whisper: 0.9,
  burst: 1.15,
  electric: 1,
  'off-panel': 1,
  caption: 1,
  note: 0.8,
  sfx: 2.6,
}

export interface Ink {
  fill: string
  line: string
  letters: string
}

const PAPER = '#ffffff'
const INK = '#141211'
const GREY = '#55504c'
/** The warm paper of captions tells them from speech without a colour of their own. */
const CAPTION = '#fbf4df'

/** Colours that sit on any art, drawn or painted, in colour or without. */
export function inkOf(kind: LetteringKind, voice: CaptionVoice): Ink {
  if (kind === 'caption' && voice === 'place') return { fill: INK, line: INK, letters: PAPER }
  if (kind === 'caption' && voice === 'inner-voice') return { fill: '#e9eef2', line: INK, letters: INK }
  if (kind === 'caption') return { fill: CAPTION, line: INK, letters: INK }
  if (kind === 'note') return { fill: PAPER, line: GREY, letters: INK }
  if (kind === 'whisper') return { fill: PAPER, line: GREY, letters: GREY }
  return { fill: PAPER, line: INK, letters: INK }
}
