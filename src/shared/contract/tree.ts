import { z } from 'zod'
import { edition, id, nothing, pageOf } from './common.ts'
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
  /**
   * Free prompts of the Generate screen in a book that has panels of its own. apart: they are on no page. in-book: the
   * author took them in. Null = a chapter like any other.
   */
  loose: z.enum(['apart', 'in-book']).nullable(),
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
  /** The author's own title for it, shown in place of its words. */
  title: z.string().nullable(),
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

/** A chapter, a scene or a panel. */
const entry = z.strictObject({ kind: z.enum(['chapter', 'scene', 'panel']), id })
export type TreeEntry = z.infer<typeof entry>
/** What one gesture may be about; longer than the longest book that is drawn in one piece. */
const LONGEST_CHOICE = 20_000
const entries = z.array(entry).min(1).max(LONGEST_CHOICE)
/** A panel that comes, goes or stands elsewhere is otherwise on pages and in scenes too. */
const EDITED = ['tree', 'script', 'pages', 'trash', 'edits', 'queue'] as const

export const tree = {
  /** Chapters and scenes with their states; under a filter, those that have panels left. */
  'tree.outline': route(
    z.strictObject({
      filter: treeFilter.optional(),
      /** With the ids of all panels, for lists in which rows can be chosen before they are there. Default false. */
      withPanels: z.boolean().optional(),
    }),
    z.object({
      panels: z.number(),
      states: stateCounts,
      chapters: z.array(outlineChapter),
      /** In the order of `tree.panels`; empty when they were not asked for. */
      panelIds: z.array(z.string()),
    }),
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
  /**
   * The next entry whose title, or what is seen in it, begins with some letters: what typing in a list looks for. Goes
   * on from the beginning after the end.
   */
  'tree.find': route(
    z.strictObject({
      begins: z.string().min(1).max(100),
      filter: treeFilter.optional(),
      /** Looked for from behind this row of `tree.panels`; absent = from the first. */
      afterRow: z.int().min(0).optional(),
    }),
    z.object({ panelId: z.string().nullable() }),
  ),
  /**
   * Moves entries of one kind, in reading order, beside another one or to the end of what holds their kind. Ids, takes
   * and picks stay, and every later import leaves them there.
   */
  'tree.move': route(
    z.strictObject({
      entries,
      to: z.strictObject({ where: z.enum(['before', 'after', 'into']), ...entry.shape }),
    }),
    /** How many stand elsewhere now. */
    z.object({ moved: z.number() }),
    EDITED,
  ),
  /** Moves entries of one kind one place up or down, at an edge into the next scene or chapter; 0 = there is none. */
  'tree.step': route(
    z.strictObject({ entries, direction: z.enum(['up', 'down']) }),
    z.object({ moved: z.number() }),
    EDITED,
  ),
  /** Takes the chapter of free prompts onto the pages of the book, or off them. */
  'tree.loose': route(z.strictObject({ inBook: z.boolean() }), nothing, EDITED),
  /** The author's own title; null = as the script has it. A panel's is shown in the tree alone. */
  'tree.rename': route(
    z.strictObject({ entry, title: z.string().max(300).nullable() }),
    z.object({ title: z.string().nullable() }),
    ['tree', 'script', 'pages', 'edits', 'book'],
  ),
  /** Copies right behind their panels, with lettering and rewritten prompts, without pictures. */
  'tree.duplicate': route(
    z.strictObject({ panelIds: z.array(id).min(1).max(2_000) }),
    z.object({ panelIds: z.array(z.string()) }),
    EDITED,
  ),
  /** Into the trash, with all that is in them. What waits to be drawn for them is not drawn meanwhile. */
  'tree.delete': route(
    z.strictObject({ entries }),
    z.object({ chapters: z.number(), scenes: z.number(), panels: z.number() }),
    EDITED,
  ),
  /**
   * Splits a panel at the sentence nearest to `at`, in characters of `panel.show`'s source, or of what is seen where it
   * has no source. The first half keeps its pictures.
   */
  'tree.split': route(
    z.strictObject({ panelId: id, at: z.int().min(0).max(1_000_000) }),
    z.object({ panelId: z.string() }),
    EDITED,
  ),
  /**
   * Moves the place where a panel begins: the sentences between go to the neighbour; where it opens a scene, whole panels
   * go to the scene beside. Ids and pictures stay.
   */
  'tree.move-break': route(
    z.strictObject({
      /** The panel that begins at the break. */
      panelId: id,
      /** In characters of the words of this panel or the one before, as for `tree.split`; or one sentence (panel) on. */
      to: z.union([z.strictObject({ panelId: id, at: z.int().min(0).max(1_000_000) }), z.enum(['earlier', 'later'])]),
    }),
    z.object({ moved: z.enum(['sentences', 'panels']), panelId: z.string() }),
    [...EDITED, 'prompts', 'takes'],
  ),
  /** Joins a panel with the one before it in its scene, which keeps its pictures. */
  'tree.join': route(z.strictObject({ panelId: id }), z.object({ panelId: z.string() }), EDITED),
}
