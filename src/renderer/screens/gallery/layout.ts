/** Width of the words beside a panel's pictures, CSS pixels. */
const WORDS_PX = 140
export const GAP_PX = 8
/** Room at both sides of a row; at the end the scroll bar has its own beside it. */
const EDGE_PX = 14
const END_PX = 4
const ROW_PAD_PX = 8
/** A row is never lower than its words need. */
const WORDS_HEIGHT_PX = 92
/** Width of a picture of 3:2, CSS pixels: the size the author chooses. */
export const SIZES = { least: 96, usual: 222, most: 420, step: 18 } as const
const SHAPE = 1.5
/** Pictures narrower or wider than this are shown whole within such a place. */
const ASPECTS = { least: 0.5, most: 2.2 }

/** The place of a picture: whole within `size` by two thirds of it. */
export function cardSize(aspect: number, size: number): { width: number; height: number } {
  const shape = Math.min(ASPECTS.most, Math.max(ASPECTS.least, aspect))
  const width = Math.round(Math.min(size, (size / SHAPE) * shape))
  return { width, height: Math.round(width / shape) }
}

/** The place of a picture in the grid, where all are alike. */
export function gridHeight(size: number): number {
  return Math.round(size / SHAPE)
}

/** What stands in rows: how many places each panel has, and of what shape. */
export interface Contents {
  slots: readonly number[]
  aspects: readonly number[]
}

/** A line of the list: a panel, or in the grid as many places as fit beside each other. */
export interface Lines {
  /** Where each line begins; one more than there are lines, the last is the whole height. */
  starts: Float64Array
  count: number
}

/** Room for pictures in a row, CSS pixels. */
function room(width: number): number {
  return Math.max(1, width - EDGE_PX - END_PX - WORDS_PX - GAP_PX)
}

export function placesPerLine(aspect: number, size: number, width: number): number {
  return Math.max(1, Math.floor((room(width) + GAP_PX) / (cardSize(aspect, size).width + GAP_PX)))
}

function rowHeight(slots: number, aspect: number, size: number, width: number): number {
  const lines = Math.max(1, Math.ceil(slots / placesPerLine(aspect, size, width)))
  const pictures = lines * (cardSize(aspect, size).height + GAP_PX) - GAP_PX
  return Math.max(WORDS_HEIGHT_PX, pictures) + 2 * ROW_PAD_PX + 1
}

/** One line for each panel. */
export function rowLines({ slots, aspects }: Contents, size: number, width: number): Lines {
  const starts = new Float64Array(slots.length + 1)
  for (let row = 0; row < slots.length; row++)
    starts[row + 1] = starts[row]! + rowHeight(slots[row]!, aspects[row]!, size, width)
  return { starts, count: slots.length }
}

export function gridPerLine(size: number, width: number): number {
  return Math.max(1, Math.floor((width - EDGE_PX - END_PX + GAP_PX) / (size + GAP_PX)))
}

/** Lines of places of one shape, whatever panel they belong to. */
export function gridLines({ slots }: Pick<Contents, 'slots'>, size: number, width: number): Lines {
  const places = slots.reduce((sum, count) => sum + count, 0)
  const count = Math.ceil(places / gridPerLine(size, width))
  const height = gridHeight(size) + GAP_PX
  return { starts: Float64Array.from({ length: count + 1 }, (_, line) => line * height), count }
}

/** First place of each panel, counted through the book; one more than there are panels. */
export function firstPlaces(slots: readonly number[]): Int32Array {
  const firsts = new Int32Array(slots.length + 1)
  for (let row = 0; row < slots.length; row++) firsts[row + 1] = firsts[row]! + slots[row]!
  return firsts
}

/** The last index whose value is not above what is looked for. Values never fall. */
export function lastNotAbove(values: Float64Array | Int32Array, wanted: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (values[middle]! <= wanted) low = middle
    else high = middle - 1
  }
  return low
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Where a place stands in the rows, CSS pixels from the start of the canvas; `x` counts from the side reading begins. */
export function placeInRow(
  { row, at }: { row: number; at: number },
  contents: Contents,
  lines: Lines,
  size: number,
  width: number,
): Box {
  const aspect = contents.aspects[row]!
  const each = placesPerLine(aspect, size, width)
  const card = cardSize(aspect, size)
  return {
    x: EDGE_PX + WORDS_PX + GAP_PX + (at % each) * (card.width + GAP_PX),
    y: lines.starts[row]! + ROW_PAD_PX + Math.floor(at / each) * (card.height + GAP_PX),
    ...card,
  }
}

/** Where a place stands in the grid; @param place counted through the book */
export function placeInGrid(place: number, size: number, width: number): Box {
  const each = gridPerLine(size, width)
  return {
    x: EDGE_PX + (place % each) * (size + GAP_PX),
    y: Math.floor(place / each) * (gridHeight(size) + GAP_PX) + GAP_PX,
    width: size,
    height: gridHeight(size),
  }
}

/** The lines that touch a stretch of the canvas: from the first, until before the second. */
export function linesWithin({ starts, count }: Lines, top: number, bottom: number): [from: number, until: number] {
  if (count === 0) return [0, 0]
  return [
    Math.min(count - 1, lastNotAbove(starts, Math.max(0, top))),
    Math.min(count, lastNotAbove(starts, Math.max(0, bottom)) + 1),
  ]
}

/**
 * The places of a row that touch a stretch of the canvas, in whole lines of cards: a row of many pictures is drawn as it
 * comes into sight, not at once.
 */
export function placesWithin(
  row: number,
  contents: Contents,
  lines: Lines,
  size: number,
  width: number,
  { top, bottom }: { top: number; bottom: number },
): { from: number; until: number; above: number } {
  const aspect = contents.aspects[row]!
  const each = placesPerLine(aspect, size, width)
  const height = cardSize(aspect, size).height + GAP_PX
  const start = lines.starts[row]! + ROW_PAD_PX
  const all = Math.ceil(contents.slots[row]! / each)
  const first = Math.min(all, Math.max(0, Math.floor((top - start) / height)))
  const last = Math.min(all, Math.max(first, Math.ceil((bottom - start) / height)))
  return { from: first * each, until: last * each, above: first * height }
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
