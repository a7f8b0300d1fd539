import { z } from 'zod'
import { id, language, nothing } from './common.ts'
import { route } from './route.ts'

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
})

export const app = {
  'app.about': route(
    nothing,
    z.object({
      name: z.string(),
      version: z.string(),
      /** Who shows this: a window of its own, a browser, the command line. */
      host: z.enum(['window', 'browser', 'command']),
      platform: z.string(),
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
  /** Asks the author with the system's own dialog. Empty = they chose nothing. Hosts without dialogs say UNAVAILABLE. */
  'app.choose': route(
    z.strictObject({ what: z.enum(['book', 'new-book', 'scripts', 'pictures', 'style', 'folder']) }),
    z.object({ paths: z.array(z.string()) }),
  ),
  /** Tells an author who looks elsewhere, as the system tells things. Hosts that cannot say UNAVAILABLE. */
  'app.notify': route(z.strictObject({ title: z.string().min(1).max(120), body: z.string().max(400) }), nothing),
}
