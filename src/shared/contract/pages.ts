import { z } from 'zod'
import { edition, pageOf } from './common.ts'
import { route } from './route.ts'

const rect = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

const TEXT_KINDS = [
  'speech',
  'thought',
  'whisper',
  'burst',
  'electric',
  'off-panel',
  'caption',
  'note',
  'sfx',
  'heading',
  'number',
] as const

const pageRow = z.object({
  /** Page number from 1; the cover is not among them. */
  number: z.number(),
  side: z.enum(['left', 'right']),
  chapterId: z.string(),
  /** The chapter's heading stands on it. */
  opens: z.boolean(),
  panelIds: z.array(z.string()),
})

export const pages = {
  /** The book's pages in order, as the layout has them now. */
  'pages.list': route(
    z.strictObject({ ...pageOf }),
    z.object({
      total: z.number(),
      format: z.object({
        id: z.string(),
        name: z.string(),
        trimMm: z.object({ width: z.number(), height: z.number() }),
        bleedMm: z.number(),
      }),
      direction: z.enum(['ltr', 'rtl', 'vertical']),
      pages: z.array(pageRow),
      /** What of the wish could not be, a sentence each. */
      notes: z.array(z.string()),
    }),
  ),
  /** One finished page as data, in millimetres: painted as it is exported. `number` null = the cover. */
  'pages.show': route(
    z.strictObject({ number: z.int().min(1).nullable(), edition }),
    z.object({
      kind: z.enum(['cover', 'page']),
      number: z.number().nullable(),
      boxes: z.object({ bleed: rect, trim: rect, safe: rect }),
      paper: z.string(),
      pictures: z.array(
        z.object({
          panelId: z.string(),
          /** `/asset/take/<id>`. */
          takeId: z.string(),
          frame: rect,
          crop: rect,
          outline: z.string().optional(),
        }),
      ),
      shapes: z.array(
        z.object({
          path: z.string(),
          fill: z.string().nullable(),
          stroke: z
            .object({
              color: z.string(),
              widthMm: z.number(),
              dashMm: z.tuple([z.number(), z.number()]).readonly().optional(),
            })
            .nullable(),
          opacity: z.number(),
        }),
      ),
      texts: z.array(
        z.object({
          panelId: z.string().nullable(),
          kind: z.enum(TEXT_KINDS),
          language: z.string(),
          vertical: z.boolean(),
          lines: z.array(z.object({ text: z.string(), box: rect, after: z.enum([' ', '\u00ad', '']) })),
        }),
      ),
      panels: z.array(
        z.object({ id: z.string(), frame: rect, description: z.string(), outline: z.string().optional() }),
      ),
    }),
  ),
}
