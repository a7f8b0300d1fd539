import { sql } from 'drizzle-orm'
import { check, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ArtStyle } from '../../../shared/domain/art-style.ts'
import { moment } from './columns.ts'

/** The book itself: exactly one row. */
export const book = sqliteTable(
  'book',
  {
    id: integer('id').primaryKey(),
    title: text('title').notNull(),
    author: text('author').notNull().default(''),
    /** BCP 47, language the script is written in. */
    language: text('language').notNull(),
    /** Id of a page format, e.g. `us-comic`. */
    pageFormat: text('page_format').notNull(),
    readingDirection: text('reading_direction').notNull(),
    /** Words of prose to a panel, 40–240. */
    wordsPerPanel: integer('words_per_panel').notNull().default(90),
    /** JSON array of headings that open author's notes. */
    noteHeadings: text('note_headings', { mode: 'json' }).$type<string[]>().notNull(),
    /** Hard cap on money for the whole book; null = none set. */
    budgetUsd: real('budget_usd'),
    /** Hard cap on money for one calendar day where the author is; null = none set. */
    dayBudgetUsd: real('day_budget_usd'),
    /** How pages are built: id of a house style; null = as the layout has it. */
    houseStyle: text('house_style'),
    /** 0 keeps pictures whole, 1 gives dramatic sizes; null = as the layout has it. */
    dial: real('dial'),
    /** Pages without the cover the book should have; null = as many as it takes, or what `page_multiple` says. */
    pageCount: integer('page_count'),
    /** What the count of pages should be a multiple of; null = anything. */
    pageMultiple: integer('page_multiple'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    check('book_single', sql`${t.id} = 1`),
    check('book_direction', sql`${t.readingDirection} in ('ltr', 'rtl', 'vertical')`),
    check('book_density', sql`${t.wordsPerPanel} between 40 and 240`),
    check('book_dial', sql`${t.dial} is null or ${t.dial} between 0 and 1`),
    check(
      'book_pages',
      sql`(${t.pageCount} is null or ${t.pageMultiple} is null) and coalesce(${t.pageCount}, ${t.pageMultiple}, 1) >= 1`,
    ),
  ],
)

/** Art styles the author added or changed; presets ship as files and have no row. */
export const artStyle = sqliteTable('art_style', {
  id: text('id').primaryKey(),
  version: integer('version').notNull(),
  /** JSON of an ArtStyle. */
  body: text('body', { mode: 'json' }).$type<ArtStyle>().notNull(),
  changedAt: moment('changed_at').notNull(),
})
