import { darken, lighten } from '../colour.ts'
import { dome, ellipse, type Point, poly, soft } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Build } from './build.ts'
import type { Detail } from './face.ts'

/** Bumps along an arc over the skull, for curls. `from` and `to` in degrees, 0 is right, 90 up. */
function curls(rx: number, ry: number, from: number, to: number, count: number, bump: number): Point[] {
  const points: Point[] = []
  for (let i = 0; i <= count; i++) {
    const angle = ((from + ((to - from) * i) / count) * Math.PI) / 180
    const out = i % 2 === 0 ? 1 : 1 + bump
    points.push([Math.cos(angle) * rx * out, -Math.sin(angle) * ry * out])
  }
  return points
}

/** Hair that hangs behind head and shoulders; drawn before the body of the head. */
export function drawHairBehind(sheet: Sheet, build: Build, turn: number) {
  const { style, colour } = build.hair
  const dark = darken(colour, 0.18)
  const a = build.face.cheek + 0.05
  switch (style) {
    case 'long':
      return sheet.fill(
        `M${-a} -0.2C${-a - 0.12} 0.3 ${-a - 0.06} 0.7 ${-a + 0.02} 0.98Q0 1.1 ${a - 0.02} 0.98C${a + 0.06} 0.7 ${a + 0.12} 0.3 ${a} -0.2C${a} -0.6 ${-a} -0.6 ${-a} -0.2Z`,
        dark,
      )
    case 'bob':
      return sheet.fill(
        `M${-a} -0.2C${-a - 0.1} 0.15 ${-a - 0.1} 0.4 ${-a + 0.02} 0.5Q0 0.56 ${a - 0.02} 0.5C${a + 0.1} 0.4 ${a + 0.1} 0.15 ${a} -0.2C${a} -0.6 ${-a} -0.6 ${-a} -0.2Z`,
        dark,
      )
    case 'bun':
      return sheet.fill(ellipse(-turn * 0.2, -0.57, 0.19, 0.17), colour)
    case 'ponytail':
      return sheet.fill(
        `M${-turn * 0.3} -0.42C${-turn * 0.6 - 0.3} -0.5 ${-turn * 0.5 - 0.52} 0.1 ${-turn * 0.4 - 0.38} 0.5C${-turn * 0.4 - 0.3} 0.2 ${-turn * 0.4 - 0.2} 0 ${-turn * 0.3 - 0.1} -0.1Z`,
        colour,
      )
    case 'curly':
      return sheet.fill(soft(curls(a + 0.1, 0.6, -35, 215, 18, 0.14)), dark)
    case 'wild':
      return sheet.fill(poly(...curls(a + 0.1, 0.6, -20, 200, 16, 0.3)), dark)
    default:
  }
}

/** Plaits hang in front of the shoulders, so they are drawn after the body. */
export function drawPlaits(sheet: Sheet, build: Build, turn: number, detail: Detail) {
  const { style, colour } = build.hair
  const sides = style === 'plaits' ? [-1, 1] : style === 'plait' ? [turn > 0 ? -1 : 1] : []
  const links = detail === 0 ? 3 : 6
  for (const side of sides) {
    const x = side * (build.face.cheek + 0.005)
    for (let i = 0; i < links; i++) {
      const y = 0.3 + (i * 0.72) / links
      const w = 0.1 - i * 0.004
      sheet.fill(ellipse(x + side * 0.02 * i * (6 / links) * 0.6, y, w, 0.48 / links + 0.02), colour, 0.8)
      if (detail === 2)
        sheet.line(
          `M${x + side * 0.012 * i - w * 0.6} ${y - 0.03}Q${x + side * 0.012 * i} ${y + 0.05} ${x + side * 0.012 * i + w * 0.6} ${y - 0.02}`,
          0.45,
        )
    }
    const end = x + side * 0.075
    sheet.fill(
      poly([end - 0.05, 1.01], [end + 0.05, 1.01], [end + 0.075, 1.17], [end, 1.13], [end - 0.065, 1.17]),
      colour,
      0.8,
    )
    sheet.fill(ellipse(end, 1.01, 0.062, 0.03), '#e4d9bd', 0.6)
  }
}

