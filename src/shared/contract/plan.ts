import { z } from 'zod'
import { JOB_STATES } from '../domain/job.ts'
import { chapterNumbers, diagnostic, id, language, pageOf } from './common.ts'
import { route } from './route.ts'

const pixels = z.int().min(64).max(16_384)

/** What to make. Everything but the styles may be left out. */
export const planOptions = {
  chapters: chapterNumbers.min(1).optional(),
  /** Scenes and panels; where several of `chapters`, `sceneIds` and `panelIds` are given, they add up. */
  sceneIds: z.array(id).min(1).max(5_000).optional(),
  panelIds: z.array(id).min(1).max(5_000).optional(),
  styles: z.array(id).min(1).max(50),
  languages: z.array(language).max(50).optional(),
  /** Images for each panel, style and language. */
  images: z.int().min(1).max(16).optional(),
  provider: id.optional(),
  model: id.optional(),
  quality: id.optional(),
  size: z.strictObject({ width: pixels, height: pixels }).optional(),
  tuning: z
    .strictObject({
      steps: z.int().min(1).max(150).optional(),
      guidance: z.number().min(0).max(30).optional(),
      sampler: z.string().max(100).optional(),
      scheduler: z.string().max(100).optional(),
      denoise: z.number().min(0).max(1).optional(),
      referenceWeight: z.number().min(0).max(2).optional(),
    })
    .optional(),
  workflow: z.string().max(60).optional(),
  /** Make also what is there already, or was refused. */
  again: z.boolean().optional(),
  /** Make also what was cut off and may have been paid. */
  retryInterrupted: z.boolean().optional(),
  /** At most this many pictures, the first in reading order. */
  maxJobs: z.int().min(1).optional(),
  concurrency: z.int().min(1).max(64).optional(),
  pacing: z.enum(['default', 'gentle']).optional(),
}

const sum = {
  jobs: z.number(),
  fromUsd: z.number(),
  untilUsd: z.number(),
  /** Pictures whose price nobody knows: above nothing, not 0. */
  unknownPrices: z.number(),
}

export const quote = z.object({
  ...sum,
  skipped: z.partialRecord(z.enum(['new', 'repeated', ...JOB_STATES]), z.number()),
  impossible: z.number(),
  editions: z.array(z.object({ ...sum, style: z.string(), lang: z.string() })),
  waiting: z.object(sum),
  time: z
    .object({
      fromMs: z.number(),
      untilMs: z.number().nullable(),
      measured: z.number(),
      perMinute: z.number().nullable(),
    })
    .nullable(),
})

export const plan = {
  /** What it comes to, before anything is made. */
  'plan.quote': route(
    z.strictObject(planOptions),
    z.object({
      quote,
      provider: z.string(),
      model: z.string(),
      quality: z.string().nullable(),
      diagnostics: z.array(diagnostic),
    }),
  ),
  /** Every picture of a plan, in reading order. */
  'plan.jobs': route(
    z.strictObject({ plan: z.strictObject(planOptions), ...pageOf }),
    z.object({
      total: z.number(),
      jobs: z.array(
        z.object({
          key: z.string(),
          panelId: z.string(),
          chapter: z.string(),
          scene: z.number(),
          panel: z.number(),
          style: z.string(),
          lang: z.string(),
          index: z.number(),
          width: z.number(),
          height: z.number(),
          prompt: z.string(),
          negativePrompt: z.string(),
          edited: z.enum(['no', 'current', 'outdated']),
          price: z.object({ fromUsd: z.number(), untilUsd: z.number() }).nullable(),
          state: z.enum(['new', 'repeated', ...JOB_STATES]),
          wanted: z.boolean(),
          problem: z.string().nullable(),
        }),
      ),
    }),
  ),
}
