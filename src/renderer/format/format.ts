const MS = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 }
/** Below this an amount shows three decimals, so that $0.003 is not $0.00. */
const SMALL_USD = 0.01

/** Numbers, money and times as one language writes them. */
export interface Format {
  number(value: number, digits?: number): string
  /** US dollars. Null = nobody knows: `unknown` in words, never 0. */
  money(usd: number | null): string
  /** @param share 0–1 */
  percent(share: number, digits?: number): string
  /** Epoch ms. */
  date(at: number): string
  time(at: number): string
  dateTime(at: number): string
  /** A stretch of time: “45 s”, “12 min”, “3 h 5 min”. */
  duration(ms: number): string
  /** “2 days ago”. */
  ago(at: number, now?: number): string
  bytes(count: number): string
  list(items: readonly string[]): string
  /** The name of a language in the window's: `es` → “Spanish”. */
  language(tag: string): string
}

/** @param priceUnknown what stands where nobody knows a price */
export function formatFor(language: string, priceUnknown: string): Format {
  // Latin digits everywhere: prices, ids and counters stand beside each other.
  const locale = `${language}-u-nu-latn`
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)
  const plain = number({ maximumFractionDigits: 0 })
  const byDigits = new Map<number, Intl.NumberFormat>()
  const rounded = (digits: number) => {
    const known = byDigits.get(digits) ?? number({ maximumFractionDigits: digits })
    byDigits.set(digits, known)
    return known
  }
  // Prices are written from left to right everywhere, with the sign that price lists have.
  const moneyIn = language.startsWith('ar') ? 'en' : locale
  const cents = new Intl.NumberFormat(moneyIn, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' })
  const mills = new Intl.NumberFormat(moneyIn, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 4,
    minimumFractionDigits: 3,
  })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const both = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const listed = new Intl.ListFormat(locale, { type: 'conjunction' })
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' })
  const unit = (value: number, name: string, digits = 0) =>
    number({ style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits }).format(value)

  return {
    number: (value, digits) => (digits === undefined ? plain : rounded(digits)).format(value),
    money: (usd) => (usd === null ? priceUnknown : (usd > 0 && usd < SMALL_USD ? mills : cents).format(usd)),
    percent: (share, digits = 0) => number({ style: 'percent', maximumFractionDigits: digits }).format(share),
    date: (at) => day.format(at),
    time: (at) => clock.format(at),
    dateTime: (at) => both.format(at),
    duration(ms) {
      if (ms < MS.minute) return unit(ms / MS.second, 'second', ms < 10 * MS.second ? 1 : 0)
      if (ms < MS.hour) return unit(Math.round(ms / MS.minute), 'minute')
      const hours = Math.floor(ms / MS.hour)
      const minutes = Math.round((ms - hours * MS.hour) / MS.minute)
      if (minutes === 60) return unit(hours + 1, 'hour')
      return minutes === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes, 'minute')}`
    },
    ago(at, now = Date.now()) {
      const past = at - now
      const size = Math.abs(past)
      if (size < MS.minute) return relative.format(Math.round(past / MS.second), 'second')
      if (size < MS.hour) return relative.format(Math.round(past / MS.minute), 'minute')
      if (size < MS.day) return relative.format(Math.round(past / MS.hour), 'hour')
      return relative.format(Math.round(past / MS.day), 'day')
    },
    bytes(count) {
      if (count < 1_000) return unit(count, 'byte')
      if (count < 1_000_000) return unit(count / 1_000, 'kilobyte', count < 10_000 ? 1 : 0)
      if (count < 1_000_000_000) return unit(count / 1_000_000, 'megabyte', count < 10_000_000 ? 1 : 0)
      return unit(count / 1_000_000_000, 'gigabyte', 1)
    },
    list: (items) => listed.format(items),
    language: (tag) => names.of(tag) ?? tag,
  }
}
