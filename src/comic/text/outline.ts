import type { RectMm } from '../geometry.ts'
import { type PathCommand, pathBounds, transformPath } from '../path.ts'
import { breakLines } from './break-lines.ts'
import { drawLines, type LineJoint } from './draw-lines.ts'
import { rectangleProfile } from './line-profiles.ts'
import { measureText } from './measure-text.ts'
import { type PreparedText, prepareText } from './prepare-text.ts'
import type { LetteringRole, TypeCase } from './type-case.ts'
import { CAP_HEIGHT } from './typeface.ts'

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
  after: LineJoint
  /** Font size. */
  sizeMm: number
  path: PathCommand[]
  bounds: RectMm
}

export interface TextFit {
  role: Exclude<LetteringRole, 'emphasis'>
  /** Set in capitals where the script has them. */
  caps: boolean
  /** Text never leaves this box; it stands at its top. */
  box: RectMm
  /** `start` is the right of a text that runs from there. */
  align: 'start' | 'middle'
  mostLines: number
  /** Font size is as large as the box allows, up to this. */
  largestMm: number
  /** Height of a line over its capitals, 1.2 and more for text, less for stacked titles. */
  leading: number
  /** How far a short line may grow beyond the others to fill the width; 1 keeps all lines the same size. */
  growShortLines: number
}

/** A line at size 1, its baseline at 0. */
interface UnitLine {
  text: string
  after: LineJoint
  path: PathCommand[]
  ink: RectMm
}

/**
 * Sets text as large as its box allows, over as many lines as give the largest letters, evenly broken between words:
 * titles, headings, page numbers.
 */
export function outlineText(text: string, typeCase: TypeCase, fit: TextFit): OutlinedText {
  const prepared = prepareText(text, { language: typeCase.language, role: fit.role, caps: fit.caps })
  const measured = measureText(prepared, typeCase, { sizeMm: 1 })
  const candidates = Array.from({ length: fit.mostLines }, (_, index) => {
    const broken = breakLines(measured, index + 1, { profile: rectangleProfile })
    if (broken === null) return []
    const { lines } = drawLines(measured, broken)
    const unit = lines.map(({ text, after, path, box }): UnitLine => {
      const onBaseline = transformPath(path, [1, 0, 0, 1, 0, -(box.y + measured.ascentMm)])
      return { text, after, path: onBaseline, ink: inkOf(onBaseline) }
    })
    return shrinkInto(fit, stackLines(unit, fit, prepared.direction), prepared.direction)
  })
  const lines = candidates.reduce((best, lines) => (mass(lines) > mass(best) * 1.02 ? lines : best), [])
  return { lines, bounds: boundsOf(lines), missing: measured.missing }
}

/** Sizes lines to the width of the box and sets one under the other, however high that comes out. */
function stackLines(
  units: readonly UnitLine[],
  { box, ...fit }: TextFit,
  direction: PreparedText['direction'],
): OutlinedLine[] {
  const fullWidthSizes = units.map(({ ink }) => box.width / ink.width)
  const common = Math.min(fit.largestMm, ...fullWidthSizes)
  let baseline = box.y
  return units.flatMap(({ text, after, path: unit, ink }, index) => {
    const sizeMm = Math.min(fullWidthSizes[index]!, common * fit.growShortLines)
    baseline += sizeMm * CAP_HEIGHT * (index === 0 ? 1 : fit.leading)
    const left = box.x + (box.width - ink.width * sizeMm) * shareBefore(fit.align, direction)
    const path = transformPath(unit, [sizeMm, 0, 0, sizeMm, left - ink.x * sizeMm, baseline])
    const bounds = pathBounds(path)
    return bounds === null ? [] : [{ text, after, sizeMm, path, bounds }]
  })
}

/** Shrinks a stack that is higher than the box, accents and tails included, and moves it to the top of the box. */
function shrinkInto(
  { box, align }: TextFit,
  lines: readonly OutlinedLine[],
  direction: PreparedText['direction'],
): OutlinedLine[] {
  const ink = boundsOf(lines)
  if (ink === null) return []
  const scale = Math.min(1, box.height / ink.height)
  const anchor = ink.x + ink.width * shareBefore(align, direction)
  return lines.map(({ text, after, sizeMm, path: unscaled }) => {
    const path = transformPath(unscaled, [scale, 0, 0, scale, anchor * (1 - scale), box.y - ink.y * scale])
    return { text, after, sizeMm: sizeMm * scale, path, bounds: pathBounds(path)! }
  })
}

/** How much of what a line leaves free lies on its left. */
function shareBefore(align: TextFit['align'], direction: PreparedText['direction']): number {
  if (align === 'middle') return 0.5
  return direction === 'rtl' ? 1 : 0
}

/** How much room the letters take up, roughly; of the ways to break a text the one with the most mass reads best. */
function mass(lines: readonly OutlinedLine[]): number {
  return lines.reduce((total, { text, sizeMm }) => total + text.length * sizeMm ** 2, 0)
}

/** Side bearings would set large titles visibly off centre. */
function inkOf(path: readonly PathCommand[]): RectMm {
  const bounds = pathBounds(path)
  return bounds === null || bounds.width === 0 ? { x: 0, y: 0, width: 1, height: 1 } : bounds
}

function boundsOf(lines: readonly OutlinedLine[]): RectMm | null {
  return pathBounds(
    lines.flatMap(({ bounds }): PathCommand[] => [
      { type: 'M', points: [bounds.x, bounds.y] },
      { type: 'L', points: [bounds.x + bounds.width, bounds.y + bounds.height] },
    ]),
  )
}
