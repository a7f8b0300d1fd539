import { z } from 'zod'
import { failureKind, id, jobCounts, nothing, pageOf, usd } from './common.ts'
import { route } from './route.ts'

const group = z.object({
  name: z.string(),
  batchId: z.string().nullable(),
  jobs: z.number(),
  done: z.number(),
  failed: z.number(),
  averageMs: z.number().nullable(),
  spentUsd: z.number(),
  quotedUsd: usd,
  perTakeUsd: usd,
  accepted: z.number(),
  perAcceptedUsd: usd,
})

const runReport = z.object({
  title: z.string(),
  madeAt: z.number(),
  batch: z.string().nullable(),
  jobs: jobCounts,
  successRate: z.number().nullable(),
  attempts: z.object({
    total: z.number(),
    done: z.number(),
    failed: z.number(),
    refused: z.number(),
    waited: z.number(),
    unknown: z.number(),
    cut: z.number(),
  }),
  pace: z.object({
    from: z.number().nullable(),
    until: z.number().nullable(),
    workingMs: z.number(),
    imagesPerHour: z.number().nullable(),
    averageMs: z.number().nullable(),
    medianMs: z.number().nullable(),
    p90Ms: z.number().nullable(),
  }),
  money: z.object({
    spentUsd: z.number(),
    unpricedCalls: z.number(),
    maybeCalls: z.number(),
    maybeUsd: z.number(),
    quotedUsd: usd,
    perTakeUsd: usd,
    accepted: z.number(),
    perAcceptedUsd: usd,
  }),
  failures: z.array(
    z.object({
      kind: failureKind,
      over: z.number(),
      retrying: z.number(),
      message: z.string(),
      action: z.string(),
    }),
  ),
  batches: z.array(group),
  styles: z.array(group),
  models: z.array(group),
  chapters: z.array(group),
  unknownCalls: z.array(
    z.object({
      at: z.number(),
      provider: z.string(),
      chapter: z.string(),
      scene: z.number(),
      panel: z.number(),
      style: z.string(),
      lang: z.string(),
      jobId: z.string(),
      requestId: z.string().nullable(),
      estimateUsd: usd,
    }),
  ),
  timeline: z.object({
    widthMs: z.number(),
    buckets: z.array(z.object({ at: z.number(), done: z.number(), failed: z.number(), waited: z.number() })),
  }),
})

const share = z.number().min(0).max(1)

const trouble = z.object({
  /**
   * failed, refused, unknown: these need a person. retrying: waits to be tried again. waited: the provider asked to
   * slow down, and the lane did. mended: a later try brought the picture.
   */
  state: z.enum(['failed', 'refused', 'unknown', 'retrying', 'waited', 'mended']),
  failure: failureKind,
  message: z.string(),
  action: z.string(),
  /** Jobs; of waits, how often. */
  count: z.number(),
  panels: z.number(),
  panelId: z.string(),
  place: z.object({ chapter: z.string(), scene: z.number(), panel: z.number() }),
  at: z.number().nullable(),
  httpStatus: z.number().nullable(),
  lane: z.string(),
  spentUsd: z.number(),
  maybeUsd: z.number(),
  /** What trying these jobs again may cost at most. 0 where nothing is tried. */
  retryUsd: usd,
})
export type Trouble = z.infer<typeof trouble>

const batchLine = z.object({
  id: z.string(),
  /** From 1, in the order they were asked for. */
  number: z.number(),
  title: z.string(),
  lanes: z.array(z.string()),
  createdAt: z.number(),
  paused: z.boolean(),
  jobs: z.number(),
  done: z.number(),
  failed: z.number(),
  refused: z.number(),
  unknown: z.number(),
  running: z.number(),
  queued: z.number(),
  spentUsd: z.number(),
  unpricedCalls: z.number(),
  quotedUsd: usd,
  capUsd: usd,
  imagesPerHour: z.number().nullable(),
  averageMs: z.number().nullable(),
  lastAt: z.number().nullable(),
})
export type BatchLine = z.infer<typeof batchLine>

