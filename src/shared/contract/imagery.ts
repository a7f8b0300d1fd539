import { z } from 'zod'
import { budget, diagnostic, id, nothing, usd } from './common.ts'
import { route } from './route.ts'

const CLASSES = ['done', 'done-elsewhere', 'pending-runnable', 'pending-without-prompt', 'unreadable'] as const

/** Which pictures of the folder's files are meant; nothing named = all that are to be made. */
const asked = {
  kinds: z
    .array(z.enum(['chapter', 'location']))
    .min(1)
    .optional(),
  /** Names of chapters and places. */
  only: z.array(id).min(1).max(1_000).optional(),
  /** Task ids or their last part, with `*` and `?`. */
  match: z.string().max(300).optional(),
  panelIds: z.array(id).min(1).max(5_000).optional(),
  /** Who draws, whatever the files say. */
  provider: id.optional(),
  model: id.optional(),
  quality: id.optional(),
  /** Make prompts for pictures without one. */
  synthesise: z.boolean().optional(),
  maxTasks: z.int().min(1).optional(),
  /** Another picture where there is one; `only`, `match`, `panelIds` or `maxTasks` says where. */
  again: z.boolean().optional(),
}

const sum = {
  /** Pictures to make. */
  pictures: z.number(),
  fromUsd: z.number(),
  untilUsd: z.number(),
  /** Pictures whose price nobody knows: above nothing, not 0. */
  unknownPrices: z.number(),
  /** Pictures that cannot be made as things are. */
  impossible: z.number(),
}

/** Books whose chapters, places and cast are the files of an imagery folder. Others answer WRONG_USE. */
export const imagery = {
  /** Reads the files again, as they are now. */
  'imagery.read': route(
    nothing,
    z.object({
      root: z.string(),
      chapters: z.number(),
      places: z.number(),
      people: z.number(),
      panels: z.number(),
      /** Pictures of the author's own that are takes now, and were not before. */
      adopted: z.number(),
      /** Panels that the files ask for no more: in the trash. */
      removed: z.number(),
      problems: z.array(diagnostic),
    }),
    ['book', 'tree', 'script', 'cast', 'takes', 'pages'],
  ),
  /** What the files ask for, and what making it costs. Changes nothing. */
  'imagery.plan': route(
    z.strictObject(asked),
    z.object({
      ...sum,
      classes: z.record(z.enum(CLASSES), z.number()),
      tasks: z.array(
        z.object({
          taskId: z.string(),
          panelId: z.string(),
          file: z.string(),
          line: z.number(),
          title: z.string(),
          provider: z.string(),
          model: z.string(),
          quality: z.string().nullable(),
          width: z.number(),
          height: z.number(),
          prompt: z.string(),
          negativePrompt: z.string(),
          references: z.array(z.object({ id: z.string(), of: z.string(), role: z.string(), path: z.string() })),
          price: z.object({ fromUsd: z.number(), untilUsd: z.number() }).nullable(),
          problem: z.string().nullable(),
        }),
      ),
      problems: z.array(diagnostic),
    }),
  ),
  /** Queues them and starts; each goes into its file as it comes. Progress comes as events. */
  'imagery.generate': route(
    z.strictObject({
      ...asked,
      gate: z.int().min(1).optional(),
      budgetUsd: budget.optional(),
      concurrency: z.int().min(1).max(64).optional(),
      pacing: z.enum(['default', 'gentle']).optional(),
      retryInterrupted: z.boolean().optional(),
      /** The most the author saw. Dearer by now, or of unknown price, is refused with BUDGET. Null = whatever it costs. */
      agreedUsd: usd.optional(),
    }),
    z.object({
      working: z.number(),
      behindGate: z.number(),
      ...sum,
      /** Left alone: cut off before and perhaps paid; refused before. */
      unknown: z.number(),
      refused: z.number(),
    }),
    ['queue', 'tree', 'takes', 'money'],
  ),
}
