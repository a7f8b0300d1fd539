import { createReadStream } from 'node:fs'

const LINE_BREAK = 0x0a

/**
 * The lines of a file, one at a time: only the one that is being read is in memory, however large the file.
 * Empty lines are passed over; the last one needs no line break.
 */
export async function* outputLines(path: string): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(LINE_BREAK); at >= 0; at = chunk.indexOf(LINE_BREAK, from)) {
      const line = joined(parts, chunk.subarray(from, at))
      parts = []
      from = at + 1
      if (line.byteLength > 0) yield line
    }
    if (from < chunk.byteLength) parts.push(chunk.subarray(from))
  }
  const last = joined(parts, Buffer.alloc(0))
  if (last.byteLength > 0) yield last
}

function joined(parts: readonly Buffer[], end: Buffer): Buffer {
  return parts.length === 0 ? end : Buffer.concat([...parts, end])
}
