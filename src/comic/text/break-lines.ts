import { ellipseProfile, type LineProfile } from './line-profiles.ts'
import { countLines, type MeasuredText, type Piece, TOLERANCE } from './measure-text.ts'

/** The shape that lines are broken into. */
export interface BreakShape {
  /** Relative widths; the lines come as near to the shape as their words allow. Default `ellipseProfile`. */
  profile?: LineProfile
  /** The room each line has, in mm, for a balloon or box of a fixed size. Then no line is wider than its room. */
  roomMm?: LineProfile
  /** A short last line costs nothing: captions. Default false. */
  shortLastLine?: boolean
}

export interface BrokenText {
  lines: BrokenLine[]
  /** Of the widest line. */
  widthMm: number
  /** From the head of the first line to the foot of the last. */
  heightMm: number
  /**
   * How far the lines are from the shape, plus what bad breaks cost; 0 is perfect, from about 0.3 a letterer would look
   * for another way. Comparable between counts of lines of one text.
   */
  cost: number
}

export interface BrokenLine {
  /** Pieces of the measured text; `end` is exclusive. */
  start: number
  end: number
  widthMm: number
  hyphenated: boolean
}

/** A last line shorter than this share of what its shape gives it looks lost. */
const SHORT_LAST_LINE = 0.35
const SHORT_LAST_LINE_COST = 0.3
/** The same word at the start or end of two lines, one under the other. */
const STACKED_WORDS_COST = 0.06
/** Two hyphens, one under the other. */
const STACKED_HYPHENS_COST = 0.3
/** Beyond this a text is filled line by line: nobody judges the shape of a balloon of hundreds of words. */
const MOST_SHAPED_PIECES = 320
const MOST_SHAPED_LINES = 40

/**
 * Breaks a text into a number of lines, as near to a shape as its words allow.
 * @param lineCount at least 1
 * @returns null where the text does not go into that many lines: too few words, the author's own breaks, or lines that
 * would be wider than allowed. A piece that is too wide by itself is let through; `overwide` has it.
 */
export function breakLines(measured: MeasuredText, lineCount: number, shape: BreakShape = {}): BrokenText | null {
  const { pieces } = measured
  if (pieces.length === 0 || lineCount < 1 || lineCount > pieces.length) return null
  const lines = new Lines(measured)
  const rooms = Array.from({ length: lineCount }, (_, line) =>
    Math.min(measured.maxWidthMm, shape.roomMm?.(line, lineCount) ?? Infinity),
  )
  const ideals = idealWidths(measured, lineCount, rooms, shape)
  const ends =
    pieces.length <= MOST_SHAPED_PIECES && lineCount <= MOST_SHAPED_LINES
      ? shapedEnds(lines, ideals, rooms, shape.shortLastLine ?? false)
      : filledEnds(lines, ideals, rooms)
  return ends === null ? null : describe(lines, ends.ends, ends.cost)
}

/**
 * Breaks a text into as few lines as a width allows, and evenly: for captions and boxes.
 * @param mostLines null comes back for more
 */
export function breakToWidth(measured: MeasuredText, widthMm: number, mostLines = Infinity): BrokenText | null {
  const fewest = Math.max(1, countLines(measured.pieces, widthMm))
  // A line filled to the last word may leave a room that only fits unevenly: one more line always does.
  for (const count of [fewest, fewest + 1]) {
    if (count > mostLines) return null
    const broken = breakLines(measured, count, { profile: () => 1, roomMm: () => widthMm, shortLastLine: true })
    if (broken !== null) return broken
  }
  return null
}

/** Widths of runs of pieces, in constant time each. */
class Lines {
  readonly measured: MeasuredText
  readonly #sums: Float64Array

  constructor(measured: MeasuredText) {
    this.measured = measured
    this.#sums = new Float64Array(measured.pieces.length + 1)
    for (const [index, { widthMm, spaceMm }] of measured.pieces.entries()) {
      this.#sums[index + 1] = this.#sums[index]! + widthMm + spaceMm
    }
  }

  get count(): number {
    return this.measured.pieces.length
  }

  piece(index: number): Piece {
    return this.measured.pieces[index]!
  }

  width(start: number, end: number): number {
    const [first, last] = [this.piece(start), this.piece(end - 1)]
    const ink = this.#sums[end]! - this.#sums[start]! - last.spaceMm - first.startBlankMm - last.endBlankMm
    return ink + (last.hyphen?.advanceMm ?? 0)
  }
}

/** What each line would be if words could be poured: the whole width dealt out by the shape. */
function idealWidths(measured: MeasuredText, count: number, rooms: readonly number[], shape: BreakShape): number[] {
  const shares = rooms.map((room, line) => {
    if (shape.profile !== undefined) return shape.profile(line, count)
    return shape.roomMm === undefined ? ellipseProfile(line, count) : room
  })
  const whole = shares.reduce((total, share) => total + share, 0)
  const poured = Math.max(measured.widthMm, measured.sizeMm)
  return shares.map((share) => (share / whole) * poured)
}

interface State {
  cost: number
  /** Piece that the line starts with. */
  start: number
}

