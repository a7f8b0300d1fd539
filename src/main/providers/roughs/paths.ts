/**
 * Path strings for the sheet. Only absolute M, L, Q, C and Z are used, so that every point can be moved,
 * turned and seen through the lens of an angle before it is printed.
 */
export type Point = readonly [number, number]

/** Control-point distance that makes four cubic curves a circle. */
const ROUND = 0.5523

export const rect = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}L${x + width} ${y}L${x + width} ${y + height}L${x} ${y + height}Z`

export const line = (x1: number, y1: number, x2: number, y2: number) => `M${x1} ${y1}L${x2} ${y2}`

export function poly(...points: Point[]): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join('L')}Z`
}

export function open(...points: Point[]): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`
}

export function ellipse(cx: number, cy: number, rx: number, ry = rx): string {
  const kx = rx * ROUND
  const ky = ry * ROUND
  return (
    `M${cx - rx} ${cy}C${cx - rx} ${cy - ky} ${cx - kx} ${cy - ry} ${cx} ${cy - ry}` +
    `C${cx + kx} ${cy - ry} ${cx + rx} ${cy - ky} ${cx + rx} ${cy}` +
    `C${cx + rx} ${cy + ky} ${cx + kx} ${cy + ry} ${cx} ${cy + ry}` +
    `C${cx - kx} ${cy + ry} ${cx - rx} ${cy + ky} ${cx - rx} ${cy}Z`
  )
}

/** A flat ring; the hole runs the other way round, so that nonzero filling leaves it open. */
export function ring(cx: number, cy: number, outer: number, inner: number, flatten = 1): string {
  return ellipse(cx, cy, outer, outer * flatten) + ellipse(cx, cy, inner, -inner * flatten)
}

/** Upper (or, with a negative `ry`, lower) half of an ellipse, closed along its diameter. */
export function dome(cx: number, cy: number, rx: number, ry: number): string {
  const kx = rx * ROUND
  const ky = ry * ROUND
  return (
    `M${cx - rx} ${cy}C${cx - rx} ${cy - ky} ${cx - kx} ${cy - ry} ${cx} ${cy - ry}` +
    `C${cx + kx} ${cy - ry} ${cx + rx} ${cy - ky} ${cx + rx} ${cy}Z`
  )
}

export function rounded(x: number, y: number, width: number, height: number, radius: number): string {
  const r = Math.min(radius, width / 2, height / 2)
  const right = x + width
  const bottom = y + height
  return (
    `M${x + r} ${y}L${right - r} ${y}Q${right} ${y} ${right} ${y + r}L${right} ${bottom - r}` +
    `Q${right} ${bottom} ${right - r} ${bottom}L${x + r} ${bottom}Q${x} ${bottom} ${x} ${bottom - r}L${x} ${y + r}Q${x} ${y} ${x + r} ${y}Z`
  )
}

/** A closed curve through the middles of the given corners: soft blobs such as clouds, bushes and hills. */
export function soft(points: readonly Point[]): string {
  const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  const start = middle(points.at(-1)!, points[0]!)
  let path = `M${start[0]} ${start[1]}`
  points.forEach((corner, i) => {
    const end = middle(corner, points[(i + 1) % points.length]!)
    path += `Q${corner[0]} ${corner[1]} ${end[0]} ${end[1]}`
  })
  return `${path}Z`
}

/** A star or cog: `spikes` points between two radii. */
export function star(cx: number, cy: number, outer: number, inner: number, spikes: number, turn = 0): string {
  const points: Point[] = []
  for (let i = 0; i < spikes * 2; i++) {
    const angle = turn + (i * Math.PI) / spikes - Math.PI / 2
    const radius = i % 2 === 0 ? outer : inner
    points.push([cx + Math.cos(angle) * radius, cy + Math.sin(angle) * radius])
  }
  return poly(...points)
}

/**
 * A sleeve or leg: two bones `a`–`b`–`c` with their thickness at each joint, round at the ends
 * and smooth over the middle joint.
 */
export function limb(a: Point, b: Point, c: Point, atA: number, atB: number, atC: number): string {
  const normal = (from: Point, to: Point): Point => {
    const dx = to[0] - from[0]
    const dy = to[1] - from[1]
    const length = Math.hypot(dx, dy) || 1
    return [-dy / length, dx / length]
  }
  const upper = normal(a, b)
  const lower = normal(b, c)
  const bend = normal([0, 0], [upper[1] + lower[1], -upper[0] - lower[0]])
  // Doubled back on itself the joint has no direction of its own; the upper bone's serves.
  const joint: Point = Math.hypot(upper[0] + lower[0], upper[1] + lower[1]) < 0.2 ? upper : bend
  const side = (point: Point, direction: Point, width: number, sign: 1 | -1): Point => [
    point[0] + (direction[0] * width * sign) / 2,
    point[1] + (direction[1] * width * sign) / 2,
  ]
  const a1 = side(a, upper, atA, 1)
  const a2 = side(a, upper, atA, -1)
  const b1 = side(b, joint, atB, 1)
  const b2 = side(b, joint, atB, -1)
  const c1 = side(c, lower, atC, 1)
  const c2 = side(c, lower, atC, -1)
  const cap = (from: Point, to: Point, out: Point, width: number) =>
    `C${from[0] + out[0] * width * 0.6} ${from[1] + out[1] * width * 0.6} ${to[0] + out[0] * width * 0.6} ${to[1] + out[1] * width * 0.6} ${to[0]} ${to[1]}`
  const through = (from: Point, by: Point, to: Point) => {
    // The control point that makes the curve pass through `by` half way.
    const x = 2 * by[0] - (from[0] + to[0]) / 2
    const y = 2 * by[1] - (from[1] + to[1]) / 2
    return `Q${from[0] * 0.3 + x * 0.7} ${from[1] * 0.3 + y * 0.7} ${to[0]} ${to[1]}`
  }
  const outC: Point = [lower[1], -lower[0]]
  const outA: Point = [-upper[1], upper[0]]
  return `M${a1[0]} ${a1[1]}${through(a1, b1, c1)}${cap(c1, c2, outC, atC)}${through(c2, b2, a2)}${cap(a2, a1, outA, atA)}Z`
}
