import { JOB_STATES } from '../../../shared/domain/job.ts'
import { counted, formatDuration, formatPercent, formatPrice, formatUsd, grouped } from '../../../shared/quantities.ts'
import type { RunReport } from '../reporting.ts'
import { shareBar, stateBar, timelineChart } from './charts.ts'
import { escapeHtml, type Html, html, NOTHING } from './html.ts'
import { formatMoment } from './moments.ts'
import type { ReportGroup } from './money.ts'
import { PAGE_STYLE } from './page-style.ts'

/** The report as one HTML file: no scripts, nothing loaded from anywhere, fit to be printed or sent to somebody. */
export function reportPage(report: RunReport): string {
  const body = html`<main>
<header><h1>${report.title}</h1><p>${scope(report)}</p></header>
${figures(report)}
${states(report)}
${section('Attempts over time', report.timeline.buckets.length > 0, timelineSection(report))}
${section('What went wrong', report.failures.length > 0, failureTable(report))}
${section('Refused panels', report.refused.length > 0, refusedTable(report))}
${section('Calls that may have been billed', report.unknownCalls.length > 0, unknownTable(report))}
${section('Pictures missing or changed on disk', report.files.length > 0, fileTable(report))}
${section('What checks found', (report.checks?.flags.length ?? 0) > 0, checkTable(report))}
${section('By style', report.styles.length > 0, groupTable('Style', report.styles))}
${section('By model', report.models.length > 0, groupTable('Model', report.models))}
${section('By chapter', report.chapters.length > 0, groupTable('Chapter', report.chapters))}
${section('By batch', report.batches.length > 0, groupTable('Batch', report.batches))}
${section('What was sent', report.sent.length > 0, sentTable(report))}
<footer>Written by Panelwright from the book’s own journal. Times are measured from the moment a picture was asked for until it was
stored; pictures an hour count the time the queue was at work. A price nobody knows is called unknown and never counted as nothing.</footer>
</main>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(report.title)}: report</title>
<style>${PAGE_STYLE}</style>
</head>
<body>${body.markup}</body>
</html>
`
}

function scope({ batch, batches, madeAt, pace }: RunReport): string {
  const what = batch === null ? counted(batches.length, 'batch', 'batches') : `Batch “${batches[0]?.name ?? batch}”`
  const period =
    pace.from === null || pace.until === null ? '' : `, ${formatMoment(pace.from)} to ${formatMoment(pace.until)}`
  return `${what}${period}. As of ${formatMoment(madeAt)}.`
}

function figures(report: RunReport): Html {
  const { jobs, pace, attempts } = report
  const total = JOB_STATES.reduce((sum, state) => sum + jobs[state], 0)
  const tiles: [string, string, string][] = [
    ['Pictures', grouped(jobs.done), `of ${grouped(total)} asked for`],
    [
      'Succeeded',
      report.successRate === null ? '–' : formatPercent(report.successRate),
      `${counted(attempts.total, 'attempt')}${attempts.waited > 0 ? `, ${counted(attempts.waited, 'wait')}` : ''}`,
    ],
    [
      'Pictures an hour',
      pace.imagesPerHour === null ? '–' : grouped(Number(pace.imagesPerHour.toPrecision(3))),
      pace.workingMs === 0 ? 'not measured yet' : `over ${formatDuration(pace.workingMs)} of work`,
    ],
    [
      'Time for a picture',
      pace.averageMs === null ? '–' : formatDuration(pace.averageMs),
      pace.p90Ms === null ? 'not measured yet' : `average; nine of ten within ${formatDuration(pace.p90Ms)}`,
    ],
    ['Spent', spentWords(report), moneyWords(report)],
  ]
  return html`<dl class="figures">${tiles.map(([name, value, detail]) => html`<div><dt>${name}</dt><dd>${value}</dd><dd>${detail}</dd></div>`)}</dl>`
}

function spentWords({ money }: RunReport): string {
  if (isFree(money)) return 'nothing'
  return `${money.unpricedCalls > 0 ? '≥ ' : ''}${formatUsd(money.spentUsd)}`
}

function isFree({ spentUsd, quotedUsd, unpricedCalls, maybeCalls }: RunReport['money']): boolean {
  return spentUsd + unpricedCalls + maybeCalls === 0 && quotedUsd === 0
}

function moneyWords({ money }: RunReport): string {
  if (isFree(money)) return formatPrice(0)
  const quote = money.quotedUsd === null ? 'quote unknown' : `quoted at most ${formatUsd(money.quotedUsd)}`
  const each = money.perTakeUsd === null ? [] : [`${formatUsd(money.perTakeUsd)} a picture`]
  const accepted =
    money.perAcceptedUsd === null
      ? []
      : [`${formatUsd(money.perAcceptedUsd)} for each of ${grouped(money.accepted)} that stand`]
  const unpriced = money.unpricedCalls > 0 ? [`${counted(money.unpricedCalls, 'call')} of unknown price`] : []
  const maybe = money.maybeCalls > 0 ? [`perhaps ${formatUsd(money.maybeUsd)} more`] : []
  return [...each, ...accepted, quote, ...unpriced, ...maybe].join(', ')
}

function states({ jobs }: RunReport): Html {
  const parts = (['done', 'running', 'queued', 'failed', 'refused', 'unknown', 'cancelled'] as const).map((name) => ({
    name,
    count: jobs[name],
  }))
  return html`${stateBar(parts)}${legend(parts.filter(({ count }) => count > 0))}`
}

