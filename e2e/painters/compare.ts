import { sharp } from '../../src/main/images/sharp.ts'

/** How far two pictures of a page are from one another, after a blur of one pixel that forgives their edges. */
export interface Difference {
  /** Of all channels, 0–255. */
  mean: number
  /** Of the pixels, those off by more than `FAR` in any channel. */
  farShare: number
}

/** Twice what JPEG, other resampling and soft edges leave after the blur. */
const FAR = 32

/** @throws Error for pictures whose sizes differ by more than the pixel that programs round away */
export async function difference(one: Buffer, other: Buffer): Promise<Difference> {
  const [a, b] = await Promise.all([one, other].map((png) => sharp(png).metadata()))
  const width = Math.min(a!.width, b!.width)
  const height = Math.min(a!.height, b!.height)
  if (Math.max(a!.width, b!.width) > width + 1 || Math.max(a!.height, b!.height) > height + 1) {
    throw new Error('The pictures are of different sizes')
  }
  const [left, right] = await Promise.all([one, other].map((png) => blurred(png, width, height)))
  let [total, far] = [0, 0]
  for (let at = 0; at < left!.length; at += 3) {
    let furthest = 0
    for (let channel = 0; channel < 3; channel++) {
      const off = Math.abs(left![at + channel]! - right![at + channel]!)
      total += off
      furthest = Math.max(furthest, off)
    }
    if (furthest > FAR) far++
  }
  return { mean: total / left!.length, farShare: far / (left!.length / 3) }
}

async function blurred(png: Buffer, width: number, height: number): Promise<Buffer> {
  const cut = sharp(png).extract({ left: 0, top: 0, width, height })
  return await cut.removeAlpha().blur(1).raw().toBuffer()
}

export interface Bounds {
  left: number
  top: number
  right: number
  bottom: number
}

/** A single one may be the soft edge where other colours meet; a tail's tip is hardly wider. */
const LEAST_IN_LINE = 2
/** In each channel: more than half of the pixel is covered. */
const NEAR = 120

/**
 * Where each colour lies, in pixels; null for one that is not there.
 *
 * @param colors pure ones: each channel nothing or full
 */
export async function boundsOfColors(png: Buffer, colors: readonly string[]): Promise<(Bounds | null)[]> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const { width, height } = info
  // One way through the picture for all of them.
  const rows = Array.from({ length: 8 }, () => new Uint32Array(height))
  const columns = Array.from({ length: 8 }, () => new Uint32Array(width))
  for (let at = 0, y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const [red, green, blue] = [LEVELS[data[at]!]!, LEVELS[data[at + 1]!]!, LEVELS[data[at + 2]!]!]
      if (red < 0 || green < 0 || blue < 0) continue
      const color = red * 4 + green * 2 + blue
      rows[color]![y]!++
      columns[color]![x]!++
    }
  }
  return colors.map((hex) => {
    const color = [1, 3, 5].reduce((sum, start) => sum * 2 + (hex[start] === 'f' ? 1 : 0), 0)
    const enough = (count: number) => count >= LEAST_IN_LINE
    const top = rows[color]!.findIndex(enough)
    if (top < 0) return null
    return {
      left: columns[color]!.findIndex(enough),
      top,
      right: columns[color]!.findLastIndex(enough) + 1,
      bottom: rows[color]!.findLastIndex(enough) + 1,
    }
  })
}

/** Of a channel: nothing 0, full 1, between them -1. */
const LEVELS = Int8Array.from({ length: 256 }, (_, value) => (value <= NEAR ? 0 : value >= 255 - NEAR ? 1 : -1))
