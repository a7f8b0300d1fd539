import { readFileSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { assertNodeVersion } from './node-version.ts'
import { isDiskFull, storageFailure } from './storage-failure.ts'
import { writeWhole } from './write-whole.ts'

/** Who works on a book, as they say themselves. */
export interface Owner {
  pid: number
  host: string
  /** What they are doing: `panelwright generate`, `the window`. */
  what: string
  /** Epoch ms. */
  since: number
}

export interface OwnerLock {
  owner: Owner
  release(): void
}

const LOCK = 'lock.db'
const OWNER = 'owner.json'

/**
 * Makes this process the owner of the book in `folder`, or says at once who is. The operating system holds the lock
 * (an exclusive SQLite transaction on a file of its own), so it ends with the process however that dies; `owner.json`
 * only tells others who it is.
 *
 * Nothing else may open `lock.db`: closing any handle on a file drops all POSIX locks a process has on it.
 *
 * @throws AppError PROJECT_LOCKED, READ_ONLY, DISK_FULL
 */
export function takeOwnership(folder: string, what: string, now: () => number): OwnerLock {
  assertNodeVersion()
  const lock = lockNow(folder)
  const owner: Owner = { pid: process.pid, host: hostname(), what, since: now() }
  try {
    writeWhole(join(folder, OWNER), JSON.stringify(owner))
  } catch (error) {
    // The lock is what counts; on a full disk others just do not learn who has it.
    if (!isDiskFull(error)) {
      lock.close()
      throw storageFailure(error, folder)
    }
  }
  return {
    owner,
    release() {
      if (!lock.open) return
      rmSync(join(folder, OWNER), { force: true })
      lock.close()
    },
  }
}

/** Who works on the book, as far as can be seen without asking for the lock; null = nobody, or somebody who left no word. */
export function readLiveOwner(folder: string): Owner | null {
  const owner = readOwner(folder)
  return owner !== null && owner.host === hostname() && !isRunning(owner.pid) ? null : owner
}

/** For messages: `panelwright generate (process 4711 on studio, since 14:05)`. */
export function describeOwner(owner: Owner): string {
  const since = new Date(owner.since).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
  return said`${owner.what} (process ${owner.pid} on ${owner.host}, since ${since})`
}

function lockNow(folder: string): Database.Database {
  let lock: Database.Database | undefined
  try {
    lock = new Database(join(folder, LOCK), { timeout: 0 })
    // Locking an empty database writes its first page; with one in place it needs no room, even on a full disk.
    if (lock.pragma('user_version', { simple: true }) === 0) lock.pragma('user_version = 1')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    const failure = storageFailure(error, folder)
    if (failure instanceof AppError && failure.code === 'PROJECT_LOCKED') throw ownedByAnother(folder)
    throw failure
  }
}

function ownedByAnother(folder: string): AppError {
  const owner = readOwner(folder)
  return new AppError(
    'PROJECT_LOCKED',
    said`${folder} belongs to ${owner ? describeOwner(owner) : 'another process'}.`,
    {
      remedy: said`Wait until it is done or end it; until then the book can be read.`,
    },
  )
}

function readOwner(folder: string): Owner | null {
  try {
    return JSON.parse(readFileSync(join(folder, OWNER), 'utf8')) as Owner
  } catch {
    return null
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs, but belongs to another user.
    return (error as { code?: unknown }).code === 'EPERM'
  }
}