/** Hairline, fringe and side hair over the face. */
export function drawHairFront(sheet: Sheet, build: Build, turn: number, light: number, detail: Detail) {
  const { style, colour, fringe, streak } = build.hair
  const a = build.face.cheek + 0.025
  const m = turn * 0.13
  if (style === 'bald') return
  if (style === 'ring') {
    for (const side of [-1, 1]) {
      sheet.fill(
        `M${side * a} -0.12Q${side * (a + 0.07)} 0.0 ${side * (a + 0.02)} 0.12Q${side * (a - 0.07)} 0.02 ${side * (a - 0.04)} -0.2Z`,
        colour,
      )
    }
    return
  }
  const part = m + fringe * 0.17
  const cap = hairline(style, a, m, part, fringe)
  sheet.fill(cap, colour)
  if (streak)
    sheet.fill(
      `M${part + 0.02} -0.54Q${part + 0.13} -0.5 ${part + 0.15} -0.26Q${part + 0.03} -0.36 ${part + 0.02} -0.54Z`,
      '#c9c7c0',
      0.4,
    )
  if (detail > 0) {
    const s = light > 0 ? -1 : 1
    sheet.shade(
      `M${s * a * 0.35} -0.56Q${s * (a + 0.05)} -0.55 ${s * (a + 0.015)} -0.05Q${s * a * 0.92} -0.35 ${s * a * 0.35} -0.36Z`,
      0.55,
    )
  }
  if (detail === 2) strands(sheet, style, a, part, colour)
}

function hairline(style: Build['hair']['style'], a: number, m: number, part: number, fringe: number): string {
  const top = `M${-a} 0.02C${-a - 0.04} -0.42 ${-a * 0.75} -0.6 0 -0.6C${a * 0.75} -0.6 ${a + 0.04} -0.42 ${a} 0.02`
  switch (style) {
    case 'curly':
      return soft([
        ...curls(a + 0.06, 0.63, 0, 180, 14, 0.12),
        [-a * 0.82, -0.16],
        [-a * 0.5, -0.27],
        [m, -0.22],
        [a * 0.5, -0.28],
        [a * 0.82, -0.16],
      ])
    case 'wild':
      return poly(
        ...curls(a + 0.05, 0.62, 0, 180, 14, 0.2),
        [-a * 0.85, -0.1],
        [-a * 0.6, -0.24],
        [m - 0.08, -0.18],
        [m, -0.28],
        [m + 0.12, -0.2],
        [a * 0.6, -0.26],
        [a * 0.85, -0.1],
      )
    case 'crop':
      return `M${-a + 0.01} -0.1C${-a} -0.42 ${-a * 0.75} -0.545 0 -0.545C${a * 0.75} -0.545 ${a} -0.42 ${a - 0.01} -0.1Q${a * 0.85} -0.3 ${m + 0.12} -0.33Q${m} -0.3 ${m - 0.12} -0.33Q${-a * 0.85} -0.3 ${-a + 0.01} -0.1Z`
    case 'plaits':
    case 'plait':
    case 'bun':
    case 'ponytail':
      // Drawn back from a parting: two sweeps that leave the forehead open.
      return `${top}Q${a * 0.9} -0.2 ${part + 0.02} -0.36Q${-a * 0.85} -0.24 ${-a} 0.02Z`
    case 'long':
      return `${top}Q${a + 0.05} 0.35 ${a - 0.02} 0.62Q${a - 0.1} 0.3 ${a * 0.82} -0.08Q${part + 0.16} -0.2 ${part} -0.38Q${part - 0.16} -0.18 ${-a * 0.84} -0.06Q${-a + 0.09} 0.3 ${-a + 0.02} 0.62Q${-a - 0.05} 0.35 ${-a} 0.02Z`
    case 'bob':
      return `${top}Q${a + 0.07} 0.3 ${a - 0.01} 0.44Q${a - 0.1} 0.2 ${a * 0.84} -0.1Q${a * 0.5} -0.17 ${m + 0.1} -0.17L${m - 0.04} -0.19Q${-a * 0.5} -0.16 ${-a * 0.84} -0.1Q${-a + 0.09} 0.2 ${-a + 0.01} 0.44Q${-a - 0.07} 0.3 ${-a} 0.02Z`
    case 'side':
      return `${top}Q${a * 0.92} -0.2 ${a * 0.72} -0.25Q${part} -0.16 ${part - 0.12} -0.34Q${-a * 0.72} -0.3 ${-a} 0.02Z`
    default: {
      const lift = 0.03 * fringe
      return `${top}Q${a * 0.95} -0.17 ${a * 0.8} -0.24Q${m + 0.15} ${-0.26 + lift} ${m + 0.06} -0.22Q${m} ${-0.3 - lift} ${m - 0.1} -0.24Q${-a * 0.7} -0.3 ${-a * 0.8} -0.22Q${-a * 0.95} -0.17 ${-a} 0.02Z`
    }
  }
}

