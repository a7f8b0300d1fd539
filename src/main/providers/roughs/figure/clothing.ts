import { darken, lighten } from '../colour.ts'
import { ellipse, open, poly } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Build } from './build.ts'

/** Stripes, checks or hearts on the top. Trunk units: origin at the hips, `t` the height of the shoulders. */
export function drawPattern(sheet: Sheet, build: Build, s: number, t: number, hem: number) {
  const colour = build.top.colour
  if (build.pattern === 'hearts') {
    for (const [x, y] of [
      [-0.28, t * 0.7],
      [0.28, t * 0.45],
      [-0.26, t * 0.2],
    ] as const) {
      sheet.fill(
        `M${x} ${y + 0.16}C${x - 0.24} ${y} ${x - 0.12} ${y - 0.16} ${x} ${y - 0.03}C${x + 0.12} ${y - 0.16} ${x + 0.24} ${y} ${x} ${y + 0.16}Z`,
        '#b4302f',
        0.5,
      )
    }
    return
  }
  const tone = lighten(colour, 0.3)
  for (const k of [0.2, 0.4, 0.6, 0.8]) sheet.line(open([-s * 0.9, t * k], [s * 0.9, t * k]), 0.6, tone)
  if (build.pattern === 'checked')
    for (const k of [-0.66, -0.33, 0, 0.33, 0.66])
      sheet.line(open([s * k, t + 0.08], [s * k, Math.min(hem, 0.1)]), 0.6, tone)
}

/** What is worn over the top: apron, shawl, cloak, waistcoat. Trunk units. */
export function drawOver(sheet: Sheet, build: Build, t: number, w: number, s: number, h: number) {
  const { garment, colour } = build.over!
  switch (garment) {
    case 'apron':
      return sheet.fill(
        poly(
          [-0.3, t * 0.74],
          [0.3, t * 0.74],
          [w * 0.86, t * 0.3],
          [h * 0.95, 0.95],
          [-h * 0.95, 0.95],
          [-w * 0.86, t * 0.3],
        ),
        colour,
        0.8,
      )
    case 'shawl':
      sheet.fill(
        `M-0.2 ${t - 0.1}Q${-s - 0.12} ${t} ${-s - 0.1} ${t * 0.5}Q${-s * 0.4} ${t * 0.42} 0 ${t * 0.2}Q${s * 0.4} ${t * 0.42} ${s + 0.1} ${t * 0.5}Q${s + 0.12} ${t} 0.2 ${t - 0.1}Q0 ${t + 0.14} -0.2 ${t - 0.1}Z`,
        colour,
      )
      return sheet.line(`M0 ${t * 0.2}L0.02 ${t * 0.9}`, 0.6)
    case 'cloak':
      return sheet.fill(
        `M-0.18 ${t - 0.08}Q${-s - 0.2} ${t} ${-s - 0.28} 0.9L${-s * 0.55} 0.95Q-0.2 ${t * 0.3} -0.06 ${t}Q0.2 ${t * 0.3} ${s * 0.55} 0.95L${s + 0.28} 0.9Q${s + 0.2} ${t} 0.18 ${t - 0.08}Z`,
        colour,
      )
    default:
      sheet.fill(
        `M${-s * 0.6} ${t}L${-w * 0.95} ${t * 0.4}L${-h * 0.9} 0.06L0 0.14L${h * 0.9} 0.06L${w * 0.95} ${t * 0.4}L${s * 0.6} ${t}L0.02 ${t * 0.55}Z`,
        colour,
        0.8,
      )
      for (const k of [0.45, 0.3, 0.14]) sheet.fill(ellipse(0.02, t * k, 0.035), darken(colour, 0.45), 0.4)
  }
}

/** Scarf, tie or collar. Trunk units. */
export function drawNeckwear(sheet: Sheet, build: Build, t: number) {
  if (!build.neck) return
  const { garment, colour } = build.neck
  switch (garment) {
    case 'scarf':
      sheet.fill(
        `M-0.26 ${t - 0.1}Q0 ${t + 0.06} 0.26 ${t - 0.1}L0.25 ${t + 0.09}Q0 ${t + 0.24} -0.25 ${t + 0.09}Z`,
        colour,
      )
      sheet.fill(poly([0.06, t + 0.12], [0.24, t + 0.1], [0.27, t * 0.55], [0.1, t * 0.52]), colour)
      return build.neck.patchwork ? patches(sheet, t) : undefined
    case 'tie':
      return sheet.fill(
        poly([-0.05, t + 0.04], [0.06, t + 0.04], [0.1, t * 0.45], [0.01, t * 0.36], [-0.08, t * 0.45]),
        colour,
        0.6,
      )
    case 'bow-tie':
      sheet.fill(poly([0, t + 0.05], [-0.2, t - 0.05], [-0.2, t + 0.15]), colour, 0.7)
      return sheet.fill(poly([0, t + 0.05], [0.2, t - 0.05], [0.2, t + 0.15]), colour, 0.7)
    case 'collar':
      return sheet.fill(
        `M-0.24 ${t - 0.12}Q0 ${t + 0.02} 0.24 ${t - 0.12}L0.26 ${t + 0.02}L0.06 ${t + 0.1}L0 ${t + 0.02}L-0.06 ${t + 0.1}L-0.26 ${t + 0.02}Z`,
        colour,
        0.8,
      )
  }
}

/** Squares of cloth along the fall and the fold of a scarf. */
function patches(sheet: Sheet, t: number) {
  const cloths = ['#d2a23e', '#4f7551', '#3f648f', '#e8dcc0', '#7a4a8c']
  for (const [i, k] of [0, 0.26, 0.52, 0.78].entries()) {
    const y = t + 0.14 + (t * 0.54 - t - 0.14) * k
    sheet.fill(
      poly([0.07 + k * 0.03, y], [0.24 + k * 0.02, y - 0.01], [0.245 + k * 0.02, y + 0.09], [0.08 + k * 0.03, y + 0.1]),
      cloths[i]!,
      0.4,
    )
  }
  for (const [i, x] of [-0.2, -0.06, 0.08].entries())
    sheet.fill(poly([x, t + 0.0], [x + 0.1, t + 0.02], [x + 0.1, t + 0.13], [x, t + 0.11]), cloths[4 - i]!, 0.4)
}
