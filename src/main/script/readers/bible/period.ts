import { monthOf } from '../calendar-words.ts'

/** A stretch of days, both ends included, as days since 1970; open ends are infinite. */
export interface Period {
  first: number
  last: number
}

export const ALWAYS: Period = { first: -Infinity, last: Infinity }

interface PartialDate {
  year: number | null
  month: number | null
  day: number | null
}

const DAY_MS = 86_400_000
const DATE_AT_START =
  /^(?:(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:(\p{L}{3,9})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?(?=[,\s])(?!\s*\d{3}))?,?\s*)?(?:(?<!\d)([12]\d{3})(?!\d))?/u

function takeDate(text: string): { date: PartialDate; rest: string } | null {
  const match = DATE_AT_START.exec(text)
  if (!match || match[0] === '') return null
  const month = match[2] === undefined ? null : (monthOf(match[2]) ?? undefined)
  if (month === undefined) {
    return null
  }
  const day = match[1] ?? match[3]
  const year = match[4]
  if (month === null && (year === undefined || day !== undefined)) return null
  return {
    date: { year: year === undefined ? null : Number(year), month, day: day === undefined ? null : Number(day) },
    rest: text.slice(match[0].length),
  }
}

function firstDay(date: PartialDate, year: number): number {
  return Date.UTC(year, (date.month ?? 1) - 1, date.day ?? 1) / DAY_MS
}

function lastDay(date: PartialDate, year: number): number {
  if (date.day !== null) return firstDay(date, year)
  const nextMonth = date.month === null ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, date.month, 1)
  return nextMonth / DAY_MS - 1
}

/** The one year in which a date without a year falls inside a period; null when there is none or more than one. */
function onlyYear(date: PartialDate, within: Period): number | null {
  if (!Number.isFinite(within.first) || !Number.isFinite(within.last)) return null
  const years: number[] = []
  for (let year = new Date(within.first * DAY_MS).getUTCFullYear(); firstDay(date, year) <= within.last; year++) {
    if (firstDay(date, year) >= within.first) years.push(year)
    if (years.length > 1) return null
  }
  return years[0] ?? null
}

export interface TakenPeriod {
  /** Null when a day is named whose year cannot be told. */
  period: Period | null
  rest: string
}

/**
 * Reads a period at the start of a text: `1926-1930`, `November 1926-1930`, `27 October to December 1926`,
 * `from October 1926`, `until 1938`, `on 31 December` (its year is sought in `within`). Null when none stands there.
 */
export function takePeriod(text: string, within: Period = ALWAYS): TakenPeriod | null {
  const lead =
    /^(?:(from|since|after|until|till|before|on|in|during|by)\s+)?(?:(?:the\s+)?(?:early|late|mid)[ -])?/i.exec(text)
  const word = (lead?.[1] ?? '').toLowerCase()
  const start = takeDate(text.slice(lead?.[0].length ?? 0))
  if (start === null) return null
  const joint = /^\s*(?:-|–|—|to|until|till|through)\s*/i.exec(start.rest)
  const end = joint === null ? null : takeDate(start.rest.slice(joint[0].length))
  const rest = (end?.rest ?? start.rest).replace(/^\s+on(?:wards?)?\b/i, '')
  const endYear = end?.date.year ?? null
  const startYear = start.date.year ?? endYear ?? onlyYear(start.date, within)
  if (startYear === null) return { period: null, rest }
  if (end !== null) {
    return { period: { first: firstDay(start.date, startYear), last: lastDay(end.date, endYear ?? startYear) }, rest }
  }
  if (/^(?:until|till)$/.test(word)) return { period: { first: -Infinity, last: lastDay(start.date, startYear) }, rest }
  if (word === 'before') return { period: { first: -Infinity, last: firstDay(start.date, startYear) - 1 }, rest }
  const isOpen = /^(?:from|since|after)$/.test(word) || /^\s+on(?:wards?)?\b/i.test(start.rest)
  return {
    period: { first: firstDay(start.date, startYear), last: isOpen ? Infinity : lastDay(start.date, startYear) },
    rest,
  }
}

function dateOf(day: number): [year: number, month: number, day: number] {
  const date = new Date(day * DAY_MS)
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}

const two = (number: number) => String(number).padStart(2, '0')

/** The first day as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as short as says the same; null when open. */
export function formatFirst(day: number): string | null {
  if (!Number.isFinite(day)) return null
  const [year, month, date] = dateOf(day)
  if (date > 1) return `${year}-${two(month)}-${two(date)}`
  return month > 1 ? `${year}-${two(month)}` : String(year)
}

/** The last day, in the same way: the last of December is the year alone. */
export function formatLast(day: number): string | null {
  if (!Number.isFinite(day)) return null
  const [year, month, date] = dateOf(day)
  const [, nextMonth, nextDate] = dateOf(day + 1)
  if (nextDate > 1) return `${year}-${two(month)}-${two(date)}`
  return nextMonth === 1 ? String(year) : `${year}-${two(month)}`
}
