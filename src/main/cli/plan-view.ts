import {
  counted,
  formatPrice,
  formatRoughDuration,
  formatUsd,
  formatUsdRange,
  grouped,
} from '../../shared/quantities.ts'
import { isToMake, type PlannedJob } from '../services/plan/planned-job.ts'
import type { Quote, QuotedTime, QuoteSum } from '../services/plan/quote.ts'
import type { Plan } from '../services/planning.ts'
import { table, wrap } from './terminal-text.ts'

/** Digits of a key that tell jobs apart at a glance. */
const KEY_DIGITS = 12

/** Every picture of a plan with what decides it, and what it all comes to. */
export function planView({ jobs, quote }: Plan, columns: number): string[] {
  return [...jobs.flatMap((job) => [...jobLines(job, columns), '']), ...quoteLines(quote)]
}

function jobLines(job: PlannedJob, columns: number): string[] {
  const place = `chapter ${job.chapter}, scene ${job.scene}, panel ${job.panel}${job.strip ? ` (strip ${job.strip})` : ''}`
  const { references, leftOut = [] } = job.request
  const changes = job.changes.map((change) => CHANGE_WORDS[change]).join(', ')
  const facts = [
    `${job.style} · ${job.lang}`,
    job.model === job.provider ? job.provider : `${job.provider} ${job.model}`,
    `${job.width} × ${job.height}`,
    ...(job.quality === null ? [] : [job.quality]),
    `seed ${job.seed}`,
    ...(references.length === 0 ? [] : [counted(references.length, 'reference')]),
    priceWords(job.price),
    job.key.slice(0, KEY_DIGITS),
  ]
  const indented = (text: string) => wrap(text, columns - 2).map((line) => `  ${line}`)
  return [
    `${place}${job.wanted ? '' : `: ${whyNot(job)}`}`,
    ...indented(facts.join(' · ')),
    ...indented(job.prompt),
    ...(job.negativePrompt === '' ? [] : indented(`Kept out: ${job.negativePrompt}`)),
    ...(leftOut.length === 0 ? [] : indented(`No room for: ${leftOut.join('; ')}`)),
    ...(job.changes.length === 0 ? [] : indented(`There is an older picture; since then: ${changes}`)),
  ]
}

/** Why the picture that is there is out of date. */
const CHANGE_WORDS: Record<PlannedJob['changes'][number], string> = {
  text: 'another action',
  cast: 'people look different',
  place: 'another place',
  camera: 'another shot',
  staging: 'people stand elsewhere',
  style: 'another style',
  references: 'another reference',
  size: 'another size',
  model: 'another model',
  wording: 'other words',
}

function priceWords(price: PlannedJob['price']): string {
  if (price === null) return 'price unknown'
  return price.untilUsd === 0 ? formatPrice(0) : formatUsdRange(price.fromUsd, price.untilUsd)
}

/** Why a picture of the plan is not made. */
function whyNot({ state, problem }: PlannedJob): string {
  return problem !== null && isToMake(state) ? problem : STATE_WORDS[state]
}

const STATE_WORDS: Record<PlannedJob['state'], string> = {
  new: 'not asked for',
  done: 'there already',
  repeated: 'the same picture as one before',
  queued: 'queued already',
  running: 'under way',
  failed: 'failed before',
  refused:
    'refused by the provider before; other words make a new picture, panelwright retry --refused sends these again',
  unknown: 'cut off and perhaps paid; --retry-interrupted makes it again',
  cancelled: 'cancelled before',
}

