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

const counts = z.record(z.enum(CLASSES), z.number())

/** Something to tell about a file; where a value is meant, which, what was expected and what is there. */
const fileProblem = diagnostic.extend({
  /** From 1. */
  column: z.number().optional(),
  /** `images[3].size` */
  path: z.string().optional(),
  expected: z.string().optional(),
  found: z.string().optional(),
})

/** What somebody else's change of a file did to a panel. */
const folderChange = z.object({
  panelId: z.string(),
  /** As the file has it; empty for a panel that is gone. */
  id: z.string(),
  file: z.string(),
  /** 0 for a panel that is gone. */
  line: z.number(),
  state: z.enum(['changed', 'new', 'gone']),
  what: z.string(),
  changes: z.array(z.object({ what: z.string(), before: z.string(), after: z.string() })),
  goesStale: z.boolean(),
  hasPicture: z.boolean(),
})

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
      /** Nothing for a book that was read the first time. */
      changes: z.array(folderChange),
      problems: z.array(fileProblem),
    }),
    ['book', 'tree', 'script', 'cast', 'takes', 'pages', 'prompts', 'trash', 'files'],
  ),
  /** How the files stand, as they were read last; they are looked after while the book is open. */
  'imagery.state': route(
    nothing,
    z.object({
      root: z.string(),
      /** Epoch ms; null = not read since the book was opened. */
      readAt: z.number().nullable(),
      /** Whether changes of others are seen at once, within seconds, or only when the files are read again. */
      watch: z.enum(['told', 'looking', 'none']),
      counts,
      files: z.array(
        z.object({
          /** Relative to the folder, with `/`. */
          file: z.string(),
          kind: z.enum(['chapter', 'location']),
          chapterId: z.string(),
          title: z.string(),
          readable: z.boolean(),
          counts,
        }),
      ),
      /** Errors first. */
      problems: z.array(fileProblem),
      /** Beyond those that are listed. */
      moreProblems: z.number(),
      /** What others changed while the book was open, newest first. */
      changes: z.array(z.object({ at: z.number(), changes: z.array(folderChange), more: z.number() })),
    }),
  ),
  /** What the files ask for, and what making it costs. Changes nothing. */
  'imagery.plan': route(
    z.strictObject({
      ...asked,
      /** Without tasks and problems, which are many in a large folder. */
      sumOnly: z.boolean().optional(),
    }),
    z.object({
      ...sum,
      classes: counts,
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
