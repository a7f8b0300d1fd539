import type { JobState } from '../../shared/domain/job.ts'
import { counted, formatUsd, grouped } from '../../shared/quantities.ts'
import type { GenerateReport } from '../services/generating.ts'
import type { GoOnReport } from '../services/going-on.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { shellWords } from './shell-words.ts'

/** What a cap holds back; only the --budget of a batch names one. */
type Held = Omit<GenerateReport['end']['held'][number], 'batchId'> & { batchId?: string }

/** How a run ended, whichever command started it. */
export type RunReport = Pick<GenerateReport | GoOnReport, 'brought' | 'counts' | 'end' | 'recovery'> &
  Partial<
    Pick<GenerateReport, 'quote' | 'next' | 'overnight'> & Pick<GoOnReport, 'paused' | 'leftUnknown' | 'leftRefused'>
  >

/** Whether there was anything the run could have worked on. */
export function hadWork({ counts }: Pick<RunReport, 'counts'>): boolean {
  return Object.values(counts).some((count) => count > 0)
}

/** The end of a run as its exit code: what stops it for good first, then what waits, then what failed. */
export function runExitCode(report: RunReport): ExitCode {
  const { brought, end, quote, paused = 0, leftRefused = 0 } = report
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
  if (paused > 0 && !hadWork(report)) return EXIT.paused
  const leftOver =
    (quote?.skipped.refused ?? 0) + (quote?.skipped.unknown ?? 0) + (quote?.impossible ?? 0) + leftRefused
  return brought.failed + brought.refused + brought.unknown + leftOver > 0 ? EXIT.someFailed : EXIT.done
}

/** The same as one object. */
export function runRecord(report: RunReport): object {
  const { brought, counts, end, recovery, quote, paused = 0, next } = report
  return {
    type: 'summary',
    ended: end.ended,
    done: brought.done,
    failed: brought.failed,
    refused: brought.refused,
    unknown: brought.unknown,
    cancelled: brought.cancelled,
    waiting: counts.queued,
    paused,
    skipped: quote?.skipped ?? {},
    leftRefused: report.leftRefused ?? 0,
    impossible: quote?.impossible ?? 0,
    jobs: counts,
    haltedProviders: end.openLanes.map(({ lane, openFailure, message }) => ({
      provider: lane,
      failure: openFailure,
      message,
    })),
    heldByBudget: end.held,
    recovery: recoveryRecord(recovery),
    ...(next === undefined ? {} : { next }),
  }
}

export function recoveryRecord({ unknown, ...recovery }: RunReport['recovery']): object {
  const { adopted, trashed, foreign, requeued, missing, changed, remembered, stranded } = recovery
  return { adopted, trashed, foreign, requeued, unknown: unknown.length, missing, changed, remembered, stranded }
}

const NO_NIGHT = { out: 0, waiting: 0 }
const FAILED: JobState[] = ['failed', 'refused', 'unknown']

/**
 * The end of a run for people: what came, what did not, why it stopped, what to type next.
 *
 * @param idle what to say when there was nothing the run could have worked on
 * @param again what goes on with what waits
 */
export function runView(
  report: RunReport,
  project: string,
  idle = 'There was nothing to make.',
  again = `panelwright generate ${project}`,
): string[] {
  const { brought, counts, quote } = report
  const failed = FAILED.filter((state) => brought[state] > 0).map((state) => `${grouped(brought[state])} ${state}`)
  const there = quote?.skipped.done ?? 0
  const parts = [
    `${counted(brought.done, 'picture')} made`,
    ...failed,
    ...(there > 0 ? [`${grouped(there)} there already`] : []),
    ...(counts.queued > 0 ? [`${grouped(counts.queued)} waiting`] : []),
  ]
  const headline = hadWork(report) || quote ? parts.join(' · ') : idle
  return [headline, ...whyItStopped(report, project), ...nextLines(report, project, again)]
}

