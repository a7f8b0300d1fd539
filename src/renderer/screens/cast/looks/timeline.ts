import type { Look } from '../../../../shared/domain/bible.ts'

/** Where a look stands on the axis of the story's years. */
export interface LookBar {
  /** Place in the list of looks. */
  index: number
  /** 0–1 along the axis. */
  start: number
  end: number
  /** It has no beginning, or no end, of its own. */
  openStart: boolean
  openEnd: boolean
}

export interface Timeline {
  /** First year, and the one after the last. */
  from: number
  until: number
  /** Years that are written on the axis, with their place 0–1. */
  ticks: { year: number; at: number }[]
  bars: LookBar[]
}

const MOST_TICKS = 6
/** Years on either side of a story that names one moment only. */
const LEAST_YEARS = 4
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000]

/** Looks on the years they hold in; null where none of them is dated. */
export function timelineOf(looks: readonly Pick<Look, 'from' | 'until'>[]): Timeline | null {
  const moments = looks.flatMap(({ from, until }) => [
    ...(from === null ? [] : [startOf(from)]),
    ...(until === null ? [] : [endOf(until)]),
  ])
  if (moments.length === 0) return null
  let from = Math.floor(Math.min(...moments))
  let until = Math.ceil(Math.max(...moments))
  if (until - from < LEAST_YEARS) {
    from -= Math.floor((LEAST_YEARS - (until - from)) / 2)
    until = from + LEAST_YEARS
  }
  const place = (moment: number) => (moment - from) / (until - from)
  const step = STEPS.find((each) => (until - from) / each <= MOST_TICKS) ?? 5_000
  const ticks: Timeline['ticks'] = []
  for (let year = Math.ceil(from / step) * step; year < until; year += step) ticks.push({ year, at: place(year) })
  return {
    from,
    until,
    ticks,
    bars: looks.map((look, index) => ({
      index,
      start: look.from === null ? 0 : place(startOf(look.from)),
      end: look.until === null ? 1 : place(endOf(look.until)),
      openStart: look.from === null,
      openEnd: look.until === null,
    })),
  }
}

const MONTHS = 12
const DAYS = 365

/** `1931-04` → 1931.25 */
function startOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return year + (month - 1) / MONTHS + (day - 1) / DAYS
}

/** The end of the year, month or day. */
function endOf(date: string): number {
  const [year = 0, month, day] = date.split('-').map(Number)
  if (month === undefined) return year + 1
  return day === undefined ? year + month / MONTHS : year + (month - 1) / MONTHS + day / DAYS
}

/** A year, a month or a day as the book writes it; null = it is none. Slashes, dots and missing zeros are mended. */
export function readDate(typed: string): string | null {
  const parts = typed.trim().split(/[-/.]/)
  if (parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part)) || parts[0]!.length !== 4) return null
  const [year, month, day] = parts.map(Number)
  if (month !== undefined && (month < 1 || month > 12)) return null
  if (day !== undefined && (day < 1 || day > daysOf(year!, month!))) return null
  return [parts[0]!, ...parts.slice(1).map((part) => part.padStart(2, '0'))].join('-')
}

const daysOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
