import { z } from 'zod'
import { failureKind, id, jobCounts, jobState, nothing, pageOf, usd } from './common.ts'
import { route } from './route.ts'

/** A picture under way. */
const slot = z.object({
  jobId: z.string(),
  panelId: z.string(),
  style: z.string(),
  lang: z.string(),
  lane: z.string(),
  /** When this attempt was sent, epoch ms. */
  startedAt: z.number(),
  /** How far it is, 0–1; null where the provider does not say. */
  fraction: z.number().nullable(),
  /** How many looks at it there were: `/asset/preview/<jobId>?n=<preview>`; 0 = none. */
  preview: z.number(),
})

const tally = z.object({
  kind: failureKind,
  over: z.number(),
  retrying: z.number(),
  message: z.string(),
  action: z.string(),
})

/** Everything the queue's bar shows, counted from the book at `now`. */
export const queueSummary = z.object({
  /** Epoch ms of the process that counts; elapsed times are reckoned from it. */
  now: z.number(),
  /**
   * idle: nothing runs. running: new pictures are started. landing: no more, those under way still come.
   * aborting: those are cut off.
   */
  phase: z.enum(['idle', 'running', 'landing', 'aborting']),
  /** Why the last run ended; null before the first, and while one runs. */
  ended: z.enum(['drained', 'gate', 'stopped', 'aborted', 'disk', 'failed']).nullable(),
  /** What ended it, where it ended by trouble. */
  trouble: z.object({ message: z.string(), remedy: z.string() }).nullable(),
  /** All jobs of the book. */
  jobs: jobCounts,
  /** Jobs of the run, or of the last one. */
  run: z
    .object({
      startedAt: z.number(),
      /** Of the batches it works on. */
      titles: z.array(z.string()),
      jobs: jobCounts,
      /** Charged for its pictures, as far as prices are known. */
      spentUsd: z.number(),
      /** Measured; null before there are enough pictures. */
      perMinute: z.number().nullable(),
      timeLeftMs: z.number().nullable(),
    })
    .nullable(),
  /** Waiting pictures that the author let wait behind a gate. */
  behindGate: z.number(),
  /**
   * Others that wait and that nothing works on: stopped, or left by a command. `batch.go-on` takes them up. 0 while a run
   * is under way. What is for the night and what lies in a paused batch are not among them.
   */
  stopped: z.number(),
  slots: z.array(slot),
  /** Lanes in which nothing starts. `until` null = until the author resumes it; then `failure` says why. */
  waits: z.array(
    z.object({
      lane: z.string(),
      failure: failureKind.nullable(),
      until: z.number().nullable(),
      message: z.string(),
      action: z.string(),
    }),
  ),
  failures: z.array(tally),
  money: z.object({
    spentUsd: z.number(),
    unpricedCalls: z.number(),
    maybeUsd: z.number(),
    maybeCalls: z.number(),
    /** The run as quoted; null when a price is unknown. */
    estimateUsd: usd,
    budgetUsd: usd,
  }),
})
export type QueueSummary = z.infer<typeof queueSummary>

export const queue = {
  'queue.summary': route(nothing, queueSummary),
  'queue.jobs': route(
    z.strictObject({
      states: z.array(jobState).max(7).optional(),
      batchId: id.optional(),
      failure: failureKind.optional(),
      ...pageOf,
    }),
    z.object({
      total: z.number(),
      jobs: z.array(
        z.object({
          id: z.string(),
          batchId: z.string(),
          panelId: z.string(),
          style: z.string(),
          lang: z.string(),
          index: z.number(),
          lane: z.string(),
          state: jobState,
          attempts: z.number(),
          /** Epoch ms; in the past = as soon as there is room. */
          notBefore: z.number(),
          failure: failureKind.nullable(),
          message: z.string().nullable(),
          estimateUsd: usd,
          startedAt: z.number().nullable(),
          finishedAt: z.number().nullable(),
        }),
      ),
    }),
  ),
}
