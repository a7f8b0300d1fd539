import type { JobState } from '../../shared/domain/job.ts'
import { counted, formatPrice, formatUsd, grouped } from '../../shared/quantities.ts'
import type { BookStatus, LaneStatus } from '../services/status.ts'
import { displayPath } from './display-path.ts'
import { refusedLines } from './refused-view.ts'
import { shellWords } from './shell-words.ts'
import { clock, dateAndClock, oneLine, table, wrap } from './terminal-text.ts'

const LABEL = 10

type RemoteBatch = BookStatus['overnight'][number]

/** Where a book stands, for people: dense, and silent about what is nought. */
export function statusView(status: BookStatus, folder: string, columns: number): string[] {
  const lines = [heading(status)]
  const say = (label: string, text: string) => {
    if (text === '') return
    wrap(oneLine(text), columns - LABEL).forEach((line, index) => {
      lines.push(`${(index === 0 ? label : '').padEnd(LABEL)}${line}`)
    })
  }
  say('Story', [counted(status.chapters, 'chapter'), counted(status.scenes, 'scene'), panels(status)].join(' · '))
  say('Pictures', pictures(status))
  say('Checks', checks(status.checks))
  say('Queue', queue(status.jobs))
  say('Money', money(status))
  if (status.owner) say('In use', `by ${status.owner}; this is how it stood a moment ago`)
  if (status.files.missing + status.files.changed > 0) say('Files', files(status))

  if (status.editions.length > 0) {
    lines.push('', 'Editions')
    const rows = status.editions.map(({ style, lang, panels, picked }) => [
      `  ${style} · ${lang}`,
      `${grouped(panels)} of ${grouped(status.panels)} panels`,
      picked > 0 ? `${grouped(picked)} picked` : '',
    ])
    lines.push(...table(rows))
  }
  if (status.overnight.length > 0) {
    lines.push('', 'With overnight services')
    lines.push(...table(status.overnight.map(overnightRow)))
  }
  if (status.refused.length > 0) lines.push('', 'Refused panels', ...refusedLines(status.refused, columns))
  if (status.batches.length > 0) {
    lines.push('', 'Open batches')
    const rows = status.batches.map(({ id, title, paused, jobs, done, budgetUsd }) => [
      `  ${oneLine(title)}`,
      `${grouped(done)} of ${grouped(jobs)} done`,
      paused ? 'paused' : '',
      budgetUsd === null ? '' : `cap ${formatUsd(budgetUsd)}`,
      id,
    ])
    lines.push(...table(rows))
  }
  const troubles = [...status.lanes.filter(({ state }) => state !== 'clear').map(laneTrouble), ...failures(status)]
  if (troubles.length > 0) {
    lines.push('', 'Wants attention')
    for (const trouble of troubles) lines.push(...bullet(trouble, columns))
  }
  lines.push('', ...nextLines(status, folder, columns))
  return lines
}

function overnightRow({ provider, model, state, word, pictures, answered, handedOverAt, calledBack }: RemoteBatch) {
  const standing = {
    submitting: 'perhaps handed over',
    submitted: word ?? 'handed over',
    collecting: 'answers on this disk',
  }
  return [
    `  ${provider}${model === null ? '' : ` ${model}`}`,
    counted(pictures, 'picture'),
    `${grouped(answered)} answered`,
    calledBack ? 'called back' : standing[state],
    `since ${dateAndClock(handedOverAt)}`,
  ]
}

/** `panelwright generate tide.panelwright`: what to type next. */
function nextLines({ next }: BookStatus, folder: string, columns: number): string[] {
  const target = displayPath('', folder)
  const script = next.verb === 'import' ? ' <script>' : ''
  return [
    ...wrap(`Next: ${next.what}`, columns),
    `  panelwright ${[next.verb, target, shellWords(next.options)].filter(Boolean).join(' ')}${script}`,
  ]
}

function heading({ title, author, language, pageFormat, readingDirection }: BookStatus): string {
  const by = author ? ` by ${oneLine(author)}` : ''
  return `${oneLine(title)}${by} (${language}, ${pageFormat}, ${readingDirection})`
}

