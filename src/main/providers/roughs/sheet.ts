import { type Colour, mix, multiply } from './colour.ts'
import type { Point } from './paths.ts'

/** One mark on the picture, in pixels, still in no technique. */
export type Shape =
  | { kind: 'fill'; d: string; colour: Colour; to: Colour | null; weight: number; own: Colour | null; skin: boolean }
  | { kind: 'guide'; d: string }
  | { kind: 'line'; d: string; colour: Colour | null; weight: number }
  | { kind: 'shade'; d: string; level: number; on: Colour | null }
  | { kind: 'light'; d: string; level: number }
  | { kind: 'glow'; x: number; y: number; rx: number; ry: number; colour: Colour | null; level: number }
  | { kind: 'veil'; d: string; colour: Colour; level: number; upward: boolean | null }

/** x' = a·x + c·y + e, y' = b·x + d·y + f */
type Matrix = readonly [number, number, number, number, number, number]

export interface Placing {
  x?: number
  y?: number
  /** Same in both directions, or one for each. */
  scale?: number | readonly [number, number]
  /** Degrees, clockwise. */
  turn?: number
  flip?: boolean
}

/** What the air does to everything drawn in one layer of depth. */
export interface Depth {
  /** Line weight factor. */
  weight: number
  /** 0–1, how far colours drown in the haze. */
  haze: number
}

export interface Grade {
  /** Colour of the light that falls on things, and how much of it. */
  ambient: Colour
  strength: number
  haze: Colour
}

/** How much of the scene's coloured light skin takes on: faces stay the colour of faces by moonlight too. */
const ON_SKIN = 0.45

/** Bends the whole picture for low, high and tilted angles. */
export type Lens = (x: number, y: number) => Point

export interface Bounds {
  left: number
  top: number
  right: number
  bottom: number
}

const TOKENS = /[MLQCZ]|-?\d*\.?\d+(?:e[-+]?\d+)?/g

/** Two decimals are far below a pixel and keep the text short and the same everywhere. */
export const printed = (value: number) => String(Math.round(value * 10) / 10)

/**
 * The paper the drawing code works on. Paths are given in whatever units suit the thing drawn;
 * `within` moves them into place, and each path leaves as pixels.
 */
export class Sheet {
  readonly shapes: Shape[] = []
  readonly width: number
  readonly height: number
  private readonly grade: Grade
  private readonly lens: Lens
  private matrix: Matrix = [1, 0, 0, 1, 0, 0]
  private depth: Depth = { weight: 1, haze: 0 }
  private skin: Colour | null = null

  constructor(width: number, height: number, grade: Grade, lens: Lens) {
    this.width = width
    this.height = height
    this.grade = grade
    this.lens = lens
  }

  /** Draws in the units of a thing placed on the picture; nests. */
  within(placing: Placing, draw: () => void): void {
    const outer = this.matrix
    const scale = placing.scale ?? 1
    const [scaleX, scaleY] = typeof scale === 'number' ? [scale, scale] : scale
    const angle = ((placing.turn ?? 0) * Math.PI) / 180
    const mirrored = placing.flip ? -scaleX : scaleX
    const cos = Math.cos(angle)
    const sin = Math.sin(angle)
    const inner: Matrix = [cos * mirrored, sin * mirrored, -sin * scaleY, cos * scaleY, placing.x ?? 0, placing.y ?? 0]
    this.matrix = [
      outer[0] * inner[0] + outer[2] * inner[1],
      outer[1] * inner[0] + outer[3] * inner[1],
      outer[0] * inner[2] + outer[2] * inner[3],
      outer[1] * inner[2] + outer[3] * inner[3],
      outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
      outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
    ]
    draw()
    this.matrix = outer
  }

  /** Everything inside lies at this depth. */
  layer(depth: Depth, draw: () => void): void {
    const outer = this.depth
    this.depth = depth
    draw()
    this.depth = outer
  }

  /** Draws somebody whose skin has this colour; it takes on less of the scene's light than cloth does. */
  withSkin(skin: Colour, draw: () => void): void {
    const outer = this.skin
    this.skin = skin
    draw()
    this.skin = outer
  }

