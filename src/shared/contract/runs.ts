import { z } from 'zod'
import { failureKind, id, jobCounts, pageOf, usd } from './common.ts'
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

export const runs = {
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
