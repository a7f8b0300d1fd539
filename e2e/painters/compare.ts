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

/** Where each colour lies, in pixels; null for one that is not there. */
export async function boundsOfColors(png: Buffer, colors: readonly string[]): Promise<(Bounds | null)[]> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return colors.map((color) => {
    const wanted = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16))
    const rows = new Uint32Array(info.height)
    const columns = new Uint32Array(info.width)
    for (let at = 0, pixel = 0; at < data.length; at += 3, pixel++) {
      if (Math.abs(data[at]! - wanted[0]!) > NEAR || Math.abs(data[at + 1]! - wanted[1]!) > NEAR) continue
      if (Math.abs(data[at + 2]! - wanted[2]!) > NEAR) continue
      rows[Math.floor(pixel / info.width)]!++
      columns[pixel % info.width]!++
    }
    const enough = (count: number) => count >= LEAST_IN_LINE
    const top = rows.findIndex(enough)
    if (top < 0) return null
    return {
      left: columns.findIndex(enough),
      top,
      right: columns.findLastIndex(enough) + 1,
      bottom: rows.findLastIndex(enough) + 1,
    }
  })
}
