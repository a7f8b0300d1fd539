import { z } from 'zod'
import { budget, diagnostic, failureKind, id, jobCounts, language, nextStep, nothing, problem, usd } from './common.ts'
import { route } from './route.ts'

const direction = z.enum(['ltr', 'rtl', 'vertical'])
const folder = z.string().min(1).max(4_096)
const title = z.string().trim().min(1).max(300)
const author = z.string().max(300)

export const bookInfo = z.object({
  folder: z.string(),
  title: z.string(),
  author: z.string(),
  language: z.string(),
  pageFormat: z.string(),
  readingDirection: direction,
  wordsPerPanel: z.number(),
  budgetUsd: usd,
  dayBudgetUsd: usd,
  chapters: z.number(),
  scenes: z.number(),
  panels: z.number(),
  /** The imagery folder whose files its chapters, places and cast are; null for every other book. */
  imageryFolder: z.string().nullable(),
  /** Why nothing can be written; null = this window owns the book. */
  readOnly: problem.nullable(),
  /** What the opening had to say: a book from a backup, work that was left. */
  notices: z.array(diagnostic),
})
export type BookInfo = z.infer<typeof bookInfo>

const status = z.object({
  title: z.string(),
  chapters: z.number(),
  scenes: z.number(),
  panels: z.number(),
  takes: z.number(),
  picks: z.number(),
  stalePanels: z.number(),
  jobs: jobCounts,
  spentUsd: z.number(),
  unpricedCalls: z.number(),
  maybeCalls: z.number(),
  maybeUsd: z.number(),
  runningUsd: z.number(),
  queuedUsd: usd,
  budgetUsd: usd,
  dayBudgetUsd: usd,
  spentTodayUsd: z.number(),
  /** Most drawn first. */
  editions: z.array(
    z.object({ style: z.string(), lang: z.string(), panels: z.number(), picked: z.number(), lost: z.number() }),
  ),
  lanes: z.array(
    z.object({
      lane: z.string(),
      state: z.enum(['clear', 'waiting', 'halted']),
      queued: z.number(),
      failure: failureKind.nullable(),
      message: z.string(),
      action: z.string(),
      until: z.number().nullable(),
    }),
  ),
  batches: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      createdAt: z.number(),
      paused: z.boolean(),
      jobs: z.number(),
      done: z.number(),
      queued: z.number(),
      budgetUsd: usd,
    }),
  ),
  files: z.object({ missing: z.number(), changed: z.number(), repeated: z.number() }),
  next: nextStep,
})

export const book = {
  'book.current': route(nothing, z.object({ book: bookInfo.nullable() })),
  /**
   * Opens a book by its folder or as one of the recent ones. A folder of imagery YAML opens as the book of its files,
   * which is made within it the first time. `book` is null when it opened in a window of its own.
   */
  'book.open': route(
    z.union([z.strictObject({ folder }), z.strictObject({ recent: id })]),
    z.object({ book: bookInfo.nullable() }),
  ),
  /** What lies at some paths, so that it can be opened or read: never what is in it. Changes nothing. */
  'book.look': route(
    z.strictObject({ paths: z.array(folder).min(1).max(2_000) }),
    z.object({
      /** Books, those directly within a folder included. */
      books: z.array(z.object({ folder: z.string(), name: z.string() })),
      /** Folders of imagery YAML, each of which opens as its book. */
      imagery: z.array(z.object({ folder: z.string(), name: z.string() })),
      /** What a script can be read from: as it was named, and how many files that is. */
      scripts: z.object({ paths: z.array(z.string()), files: z.number() }),
      missing: z.array(z.string()),
    }),
  ),
  /** `folder` left out: in the folder of books, named by the title. */
  'book.create': route(
    z.strictObject({
      folder: folder.optional(),
      title,
      author: author.optional(),
      language: language.optional(),
      pageFormat: id.optional(),
      readingDirection: direction.optional(),
    }),
    z.object({ book: bookInfo.nullable() }),
  ),
  /** Opens the author's copy of the sample, made at the first time. */
  'book.sample': route(nothing, z.object({ book: bookInfo.nullable() })),
  'book.close': route(nothing, nothing),
  'book.change': route(
    z.strictObject({
      title: title.optional(),
      author: author.optional(),
      language: language.optional(),
      pageFormat: id.optional(),
      readingDirection: direction.optional(),
      wordsPerPanel: z.int().min(40).max(240).optional(),
    }),
    bookInfo,
    ['book', 'pages'],
  ),
  /** Caps that hold from the next picture on; null = none, absent = as it was. */
  'book.budget': route(
    z.strictObject({ bookUsd: budget.nullable().optional(), dayUsd: budget.nullable().optional() }),
    z.object({ bookUsd: usd, bookLeftUsd: usd, dayUsd: usd, dayLeftUsd: usd }),
    ['book', 'money'],
  ),
  'book.status': route(nothing, status),
  'book.formats': route(
    nothing,
    z.object({
      formats: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          trimMm: z.object({ width: z.number(), height: z.number() }),
          direction,
        }),
      ),
    }),
  ),
}
