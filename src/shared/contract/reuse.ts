import { z } from 'zod'
import { OWN_PICTURE_CALLS, SHOT_DIFFERENCES } from '../domain/shot.ts'
import { id } from './common.ts'
import { planOptions } from './plan.ts'
import { route } from './route.ts'

const overlooked = z.enum([...SHOT_DIFFERENCES, ...OWN_PICTURE_CALLS])
const panel = z.object({ panelId: z.string(), panel: z.number(), words: z.string() })
const pair = z.strictObject({ panelId: id, showsId: id.nullable() })

/** Panels that show the picture of another one, because nothing that can be seen has changed. The author says which. */
export const reuse = {
  /** Those that could, and those that do. Changes nothing. */
  'reuse.map': route(
    z.strictObject({
      chapters: z.array(z.string().min(1).max(20)).max(1_000).optional(),
      /** A picture is shown so many times at most, the first included. Default 3. */
      most: z.int().min(2).max(20).optional(),
      /** It may be so many panels back at most. Default 6. */
      back: z.int().min(1).max(50).optional(),
      /** Differences the author overlooks. */
      despite: z.array(overlooked).max(20).optional(),
    }),
    z.object({
      /** Looked at. */
      panels: z.number(),
      couldShare: z.number(),
      share: z.number(),
      rows: z.array(
        panel.extend({
          chapter: z.string(),
          scene: z.number(),
          /** Whose picture it could show; null = it shows one that it no longer could. */
          source: panel.nullable(),
          /** What differs all the same. */
          despite: z.array(z.string()),
          /** Whose picture it shows now. */
          shows: panel.nullable(),
          /** In what the two have come apart since. */
          apart: z.array(z.string()),
          /** It has a picture of its own, or one on order: there is nothing to save. */
          hasOwn: z.boolean(),
        }),
      ),
    }),
  ),
  /** What not making one picture for each of these panels saves; null = nobody knows the price. */
  'reuse.saving': route(
    z.strictObject({
      panelIds: z.array(id).min(1).max(20_000),
      styles: planOptions.styles.min(1),
      languages: planOptions.languages,
      provider: planOptions.provider,
      model: planOptions.model,
      quality: planOptions.quality,
    }),
    z.object({
      saving: z.object({ pictures: z.number(), fromUsd: z.number(), untilUsd: z.number() }).nullable(),
    }),
  ),
  /** Lets panels show the picture of another, or, with null, one of their own again. `before` takes it back. */
  'reuse.set': route(
    z.strictObject({ pairs: z.array(pair).min(1).max(20_000) }),
    z.object({
      before: z.array(z.object({ panelId: z.string(), showsId: z.string().nullable() })),
      /** Panels that share now, in the whole book. */
      share: z.number(),
    }),
    ['tree', 'takes', 'pages', 'prompts', 'sheet'],
  ),
} as const
