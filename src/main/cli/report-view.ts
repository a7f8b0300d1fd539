import { counted, formatDuration, formatPercent, formatPrice, formatUsd, grouped } from '../../shared/quantities.ts'
import type { ReportGroup } from '../services/report/money.ts'
import type { RunReport } from '../services/reporting.ts'
import { flagLines } from './check-view.ts'
import { refusedLines } from './refused-view.ts'
import { dateAndClock, oneLine, table, tableWithin, wrap } from './terminal-text.ts'

/** The report for people at a terminal, or in a text file. */
export function reportView(report: RunReport, columns: number): string[] {
  return [
    oneLine(report.title),
    ...table(summary(report)),
    ...section('What went wrong', failures(report, columns)),
    ...section('Refused panels', refusedLines(report.refused, columns)),
    ...section('Calls that may have been billed', unknownCalls(report, columns)),
    ...section(
      'Pictures missing or changed on disk',
      report.files.map(({ path, state }) => `  ${path} (${state})`),
    ),
    ...section('Checks', checks(report, columns)),
    ...section('By style', groups(report.styles, columns)),
    ...section('By model', groups(report.models, columns)),
    ...section('By chapter', groups(report.chapters, columns)),
    ...section('By batch', groups(report.batches, columns)),
    ...section('What was sent', sent(report, columns)),
  ]
}

function summary({ jobs, successRate, attempts, pace, money }: RunReport): string[][] {
  const total = Object.values(jobs).reduce((sum, count) => sum + count, 0)
  const rows = [['Pictures', `${grouped(jobs.done)} of ${grouped(total)} asked for`]]
  if (successRate !== null)
    rows.push(['Succeeded', `${formatPercent(successRate)}, in ${counted(attempts.total, 'attempt')}`])
  if (attempts.waited > 0) rows.push(['Waits', `${grouped(attempts.waited)} that providers asked for`])
  if (pace.imagesPerHour !== null)
    rows.push([
      'Pace',
      `${grouped(Number(pace.imagesPerHour.toPrecision(3)))} pictures an hour, over ${formatDuration(pace.workingMs)} of work`,
    ])
  if (pace.averageMs !== null && pace.medianMs !== null && pace.p90Ms !== null)
    rows.push([
      'Time',
      `${formatDuration(pace.averageMs)} on average; half within ${formatDuration(pace.medianMs)}, nine of ten within ${formatDuration(pace.p90Ms)}`,
    ])
  rows.push(['Money', moneyWords(money)])
  if (money.perAcceptedUsd !== null && money.spentUsd > 0)
    rows.push([
      '',
      `${formatUsd(money.perAcceptedUsd)} for each of ${counted(money.accepted, 'picture')} that stand for their panel`,
    ])
  if (money.unpricedCalls > 0) rows.push(['', `besides ${counted(money.unpricedCalls, 'call')} of unknown price`])
  if (money.maybeCalls > 0)
    rows.push(['', `perhaps ${formatUsd(money.maybeUsd)} more for ${counted(money.maybeCalls, 'cut-off call')}`])
  return rows
}

function moneyWords({ spentUsd, perTakeUsd, quotedUsd, unpricedCalls }: RunReport['money']): string {
  if (spentUsd === 0 && quotedUsd === 0 && unpricedCalls === 0) return formatPrice(0)
  const quote = quotedUsd === null ? 'quote unknown' : `quoted at most ${formatUsd(quotedUsd)}`
  const each = perTakeUsd === null ? '' : `, ${formatUsd(perTakeUsd)} a picture`
  return `${formatUsd(spentUsd)} spent${each}; ${quote}`
}

function failures({ failures, refused }: RunReport, columns: number): string[] {
  return failures.flatMap(({ kind, over, retrying, message, action }) => {
    const why = kind === 'refused' && refused.length > 0 ? '' : `${message} `
    const counts = [
      ...(over > 0 ? [`${grouped(over)} × ${kind}`] : []),
      ...(retrying > 0 ? [`${grouped(retrying)} × ${kind}, waiting for another try`] : []),
    ]
    return wrap(`${counts.join(', ')}: ${why}${action}`, columns - 4).map(
      (line, index) => `${index === 0 ? '  ' : '    '}${line}`,
    )
  })
}

