import { z } from 'zod'
import { SHEET_LIMITS } from '../sheet/limits.ts'
import { budget, id, language, nothing, pageOf, usd } from './common.ts'
import { quote } from './plan.ts'
import { route } from './route.ts'

/** Where the prompts of the Generate screen come from. */
const SHEET_MODES = ['book', 'paste', 'boxes'] as const
export type SheetMode = (typeof SHEET_MODES)[number]

const pixels = z.int().min(64).max(16_384)
const size = z.strictObject({ width: pixels, height: pixels })
const images = z.int().min(1).max(SHEET_LIMITS.images)
const styleIds = z.array(id).max(50)

/** What a box does otherwise than the master settings. What is absent is the master's. */
const ownSettings = z.strictObject({
  model: id.optional(),
  quality: id.optional(),
  size: size.optional(),
  images: images.optional(),
  styles: styleIds.min(1).optional(),
  /** A reference picture of the book by id; null = none, whatever the master says. */
  referenceId: id.nullable().optional(),
})
export type OwnSettings = z.infer<typeof ownSettings>

const sheetBox = z.strictObject({
  /** Stable, made by whoever makes the box (a UUID does); unique within the sheet. */
  id,
  /** As it stands in the box. Kept up to 32,000 characters; what is too long to send is told by the checks. */
  text: z.string().max(SHEET_LIMITS.keptPrompt),
  /** The panel it is about; null = a free prompt. */
  panelId: id.nullable(),
  own: ownSettings,
})
export type SheetBox = z.infer<typeof sheetBox>

/** Settings of all boxes. Null = as usual: the provider's first model, its lowest quality, the shape of the slot. */
const sheetSettings = z.strictObject({
  provider: id.nullable(),
  model: id.nullable(),
  quality: id.nullable(),
  /** Null = the shape of a panel's slot on its page; 2:3, or what is nearest, for a free prompt. */
  size: size.nullable(),
  /** Images of each prompt, style and language. */
  images,
  /** Empty = nothing can be generated yet; a new sheet has the style the book was drawn in last. */
  styles: styleIds,
  /** Empty = the book's own language. */
  languages: z.array(language).max(50),
  /** A reference picture of the book that goes along with every prompt, before those of cast and places. */
  referenceId: id.nullable(),
  /** Opens every free prompt: `<description>. <prompt>`. Panels have their people from the cast instead. */
  description: z.string().max(SHEET_LIMITS.description),
  /** A word to find the batch by in Runs. */
  tag: z.string().max(60),
  /** After how many pictures the author looks, step by step; empty = never. The rest follows the last step. */
  gates: z.array(z.int().min(1).max(10_000)).max(5),
  /** Hard stop for a batch of this sheet, US dollars; null = none. */
  capUsd: budget.nullable(),
  pacing: z.enum(['default', 'gentle']),
  /** Through the provider's overnight service, at half the price. */
  overnight: z.boolean(),
})
export type SheetSettings = z.infer<typeof sheetSettings>

/** The part of the book that `book` is about; nothing named = all of it. What is named adds up. */
const sheetSelection = z.strictObject({
  /** Chapter numbers as in the script. */
  chapters: z.array(z.string().min(1).max(20)).max(1_000),
  sceneIds: z.array(id).max(5_000),
  panelIds: z.array(id).max(5_000),
})
export type SheetSelection = z.infer<typeof sheetSelection>

const content = {
  mode: z.enum(SHEET_MODES),
  /** What was pasted; prompts are parted by lines of exactly `---` (`splitPrompts` in `shared/sheet`). */
  text: z.string().max(SHEET_LIMITS.pasted),
  /** In order. */
  boxes: z.array(sheetBox).max(SHEET_LIMITS.boxes),
  selection: sheetSelection,
  settings: sheetSettings,
}

/** The author's draft on the Generate screen: one for each book. Only the author clears it. */
const sheet = z.object({
  ...content,
  /** Counts up with every change; 0 = nothing was saved yet. */
  revision: z.number(),
})
export type Sheet = z.infer<typeof sheet>

/** What can be taken out at once, and brought back by `sheet.undo`. */
const clearing = z.discriminatedUnion('what', [
  /** Master settings as at first, and every box on master settings. Words stay. */
  z.strictObject({ what: z.literal('settings') }),
  /** Text, boxes and selection. Master settings stay. */
  z.strictObject({ what: z.literal('content') }),
  /** What these boxes do otherwise than the master; absent = all boxes. */
  z.strictObject({ what: z.literal('overrides'), boxIds: z.array(id).min(1).max(SHEET_LIMITS.boxes).optional() }),
  /** These boxes themselves. */
  z.strictObject({ what: z.literal('boxes'), boxIds: z.array(id).min(1).max(SHEET_LIMITS.boxes) }),
])
export type Clearing = z.infer<typeof clearing>

const undoable = z
  .object({ what: z.enum(['settings', 'content', 'overrides', 'boxes']), boxes: z.number(), at: z.number() })
  .nullable()

