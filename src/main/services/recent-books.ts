import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { panelState } from '../../shared/contract/tree.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { readLiveOwner } from '../store/owner-lock.ts'
import { findProject } from '../store/project-folder.ts'
import { writeWhole } from '../store/write-whole.ts'
import type { Asset } from './assets.ts'
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
  takes: z.number().catch(0),
  states: z.partialRecord(panelState, z.number()).catch({}),
  /** Pictures that wait, and calls that may have been paid. */
  queued: z.number().catch(0),
  unknown: z.number().catch(0),
  isOpen: z.boolean().catch(false),
})
const file = z.object({ books: z.array(entry).catch([]) })
export type RecentEntry = z.infer<typeof entry>

export interface RecentBook extends Omit<RecentEntry, 'isOpen'> {
  /** Stands for the folder, so that a screen need not name paths. */
  id: string
  /** False when the folder is gone. */
  exists: boolean
  /** How it was left; `open`: somebody works on it now. */
  left: 'safely' | 'cut-off' | 'open'
  /** A small picture of it is kept. */
  hasCover: boolean
}

/** Books that were opened on this computer. */
export interface RecentBooks {
  /** Newest first. */
  list(): RecentBook[]
  /** Of all a book is there only once. */
  note(book: RecentEntry): void
  /** Keeps a small picture of a book that was noted. @param cover WebP bytes */
  keepCover(folder: string, cover: Uint8Array): void
  /** @throws AppError NOT_FOUND */
  folderOf(id: string): string
  /**
   * The book lies in another folder now.
   *
   * @throws AppError NOT_FOUND, NOT_A_PROJECT
   */
  locate(id: string, folder: string): void
  forget(id: string): void
  /** The small picture of a book. @throws AppError NOT_FOUND */
  cover(id: string): Asset
}

export function recentBooks(env: NodeJS.ProcessEnv): RecentBooks {
  const path = join(settingsFolder(env), 'recent.json')
  const covers = join(settingsFolder(env), 'recent')
  // Read each time: another window may have opened a book since.
  const read = () => file.parse(readJson(path)).books
  const idOf = (folder: string) => createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const coverOf = (id: string) => join(covers, `${id}.webp`)
  const write = (books: RecentEntry[]) => {
    const kept = books.sort((a, b) => b.openedAt - a.openedAt).slice(0, MOST_BOOKS)
    writeJson(path, { books: kept })
    const meant = new Set(kept.map(({ folder }) => `${idOf(folder)}.webp`))
    for (const name of existsSync(covers) ? readdirSync(covers) : [])
      if (!meant.has(name)) rmSync(join(covers, name), { force: true })
  }
  const find = (id: string): RecentEntry => {
    const found = read().find(({ folder }) => idOf(folder) === id)
    if (found) return found
    throw new AppError('NOT_FOUND', said`This book is not among the recent ones any more.`, {
      remedy: said`Open it by its folder.`,
    })
  }
  return {
    list: () =>
      read().map(({ isOpen, ...book }) => {
        const id = idOf(book.folder)
        const exists = existsSync(join(book.folder, 'book.sqlite'))
        return { ...book, id, exists, left: howLeft(book.folder, isOpen && exists), hasCover: existsSync(coverOf(id)) }
      }),
    note(book) {
      write([book, ...read().filter(({ folder }) => folder !== book.folder)])
    },
    keepCover(folder, cover) {
      mkdirSync(covers, { recursive: true, mode: 0o700 })
      writeWhole(coverOf(idOf(folder)), cover)
    },
    folderOf: (id) => find(id).folder,
    locate(id, folder) {
      const moved = find(id)
      const place = findProject(resolve(folder)).folder
      write([
        { ...moved, folder: place, isOpen: false },
        ...read().filter((each) => each.folder !== moved.folder && each.folder !== place),
      ])
    },
    forget(id) {
      write(read().filter(({ folder }) => idOf(folder) !== id))
    },
    cover(id) {
      const picture = coverOf(idOf(find(id).folder))
      const stat = statSync(picture, { throwIfNoEntry: false })
      if (!stat) throw new AppError('NOT_FOUND', said`There is no picture of this book.`)
      const tag = `${id}-${Math.round(stat.mtimeMs)}`
      return { path: picture, type: 'image/webp', bytes: stat.size, tag, saveAs: null }
    },
  }
}

/** A book that was opened and never closed, and that nobody has open, was cut off. */
function howLeft(folder: string, wasOpen: boolean): RecentBook['left'] {
  if (!wasOpen) return 'safely'
  return readLiveOwner(folder) === null ? 'cut-off' : 'open'
}
