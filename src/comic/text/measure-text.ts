import { type Atom, AtomSetter } from './atoms.ts'
import { bidiLevels } from './bidi-levels.ts'
import { type BreakOpportunity, breakOpportunities } from './break-opportunities.ts'
import { type ChosenFaces, chooseFaces } from './choose-faces.ts'
import { weakEndCost } from './language-rules.ts'
import type { PreparedText } from './prepare-text.ts'
import { type FontScript, metricsOf, type ScriptMetrics, scriptOfLanguage } from './scripts.ts'
import type { TypeCase } from './type-case.ts'

export interface MeasureOptions {
  /** Size of the letters: one em of a typeface whose capitals are 0.7 em high. Faces are scaled to look the same. */
  sizeMm: number
  /** From baseline to baseline (or column to column) in multiples of the size. Default by script and case. */
  leading?: number
  /** No line may be wider. A longer word is divided where its language divides words. Default: no limit. */
  maxWidthMm?: number
}

/** A text that has been shaped: it can be broken and drawn in many ways without being shaped again. */
export interface MeasuredText {
  prepared: PreparedText
  sizeMm: number
  /** From baseline to baseline, or column to column. */
  leadingMm: number
  /** Of a line, over and under its baseline; in vertical writing to the right and left of the column's middle. */
  ascentMm: number
  descentMm: number
  maxWidthMm: number
  /** What lines are made of, in logical order: nothing within a piece can be broken. */
  pieces: readonly Piece[]
  /** Width of everything in one line. */
  widthMm: number
  widestPieceMm: number
  /** Lines that the author's own line breaks and `maxWidthMm` make necessary; 0 for an empty text. */
  fewestLines: number
  /** Characters that no typeface has, each once: drawn as an empty box. An error to report. */
  missing: string[]
  /** Words wider than `maxWidthMm` that cannot be divided: a line that has one is too wide. */
  overwide: string[]
}

export interface Piece {
  /** Offsets into the prepared text; white space at the end included. */
  start: number
  end: number
  atoms: readonly Atom[]
  /** The white space at its end. */
  spaces: readonly Atom[]
  /** Without the white space at its end. */
  widthMm: number
  spaceMm: number
  /** What a line that ends here has after the piece: a hyphen, or nothing. */
  hyphen: Atom | null
  /** Blank halves of East Asian brackets and stops, which do not count at the start or end of a line. */
  startBlankMm: number
  endBlankMm: number
  breakCost: number
  required: boolean
  /** Letters only, lower case: to see words repeated. */
  word: string
}

const HYPHENATED = 0.35

/**
 * Shapes a text and finds where its lines may end.
 * @throws Error when the type case has no typeface for the text
 */
export function measureText(prepared: PreparedText, typeCase: TypeCase, options: MeasureOptions): MeasuredText {
  const { sizeMm, maxWidthMm = Infinity } = options
  const chosen = chooseFaces(prepared, typeCase)
  const levels = bidiLevels(prepared)
  const setter = new AtomSetter(prepared, chosen.runs, levels, sizeMm)
  const overwide: string[] = []

  const pieces: Piece[] = []
  let start = 0
  for (const opportunity of breakOpportunities(prepared)) {
    const piece = setPiece(prepared, setter, start, opportunity)
    const parts = piece.widthMm > maxWidthMm ? divide(piece, opportunity, prepared, typeCase, setter) : [piece]
    for (const part of parts) {
      if (part.widthMm + (part.hyphen?.advanceMm ?? 0) > maxWidthMm + TOLERANCE)
        overwide.push(prepared.text.slice(part.start, part.end).trim())
    }
    pieces.push(...parts)
    start = opportunity.at
  }
  const metrics = metricsFor(prepared, chosen, options.leading)
  return {
    prepared,
    sizeMm,
    leadingMm: metrics.leading * sizeMm,
    ascentMm: metrics.ascent * sizeMm,
    descentMm: metrics.descent * sizeMm,
    maxWidthMm,
    pieces,
    widthMm: pieces.reduce((total, piece) => total + piece.widthMm + piece.spaceMm, 0) - (pieces.at(-1)?.spaceMm ?? 0),
    widestPieceMm: Math.max(0, ...pieces.map((piece) => piece.widthMm)),
    fewestLines: countLines(pieces, maxWidthMm),
    missing: chosen.missing,
    overwide,
  }
}

/** Widths are sums of many fractions. */
export const TOLERANCE = 1e-6

