import { darken, lighten } from '../colour.ts'
import { dome, ellipse, poly, rect, rounded } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Hat } from '../vocabulary/looks.ts'
import type { Build } from './build.ts'

/** Goggles pushed up over the brow. */
export function drawGoggles(sheet: Sheet, build: Build, turn: number) {
  if (!build.goggles) return
  const a = build.face.cheek + 0.03
  const m = turn * 0.13
  sheet.fill(`M${-a} -0.24Q0 -0.4 ${a} -0.24L${a} -0.33Q0 -0.5 ${-a} -0.33Z`, '#4a3a30', 0.7)
  for (const side of [-1, 1]) {
    const x = m + side * 0.15
    sheet.fill(ellipse(x, -0.36, 0.125, 0.115), '#7a6a4a', 0.8)
    sheet.fill(ellipse(x, -0.36, 0.085, 0.078), '#b9d3d6', 0.6)
    sheet.line(`M${x - 0.04} -0.37L${x + 0.01} -0.41`, 0.6, '#fbf8f0')
  }
}

/** Hats that leave temples and brow free. */
const OPEN = new Set<Hat>([
  'flat-cap',
  'peaked-cap',
  'bowler',
  'brim',
  'straw',
  'knitted',
  'fez',
  'beret',
  'top-hat',
  'hats',
])
const TUCKED = new Set<Build['hair']['style']>(['bald', 'ring', 'crop', 'bun'])

/** What of short hair comes out under a hat, at the temples and over the brow. */
function tufts(sheet: Sheet, build: Build, turn: number) {
  const { style, colour } = build.hair
  if (TUCKED.has(style) || build.species) return
  const a = build.face.cheek + 0.02
  const m = turn * 0.13
  for (const side of [-1, 1])
    sheet.fill(
      poly(
        [side * (a - 0.09), -0.26],
        [side * (a + 0.03), -0.24],
        [side * (a + 0.13), -0.06],
        [side * (a + 0.03), -0.1],
        [side * (a + 0.09), 0.06],
        [side * (a - 0.01), -0.01],
        [side * (a - 0.05), 0.1],
      ),
      colour,
      0.8,
    )
  sheet.fill(
    poly(
      [m - 0.24, -0.24],
      [m + 0.2, -0.26],
      [m + 0.16, -0.15],
      [m + 0.07, -0.2],
      [m, -0.12],
      [m - 0.08, -0.19],
      [m - 0.16, -0.11],
    ),
    colour,
    0.8,
  )
}

