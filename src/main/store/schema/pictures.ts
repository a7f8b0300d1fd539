import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { REFERENCE_ROLES, type ReferenceRole } from '../../../shared/domain/generation.ts'
import { type PictureFormat, REFERENCE_SUBJECTS, type ReferenceSubject } from '../../../shared/domain/reference.ts'
import type { ReferenceFindings } from '../../../shared/domain/reference-check.ts'
import { TAKE_CHECKS, type TakeCheckKind } from '../../../shared/domain/take-check.ts'
import { id, moment, oneOf } from './columns.ts'
import { take } from './queue.ts'

/** A picture that shows how somebody, a place or a style looks. Its bytes lie under `references/`, as they were given. */
export const reference = sqliteTable(
  'reference',
  {
    id: id(),
    /** Whom or what it shows: a person, a place (or one of its zones), an art style, by id. */
    of: text('of').notNull(),
    subject: text('subject').$type<ReferenceSubject>().notNull(),
    role: text('role').$type<ReferenceRole>().notNull(),
    /** Label of the look it shows, as in the bible; null = it holds at every age. */
    look: text('look'),
    /** As the author named the file. */
    name: text('name').notNull(),
    /** Relative to the project folder, with `/`. */
    path: text('path').notNull(),
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    format: text('format').$type<PictureFormat>().notNull(),
    /** JSON: what the checks found when it was added. */
    checks: text('checks', { mode: 'json' }).$type<ReferenceFindings>(),
    /** The author chose it over others of the same subject and role. */
    preferred: integer('preferred', { mode: 'boolean' }).notNull().default(false),
    addedAt: moment('added_at').notNull(),
    trashedAt: moment('trashed_at'),
  },
  (t) => [
    index('reference_of').on(t.subject, t.of),
    uniqueIndex('reference_once').on(t.subject, t.of, t.role, t.sha256).where(sql`${t.trashedAt} is null`),
    check('reference_subject', sql`${t.subject} in ${sql.raw(oneOf(REFERENCE_SUBJECTS))}`),
    check('reference_role', sql`${t.role} in ${sql.raw(oneOf(REFERENCE_ROLES))}`),
    check('reference_format', sql`${t.format} in ('png', 'jpeg', 'webp')`),
  ],
)

/** What a look at a take by a vision model found. A flag for the author, never a rejection. */
export const takeCheck = sqliteTable(
  'take_check',
  {
    takeId: text('take_id')
      .notNull()
      .references(() => take.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<TakeCheckKind>().notNull(),
    /** That something is wrong, 0–1. */
    probability: real('probability').notNull(),
    /** What was seen, in a sentence of ours; empty when all is well. */
    message: text('message').notNull(),
    /** Who looked: provider and model. */
    checker: text('checker').notNull(),
    checkedAt: moment('checked_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.takeId, t.kind] }),
    check('take_check_kind', sql`${t.kind} in ${sql.raw(oneOf(TAKE_CHECKS))}`),
    check('take_check_probability', sql`${t.probability} between 0 and 1`),
  ],
)
