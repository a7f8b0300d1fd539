import type { RectMm } from './geometry.ts'

/**
 * Outlines as SVG path data cut down to what every painter understands: absolute `M L Q C Z`, in millimetres.
 * One text form serves the window (SVG), the pixels (SVG through sharp) and the PDF (operators).
 */
export type PathCommand =
  | { type: 'M' | 'L'; points: [number, number] }
  | { type: 'Q'; points: [number, number, number, number] }
  | { type: 'C'; points: [number, number, number, number, number, number] }
  | { type: 'Z'; points: [] }

const COORDINATES = { M: 2, L: 2, Q: 4, C: 6, Z: 0 } as const

/**
 * Reads path data.
 * @throws Error for any other command, relative ones included, and for a wrong number of coordinates
 */
export function parsePath(text: string): PathCommand[] {
  return [...text.matchAll(/([A-Za-z])([^A-Za-z]*(?:e[-+]?\d+[^A-Za-z]*)*)/g)].map(([, letter, numbers]) => {
    const points = (numbers!.match(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/g) ?? []).map(Number)
    const wanted = COORDINATES[letter as keyof typeof COORDINATES]
    if (wanted === undefined || points.length !== wanted)
      throw new Error(`Cannot read path command ${letter}${numbers}`)
    return { type: letter, points } as PathCommand
  })
}

/** Writes path data, rounded to a micrometre. */
export function formatPath(commands: readonly PathCommand[]): string {
  return commands.map((command) => command.type + command.points.map(micrometres).join(' ')).join('')
}

function micrometres(value: number): string {
  const rounded = Math.round(value * 1000) / 1000
  return String(rounded === 0 ? 0 : rounded)
}

/** `x → a·x + c·y + e`, `y → b·x + d·y + f`, as in SVG's `matrix(a b c d e f)`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export function transformPath(commands: readonly PathCommand[], [a, b, c, d, e, f]: Matrix): PathCommand[] {
  return commands.map((command) => {
    const points: number[] = []
    for (let index = 0; index < command.points.length; index += 2) {
      const x = command.points[index]!
      const y = command.points[index + 1]!
      points.push(a * x + c * y + e, b * x + d * y + f)
    }
    return { type: command.type, points } as PathCommand
  })
}

/** The rectangle around all points, control points included; null for an empty path. */
export function pathBounds(commands: readonly PathCommand[]): RectMm | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { points } of commands) {
    for (let index = 0; index < points.length; index += 2) {
      left = Math.min(left, points[index]!)
      right = Math.max(right, points[index]!)
      top = Math.min(top, points[index + 1]!)
      bottom = Math.max(bottom, points[index + 1]!)
    }
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top }
}

export function rectanglePath({ x, y, width, height }: RectMm): PathCommand[] {
  return polygonPath([
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ])
}

export function polygonPath(corners: readonly (readonly [number, number])[]): PathCommand[] {
  return [
    ...corners.map(([x, y], index) => ({ type: index === 0 ? 'M' : 'L', points: [x, y] }) as PathCommand),
    { type: 'Z', points: [] },
  ]
}
