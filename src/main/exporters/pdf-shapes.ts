import type { RectMm } from '../../comic/geometry.ts'
import type { PageShape } from '../../comic/page.ts'
import { type PathCommand, parsePath, pathBounds } from '../../comic/path.ts'
import { assertNever } from '../../shared/errors.ts'

/** Operators for shapes, and what they refer to by name. */
export interface ShapeOperators {
  operators: string
  /** Name of a graphics state → opacity 0–1. */
  opacities: Map<string, number>
  /** Name of a group → what is painted together before it becomes transparent. */
  groups: Map<string, { operators: string; box: RectMm }>
}

/** Shapes as PDF operators, in the shapes' own millimetres: the caller sets up the coordinates. */
export function shapeOperators(shapes: readonly PageShape[]): ShapeOperators {
  const opacities = new Map<string, number>()
  const groups: ShapeOperators['groups'] = new Map()
  const operators = shapes.map((shape) => {
    const state = `Opacity${Math.round(shape.opacity * 1000)}`
    opacities.set(state, shape.opacity)
    return ['q', `/${state} gs`, ...(needsGroup(shape) ? [inGroup(shape, groups)] : paint(shape)), 'Q'].join('\n')
  })
  return { operators: operators.join('\n'), opacities, groups }
}

/** The inner half of a line lies over the fill: painted one by one, it would be seen through the line. */
function needsGroup({ fill, stroke, opacity }: PageShape): boolean {
  return fill !== null && stroke !== null && opacity < 1
}

function inGroup(shape: PageShape, groups: ShapeOperators['groups']): string {
  const bounds = pathBounds(parsePath(shape.path))
  if (bounds === null) return ''
  const name = `Veil${groups.size}`
  const { widthMm } = shape.stroke!
  const box = {
    x: bounds.x - widthMm,
    y: bounds.y - widthMm,
    width: bounds.width + 2 * widthMm,
    height: bounds.height + 2 * widthMm,
  }
  groups.set(name, { operators: paint(shape).join('\n'), box })
  return `/${name} Do`
}

function paint({ path, fill, stroke }: PageShape): string[] {
  const settings = [
    ...(fill === null ? [] : [`${rgb(fill)} rg`]),
    ...(stroke === null ? [] : [`${rgb(stroke.color)} RG`, `${number(stroke.widthMm)} w 1 J 1 j`]),
    // Each shape is painted within q and Q, so the dashes end with it.
    ...(stroke?.dashMm === undefined ? [] : [`[${numbers(stroke.dashMm)}] 0 d`]),
  ]
  // B fills and strokes, f fills, S strokes, n does neither.
  const finish = fill !== null ? (stroke !== null ? 'B' : 'f') : stroke !== null ? 'S' : 'n'
  return [...settings, ...pathOperators(parsePath(path)), finish]
}

function pathOperators(commands: readonly PathCommand[]): string[] {
  let at: readonly [number, number] = [0, 0]
  return commands.map((command) => {
    const from = at
    const { type, points } = command
    if (points.length > 0) at = [points.at(-2)!, points.at(-1)!]
    switch (type) {
      case 'M':
        return `${numbers(points)} m`
      case 'L':
        return `${numbers(points)} l`
      case 'C':
        return `${numbers(points)} c`
      case 'Q':
        return `${numbers(raiseToCubic(from, points))} c`
      case 'Z':
        return 'h'
      default:
        return assertNever(command)
    }
  })
}

/** PDF has no quadratic curves; this is the same curve as a cubic one. */
function raiseToCubic(
  [x0, y0]: readonly [number, number],
  [x1, y1, x, y]: readonly [number, number, number, number],
): number[] {
  const twoThirds = (end: number, control: number) => end + (2 / 3) * (control - end)
  return [twoThirds(x0, x1), twoThirds(y0, y1), twoThirds(x, x1), twoThirds(y, y1), x, y]
}

/** `#rrggbb` as three numbers from 0 to 1. */
function rgb(color: string): string {
  return numbers([1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255))
}

function numbers(values: readonly number[]): string {
  return values.map(number).join(' ')
}

/** PDF knows no exponents; four digits are a tenth of a micrometre. */
function number(value: number): string {
  return String(Number(value.toFixed(4)))
}
