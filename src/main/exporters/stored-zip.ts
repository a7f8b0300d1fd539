import { crc32 } from 'node:zlib'
import type { FileSink } from './whole-file.ts'

/**
 * A ZIP archive whose entries are stored as they are: pictures do not get smaller, and readers open pages faster.
 * Sizes and checksums stand before the data, so no entry needs a trailing descriptor. ZIP64 where the archive
 * outgrows 4 GiB or 65,535 entries. Layout after PKWARE's APPNOTE 6.3.
 */
export class StoredZip {
  readonly #sink: FileSink
  readonly #entries: StoredEntry[] = []

  constructor(sink: FileSink) {
    this.#sink = sink
  }

  /**
   * @param name ASCII, `/` between folders
   * @param data less than 4 GiB
   */
  async add(name: string, data: Uint8Array): Promise<void> {
    const entry = { name, size: data.byteLength, checksum: crc32(data), offset: this.#sink.position }
    this.#entries.push(entry)
    await this.#sink.write(localHeader(entry))
    await this.#sink.write(data)
  }

  /** Writes the directory that ends the archive. */
  async end(): Promise<void> {
    const offset = this.#sink.position
    for (const entry of this.#entries) await this.#sink.write(directoryEntry(entry))
    const directory = { count: this.#entries.length, offset, size: this.#sink.position - offset }
    await this.#sink.write(directoryEnd(directory))
  }
}

export interface StoredEntry {
  name: string
  size: number
  checksum: number
  /** Of the local header, from the start of the archive. */
  offset: number
}

const VERSION_STORED = 10
const VERSION_ZIP64 = 45
const MADE_BY_UNIX = 3 << 8
const REGULAR_FILE_0644 = 0o100644
const LARGEST_32 = 0xffff_ffff
const LARGEST_16 = 0xffff
/** 1 January 1980, the first day a ZIP can name: the same book gives the same bytes on any day. */
const DOS_TIME = 0
const DOS_DATE = (1 << 5) | 1

function localHeader(entry: StoredEntry): Buffer {
  return fields(['u32', 0x04034b50], ['u16', VERSION_STORED], ...common(entry), ['u16', 0], ['text', entry.name])
}

/** Exported for its ZIP64 form, which takes an archive of 4 GiB to reach. */
export function directoryEntry(entry: StoredEntry): Buffer {
  const far = entry.offset >= LARGEST_32
  const version = far ? VERSION_ZIP64 : VERSION_STORED
  const extra = far ? fields(['u16', 1], ['u16', 8], ['u64', entry.offset]) : Buffer.alloc(0)
  const header = fields(
    ['u32', 0x02014b50],
    ['u16', MADE_BY_UNIX | version],
    ['u16', version],
    ...common(entry),
    ['u16', extra.length],
    ['u16', 0],
    ['u16', 0],
    ['u16', 0],
    ['u32', REGULAR_FILE_0644 * 0x10000],
    ['u32', far ? LARGEST_32 : entry.offset],
    ['text', entry.name],
  )
  return Buffer.concat([header, extra])
}

/** Flags to name length: the part that local headers and the directory share. */
function common(entry: StoredEntry): Field[] {
  return [
    ['u16', 0],
    ['u16', 0],
    ['u16', DOS_TIME],
    ['u16', DOS_DATE],
    ['u32', entry.checksum],
    ['u32', entry.size],
    ['u32', entry.size],
    ['u16', entry.name.length],
  ]
}

export function directoryEnd(directory: { count: number; offset: number; size: number }): Buffer {
  const { count, offset, size } = directory
  const end = fields(
    ['u32', 0x06054b50],
    ['u16', 0],
    ['u16', 0],
    ['u16', Math.min(count, LARGEST_16)],
    ['u16', Math.min(count, LARGEST_16)],
    ['u32', Math.min(size, LARGEST_32)],
    ['u32', Math.min(offset, LARGEST_32)],
    ['u16', 0],
  )
  if (count < LARGEST_16 && offset < LARGEST_32) return end
  const zip64End = fields(
    ['u32', 0x06064b50],
    ['u64', 44],
    ['u16', MADE_BY_UNIX | VERSION_ZIP64],
    ['u16', VERSION_ZIP64],
    ['u32', 0],
    ['u32', 0],
    ['u64', count],
    ['u64', count],
    ['u64', size],
    ['u64', offset],
  )
  const locator = fields(['u32', 0x07064b50], ['u32', 0], ['u64', offset + size], ['u32', 1])
  return Buffer.concat([zip64End, locator, end])
}

type Field = ['u16' | 'u32' | 'u64', number] | ['text', string]

/** Little-endian numbers and ASCII, one after the other. */
function fields(...list: Field[]): Buffer {
  return Buffer.concat(
    list.map((field) => {
      if (field[0] === 'text') return Buffer.from(field[1], 'ascii')
      const bytes = Buffer.alloc({ u16: 2, u32: 4, u64: 8 }[field[0]])
      if (field[0] === 'u64') bytes.writeBigUInt64LE(BigInt(field[1]))
      else bytes.writeUIntLE(field[1], 0, bytes.length)
      return bytes
    }),
  )
}
