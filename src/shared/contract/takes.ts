import { z } from 'zod'
import { edition, failureKind, id, jobState, pageOf } from './common.ts'
import { route } from './route.ts'
import { treeFilter } from './tree.ts'

const take = z.object({
  /** Its picture: `/asset/take/<id>?w=…`. */
  id: z.string(),
  panelId: z.string(),
  style: z.string(),
  lang: z.string(),
  /** Which of the images wanted; from 0. */
  index: z.number(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  state: z.enum(['candidate', 'rejected']),
  picked: z.boolean(),
  file: z.enum(['whole', 'missing', 'changed']),
  /** Flags of a look at it by a model; a flag for the author, never a rejection. */
  flags: z.number(),
  createdAt: z.number(),
})
export type Take = z.infer<typeof take>

/** A picture that is not there: on its way, or ended without one. */
const openSlot = z.object({
  jobId: z.string(),
  state: jobState,
  index: z.number(),
  failure: failureKind.nullable(),
  message: z.string().nullable(),
  attempts: z.number(),
  startedAt: z.number().nullable(),
  /** How many wait before it in its lane; null when it does not wait. */
  place: z.number().nullable(),
})

const panelTakes = z.object({
  panelId: z.string(),
  chapter: z.string(),
  scene: z.number(),
  number: z.number(),
  words: z.string(),
  stale: z.boolean(),
  /** Oldest first. */
  takes: z.array(take),
  open: z.array(openSlot),
})

const takeIds = z.strictObject({ takeIds: z.array(id).min(1).max(5_000) })
const changed = z.object({ takes: z.number() })
const CHANGES = ['takes', 'tree', 'pages'] as const

export const takes = {
  /** Pictures by panel in reading order: what is there, what is on its way, what went wrong. */
  'takes.gallery': route(
    z.strictObject({ edition, filter: treeFilter.omit({ edition: true }).optional(), ...pageOf }),
    z.object({ total: z.number(), panels: z.array(panelTakes) }),
  ),
  'takes.panel': route(z.strictObject({ panelId: id, edition }), panelTakes),
  /** How a picture was made. */
  'takes.show': route(
    z.strictObject({ takeId: id }),
    take.extend({
      /** Null where nobody knows any more: adopted without its job. */
      made: z
        .object({
          provider: z.string(),
          model: z.string(),
          prompt: z.string(),
          negativePrompt: z.string(),
          seed: z.number(),
          quality: z.string().nullable(),
          costUsd: z.number().nullable(),
          ms: z.number().nullable(),
        })
        .nullable(),
    }),
  ),
  /** This picture stands for its panel in its edition. */
  'takes.pick': route(takeIds, changed, CHANGES),
  /** Nobody picked: the newest candidate stands in again. */
  'takes.unpick': route(takeIds, changed, CHANGES),
  'takes.reject': route(takeIds, changed, CHANGES),
  /** A candidate again. */
  'takes.keep': route(takeIds, changed, CHANGES),
  /** Into the trash; the file stays until the trash is emptied. */
  'takes.discard': route(takeIds, changed, CHANGES),
  'takes.restore': route(takeIds, changed, CHANGES),
}
