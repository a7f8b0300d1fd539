import { crc32, deflateSync } from 'node:zlib'
import { sharp } from './sharp.ts'

/** A picture of one colour with a disc on it, for tests. Positions in fractions of the picture. */
export async function discPicture(
  size: { width: number; height: number },
  disc: { x: number; y: number; color: string },
  background = '#8a8f98',
): Promise<Buffer> {
  const radius = Math.min(size.width, size.height) / 8
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">` +
    `<circle cx="${disc.x * size.width}" cy="${disc.y * size.height}" r="${radius}" fill="${disc.color}"/></svg>`
  return sharp({ create: { ...size, channels: 3, background } })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toBuffer()
}

/** Noise in every pixel: a truncated or damaged copy cannot pass as whole. */
export function noisePicture(width: number, height: number) {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width, height, channels: 3, background: '#888', noise } })
}

/** The colour of one pixel as `#rrggbb`. */
export async function colorAt(picture: Uint8Array | string, x: number, y: number): Promise<string> {
  const pixel = await sharp(picture).extract({ left: x, top: y, width: 1, height: 1 }).removeAlpha().raw().toBuffer()
  return `#${pixel.toString('hex')}`
}

/** A PNG of one colour that claims any size, and is a few bytes small. */
export function claimedPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    checksum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, checksum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
