import { z } from 'zod'
import { VERDICTS } from '../domain/take.ts'
import { edition, failureKind, id, jobState, language, nothing, pageOf, usd } from './common.ts'
import { route } from './route.ts'
import { treeFilter } from './tree.ts'

const rating = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])

const take = z.object({
  /** Its picture: `/asset/take/<id>?w=…`. */
  id: z.string(),
  panelId: z.string(),
  style: z.string(),
  lang: z.string(),
  /** Which of the images wanted; from 0. */
  index: z.number(),
  /**
   * What it is called in its panel and edition, whatever comes or goes beside it: `2` for the second image, `2.3` where
   * that was made a third time.
   */
  number: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  /** Null where nobody knows any more. */
  model: z.string().nullable(),
  /** The author's verdict. */
  state: z.enum(VERDICTS),
  /** The author's mark, 1 to 5. */
  rating: rating.nullable(),
  picked: z.boolean(),
  file: z.enum(['whole', 'missing', 'changed']),
  /** Flags of a look at it by a model; a flag for the author, never a rejection. */
  flags: z.number(),
  /** The same bytes came before, for another panel or wish. */
  repeated: z.boolean(),
  createdAt: z.number(),
  /** From sending the request to the picture; null where nobody knows. */
  ms: z.number().nullable(),
})
export type Take = z.infer<typeof take>

/** A picture that is not there: on its way, or ended without one. */
const openSlot = z.object({
  jobId: z.string(),
  style: z.string(),
  lang: z.string(),
  state: jobState,
  index: z.number(),
  failure: failureKind.nullable(),
  message: z.string().nullable(),
  attempts: z.number(),
  startedAt: z.number().nullable(),
  /** Quoted for one try. */
  estimateUsd: usd,
  /** What was asked for, of one that ended; null while it is on its way. */
  asked: z.object({ provider: z.string(), model: z.string(), quality: z.string().nullable() }).nullable(),
  /** What its tries cost for certain. */
  chargedUsd: usd,
  /** A try of it may have been billed. */
  maybeCharged: z.boolean(),
  /** How many wait before it in its lane; null when it does not wait. */
  place: z.number().nullable(),
})
export type OpenSlot = z.infer<typeof openSlot>

/** A panel by where it stands. */
const panelPlace = z.object({
  panelId: z.string(),
  sceneId: z.string(),
  chapterId: z.string(),
  chapter: z.string(),
  scene: z.number(),
  number: z.number(),
})
const sharedPicture = panelPlace.extend({
  /** What stands for that panel; null = nothing yet. */
  takeId: z.string().nullable(),
})

const panelTakes = z.object({
  panelId: z.string(),
  chapterId: z.string(),
  sceneId: z.string(),
  chapter: z.string(),
  scene: z.number(),
  number: z.number(),
  strip: z.string().nullable(),
  shot: z.string(),
  words: z.string(),
  stale: z.boolean(),
  /** The panel whose picture this one shows, by the author's word, as long as it has none of its own; null = none. */
  shares: sharedPicture.nullable(),
  /** Panels that show the picture of this one. */
  sharedBy: z.array(panelPlace),
  /** Oldest first. */
  takes: z.array(take),
  open: z.array(openSlot),
})
export type PanelTakes = z.infer<typeof panelTakes>

/** How pictures, and wishes for pictures, can stand. */
const SLOT_STATES = [
  'candidate',
  'kept',
  'rejected',
  'picked',
  'flagged',
  'lost',
  'queued',
  'running',
  'failed',
  'refused',
  'unknown',
] as const
const slotState = z.enum(SLOT_STATES)
export type SlotState = z.infer<typeof slotState>

/** A look of the book in one language; null = any. */
const editionOrAny = z.strictObject({ style: id.nullable(), lang: language.nullable() })

/** All given conditions hold together. */
const galleryFilter = treeFilter.omit({ edition: true }).extend({
  /** Panels with a picture or a wish in one of these states; all of their pictures are shown. */
  show: z.array(slotState).min(1).max(SLOT_STATES.length).optional(),
  /** Only pictures this model drew. */
  model: id.optional(),
  /** Only pictures with a flag of a check, or only those without. */
  flagged: z.boolean().optional(),
  /** Only pictures with at least this mark. */
  rating: rating.optional(),
})
export type GalleryFilter = z.infer<typeof galleryFilter>

/** How many pictures and wishes stand how; a picked one is also kept. */
const counts = z.object({
  panels: z.number(),
  takes: z.number(),
  ...(Object.fromEntries(SLOT_STATES.map((state) => [state, z.number()])) as Record<SlotState, z.ZodNumber>),
})

