import { z } from 'zod'
import { budget, id, nothing, usd } from './common.ts'
import { route } from './route.ts'

/** A batch that lies with a vendor's overnight service. */
const out = z.object({
  id: z.string(),
  provider: z.string(),
  model: z.string().nullable(),
  /** `submitting`: whether the vendor has it is not known for certain. `collecting`: answers are being taken in. */
  state: z.enum(['submitting', 'submitted', 'collecting']),
  pictures: z.number(),
  /** As the vendor says. */
  done: z.number(),
  failed: z.number(),
  /** The vendor's own word. */
  word: z.string().nullable(),
  /** Epoch ms. */
  submittedAt: z.number().nullable(),
  lookedAt: z.number().nullable(),
  /** When the vendor must have it done, epoch ms; null = not handed over for certain yet. */
  dueAt: z.number().nullable(),
  /** At most, at the price of the night; null = a price nobody knows. */
  untilUsd: usd,
  /** The author called it back; what is made until the vendor hears of it is kept. */
  cancelled: z.boolean(),
})

export const overnightSummary = z.object({
  /** A look is under way, or more is being handed over. */
  busy: z.boolean(),
  /** When it looks next by itself, epoch ms; null = it does not. */
  nextLookAt: z.number().nullable(),
  batches: z.array(out),
  /** Pictures with the vendors. */
  pictures: z.number(),
  /** Pictures that wait to be handed over, and what they come to. */
  waiting: z.object({ pictures: z.number(), untilUsd: z.number(), unknownPrices: z.number() }),
  /** The last of the batches is due, epoch ms; null = none is out. */
  dueAt: z.number().nullable(),
  /** Titles of the author's batches that have pictures out or waiting. */
  titles: z.array(z.string()),
  /** What ended the last look, where it ended by trouble. */
  trouble: z.object({ message: z.string(), remedy: z.string() }).nullable(),
})
export type OvernightSummary = z.infer<typeof overnightSummary>

export const overnight = {
  /** What the night has, and what waits for it. Costs nothing and asks nobody. */
  'overnight.show': route(nothing, overnightSummary),
  /**
   * Hands over what waits for the night. Returns at once. While the book is open what is out is looked after and
   * collected by itself; handing over is only ever done by this request and by `sheet.generate`.
   */
  'overnight.start': route(
    z.strictObject({
      batchId: id.optional(),
      /** So many pictures at most, then let the author look. */
      gate: z.int().min(1).optional(),
      budgetUsd: budget.optional(),
      /** The most the author saw; dearer by now is refused with BUDGET. */
      agreedUsd: budget.nullable().optional(),
    }),
    overnightSummary,
    ['queue', 'money'],
  ),
  /** Looks now, and takes in what is there. */
  'overnight.collect': route(nothing, overnightSummary, ['queue']),
  /** Calls back what is out. What is made until the vendor hears of it is paid, kept, and comes with the next look. */
  'overnight.cancel': route(
    z.strictObject({ batchId: id.optional() }),
    z.object({ pictures: z.number(), unheard: z.number() }),
    ['queue', 'tree', 'takes', 'money'],
  ),
}
