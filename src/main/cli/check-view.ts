import { TAKE_CHECKS, type TakeCheckKind } from '../../shared/domain/take-check.ts'
import { counted, formatPercent, formatPrice, formatUsd, grouped } from '../../shared/quantities.ts'
import type { CheckQuote, CheckReport, TakeFlag } from '../services/checking.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { heldWords } from './run-view.ts'
import { wrap } from './terminal-text.ts'

/** What a pass comes to, before anything is sent. */
export function checkQuoteLines({ pictures, calls, there, provider, model, fromUsd, untilUsd }: CheckQuote): string[] {
  const before =
    there > 0 ? [`${counted(there, 'picture was', 'pictures were')} looked at before; --again looks again.`] : []
  if (pictures === 0) return [`There is no picture to look at.`, ...before]
  return [
    `${counted(pictures, 'picture')} to look at in ${counted(calls, 'call')} of ${provider} ${model}, ${priceWords(fromUsd, untilUsd)}.`,
    ...before,
  ]
}

function priceWords(fromUsd: number | null, untilUsd: number): string {
  if (untilUsd === 0) return formatPrice(0)
  if (fromUsd === null) return `price unknown (${formatUsd(untilUsd)} if it charged like the dearest model)`
  return `at most about ${formatUsd(untilUsd)}`
}

const KIND_WORDS: Record<TakeCheckKind, string> = {
  people: 'People',
  text: 'Writing in the picture',
  outfit: 'Outfit',
  style: 'Style',
  moderation: 'Moderation',
}

/** Flags by kind with their places. They are for looking over: nothing is rejected. */
export function flagLines(flags: readonly TakeFlag[], columns: number): string[] {
  return TAKE_CHECKS.flatMap((kind) => {
    const found = flags.filter((flag) => flag.kind === kind)
    if (found.length === 0) return []
    return ['', `${KIND_WORDS[kind]} (${grouped(found.length)})`, ...found.flatMap((flag) => bullet(flag, columns))]
  })
}

function bullet(
  { chapter, scene, panel, style, lang, index, provider, probability, message }: TakeFlag,
  columns: number,
): string[] {
  const image = index > 0 ? `, picture ${index + 1}` : ''
  const by = provider === null ? '' : `, ${provider}`
  const text = `chapter ${chapter}, scene ${scene}, panel ${panel} (${style} · ${lang}${by}${image}), ${formatPercent(probability)}: ${message}`
  return wrap(text, columns - 4).map((line, at) => `${at === 0 ? '  · ' : '    '}${line}`)
}

/**
 * The end of a pass for people.
 *
 * @param flags that this pass found
 * @param earlier how many others stand
 */
export function checkView(
  report: CheckReport,
  { flags, earlier }: { flags: readonly TakeFlag[]; earlier: number },
  project: string,
  columns: number,
): string[] {
  const { looked, flagged, failed, unreadable, spentUsd, unpricedCalls, quote } = report
  const money = quote.untilUsd === 0 ? [] : [moneyWords(spentUsd, unpricedCalls)]
  const parts = [
    `${counted(looked, 'picture')} looked at`,
    ...(flagged > 0 ? [`${grouped(flagged)} with something that may be wrong`] : []),
    ...(failed > 0 ? [`${grouped(failed)} without an answer`] : []),
    ...(unreadable > 0 ? [`${grouped(unreadable)} that cannot be read`] : []),
    ...money,
  ]
  return [
    ...(quote.pictures > 0 ? [parts.join(' · '), ...whyItStopped(report, project)] : []),
    ...flagLines(flags, columns),
    ...(flags.length > 0 ? ['', 'These are guesses of a model, for you to look over; nothing was rejected.'] : []),
    ...(earlier > 0 ? [`${counted(earlier, 'flag')} of earlier looks: panelwright check ${project} --list`] : []),
  ]
}

function moneyWords(spentUsd: number, unpricedCalls: number): string {
  if (unpricedCalls > 0) return `${counted(unpricedCalls, 'call')} of unknown price`
  return `${formatUsd(spentUsd)} spent`
}

function whyItStopped({ end, messages }: CheckReport, project: string): string[] {
  const goOn = `Go on with: panelwright check ${project}`
  const said = messages.map((message) => `Without an answer: ${message}`)
  switch (end.ended) {
    case 'all':
      return said
    case 'stopped':
    case 'aborted':
      return [...said, 'Stopped; what was found so far is kept.', goOn]
    case 'budget':
      return [...said, ...(end.held === null ? [] : [heldWords(end.held, project, 'look')])]
    case 'halted':
      return [...said, `${end.why?.message ?? ''} ${end.why?.action ?? ''}`.trim(), goOn]
  }
}

export function checkExitCode({ end, failed }: CheckReport): ExitCode {
  switch (end.ended) {
    case 'stopped':
    case 'aborted':
      return EXIT.interrupted
    case 'budget':
    case 'halted':
      return EXIT.paused
    case 'all':
      return failed > 0 ? EXIT.someFailed : EXIT.done
  }
}
