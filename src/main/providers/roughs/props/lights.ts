import { ellipse, limb, open, poly, rounded } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Prop } from './prop.ts'

const WOOD = '#7d5736'
const BRASS = '#cc9c3e'
const IRON = '#565b62'

const hand = (size: number, draw: (sheet: Sheet) => void): Prop => ({ size, place: 'hand', draw })
const table = (size: number, draw: (sheet: Sheet) => void): Prop => ({ size, place: 'table', draw })

/** Things that give light of their own. */
export const LIGHT_PROPS = {
  lantern: hand(1.05, (s) => {
    s.glow(0, -0.36, 1.9, 0.7)
    s.line('M-0.2 -0.72Q0 -1.1 0.2 -0.72', 1.2)
    s.fill(poly([-0.24, -0.68], [-0.12, -0.84], [0.12, -0.84], [0.24, -0.68]), IRON)
    s.light(rounded(-0.19, -0.68, 0.38, 0.54, 0.06))
    s.light('M0 -0.58Q0.12 -0.36 0 -0.24Q-0.12 -0.36 0 -0.58Z')
    s.line('M-0.19 -0.68L-0.19 -0.14M0.19 -0.68L0.19 -0.14M0 -0.68L0 -0.6', 1)
    s.fill(poly([-0.26, -0.14], [0.26, -0.14], [0.22, 0], [-0.22, 0]), IRON)
  }),
  candle: hand(0.7, (s) => {
    s.glow(0, -0.86, 2.1, 0.7)
    s.fill(ellipse(0, -0.03, 0.28, 0.08), BRASS)
    s.fill(rounded(-0.09, -0.66, 0.18, 0.64, 0.04), '#efe6cf')
    s.line('M-0.09 -0.6Q-0.05 -0.4 -0.07 -0.36', 0.5)
    s.light('M0 -1.02Q0.13 -0.82 0 -0.68Q-0.13 -0.82 0 -1.02Z')
  }),
  torch: hand(1, (s) => {
    s.glow(0, -0.96, 1.8, 0.7)
    s.fill(limb([0, 0.2], [0, -0.3], [0, -0.72], 0.1, 0.12, 0.17), WOOD)
    s.light('M0 -1.3Q0.3 -0.96 0.12 -0.68L-0.12 -0.68Q-0.3 -0.9 -0.06 -1.02Q-0.04 -1.16 0 -1.3Z')
  }),
  lamp: table(1.1, (s) => {
    s.glow(0, -0.7, 1.8, 0.65)
    s.fill(ellipse(0, -0.04, 0.26, 0.07), BRASS)
    s.fill(limb([0, -0.06], [0, -0.2], [0, -0.42], 0.1, 0.22, 0.1), BRASS)
    s.light('M-0.2 -0.46Q-0.26 -0.6 -0.14 -0.78L-0.1 -1L0.1 -1L0.14 -0.78Q0.26 -0.6 0.2 -0.46Z')
    s.line('M-0.2 -0.46Q-0.26 -0.6 -0.14 -0.78L-0.1 -1L0.1 -1L0.14 -0.78Q0.26 -0.6 0.2 -0.46Z', 0.8)
  }),
  lens: table(0.9, (s) => {
    s.fill(ellipse(0, -0.5, 0.5), BRASS)
    s.fill(ellipse(0, -0.5, 0.42), '#b9d0cc', 0.8)
    s.light(ellipse(0, -0.5, 0.4), 0.5)
    for (const r of [0.32, 0.22, 0.12]) s.line(ellipse(0, -0.5, r), 0.8, '#8a6a3c')
    for (let i = 0; i < 10; i++)
      s.line(
        open(
          [Math.cos(i * 0.628) * 0.12, -0.5 + Math.sin(i * 0.628) * 0.12],
          [Math.cos(i * 0.628) * 0.41, -0.5 + Math.sin(i * 0.628) * 0.41],
        ),
        0.5,
        '#8a6a3c',
      )
  }),
} satisfies Record<string, Prop>