/** What a plan comes to. An unknown price is said, and never counted as nothing. */
export function quoteLines(quote: Quote, when: 'by day' | 'overnight' = 'by day'): string[] {
  const { waiting, editions, impossible } = quote
  const lines = [
    quote.jobs === 0 ? 'Nothing new to make.' : `${counted(quote.jobs, 'picture')} to make, ${sumWords(quote)}.`,
  ]
  if (editions.length > 1)
    lines.push(
      ...table(
        editions.map((edition) => [
          `  ${edition.style} · ${edition.lang}`,
          counted(edition.jobs, 'picture'),
          sumWords(edition),
        ]),
        [1],
      ),
    )
  if (waiting.jobs > 0)
    lines.push(`${counted(waiting.jobs, 'picture')} queued already, ${sumWords(waiting)}; generate goes on with them.`)
  if (quote.jobs + waiting.jobs > 0 && when === 'by day') lines.push(`Time: ${timeWords(quote.time)}.`)
  if (when === 'overnight') lines.push('Overnight, at half the price by day; the answers may take a day.')
  if (impossible > 0)
    lines.push(`${counted(impossible, 'picture')} not made, because the model cannot do what is asked.`)
  const skipped = (Object.entries(quote.skipped) as [PlannedJob['state'], number][]).filter(
    ([state]) => state !== 'queued',
  )
  for (const [state, count] of skipped)
    lines.push(`${grouped(count)} left as ${count === 1 ? 'it is' : 'they are'}: ${STATE_WORDS[state]}.`)
  return lines
}

/** What is left of a cap. */
export interface CapLeft {
  /** `today`, `for the book`. */
  of: string
  leftUsd: number | null
}

/** That the caps will stop the pictures of a quote before all are made; empty = as far as is known they will not. */
export function capLines({ jobs, untilUsd, unknownPrices, waiting }: Quote, caps: readonly CapLeft[]): string[] {
  const mostUsd = untilUsd + waiting.untilUsd
  const tightest = caps
    .filter((cap): cap is CapLeft & { leftUsd: number } => cap.leftUsd !== null)
    .reduce<(CapLeft & { leftUsd: number }) | null>(
      (least, cap) => (least === null || cap.leftUsd < least.leftUsd ? cap : least),
      null,
    )
  if (tightest === null || jobs + waiting.jobs === 0) return []
  const { of, leftUsd } = tightest
  return [
    ...(leftUsd < mostUsd ? [`Caps leave ${formatUsd(leftUsd)} ${of}: it may stop before all of them are made.`] : []),
    ...(unknownPrices + waiting.unknownPrices > 0 ? ['Pictures of unknown price are not made under a cap.'] : []),
  ]
}

/** What waits already, where nothing new is asked for. */
export function waitingLine({ jobs, untilUsd, unknownPrices }: QuoteSum): string {
  const known = unknownPrices < jobs ? (untilUsd === 0 ? 'free of charge' : `at most about ${formatUsd(untilUsd)}`) : ''
  const unknown =
    unknownPrices > 0
      ? unknownPrices < jobs
        ? `${counted(unknownPrices, 'picture')} of unknown price`
        : 'price unknown'
      : ''
  return `${counted(jobs, 'picture waits', 'pictures wait')}, ${[known, unknown].filter(Boolean).join(' and ')}; generate goes on with them.`
}

function sumWords({ jobs, fromUsd, untilUsd, unknownPrices }: QuoteSum): string {
  if (jobs > 0 && unknownPrices === jobs) return 'price unknown'
  const known = formatUsdRange(fromUsd, untilUsd)
  if (unknownPrices > 0) return `${known} and ${counted(unknownPrices, 'picture')} of unknown price`
  return untilUsd === 0 ? formatPrice(0) : `about ${known}`
}

function timeWords(time: QuotedTime | null): string {
  if (time === null) return 'not measured yet'
  const { fromMs, untilMs, measured, perMinute } = time
  const from = formatRoughDuration(fromMs)
  if (untilMs === null) return `at least ${from}${perMinute === null ? '' : ` at ${grouped(perMinute)} a minute`}`
  const until = formatRoughDuration(untilMs)
  return `${from === until ? `about ${from}` : `${from} to ${until}`}, from ${counted(measured, 'picture')} measured`
}