/** The cheapest way, by dynamic programming over lines and the pieces they end with. */
function shapedEnds(
  lines: Lines,
  ideals: readonly number[],
  rooms: readonly number[],
  shortLastLine: boolean,
): { ends: number[]; cost: number } | null {
  const count = ideals.length
  const scale = Math.max(...ideals)
  const table: (State | undefined)[][] = []
  for (let line = 0; line < count; line++) {
    const row: (State | undefined)[] = []
    const isLast = line === count - 1
    const before = table[line - 1]
    for (let end = line + 1; end <= lines.count - (count - 1 - line); end++) {
      if (isLast && end < lines.count) continue
      let best: State | undefined
      for (let start = end - 1; start >= line; start--) {
        // A line the author ended ends.
        if (start < end - 1 && lines.piece(start).required) break
        const width = lines.width(start, end)
        if (width > rooms[line]! + TOLERANCE && start < end - 1) break
        const ofLine = lineCost(width, ideals[line]!, scale, isLast, shortLastLine && count > 1)
        // Longer lines only cost more from here.
        if (best !== undefined && width > ideals[line]! && ofLine > best.cost) break
        const previous = line === 0 ? FIRST : before![start]
        if (previous === undefined || (line === 0 && start > 0)) continue
        const cost = previous.cost + ofLine + breakCost(lines, previous.start, start, end)
        if (best === undefined || cost < best.cost - 1e-12) best = { cost, start }
      }
      row[end] = best
    }
    table.push(row)
  }
  const last = table[count - 1]![lines.count]
  if (last === undefined) return null
  const ends: number[] = []
  for (let line = count - 1, end = lines.count; line >= 0; line--) {
    ends.unshift(end)
    end = table[line]![end]!.start
  }
  return { ends, cost: last.cost }
}

const FIRST: State = { cost: 0, start: -1 }

function lineCost(width: number, ideal: number, scale: number, isLast: boolean, shortLastLine: boolean): number {
  const off = (width - ideal) / scale
  if (!isLast) return off * off
  if (shortLastLine) return off > 0 ? off * off : 0.1 * off * off
  return off * off + (width < SHORT_LAST_LINE * ideal ? SHORT_LAST_LINE_COST : 0)
}

/** What it costs to end a line before piece `end`, and to have it under the line that starts at `previousStart`. */
function breakCost(lines: Lines, previousStart: number, start: number, end: number): number {
  const last = lines.piece(end - 1)
  let cost = end === lines.count || last.required ? 0 : last.breakCost
  if (start === 0) return cost
  const before = lines.piece(start - 1)
  if (before.hyphen !== null && last.hyphen !== null) cost += STACKED_HYPHENS_COST
  if (last.word !== '' && last.word === before.word) cost += STACKED_WORDS_COST
  if (previousStart >= 0) {
    const { word } = lines.piece(start)
    if (word !== '' && word === lines.piece(previousStart).word) cost += STACKED_WORDS_COST
  }
  return cost
}

/** Line by line in one walk, each given its share of what is left. */
function filledEnds(
  lines: Lines,
  ideals: readonly number[],
  rooms: readonly number[],
): { ends: number[]; cost: number } | null {
  const idealsLeft = new Float64Array(ideals.length + 1)
  for (let line = ideals.length - 1; line >= 0; line--) idealsLeft[line] = idealsLeft[line + 1]! + ideals[line]!
  const even = fill(lines, rooms, (line, left) => (ideals[line]! / idealsLeft[line]!) * left)
  // Rooms too tight to share evenly still take the text when each is filled to the brim.
  const ends = even ?? fill(lines, rooms, () => Infinity)
  if (ends === null) return null
  const scale = Math.max(...ideals)
  const cost = ends.reduce((total, end, line) => {
    const width = lines.width(line === 0 ? 0 : ends[line - 1]!, end)
    return total + ((width - ideals[line]!) / scale) ** 2
  }, 0)
  return { ends, cost }
}

/** @param target width a line should have, given the width of all that is left */
function fill(lines: Lines, rooms: readonly number[], target: (line: number, left: number) => number): number[] | null {
  const ends: number[] = []
  let start = 0
  for (const [line, room] of rooms.entries()) {
    const linesAfter = rooms.length - 1 - line
    if (start >= lines.count) return null
    const wanted = linesAfter === 0 ? Infinity : target(line, lines.width(start, lines.count))
    let end = start + 1
    while (end < lines.count - linesAfter && !lines.piece(end - 1).required) {
      const next = lines.width(start, end + 1)
      if (next > room + TOLERANCE || next - wanted > wanted - lines.width(start, end)) break
      end++
    }
    ends.push(end)
    start = end
  }
  return start === lines.count ? ends : null
}

function describe(lines: Lines, ends: readonly number[], cost: number): BrokenText {
  const { leadingMm, ascentMm, descentMm } = lines.measured
  const broken = ends.map((end, index): BrokenLine => {
    const start = index === 0 ? 0 : ends[index - 1]!
    return { start, end, widthMm: lines.width(start, end), hyphenated: lines.piece(end - 1).hyphen !== null }
  })
  return {
    lines: broken,
    widthMm: broken.reduce((widest, line) => Math.max(widest, line.widthMm), 0),
    heightMm: (broken.length - 1) * leadingMm + ascentMm + descentMm,
    cost,
  }
}
