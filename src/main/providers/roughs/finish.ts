import type { RoughLook } from '../../../shared/domain/art-style.ts'
import { randomFrom } from './random.ts'
import { isScreened } from './technique.ts'

/** Edge of the square of noise that is laid over the picture again and again; a power of two. */
const TILE = 256

interface Grain {
  /** How far each pixel is lightened or darkened, in levels of 255. */
  strength: number
  /** Grain where it is dark, next to where it is light. */
  inDark: number
  /** How far the brush drags pixels aside, in pixels. */
  drag: number
}

const GRAINS: Record<RoughLook['technique'], Grain> = {
  pencil: { strength: 10, inDark: 1.9, drag: 1 },
  ink: { strength: 8, inDark: 0.75, drag: 0 },
  noir: { strength: 7, inDark: 0.5, drag: 0 },
  gouache: { strength: 11, inDark: 0.9, drag: 2 },
}

interface Noise {
  level: Int8Array
  shift: Int8Array
}

const noises = new Map<string, Noise>()

/** Noise of one technique, made once a process: grain levels −127 … 127 and sideways shifts. */
function noiseFor(technique: RoughLook['technique']): Noise {
  const known = noises.get(technique)
  if (known) return known
  const random = randomFrom(0x5eed + technique.length)
  const level = new Int8Array(TILE * TILE)
  const shift = new Int8Array(TILE * TILE * 2)
  const { drag } = GRAINS[technique]
  for (let i = 0; i < level.length; i++) level[i] = Math.round((random.next() + random.next() - 1) * 127)
  if (technique === 'gouache') strokes(level, random)
  for (let y = 0; y < TILE; y++) {
    for (let x = 0; x < TILE; x++) {
      const wave =
        Math.sin((x * 6 * Math.PI) / TILE + Math.sin((y * 10 * Math.PI) / TILE) * 1.6) + (random.next() - 0.5) * 1.4
      shift[(y * TILE + x) * 2] = Math.round(wave * drag)
      shift[(y * TILE + x) * 2 + 1] = Math.round(
        Math.sin((y * 8 * Math.PI) / TILE + Math.cos((x * 4 * Math.PI) / TILE) * 2) * drag * 0.7,
      )
    }
  }
  const noise = { level, shift }
  noises.set(technique, noise)
  return noise
}

/** Drags the grain into short strokes, as a dry brush leaves them. */
function strokes(level: Int8Array, random: { next(): number }): void {
  const source = Int8Array.from(level)
  for (let y = 0; y < TILE; y++) {
    for (let x = 0; x < TILE; x++) {
      let sum = 0
      for (let k = 0; k < 6; k++) sum += source[((y + (k >> 1)) % TILE) * TILE + ((x + k) % TILE)]!
      level[y * TILE + x] = Math.max(-127, Math.min(127, Math.round(sum / 2.6 + (random.next() - 0.5) * 50)))
    }
  }
}

/**
 * Gives a clean rasterised drawing the surface of its technique: paper grain, dry brush, or a printed
 * screen of dots for looks in grey with screentone. `pixels` is RGB, `width` × `height`, and is not changed.
 */
