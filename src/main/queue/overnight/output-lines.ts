import { type FileHandle, open } from 'node:fs/promises'

const LINE_BREAK = 0x0a
const READ_BYTES = 256 * 1024

/**
 * The lines of a file, one at a time: only the one that is being read is in memory, however large the file. Empty lines
 * are passed over; the last one needs no line break.
 */
export async function* outputLines(path: string): AsyncGenerator<string> {
  const file = await open(path)
  try {
    yield* linesOf(file)
  } finally {
    await file.close()
  }
}

async function* linesOf(file: FileHandle): AsyncGenerator<string> {
  // One buffer for the whole file: a new one for every piece would be garbage as large as the file.
  let buffer = Buffer.allocUnsafe(READ_BYTES)
  let filled = 0
  for (;;) {
    if (filled + READ_BYTES > buffer.byteLength) {
      const larger = Buffer.allocUnsafe(2 * buffer.byteLength)
      buffer.copy(larger, 0, 0, filled)
      buffer = larger
    }
    const { bytesRead } = await file.read(buffer, filled, READ_BYTES)
    if (bytesRead === 0) break
    const searchedTo = filled
    filled += bytesRead
    let from = 0
    for (let at = breakIn(buffer, searchedTo, filled); at >= 0; at = breakIn(buffer, from, filled)) {
      if (at > from) yield buffer.toString('utf8', from, at)
      from = at + 1
    }
    buffer.copyWithin(0, from, filled)
    filled -= from
  }
  if (filled > 0) yield buffer.toString('utf8', 0, filled)
}

function breakIn(buffer: Buffer, from: number, until: number): number {
  return buffer.subarray(0, until).indexOf(LINE_BREAK, from)
}