  /** A surface in its own colour; the light of the scene is added here. `weight` 0 leaves out the outline. */
  fill(d: string, colour: Colour, weight = 1): void {
    this.surface(d, this.lit(colour), weight, null, colour)
  }

  private lit(colour: Colour): Colour {
    const strength = this.grade.strength * (colour === this.skin ? ON_SKIN : 1)
    return mix(colour, multiply(colour, this.grade.ambient), strength)
  }

  /** A surface in a colour of the palette, which holds the light already; `to` runs down to a second one. */
  paint(d: string, colour: Colour, weight = 0, to: Colour | null = null): void {
    this.surface(d, colour, weight, to, null)
  }

  private surface(d: string, colour: Colour, weight: number, to: Colour | null, own: Colour | null): void {
    const hazed = (from: Colour) => (this.depth.haze > 0 ? mix(from, this.grade.haze, this.depth.haze) : from)
    this.shapes.push({
      kind: 'fill',
      d: this.path(d),
      colour: hazed(colour),
      to: to === null ? null : hazed(to),
      weight: weight * this.depth.weight,
      own,
      skin: own !== null && own === this.skin,
    })
  }

  /** A construction line, which only a pencil leaves standing. */
  guide(d: string): void {
    this.shapes.push({ kind: 'guide', d: this.path(d) })
  }

  /** A drawn line; without a colour it takes the ink of the technique. */
  line(d: string, weight = 1, colour: Colour | null = null): void {
    this.shapes.push({ kind: 'line', d: this.path(d), colour, weight: weight * this.depth.weight })
  }

  /**
   * Shadow on what is drawn so far. `level` 0 (a breath) … 1 (black in the hard techniques). Where the surface
   * is known (`on`), its own dark is used, which keeps skin from turning grey.
   */
  shade(d: string, level: number, on: Colour | null = null): void {
    this.shapes.push({
      kind: 'shade',
      d: this.path(d),
      level: level * (1 - this.depth.haze),
      on: on === null ? null : this.lit(on),
    })
  }

  /** A shape of light itself: beams, flames, lit windows. */
  light(d: string, level = 1): void {
    this.shapes.push({ kind: 'light', d: this.path(d), level })
  }

  /** Light spreading softly from a point. Without a colour it is the scene's light. */
  glow(x: number, y: number, radius: number, level: number, colour: Colour | null = null): void {
    const centre = this.toPicture(x, y)
    const edge = this.toPicture(x + radius, y)
    const r = Math.hypot(edge[0] - centre[0], edge[1] - centre[1])
    this.shapes.push({ kind: 'glow', x: centre[0], y: centre[1], rx: r, ry: r, colour, level })
  }

  /** A sheer layer of colour: fog, smoke, dusk. `upward` lets it fade towards the top (true), the bottom (false) or not at all (null). */
  veil(d: string, colour: Colour, level: number, upward: boolean | null = null): void {
    this.shapes.push({ kind: 'veil', d: this.path(d), colour, level, upward })
  }

  /** A point of the units in force, in pixels of the picture. */
  toPicture(x: number, y: number): Point {
    const m = this.matrix
    return this.lens(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
  }

  /** How many pixels one unit measures here. */
  unit(): number {
    return Math.hypot(this.matrix[0], this.matrix[1])
  }

  /** Bounds in pixels of a box given in the units in force. */
  boundsOf(left: number, top: number, right: number, bottom: number): Bounds {
    const corners = [
      this.toPicture(left, top),
      this.toPicture(right, top),
      this.toPicture(right, bottom),
      this.toPicture(left, bottom),
    ]
    const xs = corners.map((corner) => corner[0])
    const ys = corners.map((corner) => corner[1])
    return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
  }

  private path(d: string): string {
    const tokens = d.match(TOKENS) ?? []
    let result = ''
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]!
      if (token >= 'A') {
        result += token
        continue
      }
      const [x, y] = this.toPicture(Number(token), Number(tokens[++i]))
      result += `${printed(x)} ${printed(y)} `
    }
    return result
  }
}
