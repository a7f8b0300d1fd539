import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { lastCheck, noteChecked } from './checked-mark.ts'
import { bookVersion, type Migration, migrate, shippedMigrations } from './migrate.ts'
import { assertNodeVersion } from './node-version.ts'
import * as schema from './schema/index.ts'
import { storageFailure } from './storage-failure.ts'

/** Marks the file as a book of ours in its header: `PnlW`. */
const APPLICATION_ID = 0x506e6c57
/** How long a statement waits for a reader or a checkpoint of another process, ms. */
const BUSY_TIMEOUT_MS = 5_000
/** The write-ahead log is cut back to this after a checkpoint, bytes. */
const LOG_SIZE_LIMIT = 16 * 1024 * 1024
/** `PRAGMA synchronous` as a number: every commit reaches the disk before it counts. */
const SYNCHRONOUS_FULL = 2

/** How SQLite says that it cannot make the index of the write-ahead log. */
const NO_WRITING_BESIDE = new Set<AppError['code']>(['READ_ONLY', 'NOT_FOUND', 'DISK_FULL'])

export interface Store {
  db: BetterSQLite3Database<typeof schema>
  /** The connection under `db`: transactions, and prepared statements where every microsecond counts. */
  sqlite: Database.Database
  /** Why nothing can be written; null = writing works. */
  readOnly: AppError | null
  close(): void
}

export interface OpenStoreOptions {
  /** Look, do not touch. Default false. */
  readOnly?: boolean
  /** The book is open in this process, which has read it through: another connection need not. Default false. */
  checked?: boolean
  /** Called with a whole book of an older version before it is changed; a throw leaves the book as it is. */
  beforeMigration?: (sqlite: Database.Database) => void
  /** Steps of the format; default: those that ship. */
  migrations?: Migration[]
}

/**
 * Opens a book and brings it to this version; without a file an empty book is made (not with `readOnly`).
 * A book of a newer version opens read-only, and `readOnly` of the result says why.
 *
 * @throws AppError NOT_A_PROJECT, NOT_FOUND, DAMAGED_BOOK, READ_ONLY, DISK_FULL, UNAVAILABLE
 */
export function openStore(file: string, options: OpenStoreOptions = {}): Store {
  assertNodeVersion()
  try {
    return options.readOnly ? openForReading(file, options) : openForWriting(file, options)
  } catch (error) {
    throw storageFailure(error, file)
  }
}

/** Of a book without a row, made once in the life of the process. */
let blank: Buffer | null = null

/** A book without a row, in memory only; `sqlite.serialize()` gives what its file would hold. */
export function newStore(): Store {
  assertNodeVersion()
  blank ??= blankBook()
  const sqlite = new Database(blank)
  sqlite.pragma('foreign_keys = ON')
  return storeOf(sqlite, null)
}

function blankBook(): Buffer {
  const { sqlite, close } = openForWriting(':memory:', {})
  try {
    return sqlite.serialize()
  } finally {
    close()
  }
}

function openForWriting(file: string, options: OpenStoreOptions): Store {
  const migrations = options.migrations ?? shippedMigrations()
  const trusted = options.checked ? Date.now() : lastCheck(file, Date.now())
  const sqlite = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    assertOurs(sqlite, file)
    const checkedAt = trusted ?? assertWhole(sqlite, file)
    if (bookVersion(sqlite) > migrations.length) {
      sqlite.close()
      return openForReading(file, options)
    }
    makeDurable(sqlite, file)
    const version = bookVersion(sqlite)
    if (version > 0 && version < migrations.length) options.beforeMigration?.(sqlite)
    if (version === 0) sqlite.pragma(`application_id = ${APPLICATION_ID}`)
    migrate(sqlite, migrations)
    // That the book was left in order only its first connection can say.
    return storeOf(sqlite, null, options.checked ? undefined : () => noteChecked(file, checkedAt))
  } catch (error) {
    sqlite.close()
    throw error
  }
}

