import { z } from 'zod'
import { FAILURE_KINDS, JOB_STATES } from '../domain/job.ts'

/** Ids of rows are UUIDs, those of people, places and styles are kebab-case. */
export const id = z.string().min(1).max(200)
export const nothing = z.strictObject({})

/** Longest list that travels at once. */
const LONGEST_PAGE = 500
const USUAL_PAGE = 200

export const pageOf = {
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(LONGEST_PAGE).default(USUAL_PAGE),
}

/** BCP 47, of the right shape; whether anybody writes it the services know. */
export const language = z
  .string()
  .min(2)
  .max(35)
  .refine(isLanguageTag, 'must be a language code such as en, ja or pt-BR')

function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}

/** A look of the book in one language. */
export const edition = z.strictObject({ style: id, lang: language })

export const chapterNumbers = z.array(z.string().min(1).max(20)).max(1_000)

export const jobState = z.enum(JOB_STATES)
export const failureKind = z.enum(FAILURE_KINDS)
export const jobCounts = z.record(jobState, z.number())

/** US dollars; what nobody knows is null, never 0. */
export const usd = z.number().nullable()
export const budget = z.number().min(0).max(1_000_000)

export const diagnostic = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  file: z.string(),
  line: z.number(),
  message: z.string(),
  remedy: z.string().optional(),
})

/** A problem that ended a request. */
export const problem = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
  place: z.object({ file: z.string().optional(), line: z.number().optional() }).optional(),
})
export type Problem = z.infer<typeof problem>

/** Something read out of the script, with why it is believed. */
export function guessOf<Value extends z.ZodType>(value: Value) {
  return z.object({
    value,
    words: z.string(),
    rule: z.string(),
    confidence: z.number(),
    unsure: z.boolean(),
  })
}

export const nextStep = z.object({
  what: z.string(),
  verb: z.enum(['import', 'resume', 'retry', 'generate', 'imagery all', 'export']),
  options: z.array(z.string()),
})

/** A file the author gives: one that was uploaded before, one on this computer, or words that were pasted. */
export const sourceFile = z.union([
  z.strictObject({ upload: id }),
  z.strictObject({ path: z.string().min(1).max(4_096) }),
  z.strictObject({ text: z.string().min(1).max(20_000_000), name: z.string().min(1).max(200) }),
])
export type SourceFile = z.infer<typeof sourceFile>
