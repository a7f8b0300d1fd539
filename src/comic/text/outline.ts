import { deal } from '../deal.ts'
import type { RectMm } from '../geometry.ts'
import { type PathCommand, pathBounds, transformPath } from '../path.ts'
import { breakEvenly } from './break-lines.ts'
import { chooseTypeface, type Typeface } from './typeface.ts'

/** Text set into a box, as outlines. */
export interface OutlinedText {
  lines: OutlinedLine[]
  /** The rectangle around the ink of all lines; null for text without ink. */
  bounds: RectMm | null
  /** Characters no typeface has, each once: they are drawn as the font's empty box. */
  missing: string[]
}

export interface OutlinedLine {
  text: string
  /** Font size. */
  sizeMm: number
  path: PathCommand[]
  bounds: RectMm
}

export interface TextFit {
  /** Text never leaves this box; it stands at its top. */
  box: RectMm
  align: 'start' | 'middle'
  mostLines: number
  /** Font size is as large as the box allows, up to this. */
  largestMm: number
  /** Height of a line over its capitals, 1.2 and more for text, less for stacked titles. */
  leading: number
  /** How far a short line may grow beyond the others to fill the width; 1 keeps all lines the same size. */
  growShortLines: number
}

/**
 * Sets text as large as its box allows, over as many lines as give the largest letters, evenly broken between words.
 * @param typefaces in order of preference; the whole text is set in one of them
 */
export function outlineText(text: string, typefaces: readonly Typeface[], fit: TextFit): OutlinedText {
  const words = text.split(/\s+/u).filter((word) => word !== '')
  const { typeface, missing } = chooseTypeface(words.join(''), typefaces)
  const candidates = Array.from({ length: Math.min(fit.mostLines, words.length) }, (_, index) =>
    shrinkInto(fit, stackLines(breakWords(words, typeface, index + 1), typeface, fit)),
  )
  const lines = candidates.reduce((best, lines) => (mass(lines) > mass(best) * 1.02 ? lines : best), [])
  return { lines, bounds: boundsOf(lines), missing }
}

function breakWords(words: readonly string[], typeface: Typeface, lineCount: number): string[] {
  const widths = words.map((word) => typeface.advanceEm(word))
  return deal(words, breakEvenly(widths, typeface.advanceEm(' '), lineCount)).map((line) => line.join(' '))
}

/** Sizes lines to the width of the box and sets one under the other, however high that comes out. */
function stackLines(texts: readonly string[], typeface: Typeface, { box, ...fit }: TextFit): OutlinedLine[] {
  const fullWidthSizes = texts.map((text) => box.width / inkOf(text, typeface).width)
  const common = Math.min(fit.largestMm, ...fullWidthSizes)
  let baseline = box.y
  return texts.flatMap((text, index) => {
    const ink = inkOf(text, typeface)
    const sizeMm = Math.min(fullWidthSizes[index]!, common * fit.growShortLines)
    baseline += sizeMm * typeface.capHeightEm * (index === 0 ? 1 : fit.leading)
    const left = fit.align === 'start' ? box.x : box.x + (box.width - ink.width * sizeMm) / 2
    const path = transformPath(typeface.outlineEm(text), [sizeMm, 0, 0, sizeMm, left - ink.x * sizeMm, baseline])
    const bounds = pathBounds(path)
    return bounds === null ? [] : [{ text, sizeMm, path, bounds }]
  })
}

/** Shrinks a stack that is higher than the box, accents and tails included, and moves it to the top of the box. */
function shrinkInto({ box, align }: TextFit, lines: readonly OutlinedLine[]): OutlinedLine[] {
  const ink = boundsOf(lines)
  if (ink === null) return []
  const scale = Math.min(1, box.height / ink.height)
  const anchor = align === 'start' ? ink.x : ink.x + ink.width / 2
  return lines.map(({ text, sizeMm, path: unscaled }) => {
    const path = transformPath(unscaled, [scale, 0, 0, scale, anchor * (1 - scale), box.y - ink.y * scale])
    return { text, sizeMm: sizeMm * scale, path, bounds: pathBounds(path)! }
  })
}

/** How much room the letters take up, roughly; of the ways to break a text the one with the most mass reads best. */
function mass(lines: readonly OutlinedLine[]): number {
  return lines.reduce((total, { text, sizeMm }) => total + text.length * sizeMm ** 2, 0)
}

/** Where a line's ink lies, in ems; side bearings would set large titles visibly off centre. */
function inkOf(text: string, typeface: Typeface): { x: number; width: number } {
  const bounds = pathBounds(typeface.outlineEm(text))
  return bounds === null || bounds.width === 0 ? { x: 0, width: 1 } : bounds
}

function boundsOf(lines: readonly OutlinedLine[]): RectMm | null {
  return pathBounds(
    lines.flatMap(({ bounds }): PathCommand[] => [
      { type: 'M', points: [bounds.x, bounds.y] },
      { type: 'L', points: [bounds.x + bounds.width, bounds.y + bounds.height] },
    ]),
  )
}
