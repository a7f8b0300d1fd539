import { join } from 'node:path'
import { FLAGGED_FROM } from '../../shared/domain/take-check.ts'
import { AppError } from '../../shared/errors.ts'
import { judgeModeration } from '../checks/judge-moderation.ts'
import { MODERATION_MODEL, type Moderation } from '../checks/vision/moderation.ts'
import type { VisionModel, VisionPicture } from '../checks/vision/vision-model.ts'
import { LOOKED_AT_PX } from '../checks/vision/vision-prices.ts'
import { smallPicture } from '../images/small-picture.ts'
import type { Project } from '../open-project.ts'
import type { Cap } from '../queue/budget.ts'
import { type Clock, systemClock } from '../queue/clock.ts'
import { type CheckableTake, type PlacedFinding, type TakeFilter, takeCheckRepository } from '../store/take-checks.ts'
import { readBudgets } from './budgets.ts'
import { type LookRun, type LookTally, lookCall } from './checking/look-call.ts'
import { makeCall, packCalls, type TakeToCheck } from './checking/pack-calls.ts'
import { type CallsEnd, type PaidCall, runCalls } from './checking/run-calls.ts'
import { expectationsOf } from './checking/takes-to-check.ts'
import { assertChapters } from './planning.ts'
import { findStyle } from './styles.ts'

/** What may be wrong with a picture, with its place. */
export type TakeFlag = PlacedFinding

export interface CheckOptions extends TakeFilter {
  /** At most so many pictures, the first in reading order. */
  max?: number | undefined
  /** Also those that the same model has looked at. */
  again?: boolean | undefined
  /** What this run may spend at most, US dollars. */
  budgetUsd?: number | undefined
  /** Go on although nobody knows what it costs. */
  anyPrice?: boolean | undefined
}

/** What a pass comes to before anything is sent. */
export interface CheckQuote {
  provider: string
  model: string
  pictures: number
  calls: number
  /** Pictures that were looked at before. */
  there: number
  /** Null = nobody knows. */
  fromUsd: number | null
  /** At most; with a price nobody knows as the dearest model would charge. */
  untilUsd: number
}

export interface CheckHooks {
  onQuote?: (quote: CheckQuote) => void
  onProgress?: (progress: { done: number; total: number; flagged: number }) => void
  /** Start nothing new, let what runs come to its end. */
  stop?: AbortSignal
  /** Cut what runs. */
  abort?: AbortSignal
  /** Default: the computer's. */
  clock?: Clock
  /** 0 ≤ x < 1. Default: Math.random. */
  random?: () => number
}

export interface CheckReport {
  quote: CheckQuote
  looked: number
  /** Of those, with something that may be wrong. */
  flagged: number
  failed: number
  unreadable: number
  /** What the failures said. */
  messages: string[]
  /** As far as prices are known; calls that were cut off count with their estimate. */
  spentUsd: number
  unpricedCalls: number
  end: CallsEnd
}

const AT_ONCE = 3
const TIMEOUT_MS = 120_000

/**
 * Has a model look at the pictures of a book and keeps what it finds. Flags for the author: no picture is rejected.
 * What the same model has looked at is not looked at again, so that a pass that was stopped goes on where it was.
 *
 * @throws AppError WRONG_USE for a chapter or a style that does not exist; BUDGET when nobody knows the price and the author did
 *   not say that this is all right; READ_ONLY
 */
export async function checkTakes(
  project: Project,
  model: VisionModel,
  options: CheckOptions,
  hooks: CheckHooks = {},
): Promise<CheckReport> {
  if (project.readOnly) throw project.readOnly
  const { takes, quote } = quoteCheck(project, model, options)
  hooks.onQuote?.(quote)
  if (quote.pictures > 0 && quote.fromUsd === null && options.budgetUsd === undefined && !options.anyPrice)
    throw new AppError('BUDGET', `Nobody knows what ${quote.model} charges, so nothing was sent.`, {
      remedy: '--any-price goes on all the same; --budget 1 stops where the dearest model would have cost a dollar.',
    })
  const tally: LookTally = { looked: 0, flagged: 0, failed: 0, unreadable: 0, messages: new Set() }
  const money = { spentUsd: 0, runningUsd: 0, unpriced: 0 }
  const run: LookRun = {
    project,
    model,
    checker: checkerOf(model),
    tally,
    money,
    onLooked: () =>
      hooks.onProgress?.({ done: tally.looked + tally.failed, total: quote.pictures, flagged: tally.flagged }),
  }
  const calls = packCalls(takes, model.picturesAtOnce).map((some) => lookCall(run, some))
  const end = await runCalls(calls, {
    ...runnerOf(hooks),
    free: false,
    caps: () => capsOn(project, options, money),
  })
  return reportOf(quote, tally, money, end)
}

/** What `checkTakes` would do and cost. Reads only. */
export function quoteCheck(
  project: Project,
  model: VisionModel,
  options: CheckOptions,
): { takes: TakeToCheck[]; quote: CheckQuote } {
  const { chosen, there } = choose(project, checkerOf(model), 'vision', options)
  const takes = expectationsOf(project, chosen)
  const calls = packCalls(takes, model.picturesAtOnce).map(makeCall)
  const on = new Date(project.now()).toISOString().slice(0, 10)
  const estimates = calls.map(({ paths, questions }) => model.estimate(paths.length, questions, on))
  const fromUsd = estimates.reduce<number | null>(
    (sum, one) => (sum === null || one.fromUsd === null ? null : sum + one.fromUsd),
    0,
  )
  const untilUsd = estimates.reduce((sum, one) => sum + one.untilUsd, 0)
  const { provider, model: name } = model
  return {
    takes,
    quote: { provider, model: name, pictures: takes.length, calls: calls.length, there, fromUsd, untilUsd },
  }
}

