import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { listCopies } from './backups.ts'
import { bookRepository } from './book.ts'
import { openStore } from './open-store.ts'
import { moveWhole, syncFolder } from './write-whole.ts'

export interface Restoration {
  /** Where the damaged book was put; null when there was no book any more. */
  damaged: string | null
  backup: string
  /** When the backup was made, epoch ms. */
  backedUpAt: number
}

/**
 * Puts the newest good backup in the place of a damaged or lost book. The damaged file is kept in `damaged/`, for
 * whoever can still read something out of it. May be killed anywhere and run again.
 *
 * @throws AppError DAMAGED_BOOK when no backup is good; the book stays where it is.
 */
export function restoreNewestBackup(book: string, backups: string, now: number): Restoration {
  const backup = listCopies(backups).find(({ path }) => isGood(path))
  if (backup === undefined) {
    throw new AppError('DAMAGED_BOOK', said`The book ${book} is damaged and there is no good backup of it.`, {
      remedy: said`Keep the folder as it is, put a copy of the book (a .sqlite file) from elsewhere into ${backups}, and open it again.`,
    })
  }
  const draft = `${book}.tmp`
  copyFileSync(backup.path, draft)
  const damaged = putAside(book, now)
  moveWhole(draft, book)
  return { damaged, backup: backup.path, backedUpAt: backup.at }
}

function isGood(backup: string): boolean {
  try {
    const store = openStore(backup, { readOnly: true })
    try {
      bookRepository(store).settings()
      return true
    } finally {
      store.close()
    }
  } catch (error) {
    if (error instanceof AppError && (error.code === 'DAMAGED_BOOK' || error.code === 'NOT_A_PROJECT')) return false
    throw error
  }
}

/** The log goes with the book it belongs to: left behind, it would be read into the restored one. */
function putAside(book: string, now: number): string | null {
  const folder = join(dirname(book), 'damaged', new Date(now).toISOString().replace(/[-:.]/g, ''))
  const files = ['', '-wal', '-shm', '-journal'].map((suffix) => `${book}${suffix}`).filter((file) => existsSync(file))
  if (files.length === 0) return null
  mkdirSync(folder, { recursive: true })
  for (const file of files) renameSync(file, join(folder, basename(file)))
  syncFolder(folder)
  return join(folder, basename(files[0]!))
}