/** A hat on the head; origin is the middle of the head. `turn` is where the face looks. */
export function drawHat(sheet: Sheet, build: Build, turn: number) {
  if (!build.hat) return
  const { style, colour } = build.hat
  const a = build.face.cheek + 0.05
  const m = turn * 0.1
  const band = darken(colour, 0.4)
  const side = turn < 0 ? -1 : 1
  if (OPEN.has(style)) tufts(sheet, build, turn)
  switch (style) {
    case 'flat-cap':
      sheet.fill(
        `M${-a - 0.02} -0.26C${-a - 0.08} -0.62 ${a * 0.4} -0.68 ${a + 0.02} -0.48Q${a + 0.08} -0.36 ${a} -0.26Q0 -0.34 ${-a - 0.02} -0.26Z`,
        colour,
      )
      return sheet.fill(
        `M${m - 0.26} -0.29Q${m + side * 0.06} -0.4 ${m + 0.26} -0.29Q${m + 0.34 * side} -0.17 ${m + side * 0.12} -0.18Q${m - 0.12} -0.22 ${m - 0.26} -0.29Z`,
        band,
      )
    case 'peaked-cap':
      sheet.fill(`M${-a - 0.02} -0.4C${-a - 0.12} -0.72 ${a + 0.12} -0.72 ${a + 0.02} -0.4Z`, colour)
      sheet.fill(`M${-a} -0.42Q0 -0.5 ${a} -0.42L${a} -0.28Q0 -0.36 ${-a} -0.28Z`, '#232838')
      sheet.fill(
        `M${m - 0.25} -0.3Q${m} -0.36 ${m + 0.25} -0.3Q${m + side * 0.3} -0.17 ${m + side * 0.08} -0.16Q${m - 0.2} -0.17 ${m - 0.25} -0.3Z`,
        '#1c1d24',
      )
      return sheet.fill(ellipse(m, -0.38, 0.045, 0.04), '#d7a742', 0.5)
    case 'bowler':
      sheet.fill(dome(0, -0.3, a - 0.01, 0.42), colour)
      sheet.fill(
        `M${-a - 0.14} -0.3Q0 -0.2 ${a + 0.14} -0.3Q${a + 0.16} -0.37 ${a} -0.36Q0 -0.3 ${-a} -0.36Q${-a - 0.16} -0.37 ${-a - 0.14} -0.3Z`,
        colour,
      )
      return sheet.fill(
        `M${-a + 0.01} -0.37Q0 -0.3 ${a - 0.01} -0.37L${a - 0.02} -0.43Q0 -0.37 ${-a + 0.02} -0.43Z`,
        lighten(colour, 0.2),
        0.4,
      )
    case 'top-hat':
    case 'hats': {
      const stack = style === 'hats' ? 3 : 1
      const colours = [colour, '#4f6a4a', '#7a4238']
      for (let i = 0; i < stack; i++) {
        const y = -0.34 - i * 0.34
        const high = stack === 1 ? 0.62 : 0.38
        const w = a - 0.04 - i * 0.06
        sheet.fill(poly([-w, y], [-w - 0.03, y - high], [w + 0.03, y - high], [w, y]), colours[i]!)
        sheet.fill(rect(-w, y - 0.12, w * 2, 0.1), darken(colours[i]!, 0.35), 0.5)
        sheet.fill(ellipse(0, y, w + 0.17, 0.06), colours[i]!)
      }
      return
    }
    case 'brim':
      sheet.fill(
        `M${-a + 0.03} -0.32Q${-a + 0.02} -0.68 ${-0.05} -0.66Q0.02 -0.6 0.1 -0.67Q${a} -0.66 ${a - 0.03} -0.32Z`,
        colour,
      )
      sheet.fill(
        `M${-a + 0.03} -0.34Q0 -0.28 ${a - 0.03} -0.34L${a - 0.04} -0.42Q0 -0.37 ${-a + 0.04} -0.42Z`,
        band,
        0.5,
      )
      return sheet.fill(
        `M${-a - 0.24} -0.28Q0 -0.42 ${a + 0.24} -0.28Q${a + 0.1} -0.18 0 -0.22Q${-a - 0.1} -0.18 ${-a - 0.24} -0.28Z`,
        colour,
      )
    case 'straw':
      sheet.fill(rounded(-a + 0.04, -0.62, a * 2 - 0.08, 0.34, 0.06), colour)
      sheet.fill(rect(-a + 0.04, -0.42, a * 2 - 0.08, 0.11), '#a5443a', 0.5)
      return sheet.fill(ellipse(0, -0.3, a + 0.26, 0.08), colour)
    case 'crown':
      sheet.fill(
        poly(
          [-a + 0.02, -0.36],
          [-a - 0.05, -0.8],
          [-a * 0.45, -0.58],
          [0, -0.86],
          [a * 0.45, -0.58],
          [a + 0.05, -0.8],
          [a - 0.02, -0.36],
        ),
        colour,
      )
      for (const x of [-a * 0.55, 0, a * 0.55]) sheet.fill(ellipse(x, -0.47, 0.045), '#a8323a', 0.5)
      return
    case 'knitted':
      sheet.fill(`M${-a} -0.2C${-a - 0.06} -0.72 ${a + 0.06} -0.72 ${a} -0.2Q0 -0.3 ${-a} -0.2Z`, colour)
      sheet.fill(
        `M${-a - 0.02} -0.32Q0 -0.42 ${a + 0.02} -0.32L${a + 0.01} -0.17Q0 -0.27 ${-a - 0.01} -0.17Z`,
        darken(colour, 0.18),
      )
      return sheet.fill(ellipse(0, -0.64, 0.1, 0.09), lighten(colour, 0.2))
    case 'headscarf':
      sheet.fill(
        `M${-a - 0.01} 0.2C${-a - 0.09} -0.78 ${a + 0.09} -0.78 ${a + 0.01} 0.2Q${a * 0.86} -0.1 ${a * 0.7} -0.24Q0 -0.42 ${-a * 0.7} -0.24Q${-a * 0.86} -0.1 ${-a - 0.01} 0.2Z`,
        colour,
      )
      return sheet.fill(poly([-0.06, 0.52], [0.06, 0.52], [0.12, 0.7], [0, 0.62], [-0.12, 0.7]), colour)
    case 'helmet':
      sheet.fill(dome(0, -0.16, a + 0.03, 0.52), colour)
      return sheet.fill(rect(-a - 0.06, -0.22, a * 2 + 0.12, 0.09), band)
    case 'fez':
      sheet.fill(poly([-a * 0.75, -0.4], [-a * 0.6, -0.82], [a * 0.6, -0.82], [a * 0.75, -0.4]), colour)
      sheet.line(`M0 -0.82Q${a * 0.8} -0.84 ${a * 0.85} -0.5`, 0.8)
      return sheet.fill(ellipse(a * 0.85, -0.46, 0.04, 0.07), '#d7a742', 0.5)
    case 'wig':
      for (const s of [-1, 1]) {
        for (let i = 0; i < 4; i++) sheet.fill(ellipse(s * (a + 0.05), -0.16 + i * 0.19, 0.13, 0.1), colour, 0.8)
      }
      sheet.fill(
        `M${-a - 0.02} -0.14C${-a - 0.08} -0.72 ${a + 0.08} -0.72 ${a + 0.02} -0.14Q${a * 0.6} -0.34 0 -0.34Q${-a * 0.6} -0.34 ${-a - 0.02} -0.14Z`,
        colour,
      )
      return
    case 'bonnet':
      sheet.fill(
        `M${-a - 0.06} -0.16C${-a - 0.22} -0.78 ${a + 0.22} -0.78 ${a + 0.06} -0.16Q0 -0.36 ${-a - 0.06} -0.16Z`,
        colour,
      )
      return sheet.line(`M${-a - 0.02} -0.3Q0 -0.46 ${a + 0.02} -0.3`, 0.6)
    case 'hood':
      return sheet.fill(
        `M${-a - 0.06} 0.5C${-a - 0.24} -0.7 ${a * 0.3} -0.85 ${a * 0.6} -0.6Q${a + 0.2} -0.3 ${a + 0.06} 0.5Q${a + 0.02} 0 ${a * 0.76} -0.22Q0 -0.46 ${-a * 0.76} -0.22Q${-a - 0.02} 0 ${-a - 0.06} 0.5Z`,
        colour,
      )
    case 'beret':
      sheet.fill(
        `M${-a} -0.34Q${-a - 0.16} -0.62 0 -0.66Q${a + 0.28} -0.66 ${a + 0.18} -0.42Q${a} -0.3 0 -0.38Q${-a + 0.1} -0.4 ${-a} -0.34Z`,
        colour,
      )
      return sheet.line('M0 -0.66L0.02 -0.73', 1)
    case 'bow':
      sheet.fill(poly([0.02, -0.56], [-0.24, -0.74], [-0.22, -0.46]), colour)
      sheet.fill(poly([-0.02, -0.56], [0.24, -0.74], [0.22, -0.46]), colour)
      return sheet.fill(ellipse(0, -0.57, 0.05), darken(colour, 0.2))
    case 'band':
      return sheet.fill(
        `M${-a} -0.2C${-a * 0.9} -0.62 ${a * 0.9} -0.62 ${a} -0.2Q${a * 0.8} -0.5 0 -0.51Q${-a * 0.8} -0.5 ${-a} -0.2Z`,
        colour,
        0.7,
      )
  }
}
