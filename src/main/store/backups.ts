import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { backupName, outlivedBackups, readBackupNames } from './backup-rotation.ts'
import { storageFailure } from './storage-failure.ts'
import { moveWhole } from './write-whole.ts'

/** Paths of the backups in a folder, newest first; none when there is no such folder. */
export function listBackups(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readBackupNames(readdirSync(folder)).map(({ name }) => join(folder, name))
}

/** A file that a lost book can be restored from. */
export interface BookCopy {
  path: string
  /** When it was made, epoch ms. */
  at: number
}

/** Our own backups, newest first, then copies of the book that the author put beside them under any name. */
export function listCopies(folder: string): BookCopy[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder)
  const own = readBackupNames(names).map(({ name, at }) => ({ path: join(folder, name), at }))
  const known = new Set(own.map(({ path }) => path))
  const foreign = names
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => join(folder, name))
    .filter((path) => !known.has(path))
    .map((path) => ({ path, at: statSync(path).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  return [...own, ...foreign]
}

/**
 * Makes a backup unless the newest one already holds everything, and removes those that have had their time.
 * Returns its path, or null when none was needed.
 *
 * @throws AppError DISK_FULL, READ_ONLY; nothing is left half written.
 */
export function backUpIfChanged(sqlite: Database.Database, folder: string, now: number): string | null {
  // What the last owner left in the log goes into the book first, so that its time tells when it changed.
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  const newest = listBackups(folder)[0]
  if (newest !== undefined && statSync(newest).mtimeMs >= statSync(sqlite.name).mtimeMs) return null
  return backUp(sqlite, folder, now)
}

/** Makes a backup: a whole book in one file, checked into place by a rename. Returns its path. */
export function backUp(sqlite: Database.Database, folder: string, now: number): string {
  mkdirSync(folder, { recursive: true })
  const draft = join(folder, 'book.tmp')
  const path = join(folder, backupName(now))
  try {
    rmSync(draft, { force: true })
    assertRoomFor(sqlite, folder)
    sqlite.prepare('VACUUM INTO ?').run(draft)
    moveWhole(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw storageFailure(error, path)
  }
  for (const { name } of outlivedBackups(readBackupNames(readdirSync(folder)), now)) rmSync(join(folder, name))
  return path
}

/** A backup must not be what fills the disk. */
function assertRoomFor(sqlite: Database.Database, folder: string): void {
  const disk = statfsSync(folder)
  const size = statSync(sqlite.name).size
  if (disk.bavail * disk.bsize > size * 2) return
  throw new AppError('DISK_FULL', said`There is no room for a backup of ${sqlite.name} (${megabytes(size)} MB).`, {
    remedy: said`Free at least ${megabytes(size * 2)} MB on the disk of ${folder}.`,
  })
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000)
}
