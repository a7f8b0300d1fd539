import { crc32, deflateSync } from 'node:zlib'

/**
 * A PNG in one colour made of `seed`; different seeds give different bytes.
 *
 * @param side pixels, default 64, the least that counts as a picture
 * @param padding bytes of an ancillary chunk, so that a picture can weigh what a real one does and decode as fast as a small one
 */
export function tinyPng(seed: number, side = 64, padding = 0): Buffer {
  const rows = Buffer.alloc((side * 3 + 1) * side)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) rows.writeUIntBE(seed & 0xffffff, y * (side * 3 + 1) + 1 + x * 3, 3)
  return png(side, side, deflateSync(rows), padding)
}

/** A PNG of the given size around compressed rows of 8-bit RGB. */
export function png(width: number, height: number, compressedRows: Buffer, padding = 0): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(padding > 0 ? [chunk('paDd', Buffer.alloc(padding, 7))] : []),
    chunk('IDAT', compressedRows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