/** Has the vendor's moderation look at pictures, one a call, free of charge. @throws AppError as checkTakes */
export async function moderateTakes(
  project: Project,
  moderate: (picture: VisionPicture, signal: AbortSignal) => Promise<Moderation>,
  options: Omit<CheckOptions, 'budgetUsd' | 'anyPrice'>,
  hooks: CheckHooks = {},
): Promise<CheckReport> {
  if (project.readOnly) throw project.readOnly
  const { chosen, quote } = quoteModeration(project, options)
  hooks.onQuote?.(quote)
  const tally: LookTally = { looked: 0, flagged: 0, failed: 0, unreadable: 0, messages: new Set() }
  const checks = takeCheckRepository(project.store)
  const tell = () =>
    hooks.onProgress?.({ done: tally.looked + tally.failed, total: chosen.length, flagged: tally.flagged })
  const calls = chosen.map(
    (take): PaidCall => ({
      estimateUsd: 0,
      async make(signal) {
        const bytes = await smallPicture(join(project.folder, take.path), LOOKED_AT_PX).catch(() => null)
        if (bytes === null) {
          tally.unreadable++
          return
        }
        const finding = judgeModeration(await moderate({ bytes, format: 'jpeg' }, signal))
        checks.write(take.takeId, MODERATOR, [finding], project.now())
        tally.looked++
        if (finding.message !== '') tally.flagged++
        tell()
      },
      failed(error) {
        tally.failed++
        if (error.says) tally.messages.add(error.says)
        tell()
        return []
      },
    }),
  )
  const end = await runCalls(calls, { ...runnerOf(hooks), free: true, caps: () => [] })
  return reportOf(quote, tally, { spentUsd: 0, unpriced: 0 }, end)
}

const MODERATOR = `openai ${MODERATION_MODEL}`

/** What `moderateTakes` would do. Reads only. */
export function quoteModeration(
  project: Project,
  options: Omit<CheckOptions, 'budgetUsd' | 'anyPrice'>,
): { chosen: CheckableTake[]; quote: CheckQuote } {
  const { chosen, there } = choose(project, MODERATOR, 'moderation', options)
  const count = chosen.length
  const quote = {
    provider: 'openai',
    model: MODERATION_MODEL,
    pictures: count,
    calls: count,
    there,
    fromUsd: 0,
    untilUsd: 0,
  }
  return { chosen, quote }
}

/** What stands in the book of earlier looks: what may be wrong, in reading order. */
export function standingFlags(project: Project, filter: TakeFilter = {}): TakeFlag[] {
  return takeCheckRepository(project.store).flags(FLAGGED_FROM, filter)
}

const checkerOf = ({ provider, model }: VisionModel) => `${provider} ${model}`

function choose(
  project: Project,
  checker: string,
  kinds: 'vision' | 'moderation',
  { chapters, styles, max, again }: CheckOptions,
): { chosen: CheckableTake[]; there: number } {
  if (chapters) assertChapters(project, chapters)
  for (const style of styles ?? []) findStyle(project, style)
  const checks = takeCheckRepository(project.store)
  const all = checks.checkable({ chapters, styles })
  const before = again ? new Set<string>() : checks.lookedAt(checker, kinds)
  const fresh = all.filter(({ takeId }) => !before.has(takeId))
  return { chosen: fresh.slice(0, max ?? fresh.length), there: all.length - fresh.length }
}

function runnerOf({ clock, random, stop, abort }: CheckHooks) {
  return {
    clock: clock ?? systemClock(),
    random: random ?? Math.random,
    concurrency: AT_ONCE,
    timeoutMs: TIMEOUT_MS,
    stop,
    abort,
  }
}

/** Running calls stand in the ledger already, as calls that may be billed. */
function capsOn(project: Project, { budgetUsd }: CheckOptions, money: LookRun['money']): Cap[] {
  const ofRun = { of: 'run' as const, capUsd: budgetUsd ?? null, ...money }
  const ofBook = Object.entries(readBudgets(project)).map(([of, { capUsd, spentUsd, maybeUsd, runningUsd }]) => ({
    of: of as 'book' | 'day',
    capUsd,
    spentUsd: spentUsd + maybeUsd,
    runningUsd,
  }))
  return [ofRun, ...ofBook].flatMap(({ capUsd, ...cap }) => (capUsd === null ? [] : [{ ...cap, capUsd }]))
}

function reportOf(
  quote: CheckQuote,
  { looked, flagged, failed, unreadable, messages }: LookTally,
  { spentUsd, unpriced }: Pick<LookRun['money'], 'spentUsd' | 'unpriced'>,
  end: CallsEnd,
): CheckReport {
  return { quote, looked, flagged, failed, unreadable, messages: [...messages], spentUsd, unpricedCalls: unpriced, end }
}
