import { counted, formatRoughDuration, grouped } from '../../shared/quantities.ts'
import type { NightHooks, NightReport } from '../services/overnight.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { heldWords, recoveryRecord } from './run-view.ts'
import { shellWords } from './shell-words.ts'

type Standing = Parameters<NonNullable<NightHooks['onStanding']>>[0]

/** How a night stands, in a line: `2 batches out · 120 of 500 answered · for 3 h 5 min`. */
export function standingLine({ batches, waiting, trouble, now }: Standing): string {
  const parts: string[] = []
  if (batches.length > 0) {
    const sum = (of: 'jobs' | 'done' | 'failed') => batches.reduce((total, batch) => total + batch[of], 0)
    const since = Math.min(...batches.map(({ submittedAt, createdAt }) => submittedAt ?? createdAt))
    parts.push(
      `${counted(batches.length, 'batch', 'batches')} out`,
      `${grouped(sum('done') + sum('failed'))} of ${grouped(sum('jobs'))} answered`,
      `for ${formatRoughDuration(now - since)}`,
    )
  }
  if (waiting > 0) parts.push(`${grouped(waiting)} waiting`)
  if (trouble !== null) parts.push(trouble)
  return parts.join(' · ')
}

/** The same for programs. */
export function standingRecord({ batches, waiting, trouble, nextLookAt }: Standing): object {
  return {
    type: 'overnight',
    waiting,
    trouble,
    nextLookAt,
    batches: batches.map(({ id, provider, model, state, word, jobs, done, failed, submittedAt }) => ({
      ...{ id, provider, model, state, word, jobs, done, failed, submittedAt },
    })),
  }
}

/** The end of a night as its exit code. */
export function nightExitCode({ end, brought, quote }: NightReport): ExitCode {
  if (end.ended === 'stopped') return EXIT.interrupted
  if (end.ended === 'disk') return EXIT.wrongUse
  if (end.openLanes.length > 0 || end.held.length > 0) return EXIT.paused
  const leftOver = (quote?.skipped.refused ?? 0) + (quote?.skipped.unknown ?? 0) + (quote?.impossible ?? 0)
  return brought.failed + brought.refused + brought.unknown + leftOver > 0 ? EXIT.someFailed : EXIT.done
}

export function nightRecord(report: NightReport): object {
  const { brought, counts, end, out, waiting, recovery, quote, next } = report
  return {
    type: 'summary',
    ended: end.ended,
    ...{ done: brought.done, failed: brought.failed, refused: brought.refused, unknown: brought.unknown },
    cancelled: brought.cancelled,
    out,
    waiting,
    handedBack: end.handedBack,
    skipped: quote?.skipped ?? {},
    jobs: counts,
    haltedProviders: end.openLanes.map(({ lane, openFailure, message }) => ({
      provider: lane,
      failure: openFailure,
      message,
    })),
    heldByBudget: end.held,
    recovery: recoveryRecord(recovery),
    next,
  }
}

/** The end of a night for people: what came, what is out, why it ended, what to type next. */
export function nightView(report: NightReport, project: string): string[] {
  const { brought, out, waiting, quote } = report
  const there = quote?.skipped.done ?? 0
  const headline = [
    `${counted(brought.done, 'picture')} made`,
    ...(['failed', 'refused', 'unknown', 'cancelled'] as const)
      .filter((state) => brought[state] > 0)
      .map((state) => `${grouped(brought[state])} ${state}`),
    ...(there > 0 ? [`${grouped(there)} there already`] : []),
    ...(out.pictures > 0 ? [`${grouped(out.pictures)} with the overnight service`] : []),
    ...(waiting > 0 ? [`${grouped(waiting)} waiting`] : []),
  ].join(' · ')
  return [headline, ...new Set(whyItEnded(report, project)), ...nextLines(report, project)]
}

function whyItEnded({ end, out }: NightReport, project: string): string[] {
  const lines: string[] = []
  const stays = `${counted(out.pictures, 'picture')} in ${counted(out.batches, 'batch', 'batches')}`
  if (out.pictures > 0 && end.ended === 'submitted') lines.push(`Handed over: ${stays}. The answers may take a day.`)
  if (out.pictures > 0 && end.ended === 'stopped')
    lines.push(`Stopped; ${stays} stay with the overnight service, which goes on with them.`)
  if (out.pictures === 0 && end.ended === 'stopped') lines.push('Stopped; everything that came is safe.')
  if (end.ended === 'disk')
    lines.push('This computer could not store a picture. Make room or make the folder writable; nothing is lost.')
  if (end.handedBack > 0)
    lines.push(
      `The night was too short for ${counted(end.handedBack, 'picture')}; they wait again, and nothing was charged for them.`,
    )
  for (const { lane, message } of end.openLanes) lines.push(`${lane}: ${message ?? 'halted'}`)
  for (const held of end.held) lines.push(heldWords(held, project))
  return lines
}

function nextLines({ end, out, waiting, brought, next }: NightReport, project: string): string[] {
  const again = `panelwright generate ${project} --overnight`
  if (end.openLanes[0]) return [`Then: ${again}`]
  if (out.pictures > 0) return [`To collect them: ${again}`, ...callBackLine(project)]
  if (waiting > 0 && end.held.length === 0) return [`To hand over what waits: ${again}`]
  if (brought.failed + brought.refused > 0) return [`What failed, and why: panelwright status ${project}`]
  if (end.ended !== 'drained' || end.held.length > 0 || next.verb === 'resume') return []
  return [`Next: panelwright ${[next.verb, project, shellWords(next.options)].filter(Boolean).join(' ')}`]
}

function callBackLine(project: string): string[] {
  return [`To call them back: panelwright cancel ${project}`]
}
