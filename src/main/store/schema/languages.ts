import { sql } from 'drizzle-orm'
import { check, index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { DIGIT_SETS, type DigitSet, WRITINGS, type Writing } from '../../../shared/domain/book-language.ts'
import { TEXT_STATES, TEXT_SUBJECTS, type TextState, type TextSubject } from '../../../shared/domain/lettering-text.ts'
import { moment, oneOf } from './columns.ts'

/** A language the book is lettered in beside its own. Null = as the language has it. */
export const bookLanguage = sqliteTable(
  'book_language',
  {
    /** BCP 47, canonical. */
    code: text('code').primaryKey(),
    readingDirection: text('reading_direction').$type<'ltr' | 'rtl'>(),
    writing: text('writing').$type<Writing>(),
    /** Of page numbers. */
    digits: text('digits').$type<DigitSet>(),
    addedAt: moment('added_at').notNull(),
  },
  (t) => [
    check('book_language_direction', sql`${t.readingDirection} is null or ${t.readingDirection} in ('ltr', 'rtl')`),
    check('book_language_writing', sql`${t.writing} is null or ${t.writing} in ${sql.raw(oneOf(WRITINGS))}`),
    check('book_language_digits', sql`${t.digits} is null or ${t.digits} in ${sql.raw(oneOf(DIGIT_SETS))}`),
  ],
)

/**
 * What is set as letters, in another language. It points to no row on purpose: a line that leaves the script takes no
 * translation along, and the same words coming back find theirs again. For the same reason the language need not be
 * one of the book's any more.
 */
export const letteringText = sqliteTable(
  'lettering_text',
  {
    subject: text('subject').$type<TextSubject>().notNull(),
    /** Of the line (`lettering.id`), chapter or person; `book` for title and author. */
    subjectId: text('subject_id').notNull(),
    language: text('language').notNull(),
    text: text('text').notNull(),
    /** The words it translates, to be compared with those of today and shown beside them. */
    ownText: text('own_text').notNull(),
    state: text('state').$type<TextState>().notNull(),
    changedAt: moment('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subject, t.subjectId, t.language] }),
    // Everything in one language.
    index('lettering_text_language').on(t.language),
    check('lettering_text_subject', sql`${t.subject} in ${sql.raw(oneOf(TEXT_SUBJECTS))}`),
    check('lettering_text_state', sql`${t.state} in ${sql.raw(oneOf(TEXT_STATES))}`),
    check('lettering_text_words', sql`trim(${t.text}) <> ''`),
  ],
)
