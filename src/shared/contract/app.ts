import { z } from 'zod'
import { id, language, nothing, problem } from './common.ts'
import { route } from './route.ts'
import { stateCounts } from './tree.ts'

/** How this computer's author likes the window; none of it belongs to a book. */
export const windowSettings = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  /** Of the window's own words; null = as the system has it. */
  language: language.nullable(),
  /** Size of text, per cent. */
  textSize: z.int().min(80).max(200),
  /** Widths of panes in pixels, by screen and pane: `script.tree`. */
  panes: z.record(z.string().min(1).max(60), z.number().min(0).max(10_000)),
  /** The author's own keys by command, `gallery.keep`: they replace the usual ones; none = no key. */
  keys: z.record(z.string().min(1).max(60), z.array(z.string().min(1).max(40)).max(4)),
  /** How hard providers are worked where a request does not say. */
  pacing: z.enum(['default', 'gentle']),
  /** Small things the window remembers, such as which chapters of a book are open. Those left alone longest go first. */
  memory: z.record(z.string().min(1).max(200), z.string().max(20_000)),
})
export type WindowSettings = z.infer<typeof windowSettings>

const shape = windowSettings.shape
const windowSettingsChange = z.strictObject({
  theme: shape.theme.optional(),
  language: shape.language.optional(),
  textSize: shape.textSize.optional(),
  panes: oneByOne(shape.panes).optional(),
  keys: oneByOne(shape.keys).optional(),
  pacing: shape.pacing.optional(),
  memory: oneByOne(shape.memory).optional(),
})
export type WindowSettingsChange = z.infer<typeof windowSettingsChange>

function oneByOne<Value extends z.ZodType>(record: z.ZodRecord<z.ZodString, Value>) {
  return z.record(record.keyType, record.valueType.nullable())
}

const recentBook = z.object({
  id: z.string(),
  title: z.string(),
  folder: z.string(),
  /** Epoch ms. */
  openedAt: z.number(),
  /** False when the folder is gone. */
  exists: z.boolean(),
  panels: z.number(),
  /** Panels with a picture, when it was last closed. */
  drawn: z.number(),
  takes: z.number(),
  /** How its panels stood then. */
  states: stateCounts,
  /** Pictures that waited then, and calls that may have been paid. */
  queued: z.number(),
  unknown: z.number(),
  /** `cut-off`: the program ended without closing it. `open`: somebody works on it now. */
  left: z.enum(['safely', 'cut-off', 'open']),
  /** There is a small picture of it: `/asset/recent/<id>`. */
  hasCover: z.boolean(),
})

const pageShape = z.object({
  number: z.number(),
  /** Size of the paper, and where its pictures lie on it, in mm from the top left corner. */
  trimMm: z.object({ width: z.number(), height: z.number() }),
  framesMm: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })),
})

const sample = z.object({
  /** `reading`: nothing is known yet. `drawing`: `drawn` of `toDraw` pictures are there. `ready`: its pages too. */
  state: z.enum(['reading', 'drawing', 'ready', 'failed']),
  problem: problem.nullable(),
  drawn: z.number(),
  toDraw: z.number(),
  book: z
    .object({
      title: z.string(),
      panels: z.number(),
      chapters: z.number(),
      pages: z.number(),
      pageFormat: z.string(),
      style: z.string(),
      languages: z.array(z.string()),
    })
    .nullable(),
  /** Two pages that face each other; their pictures are at `/asset/sample/left` and `/asset/sample/right`. */
  spread: z.object({ left: pageShape, right: pageShape }).nullable(),
})
export type Sample = z.infer<typeof sample>

export const app = {
  'app.about': route(
    nothing,
    z.object({
      name: z.string(),
      version: z.string(),
      /** Who shows this: a window of its own, a browser, the command line. */
      host: z.enum(['window', 'browser', 'command']),
      platform: z.string(),
      /** Where new books go unless the author says otherwise. */
      booksFolder: z.string(),
      /** What the host can do beyond the contract. */
      can: z.object({
        dialogs: z.boolean(),
        reveal: z.boolean(),
        keepSecrets: z.boolean(),
        /** `app.notify` tells the author through the system. */
        notify: z.boolean(),
      }),
    }),
  ),
  'app.settings': route(nothing, windowSettings),
  /**
   * Panes, memory and keys are changed one by one; null forgets one: a pane has its usual width, a command its usual
   * keys.
   */
  'app.change': route(windowSettingsChange, windowSettings),
  'app.recent': route(nothing, z.object({ books: z.array(recentBook) })),
  'app.forget': route(z.strictObject({ id }), nothing, ['recent']),
  /** A recent book lies in another folder now. */
  'app.locate': route(z.strictObject({ id, folder: z.string().min(1).max(4_096) }), nothing, ['recent']),
  /** The sample as it is shown to whoever starts; asked for the first time, it begins to be drawn. */
  'app.sample': route(nothing, sample),
  /** Asks the author with the system's own dialog. Empty = they chose nothing. Hosts without dialogs say UNAVAILABLE. */
  'app.choose': route(
    z.strictObject({ what: z.enum(['book', 'new-book', 'scripts', 'pictures', 'style', 'folder', 'report']) }),
    z.object({ paths: z.array(z.string()) }),
  ),
  /** Tells an author who looks elsewhere, as the system tells things. Hosts that cannot say UNAVAILABLE. */
  'app.notify': route(z.strictObject({ title: z.string().min(1).max(120), body: z.string().max(400) }), nothing),
}
