import { z } from 'zod'
import { id } from './common.ts'
import { route } from './route.ts'

const provider = z.enum(['openai', 'google'])
const words = z.string().trim().min(1)
/** The prompt of a picture, or a prompt that is there, changed. */
const wish = z.union([
  z.strictObject({
    picture: z.union([z.strictObject({ upload: id }), z.strictObject({ path: z.string().min(1).max(4_096) })]),
  }),
  z.strictObject({ prompt: words.max(32_000), direction: words.max(500) }),
])

export const describing = {
  /** Who would write it, and what it may cost; nothing is sent. */
  'describe.quote': route(
    z.strictObject({
      /** What is wished for: the words of a picture, or a prompt changed. */
      of: z.enum(['picture', 'prompt']),
      provider: provider.optional(),
    }),
    z.object({
      provider: z.string(),
      model: z.string(),
      /** Null = the model has no known price. */
      fromUsd: z.number().nullable(),
      untilUsd: z.number(),
    }),
  ),
  /** Has a model that sees write a prompt: one paid call, in the book's ledger. */
  'describe.write': route(
    z.strictObject({
      wish,
      provider: provider.optional(),
      /** What the author saw it may cost, at most. */
      agreedUsd: z.number().min(0),
    }),
    z.object({ prompt: z.string(), costUsd: z.number().nullable() }),
    ['money'],
  ),
} as const