export function finish(
  pixels: Uint8Array,
  width: number,
  height: number,
  look: RoughLook,
): Uint8Array | Uint8ClampedArray {
  // Clean ink is printed on clean paper.
  if (look.technique === 'ink' && !look.screentone) return pixels
  if (isScreened(look)) return screened(pixels, width, height)
  const { level, shift } = noiseFor(look.technique)
  const { strength, inDark, drag } = GRAINS[look.technique]
  const unit = Math.sqrt(width * height) / 1024
  // The brush is as wide as the picture is big; on a small one it must not smear the faces.
  const reach = Math.round(Math.min(1.4, unit) * 16)
  const finished = new Uint8ClampedArray(pixels.length)
  const amounts = new Int16Array(256)
  const mask = TILE - 1
  for (let n = 0; n < 256; n++) amounts[n] = Math.round(((n - 128) / 127) * strength * 16)
  // The same shade of grain for every brightness would drown the darks; this table thins it there.
  const weight = new Uint8Array(256)
  for (let value = 0; value < 256; value++) weight[value] = Math.round(16 * (inDark + (1 - inDark) * (value / 255)))
  const stride = width * 3
  let to = 0
  for (let y = 0; y < height; y++) {
    const row = (y & mask) * TILE
    for (let x = 0; x < width; x++, to += 3) {
      const cell = row + (x & mask)
      let from = to
      if (drag > 0) {
        const sx = x + ((shift[cell * 2]! * reach) >> 4)
        const sy = y + ((shift[cell * 2 + 1]! * reach) >> 4)
        if (sx >= 0 && sx < width && sy >= 0 && sy < height) from = sy * stride + sx * 3
      }
      const r = pixels[from]!
      const g = pixels[from + 1]!
      const b = pixels[from + 2]!
      const add = (amounts[level[cell]! + 128]! * weight[g]!) >> 8
      finished[to] = r + add
      finished[to + 1] = g + add
      finished[to + 2] = b + add
    }
  }
  return finished
}

/** How much neighbours in one tone may differ, and how far apart the channels of a grey lie. */
const FLAT = 7
const GREY = 14
/** Darker is solid black, lighter bare paper. */
const SOLID = 48
const BARE = 238

/**
 * Breaks the tones of a picture into dots. The soft edge of a line is no tone: broken up it would turn the line
 * into dashes, so only pixels whose neighbours are like them are taken.
 */
function screened(pixels: Uint8Array, width: number, height: number): Uint8ClampedArray {
  const { size, tile } = screenFor(Math.sqrt(width * height) / 1024)
  const finished = new Uint8ClampedArray(pixels)
  const stride = width * 3
  for (let y = 1; y < height - 1; y++) {
    const row = (y % size) * size
    let at = y * stride + 3
    for (let x = 1; x < width - 1; x++, at += 3) {
      const value = pixels[at + 1]!
      if (value < SOLID) continue
      if (value > BARE) {
        if (pixels[at]! > BARE && pixels[at + 2]! > BARE) finished.fill(252, at, at + 3)
        continue
      }
      const apart = pixels[at]! - pixels[at + 2]!
      if (apart > GREY || apart < -GREY) continue
      const across = pixels[at + 4]! - pixels[at - 2]!
      const along = pixels[at + 1 + stride]! - pixels[at + 1 - stride]!
      if (across > FLAT || across < -FLAT || along > FLAT || along < -FLAT) continue
      const dot = value > tile[row + (x % size)]! ? 252 : 34
      finished[at] = dot
      finished[at + 1] = dot
      finished[at + 2] = dot
    }
  }
  return finished
}

const screens = new Map<number, { size: number; tile: Uint8Array }>()

/** A threshold for each pixel of a tile: brighter than it is white, darker black. Dots stand at 45°. */
function screenFor(unit: number): { size: number; tile: Uint8Array } {
  const size = Math.max(4, Math.round(6 * unit))
  const known = screens.get(size)
  if (known) return known
  const wave = (cell: number) => {
    const x = (cell % size) + 0.5
    const y = Math.floor(cell / size) + 0.5
    return Math.cos((x / size) * 2 * Math.PI) * Math.cos((y / size) * 2 * Math.PI)
  }
  // Thresholds by rank: a tone of 80 % white leaves exactly a fifth of the tile black.
  const order = Array.from({ length: size * size }, (_, cell) => cell).sort((a, b) => wave(a) - wave(b) || a - b)
  const tile = new Uint8Array(size * size)
  order.forEach((cell, rank) => {
    tile[cell] = Math.round(((rank + 0.5) / order.length) * 255)
  })
  const screen = { size, tile }
  screens.set(size, screen)
  return screen
}
