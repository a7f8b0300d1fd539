import { integer, text } from 'drizzle-orm/sqlite-core'

/** UUIDv7, so that rows sort by when they were made. */
export const id = () => text('id').primaryKey()

/** Epoch milliseconds. */
export const moment = (name: string) => integer(name, { mode: 'number' })

/** Fractional order key: a drag moves one row. Compared as bytes. */
export const orderKey = () => text('order_key').notNull()

/** `in ('a', 'b')` for a CHECK over a closed set of words. The words are constants of ours, never input. */
export const oneOf = (words: readonly string[]) => `(${words.map((word) => `'${word}'`).join(', ')})`
