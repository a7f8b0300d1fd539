import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'

const BUFFER_BYTES = 1 << 20

/** Writes one file from front to back, holding back small writes so that each reaches the disk in large pieces. */
export interface FileSink {
  /** Bytes written so far. */
  readonly position: number
  write(bytes: Uint8Array): Promise<void>
}

/**
 * Writes a file that is whole or absent: into a temporary neighbour first, then to disk, then under its name.
 * An older file of that name stays as it is until then. Whatever goes wrong, the neighbour is removed; one left
 * behind by a process that was killed is removed by the next export to the same name.
 * @throws AppError CANCELLED, DISK_FULL, READ_ONLY or NOT_FOUND (no such folder)
 */
export async function writeWholeFile(
  outFile: string,
  signal: AbortSignal | undefined,
  fill: (sink: FileSink) => Promise<void>,
): Promise<void> {
  const folder = dirname(outFile)
  const temporary = join(folder, `.${basename(outFile)}.${process.pid}.part`)
  try {
    throwIfCancelled(signal)
    await removeLeftovers(folder, basename(outFile))
    const file = await open(temporary, 'w')
    try {
      const sink = new BufferedSink(file)
      await fill(sink)
      await sink.flush()
      await file.sync()
    } finally {
      await file.close()
    }
    throwIfCancelled(signal)
    await rename(temporary, outFile)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw explain(error, outFile)
  }
  await syncFolder(folder)
}

/** @throws AppError CANCELLED */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('CANCELLED', said`The export was cancelled; no file was written.`)
}

class BufferedSink implements FileSink {
  readonly #file: FileHandle
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES)
  #held = 0
  #position = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  get position(): number {
    return this.#position
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#position += bytes.byteLength
    if (this.#held + bytes.byteLength > BUFFER_BYTES) await this.flush()
    if (bytes.byteLength > BUFFER_BYTES) return writeAll(this.#file, bytes)
    this.#buffer.set(bytes, this.#held)
    this.#held += bytes.byteLength
  }

  async flush(): Promise<void> {
    await writeAll(this.#file, this.#buffer.subarray(0, this.#held))
    this.#held = 0
  }
}

/** One write call may take only part of the bytes, on a disk about to be full for one. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.byteLength; ) {
    written += (await file.write(bytes, written)).bytesWritten
  }
}

async function removeLeftovers(folder: string, name: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith(`.${name}.`) || !entry.endsWith('.part')) continue
    const owner = Number(entry.slice(name.length + 2, -'.part'.length))
    if (Number.isInteger(owner) && !isRunning(owner)) await rm(join(folder, entry), { force: true })
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Makes the new name last; folders cannot be opened on Windows, where the rename is enough. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  if (handle === null) return
  await handle.sync().catch(() => {})
  await handle.close()
}

function explain(error: unknown, outFile: string): unknown {
  const code = (error as NodeJS.ErrnoException).code
  const path = (error as NodeJS.ErrnoException).path
  const options = { place: { file: outFile }, cause: error }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('DISK_FULL', said`The disk is full; ${outFile} was not written.`, {
        ...options,
        remedy: said`Make room or choose another disk, then export again.`,
      })
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new AppError('READ_ONLY', said`${path ?? outFile} may not be written.`, {
        ...options,
        remedy: said`Choose a folder you may write to.`,
      })
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('NOT_FOUND', said`${path ?? outFile} does not exist.`, options)
    default:
      return error
  }
}
