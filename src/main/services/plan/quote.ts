import type { Price } from '../../providers/catalogue/price.ts'
import { isToMake, type PlannedJob, type PlannedState } from './planned-job.ts'

/** What pictures come to, US dollars. What nobody knows is counted, never taken for 0. */
export interface QuoteSum {
  /** Pictures. */
  jobs: number
  /** Sum of the known prices. */
  fromUsd: number
  untilUsd: number
  /** Pictures whose price nobody knows. */
  unknownPrices: number
}

/** Pictures of one art style in one language. */
export interface QuoteEdition extends QuoteSum {
  style: string
  lang: string
}

/** What a plan comes to, before anything is made: the pictures to make. */
export interface Quote extends QuoteSum {
  /** Pictures not made, by the reason. */
  skipped: Partial<Record<PlannedState, number>>
  /** Pictures that cannot be made as they are asked for; the diagnostics say why. */
  impossible: number
  /** The same by style and language, in the order of the plan. */
  editions: QuoteEdition[]
  /** Pictures that are queued already: generating goes on with them. */
  waiting: QuoteSum
  /** How long making all of it takes, what waits included; null = nothing says. */
  time: QuotedTime | null
}

/** How long a run takes. */
export interface QuotedTime {
  /** Milliseconds, at least. */
  fromMs: number
  /** At most; null = nobody knows. */
  untilMs: number | null
  /** Pictures of this book by the same model that it was measured from; 0 = only the allowed pace says something. */
  measured: number
  /** Starts a minute that the account allows; null = no limit is known. */
  perMinute: number | null
}

type Quoted = Pick<PlannedJob, 'wanted' | 'problem' | 'state' | 'style' | 'lang' | 'price'>

export function quote(jobs: readonly Quoted[], time: (pictures: number) => QuotedTime | null = () => null): Quote {
  const all = noSum()
  const waiting = noSum()
  const skipped: Quote['skipped'] = {}
  const editions = new Map<string, QuoteEdition>()
  let impossible = 0
  for (const { wanted, problem, state, style, lang, price } of jobs) {
    if (wanted) {
      const name = `${style} ${lang}`
      const edition = editions.get(name) ?? { style, lang, ...noSum() }
      editions.set(name, edition)
      add(edition, price)
      add(all, price)
    } else if (problem !== null && isToMake(state)) impossible++
    else {
      skipped[state] = (skipped[state] ?? 0) + 1
      if (state === 'queued') add(waiting, price)
    }
  }
  const pictures = all.jobs + waiting.jobs
  return {
    ...all,
    skipped,
    impossible,
    editions: [...editions.values()],
    waiting,
    time: pictures === 0 ? null : time(pictures),
  }
}

const noSum = (): QuoteSum => ({ jobs: 0, fromUsd: 0, untilUsd: 0, unknownPrices: 0 })

function add(sum: QuoteSum, price: Price | null): void {
  sum.jobs++
  if (price === null) sum.unknownPrices++
  else {
    sum.fromUsd += price.fromUsd
    sum.untilUsd += price.untilUsd
  }
}
