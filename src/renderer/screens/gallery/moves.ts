import { firstPlaces, lastNotAbove } from './layout.ts'

/** Where the author is: a panel's row in the list, and the place in it. */
export interface Spot {
  row: number
  at: number
}

export type Move = 'next' | 'previous' | 'nextPanel' | 'previousPanel' | 'first' | 'last'

/** From place to place in reading order; at the ends it stays. */
export function moved({ row, at }: Spot, move: Move, slots: readonly number[]): Spot {
  const last = slots.length - 1
  const here = Math.max(0, (slots[row] ?? 1) - 1)
  switch (move) {
    case 'next':
      return at < here ? { row, at: at + 1 } : row < last ? { row: row + 1, at: 0 } : { row, at: here }
    case 'previous':
      if (at > 0) return { row, at: Math.min(at, here + 1) - 1 }
      return row > 0 ? { row: row - 1, at: Math.max(0, slots[row - 1]! - 1) } : { row, at: 0 }
    case 'nextPanel':
      return row < last ? { row: row + 1, at: 0 } : { row, at }
    case 'previousPanel':
      return row > 0 ? { row: row - 1, at: 0 } : { row, at }
    case 'first':
      return { row: 0, at: 0 }
    case 'last':
      return { row: Math.max(0, last), at: Math.max(0, (slots[last] ?? 1) - 1) }
  }
}

/** So many places further on in the grid: a line down, a line up. */
export function movedInGrid(spot: Spot, by: number, slots: readonly number[]): Spot {
  const firsts = firstPlaces(slots)
  const total = firsts.at(-1) ?? 0
  if (total === 0) return spot
  const place = Math.min(total - 1, Math.max(0, (firsts[spot.row] ?? 0) + spot.at + by))
  return spotOf(place, firsts)
}

/** @param place counted through the book */
export function spotOf(place: number, firsts: Int32Array): Spot {
  const row = Math.min(lastNotAbove(firsts, place), firsts.length - 2)
  return { row, at: place - firsts[row]! }
}

/** The rows of panels that places belong to: the first and the last; none when the last is before the first. */
export function rowsOfPlaces(from: number, until: number, firsts: Int32Array): [first: number, last: number] {
  const total = firsts.at(-1) ?? 0
  if (total === 0 || until <= from) return [0, -1]
  return [spotOf(Math.min(from, total - 1), firsts).row, spotOf(Math.min(until, total) - 1, firsts).row]
}

/** All places from one to another, either way round, both included. */
export function spotsBetween(a: Spot, b: Spot, slots: readonly number[]): Spot[] {
  const [from, until] = a.row < b.row || (a.row === b.row && a.at <= b.at) ? [a, b] : [b, a]
  const spots: Spot[] = []
  for (let row = from.row; row <= until.row; row++) {
    const first = row === from.row ? from.at : 0
    const last = row === until.row ? until.at : (slots[row] ?? 0) - 1
    for (let at = first; at <= last; at++) spots.push({ row, at })
  }
  return spots
}
