import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'

/**
 * Turns what the disk and SQLite report into a failure that a person can act on; anything else comes back as it is,
 * because it is a bug and must look like one.
 *
 * @param path what was being read or written, named in the message.
 */
export function storageFailure(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error
  const failure = FAILURES.find(({ codes }) => codes.some((known) => code === known || code.startsWith(`${known}_`)))
  return failure ? failure.describe(path, error) : error
}

/** True when writing failed because the disk, or the author's share of it, is full. */
export function isDiskFull(error: unknown): boolean {
  const failure = storageFailure(error, '')
  return failure instanceof AppError && failure.code === 'DISK_FULL'
}

/** Extended SQLite codes (`SQLITE_IOERR_WRITE`) fall under their family. */
const FAILURES: { codes: string[]; describe: (path: string, cause: unknown) => AppError }[] = [
  {
    codes: ['SQLITE_CORRUPT', 'SQLITE_NOTADB'],
    describe: (path, cause) =>
      new AppError('DAMAGED_BOOK', said`The book ${path} is damaged.`, {
        remedy: said`Open the project again: the newest good backup takes its place and the damaged file is kept.`,
        cause,
      }),
  },
  {
    // The last: no room for the index of the write-ahead log.
    codes: ['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'],
    describe: (path, cause) =>
      new AppError('DISK_FULL', said`The disk is full: ${path} could not be written.`, {
        remedy: said`Free some space and go on where this stopped; what was stored before is safe.`,
        cause,
      }),
  },
  {
    codes: ['SQLITE_READONLY_DBMOVED'],
    describe: (path, cause) =>
      new AppError('NOT_FOUND', said`${path} was moved or removed while it was open.`, {
        remedy: said`Put the folder back where it was, or open it where it is now.`,
        cause,
      }),
  },
  {
    codes: ['EROFS', 'EACCES', 'EPERM', 'SQLITE_READONLY', 'SQLITE_PERM', 'SQLITE_AUTH'],
    describe: (path, cause) =>
      new AppError('READ_ONLY', said`${path} cannot be written: the folder or the disk is read-only for you.`, {
        remedy: said`Copy the project to a place where you may write, or ask for the right to write there.`,
        cause,
      }),
  },
  {
    codes: ['SQLITE_BUSY', 'SQLITE_LOCKED'],
    describe: (path, cause) =>
      new AppError('PROJECT_LOCKED', said`Another program is writing to ${path}.`, {
        remedy: said`Wait until it is done or close it, then try again.`,
        cause,
      }),
  },
  {
    codes: ['ENOTDIR', 'EISDIR'],
    describe: (path, cause) =>
      new AppError(
        'WRONG_USE',
        said`A part of ${path} is a file where a folder is needed, or a folder where a file is.`,
        {
          remedy: said`Look at each part of the path, or choose another one.`,
          cause,
        },
      ),
  },
  {
    codes: ['ENOENT', 'SQLITE_CANTOPEN'],
    describe: (path, cause) =>
      new AppError('NOT_FOUND', said`${path} cannot be opened.`, {
        remedy: said`Look whether the folder was moved, renamed or taken off the machine.`,
        cause,
      }),
  },
  {
    codes: ['EIO', 'SQLITE_IOERR'],
    describe: (path, cause) =>
      new AppError('UNAVAILABLE', said`The disk reported an error at ${path}.`, {
        remedy: said`Check the disk and its cable; copy the project to another disk before going on.`,
        cause,
      }),
  },
]