const inGallery = { edition: editionOrAny, filter: galleryFilter.optional() }
const MOST_TAKES = 100_000
const takeIds = z.strictObject({ takeIds: z.array(id).min(1).max(MOST_TAKES) })
const changed = z.object({ takes: z.number() })
const CHANGES = ['takes', 'tree', 'pages', 'trash', 'edits'] as const

export const takes = {
  /** Looks and languages the book has pictures in, those with the most panels first. Looks at no file. */
  'takes.editions': route(
    nothing,
    z.object({ editions: z.array(z.object({ style: z.string(), lang: z.string(), panels: z.number() })) }),
  ),
  /** How long the gallery is and how everything in it stands, without a picture. */
  'takes.outline': route(
    z.strictObject({
      ...inGallery,
      /** Shown whatever its state: the panel the author is at. */
      alsoPanelId: id.optional(),
    }),
    z.object({
      /** Panels that have something to show, in reading order. */
      panelIds: z.array(z.string()),
      /** Pictures of each of these panels. */
      takes: z.array(z.number()),
      /** Pictures of each with those that are not there: on their way, ended without one, or that of another panel. */
      slots: z.array(z.number()),
      /** Width over height of the pictures of each, so that their places can be kept before they are there. */
      aspects: z.array(z.number()),
      /** Over all, whatever `show` leaves of it. */
      counts,
      /** Who drew pictures of the edition, the most used first. */
      models: z.array(z.object({ model: z.string().nullable(), takes: z.number() })),
    }),
  ),
  /** Pictures by panel in reading order: what is there, what is on its way, what went wrong. */
  'takes.gallery': route(
    z.strictObject({ ...inGallery, ...pageOf }),
    z.object({ total: z.number(), panels: z.array(panelTakes) }),
  ),
  /** The same for some panels, in the order asked for. */
  'takes.panels': route(
    z.strictObject({
      panelIds: z.array(id).max(200),
      ...inGallery,
    }),
    z.object({ panels: z.array(panelTakes) }),
  ),
  'takes.panel': route(z.strictObject({ panelId: id, edition }), panelTakes),
  /** Every picture a filter shows, to say something about all of them. */
  'takes.ids': route(z.strictObject(inGallery), z.object({ takeIds: z.array(z.string()) })),
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
  /** Shows the file in the system's file manager; where there is none, UNAVAILABLE. */
  'takes.reveal': route(z.strictObject({ takeId: id }), nothing),
  /** Somebody through the book: the pictures that stand for the panels they are drawn in. */
  'takes.of-person': route(
    z.strictObject({ personId: id, edition: editionOrAny, ...pageOf }),
    z.object({
      total: z.number(),
      rows: z.array(
        z.object({
          panelId: z.string(),
          chapter: z.string(),
          scene: z.number(),
          number: z.number(),
          words: z.string(),
          takeId: z.string(),
        }),
      ),
    }),
  ),
  /** This picture stands for its panel in its edition; it is kept. */
  'takes.pick': route(takeIds, changed, CHANGES),
  /** Nobody picked: the newest that was kept stands in again, otherwise the newest candidate. */
  'takes.unpick': route(takeIds, changed, CHANGES),
  'takes.keep': route(takeIds, changed, CHANGES),
  'takes.reject': route(takeIds, changed, CHANGES),
  /** Neither kept nor rejected: a candidate again. */
  'takes.unmark': route(takeIds, changed, CHANGES),
  /** A mark of 1 to 5; null takes it back. */
  'takes.rate': route(takeIds.extend({ rating: rating.nullable() }), changed, ['takes', 'edits']),
  /** What would go if these were discarded. */
  'takes.weigh': route(
    takeIds,
    z.object({
      /** Pictures that are not in the trash yet. */
      takes: z.number(),
      panels: z.number(),
      bytes: z.number(),
      /** Of these, picked ones: others will stand in. */
      picked: z.number(),
    }),
  ),
  /** Into the trash; the file stays until the trash is emptied. */
  'takes.discard': route(takeIds, changed, CHANGES),
  'takes.restore': route(takeIds, changed, CHANGES),
  /** What of the pictures lies in the trash. */
  'takes.discarded': route(
    nothing,
    z.object({
      takes: z.number(),
      bytes: z.number(),
      /** When the first of them went there; null = there are none. */
      oldestAt: z.number().nullable(),
    }),
  ),
  /** Files no row of the book points at, and rows without their file. Changes nothing. */
  'takes.orphans': route(
    nothing,
    z.object({
      files: z.array(
        z.object({
          /** Relative to the book's folder. */
          path: z.string(),
          kind: z.enum(['no-row', 'unfinished', 'no-file']),
          bytes: z.number(),
          /** When it was last written; null = it is not there. */
          at: z.number().nullable(),
        }),
      ),
      total: z.number(),
      bytes: z.number(),
      /** The whole list, to be saved. */
      csv: z.string(),
    }),
  ),
}
