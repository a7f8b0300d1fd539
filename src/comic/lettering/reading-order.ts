import type { RectMm } from '../geometry.ts'

/** Two boxes are in one row when they share more than this of a height. */
const ROW_SHARE = 0.5

/**
 * Whether a reader comes to one box before the other: rows from top to bottom, in a row along the line. Where it can
 * be argued whether they stand in one row, both ways of reading must agree.
 * @param doubt how far from plain, as a share of a height, it can still be argued; default 0
 */
export function readBefore(first: RectMm, second: RectMm, direction: 'ltr' | 'rtl', doubt = 0): boolean {
  const shared = sharedHeight(first, second)
  const lower = first.y + first.height / 2 > second.y + second.height / 2 ? first : second
  const oneRow = shared > (ROW_SHARE - doubt) * Math.min(first.height, second.height)
  const surelyOneRow = shared > (ROW_SHARE + doubt) * Math.max(lower.height, Math.min(first.height, second.height))
  if (oneRow && !alongBefore(first, second, direction)) return false
  if (surelyOneRow) return true
  return first.y <= second.y + 1e-9 && first.y + first.height / 2 < second.y + second.height / 2 + 1e-9
}

/** By where they begin and by their middles: a reader goes by either. */
function alongBefore(first: RectMm, second: RectMm, direction: 'ltr' | 'rtl'): boolean {
  const middle = first.x + first.width / 2 - second.x - second.width / 2
  if (direction === 'ltr') return middle < 0 && first.x <= second.x
  return middle > 0 && first.x + first.width >= second.x + second.width
}

/** Of the lower height: this far below the first one, a second that lies back along the line surely comes after it. */
const CLEARLY_LOWER = 0.6

/**
 * How much it takes to see which of two comes first, from 0 (plain) to 1: the second one lies back along the line and
 * not clearly lower, or lies ahead and higher.
 */
export function orderDoubt(first: RectMm, second: RectMm, direction: 'ltr' | 'rtl'): number {
  const least = Math.min(first.height, second.height)
  if (alongBefore(first, second, direction)) return clamp((first.y - second.y) / least)
  const below = second.y - first.y - first.height
  return clamp((CLEARLY_LOWER * least - below) / ((1 + CLEARLY_LOWER) * least))
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}

function sharedHeight(a: RectMm, b: RectMm): number {
  return Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))
}

/** The order in which a reader who knows only the boxes comes to them, as indexes. */
export function readerOrder(boxes: readonly RectMm[], direction: 'ltr' | 'rtl'): number[] {
  const left = new Set(boxes.keys())
  const order: number[] = []
  while (left.size > 0) {
    // The first one is the one that nothing else comes before; where boxes stand in a ring, the highest.
    const all = [...left]
    const free = all.filter((one) =>
      all.every((other) => other === one || !readBefore(boxes[other]!, boxes[one]!, direction)),
    )
    const next = (free.length > 0 ? free : all).reduce((best, one) => (boxes[one]!.y < boxes[best]!.y ? one : best))
    order.push(next)
    left.delete(next)
  }
  return order
}