/** What a model found in the pictures, and what its looks cost. */
function checks({ checks }: RunReport, columns: number): string[] {
  if (!checks || checks.looked === 0) return []
  const { looked, flags, spentUsd, unpricedCalls, maybeCalls, maybeUsd } = checks
  const parts = [
    `${counted(looked, 'picture')} looked at`,
    flags.length === 0 ? 'no flags' : counted(flags.length, 'flag'),
    ...(spentUsd > 0 ? [`${formatUsd(spentUsd)} spent`] : []),
    ...(unpricedCalls > 0 ? [`${counted(unpricedCalls, 'call')} of unknown price`] : []),
    ...(maybeCalls > 0 ? [`perhaps ${formatUsd(maybeUsd)} more for ${counted(maybeCalls, 'cut-off call')}`] : []),
  ]
  return [`  ${parts.join(' · ')}`, ...flagLines(flags, columns)]
}

function unknownCalls({ unknownCalls }: RunReport, columns: number): string[] {
  return tableWithin(
    columns,
    unknownCalls.map(({ at, provider, chapter, scene, panel, style, lang, requestId, estimateUsd }) => [
      dateAndClock(at),
      `chapter ${chapter}, scene ${scene}, panel ${panel}`,
      `${style} · ${lang}`,
      provider,
      requestId ?? '–',
      estimateUsd === null ? 'price unknown' : formatUsd(estimateUsd),
    ]),
  )
}

function groups(rows: readonly ReportGroup[], columns: number): string[] {
  return tableWithin(
    columns,
    rows.map(({ name, jobs, done, failed, averageMs, spentUsd, quotedUsd, perTakeUsd }) => [
      oneLine(name),
      `${grouped(done)} of ${grouped(jobs)}`,
      failed > 0 ? `${grouped(failed)} not made` : '',
      averageMs === null ? '' : formatDuration(averageMs),
      spentUsd === 0 ? '' : formatUsd(spentUsd),
      spentUsd === 0 ? '' : quotedUsd === null ? 'quote unknown' : `quoted ${formatUsd(quotedUsd)}`,
      perTakeUsd ? `${formatUsd(perTakeUsd)} each` : '',
    ]),
    [1, 2, 3, 4, 5, 6],
  )
}

/** Asked for, sent, and what came; with what of it the model could not heed. Sizes that came as they were asked for are counted. */
function sent({ sent }: RunReport, columns: number): string[] {
  return tableWithin(
    columns,
    withSizesTogether(sent).map(({ provider, model, quality, sizes, came, withoutEffect, pictures }) => [
      `${provider} ${model}`,
      quality ?? '',
      sizes,
      came,
      counted(pictures, 'picture'),
      withoutEffect.length === 0 ? '' : `without effect: ${withoutEffect.join(', ')}`,
    ]),
    [4],
  )
}

type SentGroup = RunReport['sent'][number]
type SentRow = Omit<SentGroup, 'asked' | 'sent'> & { sizes: string; count: number }

function withSizesTogether(groups: readonly SentGroup[]): SentRow[] {
  const rows = new Map<string, SentRow>()
  for (const { asked, sent, ...group } of groups) {
    const { provider, model, quality, came, withoutEffect, pictures } = group
    const isAsAsked = (sent === null || sent === asked) && came === asked
    const name = JSON.stringify([provider, model, quality, withoutEffect, ...(isAsAsked ? [] : [asked, sent, came])])
    const row = rows.get(name)
    if (!row) {
      const sizes = sent === null || sent === asked ? asked : `${asked} as ${sent}`
      rows.set(name, { ...group, sizes, came: came === asked ? '' : `came as ${came}`, count: 1 })
    } else {
      row.count++
      row.pictures += pictures
      row.sizes = `${grouped(row.count)} sizes`
    }
  }
  return [...rows.values()]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines]
}
