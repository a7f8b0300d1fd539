import type { JobState } from '../../shared/domain/job.ts'
import { counted, formatUsd, grouped } from '../../shared/quantities.ts'
import type { GenerateReport } from '../services/generating.ts'
import type { GoOnReport } from '../services/going-on.ts'
import { EXIT, type ExitCode } from './exit-code.ts'

/** How a run ended, whichever command started it. */
export type RunReport = Pick<GenerateReport | GoOnReport, 'brought' | 'counts' | 'end' | 'recovery'> &
  Partial<Pick<GenerateReport, 'quote'>>

/** The end of a run as its exit code: what stops it for good first, then what waits, then what failed. */
export function runExitCode({ brought, end, quote }: RunReport): ExitCode {
  switch (end.ended) {
    case 'stopped':
    case 'aborted':
      return EXIT.interrupted
    case 'disk':
      return EXIT.wrongUse
    case 'drained':
    case 'gate':
  }
  if (end.openLanes.length > 0 || end.held.length > 0) return EXIT.paused
  const leftOver = (quote?.skipped.refused ?? 0) + (quote?.skipped.unknown ?? 0)
  return brought.failed + brought.refused + brought.unknown + leftOver > 0 ? EXIT.someFailed : EXIT.done
}

/** The same as one object. */
export function runRecord(report: RunReport): object {
  const { brought, counts, end, recovery, quote } = report
  return {
    type: 'summary',
    ended: end.ended,
    done: brought.done,
    failed: brought.failed,
    refused: brought.refused,
    unknown: brought.unknown,
    cancelled: brought.cancelled,
    waiting: counts.queued,
    skipped: quote?.skipped ?? {},
    jobs: counts,
    haltedProviders: end.openLanes.map(({ lane, openFailure, message }) => ({
      provider: lane,
      failure: openFailure,
      message,
    })),
    heldByBudget: end.held,
    recovery: {
      adopted: recovery.adopted,
      trashed: recovery.trashed,
      foreign: recovery.foreign,
      requeued: recovery.requeued,
      unknown: recovery.unknown.length,
      missing: recovery.missing,
      changed: recovery.changed,
    },
  }
}

const FAILED: JobState[] = ['failed', 'refused', 'unknown']

/** The end of a run for people: what came, what did not, why it stopped, what to type next. */
export function runView(report: RunReport, project: string): string[] {
  const { brought, counts, quote } = report
  const failed = FAILED.filter((state) => brought[state] > 0).map((state) => `${grouped(brought[state])} ${state}`)
  const there = quote?.skipped.done ?? 0
  const parts = [
    `${counted(brought.done, 'picture')} made`,
    ...failed,
    ...(there > 0 ? [`${grouped(there)} there already`] : []),
    ...(counts.queued > 0 ? [`${grouped(counts.queued)} waiting`] : []),
  ]
  return [parts.join(' · '), ...whyItStopped(report), ...nextLines(report, project)]
}

function whyItStopped({ end, counts }: RunReport): string[] {
  const lines: string[] = []
  if (end.ended === 'gate' && counts.queued > 0) lines.push('The gate is reached: look at the pictures, then go on.')
  if (end.ended === 'stopped') lines.push('Stopped; everything that came is safe, the rest waits.')
  if (end.ended === 'aborted') lines.push('Cut off; everything that came is safe, the rest waits.')
  if (end.ended === 'disk')
    lines.push('This computer could not store a picture. Make room or make the folder writable; nothing is lost.')
  for (const { lane, message } of end.openLanes) lines.push(`${lane}: ${message ?? 'halted'}`)
  for (const held of end.held)
    lines.push(
      held.why === 'over-budget'
        ? `The next picture would go over the cap of the ${held.of}. Raise it, or leave it at that.`
        : `A cap is set for the ${held.of}, and the price of the next picture is unknown, so it was not made.`,
    )
  return [...new Set(lines)]
}

function nextLines({ end, counts, brought }: RunReport, project: string): string[] {
  if (end.openLanes[0]) return [`Then: panelwright resume ${project} && panelwright generate ${project}`]
  if (counts.queued > 0 && end.held.length === 0) return [`Go on with: panelwright generate ${project}`]
  if (brought.failed + brought.refused > 0) return [`What failed, and why: panelwright status ${project}`]
  return []
}

/** What the last owner left behind, where there was anything to put in order. */
export function recoveryLines({ recovery }: RunReport): string[] {
  const lines: string[] = []
  const { adopted, trashed, foreign } = recovery
  if (adopted.length > 0)
    lines.push(`${counted(adopted.length, 'picture')} found on disk and taken in; nothing was made twice.`)
  if (trashed.length > 0) lines.push(`${counted(trashed.length, 'half picture')} moved to the trash.`)
  if (foreign.length > 0)
    lines.push(`${counted(foreign.length, 'file')} under takes/ of somebody else, left alone: ${foreign[0]}`)
  if (recovery.requeued > 0)
    lines.push(`${counted(recovery.requeued, 'picture was', 'pictures were')} under way and put back into the queue.`)
  if (recovery.unknown.length > 0) {
    const quoted = recovery.unknown.reduce((sum, { estimateUsd }) => sum + (estimateUsd ?? 0), 0)
    lines.push(
      `${counted(recovery.unknown.length, 'paid call')} cut off, perhaps billed (quoted ${formatUsd(quoted)}); --retry-interrupted makes them again.`,
    )
  }
  if (recovery.missing.length > 0)
    lines.push(`${counted(recovery.missing.length, 'picture')} missing on disk; made again when asked for.`)
  if (recovery.changed.length > 0)
    lines.push(
      `${counted(recovery.changed.length, 'picture')} changed by something else; kept, and made again when asked for.`,
    )
  return lines
}
