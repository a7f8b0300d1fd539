import { z } from 'zod'
import { REFERENCE_ROLES } from '../domain/generation.ts'
import { REFERENCE_SUBJECTS } from '../domain/reference.ts'
import { diagnostic, id } from './common.ts'
import { route } from './route.ts'

const who = z.string().trim().min(1).max(200)
const role = z.enum(REFERENCE_ROLES)
const subject = z.object({ subject: z.enum(REFERENCE_SUBJECTS), of: z.string(), name: z.string() })

const findings = z.object({
  /** 0–1. */
  sharpness: z.number(),
  person: z.object({ person: z.boolean(), share: z.number() }).nullable(),
  doubts: z.array(z.enum(['blurred', 'no-person', 'person-small'])),
})

const reference = z.object({
  /** Its picture: `/asset/reference/<id>`. */
  id: z.string(),
  subject: z.enum(REFERENCE_SUBJECTS),
  of: z.string(),
  role,
  look: z.string().nullable(),
  name: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
  format: z.enum(['png', 'jpeg', 'webp']),
  checks: findings.nullable(),
  preferred: z.boolean(),
  addedAt: z.number(),
})

const listed = z.object({
  reference,
  subject,
  /** What keeps it from being used; null = nothing. */
  problem: z.object({ code: z.string(), message: z.string(), remedy: z.string() }).nullable(),
})

const picture = z.union([z.strictObject({ upload: id }), z.strictObject({ path: z.string().min(1).max(4_096) })])

export const references = {
  /** Of one person, place or style, or all; those of one subject together. */
  'reference.list': route(z.strictObject({ who: who.optional() }), z.object({ references: z.array(listed) })),
  /** Checks pictures and copies them into the book; what is refused keeps none of the others out. */
  'reference.add': route(
    z.strictObject({
      who,
      pictures: z.array(picture).min(1).max(200),
      role: role.optional(),
      look: z.string().max(300).optional(),
      preferred: z.boolean().default(false),
      /** Takes blurred pictures as well, and those on which nobody is found. */
      anyway: z.boolean().default(false),
      /** Chosen by whoever asks: `reference.progress` names it. */
      task: id.optional(),
      /** Whose vision model looks for a person, for less than a cent; absent = nobody's. */
      ask: z.enum(['openai', 'google']).optional(),
    }),
    z.object({
      subject,
      role,
      look: z.string().nullable(),
      files: z.array(
        z.object({
          file: z.string(),
          state: z.string(),
          reference: reference.nullable(),
          problems: z.array(diagnostic),
        }),
      ),
      diagnostics: z.array(diagnostic),
    }),
    ['references', 'cast', 'prompts', 'edits'],
  ),
  /**
   * Fetches a picture from a web address, so that `reference.add` can take it. Ask the author first: this is the one
   * request that goes where a page says. http and https, the public internet only, 30 MB and 30 seconds at most.
   */
  'reference.fetch': route(
    z.strictObject({ address: z.string().trim().min(1).max(4_096) }),
    z.object({ upload: z.string(), name: z.string(), bytes: z.number() }),
  ),
  /** Out of the book; the file goes to the trash once nothing needs it, and adding it again brings it back. */
  'reference.remove': route(
    z.strictObject({ ids: z.array(id).min(1).max(500) }),
    z.object({ removed: z.array(z.object({ id: z.string(), name: z.string(), stillNeeded: z.boolean() })) }),
    ['references', 'cast', 'prompts', 'edits'],
  ),
  /** Says what a picture shows: another role, or another look of a person (null = every one). */
  'reference.change': route(
    z.strictObject({ id, role: role.optional(), look: z.string().max(300).nullable().optional() }),
    listed,
    ['references', 'cast', 'prompts', 'edits'],
  ),
  'reference.prefer': route(z.strictObject({ id, preferred: z.boolean() }), listed, [
    'references',
    'cast',
    'prompts',
    'edits',
  ]),
}
