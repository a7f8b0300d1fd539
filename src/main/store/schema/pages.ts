import { sql } from 'drizzle-orm'
import { check, index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { LAYOUT_LOCK_KINDS, type LayoutLock } from '../../../shared/domain/layout-lock.ts'
import { id, moment, oneOf, orderKey } from './columns.ts'
import { panel } from './script.ts'

/**
 * A decision of the author about pages. Where two contradict each other, the later in order holds. It names panels by
 * id, and waits while they are in the trash.
 */
export const layoutLock = sqliteTable(
  'layout_lock',
  {
    id: id(),
    orderKey: orderKey(),
    kind: text('kind').$type<LayoutLock['kind']>().notNull(),
    /** JSON of a LayoutLock. */
    body: text('body', { mode: 'json' }).$type<LayoutLock>().notNull(),
    madeAt: moment('made_at').notNull(),
  },
  (t) => [check('layout_lock_kind', sql`${t.kind} in ${sql.raw(oneOf(LAYOUT_LOCK_KINDS))}`)],
)

/**
 * A move of the author for one text over a panel. Places are fractions of the panel's frame.
 *
 * `lettering_id` is no foreign key: every import writes a panel's lines anew, under the ids they had. Of a line that went
 * and came back, `words` tell that it is the same.
 */
export const letteringLock = sqliteTable(
  'lettering_lock',
  {
    id: id(),
    letteringId: text('lettering_id').notNull(),
    panelId: text('panel_id')
      .notNull()
      .references(() => panel.id, { onDelete: 'cascade' }),
    /** The line as the script had it at the time. */
    words: text('words').notNull(),
    /** BCP 47; null = in every language. */
    language: text('language'),
    /** Middle of the balloon; both or none. */
    atX: real('at_x'),
    atY: real('at_y'),
    /** Lines the text is broken into; null = as it fits. */
    lines: integer('lines'),
    /** Where the tail aims; both or none. */
    tailX: real('tail_x'),
    tailY: real('tail_y'),
    /** There is to be no tail. */
    noTail: integer('no_tail', { mode: 'boolean' }).notNull().default(false),
    madeAt: moment('made_at').notNull(),
  },
  (t) => [
    // One for each line, and one for each language of it.
    uniqueIndex('lettering_lock_line').on(t.letteringId).where(sql`${t.language} is null`),
    uniqueIndex('lettering_lock_language').on(t.letteringId, t.language).where(sql`${t.language} is not null`),
    // Those of a panel, to find the line again by its words.
    index('lettering_lock_panel').on(t.panelId),
    check('lettering_lock_at', sql`(${t.atX} is null) = (${t.atY} is null)`),
    check('lettering_lock_tail', sql`(${t.tailX} is null) = (${t.tailY} is null)`),
    check('lettering_lock_no_tail', sql`${t.noTail} = 0 or ${t.tailX} is null`),
    check('lettering_lock_lines', sql`${t.lines} is null or ${t.lines} between 1 and 99`),
    check(
      'lettering_lock_something',
      sql`${t.atX} is not null or ${t.lines} is not null or ${t.tailX} is not null or ${t.noTail} = 1`,
    ),
  ],
)