function panels({ panels, stalePanels }: BookStatus): string {
  return (
    counted(panels, 'panel') + (stalePanels > 0 ? `, ${grouped(stalePanels)} with pictures older than the script` : '')
  )
}

function pictures({ takes, picks, files }: BookStatus): string {
  const repeated = files.repeated > 0 ? [`${grouped(files.repeated)} that a provider sent twice`] : []
  return [counted(takes, 'take'), `${grouped(picks)} picked`, ...repeated].join(' · ')
}

function checks({ looked, flags }: BookStatus['checks']): string {
  if (looked === 0) return ''
  return `${counted(looked, 'picture')} looked at · ${flags === 0 ? 'no flags' : `${counted(flags, 'flag')}, listed by check --list`}`
}

const STATE_ORDER: JobState[] = ['done', 'running', 'queued', 'failed', 'refused', 'unknown', 'cancelled']

function queue(jobs: BookStatus['jobs']): string {
  const parts = STATE_ORDER.filter((state) => jobs[state] > 0).map((state) => `${grouped(jobs[state])} ${state}`)
  return parts.join(' · ') || 'empty'
}

/** What was spent, what may have been, what is to come. What nobody knows is called unknown. */
function money(status: BookStatus): string {
  const hasCap = status.budgetUsd !== null || status.dayBudgetUsd !== null
  const nothing =
    status.spentUsd === 0 && status.maybeCalls === 0 && status.unpricedCalls === 0 && status.runningUsd === 0
  if (nothing && !status.queuedUsd && status.queuedUsd !== null && !hasCap) return formatPrice(0)
  const spent =
    status.unpricedCalls === 0
      ? `${formatUsd(status.spentUsd)} spent`
      : `at least ${formatUsd(status.spentUsd)} spent (${counted(status.unpricedCalls, 'call')} of unknown price)`
  const maybe =
    status.maybeCalls > 0
      ? [`${counted(status.maybeCalls, 'cut-off call')} may have been billed, about ${formatUsd(status.maybeUsd)}`]
      : []
  const running = status.runningUsd > 0 ? [`about ${formatUsd(status.runningUsd)} under way`] : []
  const queued =
    status.jobs.queued === 0
      ? []
      : [status.queuedUsd === null ? 'price of the queue unknown' : `queue about ${formatUsd(status.queuedUsd)}`]
  const cap = status.budgetUsd === null ? [] : [`cap ${formatUsd(status.budgetUsd)}`]
  const day =
    status.dayBudgetUsd === null
      ? []
      : [`today ${formatUsd(status.spentTodayUsd)} of at most ${formatUsd(status.dayBudgetUsd)}`]
  return [spent, ...maybe, ...running, ...queued, ...cap, ...day].join(' · ')
}

function files({ files }: BookStatus): string {
  const parts = []
  if (files.missing > 0) parts.push(`${counted(files.missing, 'picture')} missing on disk`)
  if (files.changed > 0) parts.push(`${counted(files.changed, 'picture')} changed by something else`)
  return `${parts.join(', ')}; put them back, or generate them again`
}

function laneTrouble({ lane, state, queued, message, action, until }: LaneStatus): string {
  const waiting = counted(queued, 'panel waits', 'panels wait')
  if (state === 'halted') return `${lane}: ${message} ${action} ${waiting}.`
  const when = until === null ? '' : ` until ${clock(until)}`
  return `${lane} waits${when}: ${message} ${waiting}.`
}

function failures(status: BookStatus): string[] {
  const halting = new Set(status.lanes.map(({ failure }) => failure))
  // What halted a provider is said with it, why panels were refused with them.
  const unsaid = status.failures.filter(({ kind, over }) => over > 0 || !halting.has(kind))
  return unsaid.map(({ kind, over, retrying, message, action }) => {
    const counts = [
      ...(over > 0 ? [`${grouped(over)} × ${kind}`] : []),
      ...(retrying > 0 ? [`${grouped(retrying)} × ${kind}, waiting for another try`] : []),
    ]
    return `${counts.join(', ')}: ${kind === 'refused' ? '' : `${message} `}${action}`
  })
}

function bullet(text: string, columns: number): string[] {
  return wrap(oneLine(text), columns - 4).map((line, index) => `${index === 0 ? '  · ' : '    '}${line}`)
}