/** What stands in the way of a box. All of it also comes from `checkBoxes` in `shared/sheet`, save the words. */
const SHEET_PROBLEMS = [
  'empty', // a box without words
  'same', // as box `other`
  'same-panel', // about the panel of box `other`, in other words
  'words-every', // `words` that every provider is likely to refuse
  'words-provider', // `words` that this provider may refuse
  'too-long', // `length` of at most `most` characters
  'broken-encoding', // `words` that were read in a wrong encoding, or are no characters
  'no-panel', // its panel is not in the script any more
  'no-reference', // the reference picture is gone
  'bad-reference', // the reference picture cannot be used; `says` why
  'reference-unused', // the model takes no reference pictures
  'no-prompt', // nothing to generate at all
  'no-style', // no art style chosen
  'unknown-style', // an art style the book does not have
  'unknown-provider',
  'unknown-model', // shut down, or not one of the provider's
  'unknown-quality',
  'unknown-size',
  'description-too-long',
] as const
export type SheetProblemKind = (typeof SHEET_PROBLEMS)[number]

const sheetProblem = z.object({
  /** Null = of the sheet as a whole. */
  boxId: z.string().nullable(),
  /** Its place in the sheet, from 1; null as above. */
  box: z.number().nullable(),
  kind: z.enum(SHEET_PROBLEMS),
  /** `error`: nothing is generated until it is mended. `warning`: to be seen, holds nothing up. */
  severity: z.enum(['error', 'warning']),
  /** As they stand in the prompt, each once. */
  words: z.array(z.string()),
  /** The place of the box it is the same as. */
  other: z.number().nullable(),
  length: z.number().nullable(),
  most: z.number().nullable(),
  /** In a sentence, for the command line; a window has its own words by `kind`. */
  says: z.string(),
  remedy: z.string(),
})
export type SheetProblem = z.infer<typeof sheetProblem>

const price = z.object({ fromUsd: z.number(), untilUsd: z.number() }).nullable()
const sum = {
  /** Pictures to make. */
  pictures: z.number(),
  fromUsd: z.number(),
  untilUsd: z.number(),
  /** Pictures whose price nobody knows: above nothing, not 0. */
  unknownPrices: z.number(),
}

const resolved = z.object({
  provider: z.string(),
  model: z.string(),
  quality: z.string().nullable(),
  size: size.nullable(),
  images: z.number(),
  styles: z.array(z.string()),
  languages: z.array(z.string()),
  referenceId: z.string().nullable(),
})

const sheetQuote = z.object({
  /** The sheet it is the price of. */
  revision: z.number(),
  /** Master settings with everything filled in. */
  settings: resolved,
  /** Prompts in the sheet, or panels of the selection; those with an error are not in the sums. */
  prompts: z.number(),
  left: z.number(),
  ...sum,
  /** Pictures that the sheet asks for, each once: those to make, those that are there, and those that cannot be made. */
  asked: z.number(),
  /** Pictures that are there already, under way or waiting: not in the sums. */
  there: z.number(),
  /** Free prompts among the boxes whose panels stand on no page, as long as the author does not take them in. */
  apart: z.number(),
  /** Boxes on master settings. `images` is of each box, style and language. */
  master: z.object({
    ...sum,
    asked: z.number(),
    boxes: z.number(),
    styles: z.number(),
    languages: z.number(),
    images: z.number(),
  }),
  /** Boxes with settings of their own, each by itself. */
  own: z.array(
    z.object({ ...sum, asked: z.number(), boxId: z.string(), box: z.number(), each: price, settings: resolved }),
  ),
  /**
   * How long it takes, ms. `source`: measured from `measured` pictures of this book, or only from what the account's
   * tier allows; `untilMs` null = nobody knows. Null = nothing says.
   */
  time: z
    .object({
      fromMs: z.number(),
      untilMs: z.number().nullable(),
      source: z.enum(['measured', 'tier']),
      measured: z.number(),
      perMinute: z.number().nullable(),
    })
    .nullable(),
  /** The same pictures overnight; null = the provider or the model has no such service, `overnightWhy` says which. */
  overnight: z.object(sum).nullable(),
  overnightWhy: z.string().nullable(),
  /** The first step, when the sheet has gates and they have anything to hold back; else all of it. */
  first: z.object({ ...sum, gated: z.boolean() }),
  money: z.object({
    spentUsd: z.number(),
    bookUsd: usd,
    bookLeftUsd: usd,
    dayUsd: usd,
    dayLeftUsd: usd,
    capUsd: usd,
    /** By how much the sum is above the tightest of the caps; 0 = it fits, null = nobody knows. */
    overUsd: usd,
  }),
  /** Settings that have no effect with this model, each with why. */
  without: z.array(z.object({ setting: z.enum(['reference', 'overnight']), why: z.string() })),
})

