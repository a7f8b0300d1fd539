import type { Readable } from 'node:stream'
import { fromBuffer } from 'yauzl'
import { AppError } from '../../../../shared/errors.ts'
import { said } from '../../../../shared/said/said.ts'

/** Files an office document may hold, and the bytes that are read out of one, in all and of each. */
const MOST_ENTRIES = 5000
const LARGEST_ENTRY = 64 * 1024 * 1024
const LARGEST_TOTAL = 128 * 1024 * 1024
/** Text packs about tenfold; what packs far better is made to fill memory. */
const MOST_PACKED = 400
const SMALL = 1024 * 1024
/** What the reader of zips says of names that lead out of a folder. */
const HOSTILE_NAME = /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)$/s

export interface Unzipped {
  /** Names of all files in it. */
  names: string[]
  /** What was wanted, by name. */
  parts: ReadonlyMap<string, Buffer>
}

/**
 * Reads some files out of a zip, in memory: nothing is written, and a zip within it stays as it is.
 *
 * @throws AppError BAD_INPUT for a damaged or encrypted file and one that grows beyond measure
 */
export async function unzip(bytes: Buffer, file: string, isWanted: (name: string) => boolean): Promise<Unzipped> {
  const refuse = (message: string, cause?: unknown) =>
    new AppError('BAD_INPUT', message, {
      remedy: said`Open it in the program that wrote it, save it again without a password and import that file.`,
      place: { file },
      cause,
    })
  try {
    const zip = await fromBufferPromise(bytes)
    if (zip.entryCount > MOST_ENTRIES)
      throw refuse(said`This holds more than ${MOST_ENTRIES} files and is no document.`)
    const names: string[] = []
    const parts = new Map<string, Buffer>()
    let total = 0
    for await (const entry of entriesOf(zip)) {
      names.push(entry.fileName)
      if (!isWanted(entry.fileName)) continue
      if (entry.isEncrypted()) throw refuse(said`This is encrypted and cannot be read.`)
      const size = entry.uncompressedSize
      total += size
      const isBomb = size > SMALL && size > entry.compressedSize * MOST_PACKED
      if (isBomb || size > LARGEST_ENTRY || total > LARGEST_TOTAL) {
        throw refuse(said`“${entry.fileName}” in it unpacks to ${Math.round(size / SMALL)} MB; that is no script.`)
      }
      parts.set(entry.fileName, await readAll(await streamOf(zip, entry), size))
    }
    return { names, parts }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const hostile = cause instanceof Error ? HOSTILE_NAME.exec(cause.message)?.[1] : undefined
    if (hostile !== undefined) {
      throw new AppError('BAD_INPUT', said`“${hostile}” in it would lie outside the folder it is unpacked in.`, {
        remedy: said`No writing program makes such a file. Open it only if you know who made it, and save it again.`,
        place: { file },
        cause,
      })
    }
    throw refuse(said`This is damaged: it cannot be unpacked.`, cause)
  }
}

type Zip = Awaited<ReturnType<typeof fromBufferPromise>>
type Entry = import('yauzl').Entry

function fromBufferPromise(bytes: Buffer): Promise<import('yauzl').ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, decodeStrings: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    )
  })
}

async function* entriesOf(zip: Zip): AsyncGenerator<Entry> {
  while (true) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (end: () => void) => {
        zip.removeAllListeners('entry')
        zip.removeAllListeners('end')
        zip.removeAllListeners('error')
        end()
      }
      zip.once('entry', (found: Entry) => settle(() => resolve(found)))
      zip.once('end', () => settle(() => resolve(null)))
      zip.once('error', (error: Error) => settle(() => reject(error)))
      zip.readEntry()
    })
    if (entry === null) return
    yield entry
  }
}

function streamOf(zip: Zip, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}

/** The size it declares is held against what comes. */
async function readAll(stream: Readable, size: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let got = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    got += chunk.length
    if (got > size) throw new Error('More bytes than it says')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