function openForReading(file: string, options: OpenStoreOptions): Store {
  if (!existsSync(file)) throw new AppError('NOT_A_PROJECT', said`There is no book at ${file}.`)
  const known = (options.migrations ?? shippedMigrations()).length
  const trusted = options.checked ? Date.now() : lastCheck(file, Date.now())
  const sqlite = openInPlace(file)
  if (sqlite === null) return openCopy(file, options)
  try {
    assertOurs(sqlite, file)
    if (trusted === null) assertWhole(sqlite, file)
    const version = bookVersion(sqlite)
    if (version > known) return storeOf(sqlite, newerVersion(file, version, known))
    if (version === known) return storeOf(sqlite, openedToRead(file))
  } catch (error) {
    sqlite.close()
    throw error
  }
  sqlite.close()
  return openCopy(file, options)
}

/** SQLite needs to write beside a book even to read it; null where the disk is read-only or full. */
function openInPlace(file: string): Database.Database | null {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  try {
    bookVersion(sqlite)
    return sqlite
  } catch (error) {
    sqlite.close()
    const failure = storageFailure(error, file)
    if (failure instanceof AppError && NO_WRITING_BESIDE.has(failure.code)) return null
    throw error
  }
}

/** Reads a book that must not be touched, because its disk takes no writes or its version is older, from a private copy. */
function openCopy(file: string, options: OpenStoreOptions): Store {
  const folder = makeScratchFolder()
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, basename(file))
    copyFileSync(file, copy)
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
    const { beforeMigration: _, readOnly: __, ...rest } = options
    const store = openForWriting(copy, rest)
    store.sqlite.pragma('query_only = ON')
    return {
      ...store,
      readOnly: store.readOnly ?? openedToRead(file),
      close() {
        store.close()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** What goes wrong here is not the book's fault, and is told of the folder for temporary files. */
function makeScratchFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'panelwright-read-'))
  } catch (error) {
    throw storageFailure(error, tmpdir())
  }
}

/** @throws AppError NOT_A_PROJECT */
function assertOurs(sqlite: Database.Database, file: string): void {
  const mark = sqlite.pragma('application_id', { simple: true })
  const isEmpty = sqlite.prepare('select 1 from sqlite_schema limit 1').get() === undefined
  if (mark !== APPLICATION_ID && !isEmpty) {
    throw new AppError('NOT_A_PROJECT', said`${file} is a database of another program.`)
  }
}

/**
 * Reads the whole book through.
 *
 * @returns when that was, epoch ms
 * @throws AppError DAMAGED_BOOK
 */
function assertWhole(sqlite: Database.Database, file: string): number {
  const report = sqlite.pragma('quick_check(1)', { simple: true })
  if (report === 'ok') return Date.now()
  throw new AppError('DAMAGED_BOOK', said`The book ${file} is damaged (${report}).`)
}

/**
 * With the write-ahead log, SQLite as built into the binding drops to NORMAL, which may lose the last commits in a
 * power cut. The default is decided at the first access, so FULL is set after one, and read back.
 */
function makeDurable(sqlite: Database.Database, file: string): void {
  const mode = sqlite.pragma('journal_mode = WAL', { simple: true })
  if (mode !== 'wal' && !sqlite.memory) {
    throw new AppError('UNAVAILABLE', said`The disk of ${file} does not support safe writing (journal mode ${mode}).`, {
      remedy: said`Keep the project on a disk of this machine rather than on a network drive.`,
    })
  }
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma(`journal_size_limit = ${LOG_SIZE_LIMIT}`)
  sqlite.pragma('synchronous = FULL')
  if (sqlite.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL) {
    throw new Error('SQLite did not take synchronous = FULL')
  }
}

function storeOf(sqlite: Database.Database, readOnly: AppError | null, afterClose: () => void = () => {}): Store {
  return {
    db: drizzle({ client: sqlite, schema }),
    sqlite,
    readOnly,
    close() {
      if (!sqlite.open) return
      sqlite.close()
      if (!sqlite.memory) afterClose()
    },
  }
}

function openedToRead(file: string): AppError {
  return new AppError('READ_ONLY', said`${file} was opened to be read only.`)
}

function newerVersion(file: string, version: number, known: number): AppError {
  return new AppError(
    'NEWER_VERSION',
    said`${file} was written by a newer Panelwright (format ${version}, this one knows ${known}): it can be read, not changed.`,
    { remedy: said`Update Panelwright to go on working on this book.` },
  )
}
