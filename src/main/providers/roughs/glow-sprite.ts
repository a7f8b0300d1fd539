import { crc32, deflateSync } from 'node:zlib'
import type { Colour } from './colour.ts'

/** Edge of the sprite; blown up smoothly it shows no steps, and a bigger one would only take longer to read. */
const EDGE = 96
/** How bright a glow is `at` this share of its radius. */
const FALL: readonly (readonly [at: number, alpha: number])[] = [
  [0, 1],
  [0.4, 0.45],
  [1, 0],
]

const sprites = new Map<Colour, string>()

/**
 * A soft round light as a small picture (data URL, PNG). Blowing one up takes a third of the time a radial gradient
 * of the same size does.
 */
export function glowSprite(colour: Colour): string {
  let sprite = sprites.get(colour)
  if (sprite === undefined) {
    sprite = `data:image/png;base64,${png(colour).toString('base64')}`
    sprites.set(colour, sprite)
  }
  return sprite
}

function png(colour: Colour): Buffer {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const stride = 1 + EDGE * 4
  const rows = Buffer.alloc(stride * EDGE)
  for (let y = 0; y < EDGE; y++) {
    for (let x = 0; x < EDGE; x++) {
      const distance = Math.hypot(x + 0.5 - EDGE / 2, y + 0.5 - EDGE / 2) / (EDGE / 2)
      rows.set([...rgb, Math.round(brightness(distance) * 255)], y * stride + 1 + x * 4)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(EDGE, 0)
  header.writeUInt32BE(EDGE, 4)
  // 8 bits a channel, red green blue alpha.
  header.set([8, 6], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function brightness(distance: number): number {
  if (distance >= 1) return 0
  const next = FALL.findIndex(([at]) => at > distance)
  const [from, to] = [FALL[next - 1]!, FALL[next]!]
  return from[1] + ((to[1] - from[1]) * (distance - from[0])) / (to[0] - from[0])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
