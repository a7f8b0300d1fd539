import { z } from 'zod'
import { PRIORITIES } from '../domain/job.ts'
import { budget, diagnostic, failureKind, id, nothing, usd } from './common.ts'
import { planOptions, quote } from './plan.ts'
import { route } from './route.ts'

/** How the waiting work is gone about. */
const work = {
  /** Bring so many pictures to their end, then stop and let the author look. */
  gate: z.int().min(1).optional(),
  /** Steps after the first: so many pictures more, then look again. Kept with the batch, for `batch.next-step`. */
  laterGates: z.array(z.int().min(1).max(10_000)).max(5).optional(),
  /** What may be spent from here on, US dollars. */
  budgetUsd: budget.optional(),
  concurrency: z.int().min(1).max(64).optional(),
  pacing: z.enum(['default', 'gentle']).optional(),
}

const begun = z.object({
  /** Jobs that were put to work, and those still behind a gate. */
  working: z.number(),
  behindGate: z.number(),
})

const CHANGES = ['queue', 'tree', 'takes', 'money'] as const

const step = z.object({
  /** Pictures of the step. */
  pictures: z.number(),
  /** At most, US dollars, as far as prices are known. */
  untilUsd: z.number(),
  unknownPrices: z.number(),
})

/** What is tried again; nothing of it = all that failed. */
const retried = {
  batchId: id.optional(),
  failure: failureKind.optional(),
  jobIds: z.array(id).min(1).max(5_000).optional(),
  /** Also what was refused, in the same words. */
  refused: z.boolean().optional(),
  /** Also what was cut off and may have been paid. */
  retryInterrupted: z.boolean().optional(),
}

const cap = z.object({ capUsd: usd, spentUsd: z.number() })

export const batch = {
  /** What `batch.go-on` without a gate may cost, what trying again all that failed may, and the caps they meet. */
  'batch.stakes': route(
    nothing,
    z.object({
      waiting: step,
      failed: step,
      /** Those with a hard stop of their own and pictures waiting. */
      batches: z.array(z.object({ id: z.string(), title: z.string(), capUsd: z.number() })),
      book: cap,
      /** What may have been charged, and what is under way, counts against the day. */
      day: cap,
    }),
  ),
  /**
   * The next step of a gate: how many of the pictures behind it to let through, and what they come to. `batch.go-on` with
   * `gate: next.pictures` takes it. Steps are those the batch was begun with (10, then 50,
   * then all); one that would hold nothing back is none.
   */
  'batch.next-step': route(
    z.strictObject({ batchId: id.optional() }),
    z.object({
      /** Null = nothing waits behind a gate. */
      next: step.nullable(),
      /** All that waits behind it. */
      rest: step,
      /** Pictures of these batches that are there to look at. */
      done: z.number(),
      /** Whether nothing of the step before is under way or waits any more. */
      ready: z.boolean(),
      batchIds: z.array(z.string()),
    }),
  ),
  /**
   * Queues what a plan asks for and starts on it. Returns at once: progress comes as events. Nothing that costs money is
   * ever started by any other request than this, `batch.go-on` and `batch.retry`.
   */
  'batch.generate': route(
    z.strictObject({
      ...planOptions,
      ...work,
      priority: z.enum(PRIORITIES).optional(),
      /**
       * The most the author saw: `untilUsd` of the quote and of what waits in it, together. Dearer by now, or of unknown
       * price, is refused with BUDGET, and nothing is queued. Null or absent = whatever it costs.
       */
      agreedUsd: budget.nullable().optional(),
    }),
    begun.extend({ quote, diagnostics: z.array(diagnostic) }),
    CHANGES,
  ),
  /**
   * Goes on with what was stopped, of one batch or of all that are not paused; what waits behind a gate does so on. With
   * `gate`: with its next pictures, and with nothing else. Where there is none of the one, it is about the other.
   */
  'batch.go-on': route(z.strictObject({ batchId: id.optional(), ...work }), begun, CHANGES),
  /** Starts nothing new; pictures under way still come. Batches stay as they are. */
  'batch.stop': route(nothing, nothing, ['queue']),
  /** Cuts what is under way as well: paid calls become unknown. */
  'batch.abort': route(nothing, nothing, CHANGES),
  /** Holds a batch, or all that have work. */
  'batch.pause': route(z.strictObject({ batchId: id.optional() }), z.object({ batches: z.number() }), ['queue']),
  /** Lets batches go on, and a lane that was halted try again; starts nothing by itself. */
  'batch.resume': route(
    z.strictObject({ batchId: id.optional(), provider: id.optional() }),
    z.object({ batches: z.number(), lanes: z.number() }),
    ['queue'],
  ),
  /** Another hard stop for a batch, from its next picture on; null = none of its own. Starts nothing. */
  'batch.cap': route(z.strictObject({ batchId: id, capUsd: budget.nullable() }), nothing, ['queue', 'money']),
  /** Takes what waits out of the queue; what is there stays. */
  'batch.cancel': route(z.strictObject({ batchId: id.optional() }), z.object({ jobs: z.number() }), CHANGES),
  /** Lets go of calls whose end nobody saw: they are not made again. What they may have cost stays in the ledger. */
  'batch.let-go': route(
    z.strictObject({ jobIds: z.array(id).min(1).max(5_000) }),
    z.object({ jobs: z.number() }),
    CHANGES,
  ),
  /** What `batch.retry` with the same words would queue, and the most it may cost. */
  'batch.retry-quote': route(
    z.strictObject(retried),
    z.object({
      pictures: z.number(),
      /** Of those with a known price. */
      untilUsd: z.number(),
      unknownPrices: z.number(),
    }),
  ),
  /** Tries again what ended without a picture: one kind of failure, some jobs, or all that failed. */
  'batch.retry': route(
    z.strictObject({ ...retried, ...work }),
    begun.extend({ retried: z.number(), leftUnknown: z.number(), leftRefused: z.number() }),
    CHANGES,
  ),
}
