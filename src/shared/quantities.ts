/** Quantities in words for people: every number carries its unit. English; the window translates by its own means. */

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `1 panel`, `2,400 panels`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`
}

/** `36,000` */
export function grouped(value: number): string {
  return value.toLocaleString('en-US')
}

/** `$2.10`; under ten cents to a tenth of a cent, `$0.053`, and under a cent with two significant digits, `$0.0042`. */
export function formatUsd(usd: number): string {
  const amount = Math.abs(usd)
  const isTiny = usd !== 0 && amount < 0.01
  const places = { minimumFractionDigits: 2, maximumFractionDigits: amount < 0.1 ? 3 : 2 }
  const digits = isTiny ? { maximumSignificantDigits: 2 } : places
  return `${usd < 0 ? '−' : ''}$${amount.toLocaleString('en-US', digits)}`
}

/** `$0.42` or, where it is not known to the cent, `$0.42–$0.60`. */
export function formatUsdRange(fromUsd: number, untilUsd: number): string {
  const [from, until] = [formatUsd(fromUsd), formatUsd(untilUsd)]
  return from === until ? from : `${from}–${until}`
}

/** A price or a sum that is known: `free of charge`, or as `formatUsd` has it. */
export function formatPrice(usd: number): string {
  return usd === 0 ? 'free of charge' : formatUsd(usd)
}

/** Two units at most: `850 ms`, `1.4 s`, `12 s`, `4 min 10 s`, `1 h 5 min`, `2 d 3 h`. */
export function formatDuration(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`
  if (ms < 9.95 * SECOND) return `${(ms / SECOND).toFixed(1)} s`
  if (ms < MINUTE - SECOND / 2) return `${Math.round(ms / SECOND)} s`
  if (ms < HOUR - SECOND / 2) return twoUnits(ms, [MINUTE, 'min'], [SECOND, 's'])
  if (ms < DAY - MINUTE / 2) return twoUnits(ms, [HOUR, 'h'], [MINUTE, 'min'])
  return twoUnits(ms, [DAY, 'd'], [HOUR, 'h'])
}

function twoUnits(ms: number, [large, largeName]: [number, string], [small, smallName]: [number, string]): string {
  const smallUnits = Math.round(ms / small)
  const perLarge = large / small
  const rest = smallUnits % perLarge
  return `${Math.floor(smallUnits / perLarge)} ${largeName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`
}

/** `12 min`: one unit, for what is only estimated. */
export function formatRoughDuration(ms: number): string {
  if (ms < MINUTE) return `${Math.max(1, Math.round(ms / SECOND))} s`
  if (ms < 2 * HOUR) return `${Math.round(ms / MINUTE)} min`
  if (ms < 2 * DAY) return `${Number((ms / HOUR).toPrecision(2))} h`
  return `${Math.round(ms / DAY)} d`
}

/** `640 KB`, `650 MB`, `1.2 GB`; thousands, as disks are sold. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000
  const text = unit === 0 || value >= 10 ? Math.round(value) : Number(value.toFixed(1))
  return `${text} ${units[unit]}`
}

/** `98 %`; never rounds up to 100 nor down to 0. */
export function formatPercent(share: number): string {
  const percent = share * 100
  if (percent > 99 && percent < 100) return `${Math.min(99.9, Number(percent.toFixed(1)))} %`
  if (percent > 0 && percent < 1) return '< 1 %'
  return `${Math.round(percent)} %`
}