function whyItStopped(
  { end, counts, paused = 0, leftUnknown = 0, leftRefused = 0, overnight = NO_NIGHT }: RunReport,
  project: string,
): string[] {
  const lines: string[] = []
  if (end.ended === 'gate' && counts.queued > 0) lines.push('The gate is reached: look at the pictures, then go on.')
  if (end.ended === 'stopped') lines.push('Stopped; everything that came is safe, the rest waits.')
  if (end.ended === 'aborted') lines.push('Cut off; everything that came is safe, the rest waits.')
  if (end.ended === 'disk')
    lines.push('This computer could not store a picture. Make room or make the folder writable; nothing is lost.')
  for (const { lane, message, action } of end.openLanes) lines.push(`${lane}: ${message ?? 'halted.'} ${action}`)
  for (const held of end.held) lines.push(heldWords(held, project))
  if (paused > 0)
    lines.push(
      `${counted(paused, 'picture waits', 'pictures wait')} in paused batches, until: panelwright resume ${project}`,
    )
  if (overnight.out + overnight.waiting > 0)
    lines.push(
      `${counted(overnight.out + overnight.waiting, 'picture is with an overnight service or waits', 'pictures are with an overnight service or wait')} for one: panelwright generate ${project} --overnight`,
    )
  if (leftUnknown > 0)
    lines.push(
      `${counted(leftUnknown, 'picture was', 'pictures were')} cut off and may have been paid; --retry-interrupted makes them again.`,
    )
  if (leftRefused > 0)
    lines.push(
      `${counted(leftRefused, 'picture was', 'pictures were')} refused before and left alone: the same words would be refused again. Reword the panel or its prompt and generate it, or send it as it is: panelwright retry ${project} --refused`,
    )
  return [...new Set(lines)]
}

/** Which cap holds a batch back, how much of it is left, what the next picture needs, and what to do. */
export function heldWords(held: Held, project: string, thing = 'picture'): string {
  const { of, why, capUsd, leftUsd, neededUsd } = held
  const { name, more, without } = CAPS[of]
  if (neededUsd === null || why === 'price-unknown')
    return `The price of the next ${thing} is unknown, and ${name} (${formatUsd(capUsd)}) holds only for what has one. ${without(project, held)}`
  return `The next ${thing} may cost ${formatUsd(neededUsd)}, and of ${name} (${formatUsd(capUsd)}) ${formatUsd(leftUsd)} is left. ${more(project, held)}`
}

type CapWords = (project: string, held: Held) => string

/** What sets an end to spending, how the author spends more, and how they go on where no price is known. */
const CAPS: Record<Held['of'], { name: string; more: CapWords; without: CapWords }> = {
  run: {
    name: 'the --budget of this command',
    more: () => 'Go on with another --budget, or leave it at that.',
    without: () => 'Go on without --budget, or choose a model whose price is known.',
  },
  batch: {
    name: 'the --budget these pictures were ordered with',
    more: (project, { batchId = '<id>' }) =>
      `To spend more, take them out and generate them again with a higher one: panelwright cancel ${project} --batch ${batchId}`,
    without: (project, { batchId = '<id>' }) =>
      `Take them out and generate them again without it, or with a model whose price is known: panelwright cancel ${project} --batch ${batchId}`,
  },
  day: {
    name: 'the cap of the day',
    more: (project) => `Go on tomorrow, or raise it: panelwright budget ${project} --day <usd>`,
    without: (project) =>
      `Choose a model whose price is known, or go on without a cap: panelwright budget ${project} --day none`,
  },
  book: {
    name: 'the cap of the book',
    more: (project) => `To raise it: panelwright budget ${project} --book <usd>`,
    without: (project) =>
      `Choose a model whose price is known, or go on without a cap: panelwright budget ${project} --book none`,
  },
}

function nextLines(
  { end, counts, brought, next, overnight = NO_NIGHT }: RunReport,
  project: string,
  again: string,
): string[] {
  if (end.openLanes[0]) return [`Then: panelwright resume ${project} && ${again}`]
  if (counts.queued > overnight.waiting && end.held.length === 0) return [`Go on with: ${again}`]
  if (brought.failed + brought.refused > 0) return [`What failed, and why: panelwright status ${project}`]
  if (next && end.ended === 'drained' && end.held.length === 0 && next.verb !== 'resume')
    return [`Next: panelwright ${[next.verb, project, shellWords(next.options)].filter(Boolean).join(' ')}`]
  return []
}

/** What the last owner left behind, where there was anything to put in order. */
export function recoveryLines({ recovery }: Pick<RunReport, 'recovery'>): string[] {
  const lines: string[] = []
  const { adopted, trashed } = recovery
  if (adopted.length > 0)
    lines.push(`${counted(adopted.length, 'picture')} found on disk and taken in; nothing was made twice.`)
  if (recovery.remembered > 0)
    lines.push(
      `${counted(recovery.remembered, 'picture was', 'pictures were')} handed over after this copy of the book was made; their answers are waited for, and nothing is paid twice. To collect them, generate with --overnight.`,
    )
  for (const { path, pictures } of recovery.stranded)
    lines.push(
      `${path} has ${pictures === null ? 'answers' : counted(pictures, 'picture')} of panels that are not in this book, and is kept. Put a newer copy of book.sqlite in place to take them in, or delete that folder to give them up.`,
    )
  if (trashed.length > 0) lines.push(`${counted(trashed.length, 'half picture')} moved to the trash.`)
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
