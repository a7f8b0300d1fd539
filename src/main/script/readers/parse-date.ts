import { monthOf } from './calendar-words.ts'

export interface FoundDate {
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  iso: string
  start: number
  end: number
}

const MONTH = '(?<month>\\p{L}{3,9}\\.?)'
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
const YEAR = '(?<year>[12]\\d{3})'

/** From the most to the least precise, so that `15 August 1931` is not read as the year alone. */
const FORMS = [
  /(?<!\d)(?<year>[12]\d{3})-(?<digits>\d{2})(?:-(?<day>\d{2}))?(?!\d)/u,
  new RegExp(`(?<![\\p{L}\\d])${DAY}\\s+(?:of\\s+)?${MONTH},?\\s+${YEAR}(?!\\d)`, 'u'),
  new RegExp(`(?<!\\p{L})${MONTH}\\s+${DAY},?\\s+${YEAR}(?!\\d)`, 'u'),
  new RegExp(`(?<!\\p{L})${MONTH},?\\s+(?:of\\s+)?${YEAR}(?!\\d)`, 'u'),
  new RegExp(`(?<![\\d.,])${YEAR}(?![\\d]|[.,]\\d)`, 'u'),
]

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isoOf(groups: Record<string, string | undefined>): string | null {
  const { year, month, digits, day } = groups
  if (year === undefined) return null
  if (month === undefined && digits === undefined) return year
  const number = digits === undefined ? monthOf(month ?? '') : Number(digits)
  if (number === undefined || number < 1 || number > 12) return null
  const monthPart = `${year}-${String(number).padStart(2, '0')}`
  if (day === undefined) return monthPart
  const dayNumber = Number(day)
  if (dayNumber < 1 || dayNumber > (DAYS_IN_MONTH[number - 1] ?? 31)) return null
  return `${monthPart}-${String(dayNumber).padStart(2, '0')}`
}

/**
 * The first date in a short text (a heading, a slug line), as precise as it is written, with English month names or in
 * ISO form. Null when there is no year: a day without its year is no date.
 */
export function findDate(text: string): FoundDate | null {
  for (const form of FORMS) {
    const match = form.exec(text)
    const iso = match?.groups ? isoOf(match.groups) : null
    if (match && iso !== null) return { iso, start: match.index, end: match.index + match[0].length }
  }
  return null
}
