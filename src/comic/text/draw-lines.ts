import type { RectMm } from '../geometry.ts'
import { type PathCommand, pathBounds } from '../path.ts'
import type { Atom } from './atoms.ts'
import { visualOrder } from './bidi-levels.ts'
import type { BrokenLine, BrokenText } from './break-lines.ts'
import type { MeasuredText } from './measure-text.ts'

export interface DrawOptions {
  /**
   * Of lines within their block. `start` is left, or right in text from right to left, or the head of the columns.
   * Default `middle`; in vertical writing `start`.
   */
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

/**
 * What stands between a line and the next when its text runs on: a space, a soft hyphen where the line divides a word,
 * or nothing, as after a dash and in scripts without spaces. Nothing after the last line.
 */
export type LineJoint = ' ' | '\u00ad' | ''

export interface SetLine {
  /** What the line says, in logical order, without a hyphen that only divides a word: for ActualText and search. */
  text: string
  after: LineJoint
  /** The room the line takes: its advance by the height of its letters. */
  box: RectMm
  path: PathCommand[]
}

/** The outlines of a text that has been broken. */
export function drawLines(measured: MeasuredText, broken: BrokenText, options: DrawOptions = {}): SetText {
  const vertical = measured.prepared.writing === 'vertical'
  const boxes = lineBoxes(measured, broken, options)
  const lines = broken.lines.map((line, index): SetLine => {
    const box = boxes[index]!
    const text = pieceText(measured, line)
    const after = index === broken.lines.length - 1 ? '' : jointAfter(measured, line)
    return { text, after, box, path: vertical ? paintColumn(measured, line, box) : paintLine(measured, line, box) }
  })
  return { lines, box: around(boxes), bounds: boundsOf(lines) }
}

/** Where the lines of a broken text stand, without drawing them: to fit a balloon around them. */
export function lineBoxes(measured: MeasuredText, broken: BrokenText, { align }: DrawOptions = {}): RectMm[] {
  const { leadingMm, ascentMm, descentMm, prepared } = measured
  const thickness = ascentMm + descentMm
  if (prepared.writing === 'vertical') {
    const head = -broken.widthMm / 2
    return broken.lines.map(({ widthMm }, index) => ({
      x: broken.heightMm / 2 - thickness - index * leadingMm,
      y: align === 'middle' ? -widthMm / 2 : head,
      width: thickness,
      height: widthMm,
    }))
  }
  const left = (widthMm: number) => {
    if (align !== 'start') return -widthMm / 2
    return prepared.direction === 'rtl' ? broken.widthMm / 2 - widthMm : -broken.widthMm / 2
  }
  return broken.lines.map(({ widthMm }, index) => ({
    x: left(widthMm),
    y: -broken.heightMm / 2 + index * leadingMm,
    width: widthMm,
    height: thickness,
  }))
}

function pieceText({ prepared, pieces }: MeasuredText, { start, end }: BrokenLine): string {
  return prepared.text.slice(pieces[start]!.start, pieces[end - 1]!.end).replace(/[ \n\u3000\u200b]+$/, '')
}

function jointAfter({ prepared, pieces }: MeasuredText, { end }: BrokenLine): LineJoint {
  const last = pieces[end - 1]!
  if (last.hyphen !== null) return '\u00ad'
  return /[ \n\u3000]\u200b*$/.test(prepared.text.slice(last.start, last.end)) ? ' ' : ''
}

/** What a line draws, in logical order: the white space at its end is not part of it. */
function lineAtoms({ pieces }: MeasuredText, { start, end }: BrokenLine): Atom[] {
  const last = pieces[end - 1]!
  const atoms = pieces.slice(start, end - 1).flatMap((piece) => [...piece.atoms, ...piece.spaces])
  return [...atoms, ...last.atoms, ...(last.hyphen === null ? [] : [last.hyphen])]
}

function paintLine(measured: MeasuredText, line: BrokenLine, box: RectMm): PathCommand[] {
  let x = box.x - measured.pieces[line.start]!.startBlankMm
  const baseline = box.y + measured.ascentMm
  return visualOrder(lineAtoms(measured, line)).flatMap((atom) => {
    const path = atom.paint(x, baseline)
    x += atom.advanceMm
    return path
  })
}

function paintColumn(measured: MeasuredText, line: BrokenLine, box: RectMm): PathCommand[] {
  let y = box.y - measured.pieces[line.start]!.startBlankMm
  const middle = box.x + measured.descentMm
  return lineAtoms(measured, line).flatMap((atom) => {
    const path = atom.paint(middle, y)
    y += atom.advanceMm
    return path
  })
}

function boundsOf(lines: readonly SetLine[]): RectMm | null {
  const inked = lines.map((line) => pathBounds(line.path)).filter((bounds) => bounds !== null)
  return inked.length === 0 ? null : around(inked)
}

function around(boxes: readonly RectMm[]): RectMm {
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 }
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}
