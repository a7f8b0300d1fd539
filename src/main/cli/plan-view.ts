import { counted, formatPrice, formatUsd, grouped } from '../../shared/quantities.ts'
import type { PlannedJob, Quote } from '../services/plan/planned-job.ts'
import type { Plan } from '../services/planning.ts'
import { wrap } from './terminal-text.ts'

/** Digits of a key that tell jobs apart at a glance. */
const KEY_DIGITS = 12

/** Every picture of a plan with what decides it, and what it all comes to. */
export function planView({ jobs, quote }: Plan, columns: number): string[] {
  return [...jobs.flatMap((job) => [...jobLines(job, columns), '']), ...quoteLines(quote)]
}

function jobLines(job: PlannedJob, columns: number): string[] {
  const place = `chapter ${job.chapter}, scene ${job.scene}, panel ${job.panel}${job.strip ? ` (strip ${job.strip})` : ''}`
  const facts = [
    `${job.style} · ${job.lang}`,
    job.model === job.provider ? job.provider : `${job.provider} ${job.model}`,
    `${job.width} × ${job.height}`,
    ...(job.quality === null ? [] : [job.quality]),
    `seed ${job.seed}`,
    job.priceUsd === null ? 'price unknown' : formatPrice(job.priceUsd),
    job.key.slice(0, KEY_DIGITS),
  ]
  const indented = (text: string) => wrap(text, columns - 2).map((line) => `  ${line}`)
  return [
    `${place}${job.wanted ? '' : `: ${STATE_WORDS[job.state]}`}`,
    ...indented(facts.join(' · ')),
    ...indented(job.prompt),
    ...(job.negativePrompt === '' ? [] : indented(`Kept out: ${job.negativePrompt}`)),
    ...(job.leftOut.length === 0 ? [] : indented(`No room for: ${job.leftOut.map(({ text }) => text).join('; ')}`)),
  ]
}

/** Why a picture of the plan is not made. */
const STATE_WORDS: Record<PlannedJob['state'], string> = {
  new: 'not asked for',
  done: 'there already',
  repeated: 'the same picture as one before',
  queued: 'queued already',
  running: 'under way',
  failed: 'failed before',
  refused: 'refused by the provider before; panelwright retry asks again',
  unknown: 'cut off and perhaps paid; --retry-interrupted makes it again',
  cancelled: 'cancelled before',
}

/** What a plan comes to. An unknown price is said, and never counted as nothing. */
export function quoteLines(quote: Quote): string[] {
  const lines = [`${counted(quote.jobs, 'picture')} to make, ${priceWords(quote)}.`]
  if (quote.waiting.jobs > 0)
    lines.push(
      `${counted(quote.waiting.jobs, 'picture')} queued already, ${priceWords(quote.waiting)}; generate goes on with them.`,
    )
  const skipped = (Object.entries(quote.skipped) as [PlannedJob['state'], number][]).filter(
    ([state]) => state !== 'queued',
  )
  for (const [state, count] of skipped) lines.push(`${grouped(count)} left as they are: ${STATE_WORDS[state]}.`)
  return lines
}

function priceWords({ jobs, usd, unknownPrices }: Quote['waiting']): string {
  if (jobs > 0 && unknownPrices === jobs) return 'price unknown'
  if (unknownPrices > 0) return `at least ${formatUsd(usd)}; the price of ${grouped(unknownPrices)} is unknown`
  return usd === 0 ? formatPrice(0) : `about ${formatUsd(usd)}`
}
