import { z } from 'zod'
import { edition, id, pageOf } from './common.ts'
import { route } from './route.ts'

/**
 * The one mark of a panel, most pressing first: what runs, what waits, what needs a person, what is out of date, what
 * is there.
 */
const PANEL_STATES = ['running', 'queued', 'unknown', 'refused', 'failed', 'stale', 'picked', 'taken', 'empty'] as const
export type PanelState = (typeof PANEL_STATES)[number]
export const panelState = z.enum(PANEL_STATES)

/** How many panels bear which mark; only those that occur. */
export const stateCounts = z.partialRecord(panelState, z.number())

/** All given conditions hold together. */
export const treeFilter = z.strictObject({
  /** Words of what is seen or of the script; the last may be unfinished. */
  query: z.string().max(200).optional(),
  states: z.array(panelState).max(PANEL_STATES.length).optional(),
  chapterId: id.optional(),
  sceneId: id.optional(),
  /** Panels somebody is drawn in. */
  personId: id.optional(),
  /** Panels that are set in this place, or in a zone of it. */
  placeId: id.optional(),
  /** Whose pictures the marks are about; absent = of any style and language. */
  edition: edition.optional(),
})
export type TreeFilter = z.infer<typeof treeFilter>

const outlineScene = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string().nullable(),
  place: z.string().nullable(),
  timeOfDay: z.string().nullable(),
  date: z.string().nullable(),
  /** Rows of `tree.panels` under the same filter: the first, and how many. */
  firstRow: z.number(),
  panels: z.number(),
  states: stateCounts,
})

const outlineChapter = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  words: z.number(),
  firstRow: z.number(),
  panels: z.number(),
  states: stateCounts,
  scenes: z.array(outlineScene),
})

export const panelRow = z.object({
  id: z.string(),
  sceneId: z.string(),
  chapterId: z.string(),
  /** From 1 within the scene. */
  number: z.number(),
  strip: z.string().nullable(),
  /** The first words of what is seen. */
  words: z.string(),
  importance: z.number(),
  state: panelState,
  /** Its pictures are older than what the script says. */
  stale: z.boolean(),
  takes: z.number(),
  /** The picture that stands for it: `/asset/take/<id>`; null = none yet. */
  takeId: z.string().nullable(),
})

export const tree = {
  /** Chapters and scenes with their states; under a filter, those that have panels left. */
  'tree.outline': route(
    z.strictObject({ filter: treeFilter.optional() }),
    z.object({ panels: z.number(), states: stateCounts, chapters: z.array(outlineChapter) }),
  ),
  /** Panels in reading order. */
  'tree.panels': route(
    z.strictObject({ filter: treeFilter.optional(), ...pageOf }),
    z.object({ total: z.number(), rows: z.array(panelRow) }),
  ),
  /** In which row of `tree.panels` a panel stands; null = not under this filter. */
  'tree.row': route(
    z.strictObject({ panelId: id, filter: treeFilter.optional() }),
    z.object({ row: z.number().nullable() }),
  ),
}