function setPiece(prepared: PreparedText, setter: AtomSetter, start: number, opportunity: BreakOpportunity): Piece {
  const { text, language } = prepared
  const end = opportunity.at
  let wordEnd = end
  while (wordEnd > start && /[ \n\u3000\u200b]/.test(text[wordEnd - 1]!)) wordEnd--
  const atoms = setter.atoms(start, wordEnd)
  const spaces = setter.atoms(wordEnd, end)
  const word = text
    .slice(start, wordEnd)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
  return {
    start,
    end,
    atoms,
    spaces,
    widthMm: sumOfAdvances(atoms),
    spaceMm: sumOfAdvances(spaces),
    hyphen: opportunity.hyphen ? setter.hyphenAfter(end) : null,
    startBlankMm: setter.blankBefore(start, wordEnd),
    endBlankMm: setter.blankAfter(start, wordEnd),
    breakCost: opportunity.cost + (end > wordEnd ? weakEndCost(word, language) : 0),
    required: opportunity.required,
    word,
  }
}

/** A word too wide for any line, divided by the rules of its language, or as the author marked it. */
function divide(
  whole: Piece,
  opportunity: BreakOpportunity,
  prepared: PreparedText,
  typeCase: TypeCase,
  setter: AtomSetter,
): Piece[] {
  const points = dividingPoints(prepared.text, whole.start, whole.end, typeCase)
  if (points.length === 0) return [whole]
  const pieces: Piece[] = []
  let start = whole.start
  for (const { at, hyphen } of points) {
    pieces.push(setPiece(prepared, setter, start, { at, cost: HYPHENATED, required: false, hyphen }))
    start = at
  }
  pieces.push(setPiece(prepared, setter, start, opportunity))
  return pieces
}

function dividingPoints(
  text: string,
  start: number,
  end: number,
  typeCase: TypeCase,
): { at: number; hyphen: boolean }[] {
  const points: { at: number; hyphen: boolean }[] = []
  for (const { 0: word, index } of text.slice(start, end).matchAll(/[\p{L}\p{M}'’]+/gu)) {
    const from = start + index
    if (/\p{Script=Hangul}/u.test(word)) {
      // Korean divides anywhere between syllables, without a hyphen.
      for (let at = 1; at < word.length; at++) points.push({ at: from + at, hyphen: false })
      continue
    }
    const lower = word.toLowerCase()
    if (lower.length !== word.length) continue
    const inWord = new Set(typeCase.hyphenPoints(lower))
    // A cry drawn out (AAAAARGH) divides between its equal letters.
    for (const { 0: run, index: runAt } of lower.matchAll(/(\p{L})\1{3,}/gu)) {
      for (let at = 2; at <= run.length - 2; at++) inWord.add(runAt + at)
    }
    points.push(...[...inWord].sort((a, b) => a - b).map((at) => ({ at: from + at, hyphen: true })))
  }
  return points
}

/** Lines a text takes when each is filled as far as it goes. */
export function countLines(pieces: readonly Piece[], widthMm: number): number {
  let lines = 0
  let taken = Infinity
  let space = 0
  for (const piece of pieces) {
    const needed = piece.widthMm + (piece.hyphen?.advanceMm ?? 0) - piece.endBlankMm
    if (taken + space + needed > widthMm + TOLERANCE) {
      lines++
      taken = piece.widthMm - piece.startBlankMm
    } else {
      taken += space + piece.widthMm
    }
    space = piece.spaceMm
    if (piece.required) taken = Infinity
  }
  return lines
}

function metricsFor(prepared: PreparedText, { runs }: ChosenFaces, leading: number | undefined): ScriptMetrics {
  const scripts = new Set<FontScript>(runs.map((run) => run.script))
  if (scripts.size === 0) scripts.add(scriptOfLanguage(prepared.language))
  const all = [...scripts].map((script) => metricsOf(script, prepared.caps, prepared.language))
  const largest = (key: keyof ScriptMetrics) => Math.max(...all.map((metrics) => metrics[key]))
  const ruby = prepared.rubies.length > 0 ? RUBY_ROOM : 0
  if (prepared.writing === 'vertical') {
    return { ascent: 0.5 + ruby, descent: 0.5, leading: leading ?? VERTICAL_LEADING + ruby }
  }
  return {
    ascent: largest('ascent') + ruby,
    descent: largest('descent'),
    leading: leading ?? largest('leading') + ruby,
  }
}

const VERTICAL_LEADING = 1.3
/** Ruby is half as large as the text it stands beside. */
const RUBY_ROOM = 0.5

function sumOfAdvances(atoms: readonly Atom[]): number {
  return atoms.reduce((total, atom) => total + atom.advanceMm, 0)
}