function legend(parts: readonly { name: string; count: number }[]): Html {
  return html`<ul class="legend">${parts.map(
    ({ name, count }) =>
      html`<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${name}" width="10" height="10"/></svg><b>${grouped(count)}</b> ${name}</li>`,
  )}</ul>`
}

function timelineSection({ timeline, attempts }: RunReport): Html {
  const parts = [
    { name: 'done', count: attempts.done },
    { name: 'failed', count: attempts.failed + attempts.refused + attempts.unknown },
    { name: 'waited', count: attempts.waited },
  ]
  return html`${timelineChart(timeline)}${legend(parts.filter(({ count }) => count > 0))}`
}

function failureTable({ failures }: RunReport): Html {
  return table(
    html`<th>Kind</th><th class="n">Panels</th><th class="n">Trying again</th><th>What happened, and what to do</th>`,
    failures.map(
      ({ kind, over, retrying, message, action }) =>
        html`<tr><th scope="row">${kind}</th><td class="n">${grouped(over)}</td><td class="n">${grouped(retrying)}</td><td>${message}<p>${action}</p></td></tr>`,
    ),
  )
}

function refusedTable({ refused }: RunReport): Html {
  return table(
    html`<th>Panel</th><th>Edition</th><th>Provider</th><th>Why</th>`,
    refused.map(
      ({ chapter, scene, panel, style, lang, provider, message }) =>
        html`<tr><td>chapter ${chapter}, scene ${scene}, panel ${panel}</td><td>${style} · ${lang}</td><td>${provider}</td><td>${message}</td></tr>`,
    ),
  )
}

/** What a model that looked at the pictures thinks may be wrong with them. */
function checkTable({ checks }: RunReport): Html {
  return table(
    html`<th>Panel</th><th>Edition</th><th>Check</th><th class="n">Likely</th><th>What was seen</th>`,
    (checks?.flags ?? []).map(
      ({ chapter, scene, panel, style, lang, kind, probability, message }) =>
        html`<tr><td>chapter ${chapter}, scene ${scene}, panel ${panel}</td><td>${style} · ${lang}</td><td>${kind}</td><td class="n">${formatPercent(probability)}</td><td>${message}</td></tr>`,
    ),
  )
}

function unknownTable({ unknownCalls }: RunReport): Html {
  return table(
    html`<th>When</th><th>Panel</th><th>Edition</th><th>Provider</th><th>Its name for the call</th><th class="n">Quoted</th>`,
    unknownCalls.map(
      (call) =>
        html`<tr><td>${formatMoment(call.at)}</td><td>chapter ${call.chapter}, scene ${call.scene}</td><td>${call.style} · ${call.lang}</td><td>${call.provider}</td><td><code>${call.requestId ?? '–'}</code></td><td class="n">${call.estimateUsd === null ? 'unknown' : formatUsd(call.estimateUsd)}</td></tr>`,
    ),
  )
}

function fileTable({ files }: RunReport): Html {
  return table(
    html`<th>File</th><th>State</th>`,
    files.map(({ path, state }) => html`<tr><td><code>${path}</code></td><td>${state}</td></tr>`),
  )
}

function groupTable(noun: string, groups: readonly ReportGroup[]): Html {
  return table(
    html`<th class="name">${noun}</th><th></th><th class="n">Done</th><th class="n">Failed</th><th class="n">Average time</th><th class="n">Spent</th><th class="n">Quoted</th><th class="n">A picture</th><th class="n">One that stands</th>`,
    groups.map(
      ({ name, jobs, done, failed, averageMs, spentUsd, quotedUsd, perTakeUsd, perAcceptedUsd }) =>
        html`<tr><th scope="row">${name}</th><td class="bar">${shareBar(done, failed, jobs)}</td><td class="n">${grouped(done)} of ${grouped(jobs)}</td><td class="n">${failed === 0 ? html`<span class="quiet">–</span>` : grouped(failed)}</td><td class="n">${averageMs === null ? '–' : formatDuration(averageMs)}</td><td class="n">${spentUsd === 0 ? '–' : formatUsd(spentUsd)}</td><td class="n">${quotedUsd === null ? 'unknown' : formatPrice(quotedUsd)}</td><td class="n">${averageWords(perTakeUsd)}</td><td class="n">${averageWords(perAcceptedUsd)}</td></tr>`,
    ),
  )
}

function averageWords(usd: number | null): string {
  return usd === null || usd === 0 ? '–' : formatUsd(usd)
}

function sentTable({ sent }: RunReport): Html {
  return table(
    html`<th>Model</th><th>Quality</th><th>Asked for</th><th>Sent</th><th>Came</th><th>Without effect</th><th class="n">Pictures</th>`,
    sent.map(
      ({ provider, model, quality, asked, sent, came, withoutEffect, pictures }) =>
        html`<tr><th scope="row">${provider} ${model}</th><td>${quality ?? '–'}</td><td>${asked}</td><td>${sent ?? '–'}</td><td>${came}</td><td>${withoutEffect.join(', ') || '–'}</td><td class="n">${grouped(pictures)}</td></tr>`,
    ),
  )
}

function table(head: Html, rows: readonly Html[]): Html {
  return html`<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
}

function section(title: string, present: boolean, content: Html): Html {
  return present ? html`<section><h2>${title}</h2>${content}</section>` : NOTHING
}
