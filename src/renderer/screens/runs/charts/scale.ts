/** From values to pixels, and the marks an axis has. */
export interface Scale {
  /** Highest value shown. */
  top: number
  ticks: number[]
  at(value: number): number
}

const STEPS = [1, 2, 2.5, 5, 10]

/**
 * An axis from 0 up to at least `highest`, marked at round values.
 *
 * @param length pixels, running from the end of the axis to its start: 0 is at `length`
 * @param most marks, 0 included
 */
export function valueScale(highest: number, length: number, most = 5): Scale {
  const raw = Math.max(highest, Number.EPSILON) / (most - 1)
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = (STEPS.find((each) => each * power >= raw * 0.999_999) ?? 10) * power
  const count = Math.max(1, Math.ceil((highest / step) * 0.999_999))
  const top = highest <= 0 ? 1 : count * step
  return {
    top,
    ticks: highest <= 0 ? [0, 1] : Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12))),
    at: (value) => length - (value / top) * length,
  }
}

const SECOND = 1_000
const TIME_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
].map((seconds) => seconds * SECOND)

/** Moments for the marks of an axis of time, at round times where the author is. @param most marks at most */
export function timeTicks(from: number, until: number, most: number): number[] {
  const span = Math.max(1, until - from)
  const day = TIME_STEPS.at(-1)!
  const step = TIME_STEPS.find((each) => span / each <= most) ?? Math.ceil(span / day / most) * day
  const offset = new Date(from).getTimezoneOffset() * 60 * SECOND
  const first = Math.ceil((from - offset) / step) * step + offset
  const ticks: number[] = []
  for (let at = first; at <= until; at += step) ticks.push(at)
  return ticks
}

/** Where a point nearest to a place is, by its index; points run upwards. */
export function nearest(places: readonly number[], x: number): number {
  let best = 0
  for (const [index, place] of places.entries()) if (Math.abs(place - x) < Math.abs(places[best]! - x)) best = index
  return best
}

/** @returns null = the key is none of a chart's */
export function nextPoint(key: string, at: number | null, count: number): number | null {
  if (count === 0) return null
  const last = count - 1
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key === 'ArrowLeft') return at === null ? last : Math.max(0, at - 1)
  if (key === 'ArrowRight') return at === null ? 0 : Math.min(last, at + 1)
  return null
}
