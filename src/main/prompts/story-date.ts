/** A stretch of days, both ends included, as day numbers that only serve to compare (months count 31 days). */
export interface Span {
  first: number
  last: number
}

const FOR_EVER: Span = { first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY }

const dayNumber = (year: number, month: number, day: number) => (year * 12 + month - 1) * 31 + day - 1

/** The days a date may mean: `1926` is a whole year, `1926-10` a month. @param iso `YYYY`, `YYYY-MM` or `YYYY-MM-DD` */
export function spanOf(iso: string): Span {
  const [year = 0, month, day] = iso.split('-').map(Number)
  return { first: dayNumber(year, month ?? 1, day ?? 1), last: dayNumber(year, month ?? 12, day ?? 31) }
}

/** From the first day of `from` to the last of `until`; null leaves that end open. */
export function spanBetween(from: string | null, until: string | null): Span {
  return {
    first: from === null ? FOR_EVER.first : spanOf(from).first,
    last: until === null ? FOR_EVER.last : spanOf(until).last,
  }
}

export const covers = (outer: Span, inner: Span) => outer.first <= inner.first && inner.last <= outer.last

/** Days two spans share; 0 when they do not meet. */
export const sharedDays = (a: Span, b: Span) => Math.max(0, Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1)

export const yearOf = (iso: string) => Number(iso.slice(0, 4))
