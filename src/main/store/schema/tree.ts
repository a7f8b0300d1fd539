import { sql } from 'drizzle-orm'
import { check, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PanelFields } from '../../../shared/domain/panel-edit.ts'
import { moment, oneOf } from './columns.ts'
import { panel } from './script.ts'

export const ENTRY_KINDS = ['chapter', 'scene', 'panel'] as const

/**
 * How an entry stands against the script.
 *
 *   deleted: the author put it in the trash; imports leave it there although the script has it
 *   joined:  its words went to the panel before it; otherwise as deleted
 *   own:     the author made it (a copy, the second half of a split panel); imports know nothing of it
 *   kept:    taken out of the trash after the script had dropped it; imports do not remove it again
 */
export const STANDINGS = ['deleted', 'joined', 'own', 'kept'] as const

/**
 * What the author decided about a chapter, a scene or a panel, so that every import keeps to it. The row of the entry
 * itself has where it stands and what it is called; this one has what the script says instead. Points to no row, as it
 * speaks of three tables; an entry is never removed while something is decided about it.
 */
export const treeDecision = sqliteTable(
  'tree_decision',
  {
    kind: text('kind').$type<(typeof ENTRY_KINDS)[number]>().notNull(),
    entryId: text('entry_id').notNull(),
    /** The author's title; null = as the script has it. */
    title: text('title'),
    /** The script's title of a chapter the author renamed. */
    readTitle: text('read_title'),
    /** Where the script has what the author moved: chapter or scene; null for chapters. */
    homeId: text('home_id'),
    /** Its order key there; null = not moved. */
    homeKey: text('home_key'),
    standing: text('standing').$type<(typeof STANDINGS)[number]>(),
    /** When the author emptied the trash of it: it is no longer shown there. */
    emptiedAt: moment('emptied_at'),
    decidedAt: moment('decided_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.entryId] }),
    check('tree_decision_kind', sql`${t.kind} in ${sql.raw(oneOf(ENTRY_KINDS))}`),
    check('tree_decision_standing', sql`${t.standing} is null or ${t.standing} in ${sql.raw(oneOf(STANDINGS))}`),
    check('tree_decision_home', sql`${t.homeId} is null or ${t.homeKey} is not null`),
  ],
)

/** What the author says about a panel in place of the script: JSON of a PanelEdit's two halves. */
export const panelEdit = sqliteTable('panel_edit', {
  panelId: text('panel_id')
    .primaryKey()
    .references(() => panel.id, { onDelete: 'cascade' }),
  fields: text('fields', { mode: 'json' }).$type<PanelFields>().notNull(),
  /** The same parts as the script has them, brought up to date by every import. */
  read: text('read', { mode: 'json' }).$type<PanelFields>().notNull(),
  editedAt: moment('edited_at').notNull(),
})