/** What is really sent for a box in one style and language. */
const sentBox = z.object({
  boxId: z.string(),
  style: z.string(),
  lang: z.string(),
  prompt: z.string(),
  negativePrompt: z.string(),
  /** What it is made of, in order. */
  parts: z.array(z.object({ kind: z.string(), text: z.string() })),
  /** What the model's length had no room for, in words. */
  leftOut: z.array(z.string()),
  /** `own`: the box says it otherwise than the script. `rewritten`: the author rewrote the whole prompt of the panel. */
  words: z.enum(['script', 'own', 'rewritten']),
  length: z.number(),
  most: z.number(),
  width: z.number(),
  height: z.number(),
  price,
  /** Why it cannot be made as it is asked for. */
  problem: z.string().nullable(),
  references: z.array(z.object({ hash: z.string(), role: z.string(), of: z.string() })),
  /** How the built-in roughs draw it: `/asset/rough/<rough>?w=208`, of the proportions of width and height. Null = nothing to draw. */
  rough: z.string().nullable(),
})
export type SentBox = z.infer<typeof sentBox>

export const sheets = {
  /** The draft as it is kept. */
  'sheet.show': route(nothing, z.object({ sheet, undo: undoable })),
  /**
   * Keeps what changed. `revision` is the one the window worked from: where another window was faster, nothing is kept,
   * `saved` is false and `sheet` has what stands now.
   */
  'sheet.save': route(
    z.strictObject({
      revision: z.int().min(0),
      mode: content.mode.optional(),
      text: content.text.optional(),
      selection: sheetSelection.optional(),
      settings: sheetSettings.partial().optional(),
      /** All boxes, in order. */
      boxes: content.boxes.optional(),
      /** Only those that are otherwise now; their places stay. Instead of `boxes`. */
      changed: z.array(sheetBox).max(SHEET_LIMITS.boxes).optional(),
    }),
    z.object({ saved: z.boolean(), revision: z.number(), sheet: sheet.nullable() }),
    ['sheet'],
  ),
  /** Takes out one thing, and keeps it for `sheet.undo`. */
  'sheet.clear': route(clearing, z.object({ sheet, undo: undoable }), ['sheet']),
  /**
   * Brings back what was cleared last. What was written since stays: boxes follow those that come back, text is put
   * behind the old one.
   */
  'sheet.undo': route(nothing, z.object({ sheet, undo: undoable }), ['sheet']),
  /** Everything that stands in the way, in the order of the boxes; of the draft as it is kept. */
  'sheet.check': route(
    z.strictObject(pageOf),
    z.object({
      revision: z.number(),
      /** All there are; `problems` is a page of them. */
      total: z.number(),
      errors: z.number(),
      /** Boxes with an error. */
      held: z.number(),
      problems: z.array(sheetProblem),
    }),
  ),
  /** What it comes to; of the draft as it is kept. Only errors of the whole sheet keep it from an answer. */
  'sheet.quote': route(nothing, sheetQuote),
  /** The panels of the selection as it is kept, with what is seen in them: what boxes about them begin with. */
  'sheet.panels': route(
    nothing,
    z.object({
      /** All of the selection; `panels` are at most as many as a sheet takes. */
      total: z.number(),
      panels: z.array(z.object({ panelId: z.string(), text: z.string() })),
    }),
  ),
  /** What would be sent, and a rough of it, for boxes as they are typed: they need not be kept yet. */
  'sheet.sent': route(
    z.strictObject({
      boxes: z.array(sheetBox).min(1).max(60),
      /** Instead of those that are kept. */
      settings: sheetSettings.partial().optional(),
      /** Default: the first style and language of each box. */
      style: id.optional(),
      lang: language.optional(),
    }),
    z.object({ boxes: z.array(sentBox) }),
  ),
  /**
   * Generates the sheet as it is kept; the sheet stays. Free prompts become panels of the chapter of loose prompts: the
   * same words are the same panel, and nothing is paid twice. Words for a panel are kept as its prompt.
   *
   * Refused while a box has an error, where `revision` is not the newest, and with BUDGET where it is dearer than agreed.
   */
  'sheet.generate': route(
    z.strictObject({
      revision: z.int().min(0),
      /** The most the author saw: `untilUsd` of the quote. Null or absent = whatever it costs. */
      agreedUsd: budget.nullable().optional(),
      /** Only these boxes, whatever stands in the way of others. */
      boxIds: z.array(id).min(1).max(SHEET_LIMITS.boxes).optional(),
    }),
    z.object({
      /** Null = everything was there already. */
      batchId: z.string().nullable(),
      /** Pictures that were put to work (overnight: wait to be handed over), and those behind the first gate. */
      working: z.number(),
      behindGate: z.number(),
      /** Panels that were made for free prompts. */
      madePanels: z.number(),
      overnight: z.boolean(),
      quote,
    }),
    ['queue', 'tree', 'takes', 'money', 'prompts', 'script'],
  ),
}
