import type { LaneWait, Money, ProgressSnapshot, TimeLeft } from '../../shared/domain/progress.ts'
import {
  counted,
  formatDuration,
  formatPercent,
  formatPrice,
  formatRoughDuration,
  formatUsd,
  grouped,
} from '../../shared/quantities.ts'
import { cutTo, oneLine, wrap } from './terminal-text.ts'

/** Lines the live view takes at most, so that it stays on a small terminal. */
const MOST_TROUBLE_LINES = 8
const WIDEST_BAR = 40

/** A run on a terminal: drawn again in place with every snapshot. No line is wider than `columns`. */
export function progressView(snapshot: ProgressSnapshot, columns: number): string[] {
  const { total, over } = tally(snapshot)
  const share = total === 0 ? 1 : over / total
  const numbers = `${grouped(over)} of ${grouped(total)} · ${formatPercent(share)}`
  const width = Math.max(8, Math.min(WIDEST_BAR, columns - numbers.length - 2))
  return [
    `${bar(share, width)}  ${numbers}`,
    ...(pace(snapshot) === '' ? [] : [pace(snapshot)]),
    states(snapshot),
    ...underWay(snapshot),
    money(snapshot.money),
    ...troubles(snapshot, columns),
    ...phaseWords(snapshot),
  ].map((line) => cutTo(line, columns))
}

/** The same on one line, for logs. */
export function progressLine(snapshot: ProgressSnapshot): string {
  const { total, over } = tally(snapshot)
  const waits = snapshot.waits.map((wait) => waitWords(wait, snapshot.now))
  return [
    `${grouped(over)} of ${grouped(total)} (${formatPercent(total === 0 ? 1 : over / total)})`,
    pace(snapshot),
    states(snapshot),
    ...underWay(snapshot),
    money(snapshot.money),
    ...waits,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** `██████▌░░░░░`, in eighths of a column. Full only when all is over. */
export function bar(share: number, width: number): string {
  const eighths = Math.floor(Math.min(1, Math.max(0, share)) * width * 8)
  const whole = Math.floor(eighths / 8)
  const part = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8]!
  return ('█'.repeat(whole) + part).padEnd(width, '░')
}

function tally({ counts }: ProgressSnapshot): { total: number; over: number } {
  const over = counts.done + counts.failed + counts.refused + counts.unknown + counts.cancelled
  return { total: over + counts.queued + counts.running, over }
}

function pace({ now, perMinute, timeLeft, counts }: ProgressSnapshot): string {
  const isOver = counts.queued + counts.running === 0
  if (perMinute === null && isOver) return ''
  if (perMinute === null && timeLeft === null) return 'pace and time left not known yet'
  const rate = perMinute === null ? 'pace not measured yet' : `${formatRate(perMinute)} (measured)`
  return isOver ? rate : `${rate} · ${timeWords(timeLeft, now)}`
}

/** Slow lanes by the hour, quick ones by the second, so that the figure stays readable. */
function formatRate(perMinute: number): string {
  if (perMinute < 1) return `${Number((perMinute * 60).toPrecision(2))} an hour`
  if (perMinute > 120) return `${Number((perMinute / 60).toPrecision(2))} a second`
  return `${Number(perMinute.toPrecision(2))} a minute`
}

/** From so long on, the hour of the end says more than the time until then. */
const LONG_MS = 20 * 60_000

function timeWords(timeLeft: TimeLeft | null, now: number): string {
  if (timeLeft === null) return 'time left not known yet'
  const { from, until, measured } = timeLeft
  if (measured) {
    const end = new Date(now + until).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    return `about ${formatRoughDuration(until)} left${until < LONG_MS ? '' : `, until ${end}`}`
  }
  const [least, most] = [formatRoughDuration(from), formatRoughDuration(until)]
  return least === most ? `about ${most} left (estimate)` : `${least} to ${most} left (estimate)`
}

function states({ counts }: ProgressSnapshot): string {
  const tried = counts.done + counts.failed + counts.refused + counts.unknown
  const parts = [
    ...(tried > 0 ? [`${formatPercent(counts.done / tried)} succeeded`] : []),
    ...(['running', 'queued', 'failed', 'refused', 'unknown', 'cancelled'] as const)
      .filter((state) => counts[state] > 0)
      .map((state) => `${grouped(counts[state])} ${state}`),
  ]
  return parts.join(' · ')
}

/** Of that many pictures it is told how far they are. */
const MOST_UNDER_WAY = 4

function underWay({ underWay, counts }: ProgressSnapshot): string[] {
  if (underWay.length === 0 || counts.running === 0) return []
  const shown = underWay.slice(0, MOST_UNDER_WAY).map(formatPercent)
  return [`under way: ${shown.join(', ')}${underWay.length > shown.length ? ' …' : ''}`]
}

/** Nothing known is ever shown as nothing spent. */
function money({ spentUsd, unpricedCalls, maybeCalls, maybeUsd, estimateUsd, budgetUsd }: Money): string {
  if (estimateUsd === 0 && spentUsd === 0 && unpricedCalls === 0) return formatPrice(0)
  const quote = estimateUsd === null ? 'price unknown' : `of about ${formatUsd(estimateUsd)}`
  const parts = [
    unpricedCalls > 0
      ? `at least ${formatUsd(spentUsd)} spent, ${counted(unpricedCalls, 'call')} of unknown price`
      : `${formatUsd(spentUsd)} spent${estimateUsd === null ? ', ' : ' '}${quote}`,
    ...(maybeCalls > 0 ? [`${counted(maybeCalls, 'cut-off call')}, perhaps ${formatUsd(maybeUsd)} more`] : []),
    ...(budgetUsd === null ? [] : [`cap ${formatUsd(budgetUsd)}`]),
  ]
  return parts.join(' · ')
}

function troubles(snapshot: ProgressSnapshot, columns: number): string[] {
  const texts = [
    ...snapshot.waits.map((wait) => waitWords(wait, snapshot.now)),
    ...snapshot.failures.map(({ kind, over, retrying, message, action }) => {
      const parts = [
        ...(over > 0 ? [`${grouped(over)} × ${kind}`] : []),
        ...(retrying > 0 ? [`${grouped(retrying)} × ${kind}, tried again soon`] : []),
      ]
      return `${parts.join(', ')}: ${message}${over > 0 ? ` ${action}` : ''}`
    }),
  ]
  const lines = texts.flatMap((text) =>
    wrap(oneLine(text), columns - 4).map((line, index) => `${index === 0 ? '  · ' : '    '}${line}`),
  )
  if (lines.length <= MOST_TROUBLE_LINES) return lines
  return [...lines.slice(0, MOST_TROUBLE_LINES - 1), '  … panelwright status tells the rest']
}

function waitWords({ lane, until, message, action }: LaneWait, now: number): string {
  if (until === null) return `${lane} is halted: ${message} ${action}`
  return `${lane} waits ${formatDuration(Math.max(1_000, Math.ceil((until - now) / 1_000) * 1_000))}: ${message}`
}

function phaseWords({ phase, counts }: ProgressSnapshot): string[] {
  if (phase === 'landing')
    return [`Landing: ${counted(counts.running, 'picture')} still under way. Ctrl-C again cuts them off.`]
  if (phase === 'aborting') return ['Stopping.']
  return []
}
