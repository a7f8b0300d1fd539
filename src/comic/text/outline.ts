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
    stackLines(wordsToLines(words, typeface, index + 1), typeface, fit),
  )
  const largest = candidates.reduce<StackedLine[]>(
    (best, lines) => (smallestSize(lines) > smallestSize(best) * 1.02 ? lines : best),
    [],
  )
  const lines = largest.flatMap((line) => placeLine(line, typeface, fit))
  return { lines, bounds: boundsOf(lines), missing }
}

interface StackedLine {
  text: string
  sizeMm: number
  /** From the top of the box to the line's baseline. */
  baselineMm: number
}

function wordsToLines(words: readonly string[], typeface: Typeface, lineCount: number): string[] {
  const widths = words.map((word) => typeface.advanceEm(word))
  let start = 0
  return breakEvenly(widths, typeface.advanceEm(' '), lineCount).map((count) =>
    words.slice(start, (start += count)).join(' '),
  )
}

/** Sizes lines to the box: first by width, then all together by height. */
function stackLines(texts: readonly string[], typeface: Typeface, fit: TextFit): StackedLine[] {
  const fullWidthSizes = texts.map((text) => fit.box.width / inkOf(text, typeface).width)
  const common = Math.min(fit.largestMm, ...fullWidthSizes)
  const sizes = fullWidthSizes.map((size) => Math.min(size, common * fit.growShortLines))
  const heightMm = stackHeight(sizes, typeface, fit.leading)
  const shrink = Math.min(1, fit.box.height / heightMm)
  let bottomMm = 0
  return texts.map((text, index) => {
    const sizeMm = sizes[index]! * shrink
    const capMm = sizeMm * typeface.capHeightEm
    const baselineMm = bottomMm + capMm + (index === 0 ? 0 : capMm * (fit.leading - 1))
    bottomMm = baselineMm
    return { text, sizeMm, baselineMm }
  })
}

function stackHeight(sizes: readonly number[], typeface: Typeface, leading: number): number {
  return sizes.reduce((total, size, index) => total + size * typeface.capHeightEm * (index === 0 ? 1 : leading), 0)
}

function smallestSize(lines: readonly StackedLine[]): number {
  return lines.length === 0 ? 0 : Math.min(...lines.map((line) => line.sizeMm))
}

function placeLine(line: StackedLine, typeface: Typeface, { box, align }: TextFit): OutlinedLine[] {
  const ink = inkOf(line.text, typeface)
  const inkWidthMm = ink.width * line.sizeMm
  const left = align === 'start' ? box.x : box.x + (box.width - inkWidthMm) / 2
  const path = transformPath(typeface.outlineEm(line.text), [
    line.sizeMm,
    0,
    0,
    line.sizeMm,
    left - ink.x * line.sizeMm,
    box.y + line.baselineMm,
  ])
  const bounds = pathBounds(path)
  return bounds === null ? [] : [{ text: line.text, path, bounds }]
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