const dashboard = z.object({
  /** Epoch ms of the process that counts. */
  now: z.number(),
  from: z.number().nullable(),
  until: z.number().nullable(),
  jobs: z.object({
    done: z.number(),
    failed: z.number(),
    refused: z.number(),
    unknown: z.number(),
    running: z.number(),
    queued: z.number(),
  }),
  pace: z.object({
    /** Pictures a minute of the last ten minutes at work. */
    perMinute: z.number().nullable(),
    imagesPerHour: z.number().nullable(),
    averageMs: z.number().nullable(),
    medianMs: z.number().nullable(),
    slowestMs: z.number().nullable(),
  }),
  money: z.object({
    spentUsd: z.number(),
    unpricedCalls: z.number(),
    maybeCalls: z.number(),
    maybeUsd: z.number(),
    quotedUsd: usd,
    /** Of the batch, or of the book where it is about more. */
    capUsd: usd,
    /** Replies that were charged. */
    replies: z.number(),
    perTakeUsd: usd,
    picked: z.number(),
    perPickedUsd: usd,
    bookSpentUsd: z.number(),
    bookCapUsd: usd,
  }),
  rate: z.object({
    /** From one point to the next. */
    widthMs: z.number(),
    points: z.array(
      z.object({
        at: z.number(),
        perMinute: z.number(),
        done: z.number(),
        failed: z.number(),
        refused: z.number(),
        waited: z.number(),
      }),
    ),
  }),
  /** When no picture came, and why; `pictures` were there when it began. */
  spans: z.array(
    z.object({ kind: z.enum(['wait', 'gate', 'pause']), from: z.number(), until: z.number(), pictures: z.number() }),
  ),
  /** Ends without a picture, the newest 200. */
  marks: z.array(z.object({ at: z.number(), kind: z.enum(['failed', 'refused', 'unknown', 'waited']) })),
  cost: z.object({
    points: z.array(z.object({ pictures: z.number(), usd: z.number() })),
    /** What the rest may bring it to; null = too few prices to tell, or nothing is left. */
    range: z.object({ pictures: z.number(), lowUsd: z.number(), highUsd: z.number() }).nullable(),
  }),
  durations: z.object({
    widthMs: z.number(),
    columns: z.array(z.object({ fromMs: z.number(), count: z.number() })),
    /** All that took longer are in the last column; null = each has its own. */
    beyondMs: z.number().nullable(),
  }),
  /** Those that need a person first. */
  troubles: z.array(trouble),
})
export type Dashboard = z.infer<typeof dashboard>

export const runs = {
  /** How runs go and went: of one batch, of today where the author is, or of the whole book. */
  'runs.dashboard': route(
    z.strictObject({ of: z.union([z.strictObject({ batchId: id }), z.enum(['today', 'book'])]) }),
    dashboard,
  ),
  /** Every batch, and what each provider and model brought. */
  'runs.batches': route(
    nothing,
    z.object({
      /** Newest first, at most 100. */
      batches: z.array(batchLine),
      /** By provider and model, of the whole book. */
      lanes: z.array(group),
    }),
  ),
  /** How busy this computer is, and what room it has. `load` can be told from the second asking on. */
  'runs.machine': route(
    nothing,
    z.object({
      cores: z.number(),
      load: share.nullable(),
      memory: z.object({ total: z.number(), free: z.number(), own: z.number() }),
      disk: z.object({ total: z.number(), free: z.number() }).nullable(),
    }),
  ),
  /**
   * Writes the report of one batch, or of all, to a file: where the author says, or with the book's exports. The latter
   * is to be had at `/asset/report/<id>`.
   */
  'runs.save': route(
    z.strictObject({
      batchId: id.optional(),
      as: z.enum(['page', 'json']),
      path: z.string().min(1).max(4_096).optional(),
    }),
    z.object({ id: z.string().nullable(), name: z.string(), bytes: z.number() }),
  ),
  /** What came of one batch, or of all. */
  'runs.report': route(z.strictObject({ batchId: id.optional() }), runReport),
  /** Money, newest first: one line for each call that may have cost some. */
  'runs.ledger': route(
    z.strictObject({ batchId: id.optional(), ...pageOf }),
    z.object({
      total: z.number(),
      lines: z.array(
        z.object({
          id: z.string(),
          at: z.number(),
          purpose: z.enum(['picture', 'check']),
          batchId: z.string().nullable(),
          jobId: z.string().nullable(),
          panelId: z.string().nullable(),
          /** Where its panel is; null for checks. */
          place: z.object({ chapter: z.string(), scene: z.number(), panel: z.number() }).nullable(),
          lane: z.string(),
          model: z.string(),
          usd,
          estimateUsd: usd,
          certainty: z.enum(['charged', 'unknown']),
        }),
      ),
    }),
  ),
}