function strands(sheet: Sheet, style: Build['hair']['style'], a: number, part: number, colour: string) {
  if (style === 'curly' || style === 'wild' || style === 'crop') {
    for (const x of [-0.2, 0, 0.18])
      sheet.line(`M${x - 0.06} -0.42Q${x} -0.5 ${x + 0.06} -0.42Q${x + 0.03} -0.37 ${x} -0.4`, 0.45)
    return
  }
  const tone = lighten(colour, 0.25)
  sheet.line(`M${part} -0.56Q${a * 0.7} -0.5 ${a * 0.9} -0.2`, 0.5, tone)
  sheet.line(`M${part} -0.56Q${-a * 0.7} -0.5 ${-a * 0.9} -0.2`, 0.5)
  sheet.line(`M${part} -0.55Q${-a * 0.4} -0.48 ${-a * 0.6} -0.3`, 0.45)
  sheet.line(`M${part} -0.55Q${a * 0.4} -0.48 ${a * 0.62} -0.3`, 0.45)
}

/** Beard and moustache, over the features but below the mouth's line being redrawn by the caller. */
export function drawBeard(sheet: Sheet, build: Build, turn: number, detail: Detail) {
  if (!build.beard) return
  const { style, colour } = build.beard
  const m = turn * 0.13
  const a = build.face.cheek
  const c = build.face.chin
  if (style === 'full' || style === 'short') {
    const long = style === 'full' ? 0.22 : 0.06
    sheet.fill(
      `M${-a - 0.01} -0.02Q${-a - 0.02} 0.3 ${-a * 0.72} ${c - 0.02}Q${-a * 0.4} ${c + long} ${m * 0.6} ${c + long + 0.02}Q${a * 0.4} ${c + long} ${a * 0.72} ${c - 0.02}Q${a + 0.02} 0.3 ${a + 0.01} -0.02Q${a * 0.9} 0.16 ${m + 0.17} 0.2Q${m} 0.17 ${m - 0.17} 0.2Q${-a * 0.9} 0.16 ${-a - 0.01} -0.02Z`,
      colour,
    )
    if (detail === 2) {
      for (const x of [-0.16, -0.05, 0.07, 0.17])
        sheet.line(`M${m + x} 0.4Q${m + x * 1.1} ${c} ${m + x * 0.9} ${c + long * 0.7}`, 0.45, darken(colour, 0.4))
    }
  }
  if (style === 'goatee')
    sheet.fill(
      `M${m - 0.09} 0.36Q${m} 0.33 ${m + 0.09} 0.36Q${m + 0.06} ${c + 0.1} ${m} ${c + 0.16}Q${m - 0.06} ${c + 0.1} ${m - 0.09} 0.36Z`,
      colour,
    )
  if (style === 'stubble') {
    sheet.veil(
      `M${-a * 0.94} 0.14Q${-a * 0.8} 0.44 0 ${c}Q${a * 0.8} 0.44 ${a * 0.94} 0.14Q${m + 0.1} 0.24 ${m} 0.22Q${m - 0.1} 0.24 ${-a * 0.94} 0.14Z`,
      '#3d3a3d',
      0.28,
    )
    return
  }
  if (detail > 0) {
    sheet.fill(
      `M${m} 0.205Q${m + 0.1} 0.185 ${m + 0.19} 0.285Q${m + 0.09} 0.275 ${m} 0.255Q${m - 0.09} 0.275 ${m - 0.19} 0.285Q${m - 0.1} 0.185 ${m} 0.205Z`,
      style === 'moustache' ? colour : lighten(colour, 0.12),
      0.7,
    )
  }
}

/** A whole head of hair seen from behind. */
export function drawHairFromBehind(sheet: Sheet, build: Build) {
  const { style, colour } = build.hair
  const a = build.face.cheek + 0.03
  if (style === 'bald') return
  if (style === 'ring') return sheet.fill(dome(0, 0.3, a, -0.12), colour)
  sheet.fill(
    `M${-a} 0.1C${-a - 0.04} -0.42 ${-a * 0.75} -0.6 0 -0.6C${a * 0.75} -0.6 ${a + 0.04} -0.42 ${a} 0.1Q${a * 0.8} 0.42 0 0.44Q${-a * 0.8} 0.42 ${-a} 0.1Z`,
    colour,
  )
  sheet.line(`M0 -0.58Q${0.03} -0.1 0 0.4`, 0.5)
  for (const x of [-0.2, 0.2]) sheet.line(`M${x * 0.6} -0.5Q${x * 1.3} -0.1 ${x * 0.9} 0.32`, 0.4)
  if (style === 'bun') sheet.fill(ellipse(0, -0.3, 0.2, 0.18), colour)
}
