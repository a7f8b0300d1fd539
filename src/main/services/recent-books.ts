import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { settingsFolder } from './provider-settings.ts'
import { readJson, writeJson } from './window-settings.ts'

/** More are forgotten, the oldest first. */
const MOST_BOOKS = 9

const entry = z.object({
  folder: z.string(),
  title: z.string(),
  openedAt: z.number(),
  panels: z.number(),
  drawn: z.number(),
})
const file = z.object({ books: z.array(entry).catch([]) })
type Entry = z.infer<typeof entry>

export interface RecentBook extends Entry {
  /** Stands for the folder, so that a screen need not name paths. */
  id: string
  /** False when the folder is gone. */
  exists: boolean
}

/** Books that were opened on this computer. */
export interface RecentBooks {
  /** Newest first. */
  list(): RecentBook[]
  /** Of all a book is there only once. */
  note(book: Entry): void
  /** @throws AppError NOT_FOUND */
  folderOf(id: string): string
  forget(id: string): void
}

export function recentBooks(env: NodeJS.ProcessEnv): RecentBooks {
  const path = join(settingsFolder(env), 'recent.json')
  // Read each time: another window may have opened a book since.
  const read = () => file.parse(readJson(path)).books
  const idOf = (folder: string) => createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const recent: RecentBooks = {
    list: () =>
      read().map((book) => ({ ...book, id: idOf(book.folder), exists: existsSync(join(book.folder, 'book.sqlite')) })),
    note(book) {
      const others = read().filter(({ folder }) => folder !== book.folder)
      writeJson(path, { books: [book, ...others].sort((a, b) => b.openedAt - a.openedAt).slice(0, MOST_BOOKS) })
    },
    folderOf(id) {
      const found = read().find(({ folder }) => idOf(folder) === id)
      if (found) return found.folder
      throw new AppError('NOT_FOUND', 'This book is not among the recent ones any more.', {
        remedy: 'Open it by its folder.',
      })
    },
    forget(id) {
      writeJson(path, { books: read().filter(({ folder }) => idOf(folder) !== id) })
    },
  }
  return recent
}
