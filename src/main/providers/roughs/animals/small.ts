import { darken, lighten } from '../colour.ts'
import { ellipse, limb } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Species } from '../vocabulary/species.ts'
import type { AnimalLook, DrawHead, Drawn } from './animal.ts'

/** Units of all body plans: the animal is about 1 high, stands on the origin and looks right. */
export function drawBird(sheet: Sheet, species: Species, flying: boolean, head: DrawHead): Drawn {
  const { colour } = species
  const tall = species.legs > 0.8
  const legs = tall ? 0.62 : 0.18
  const y = -legs - 0.28
  const size = tall ? 0.22 : 0.42
  const headAt = tall ? { x: 0.34, y: -1.12, size } : { x: 0.3, y: y - 0.34, size }
  for (const x of [-0.08, 0.1]) sheet.line(`M${x} ${y + 0.2}L${x} -0.02L${x + 0.12} 0`, 1.1, '#c98a3a')
  sheet.fill(
    `M-0.3 ${y + 0.02}L-0.78 ${y + (species.tail === 'bushy' ? -0.34 : 0.04)}L-0.66 ${y + 0.2}L-0.24 ${y + 0.2}Z`,
    darken(colour, 0.25),
  )
  if (tall) sheet.fill(limb([0.2, y - 0.05], [0.5, y - 0.26], [headAt.x, headAt.y + 0.04], 0.16, 0.1, 0.09), colour)
  sheet.fill(
    `M-0.46 ${y + 0.02}C-0.4 ${y - 0.36} 0.36 ${y - 0.36} 0.42 ${y - 0.02}C0.42 ${y + 0.3} -0.2 ${y + 0.36} -0.46 ${y + 0.02}Z`,
    colour,
  )
  if (flying)
    sheet.fill(
      `M-0.1 ${y - 0.06}Q-0.5 ${y - 0.9} -0.9 ${y - 0.8}Q-0.5 ${y - 0.3} 0.16 ${y + 0.1}Z`,
      darken(colour, 0.18),
    )
  else
    sheet.fill(
      `M-0.44 ${y + 0.06}Q-0.2 ${y - 0.24} 0.2 ${y - 0.06}Q0.1 ${y + 0.24} -0.44 ${y + 0.06}Z`,
      darken(colour, 0.18),
      0.7,
    )
  head(headAt.x, headAt.y, size)
  return { head: headAt, left: -0.85, right: 0.6, top: headAt.y - size * 0.6 }
}

export function drawCaterpillar(sheet: Sheet, species: Species, _look: AnimalLook, head: DrawHead): Drawn {
  const { colour } = species
  const rings = 6
  for (let i = 0; i < rings; i++) {
    const x = -0.86 + i * 0.26
    const rise = i > 3 ? (i - 3) * 0.16 : 0
    const y = -0.22 - rise
    if (i < 5) sheet.fill(ellipse(x + 0.04, y + 0.2, 0.06, 0.09), '#d08a4a', 0.6)
    sheet.fill(ellipse(x, y, 0.23, 0.24), i % 2 === 0 ? colour : lighten(colour, 0.15), 0.9)
  }
  head(0.52, -0.82, 0.54)
  return { head: { x: 0.52, y: -0.82, size: 0.54 }, left: -1.1, right: 0.8, top: -1.2 }
}

export function drawSnake(sheet: Sheet, species: Species, _look: AnimalLook, head: DrawHead): Drawn {
  const { colour } = species
  sheet.fill(
    'M-1.34 0.02Q-1 -0.4 -0.7 -0.22Q-0.4 -0.06 -0.1 -0.22Q0.2 -0.38 0.34 -0.6L0.56 -0.52Q0.4 -0.18 0.02 -0.04Q-0.4 0.1 -0.68 -0.04Q-1 -0.2 -1.34 0.02Z',
    colour,
  )
  head(0.48, -0.62, 0.42)
  return { head: { x: 0.48, y: -0.62, size: 0.42 }, left: -1.35, right: 0.7, top: -0.9 }
}

export function drawFish(sheet: Sheet, species: Species, look: AnimalLook): Drawn {
  const { colour } = species
  sheet.fill('M-0.5 -0.5L-0.98 -0.84L-0.86 -0.46L-0.96 -0.12Z', darken(colour, 0.2))
  sheet.fill('M0.0 -0.8Q-0.1 -1.06 -0.34 -1Q-0.2 -0.84 -0.2 -0.74Z', darken(colour, 0.2))
  sheet.fill('M-0.6 -0.48C-0.3 -0.94 0.5 -0.96 0.82 -0.46C0.5 -0.04 -0.3 -0.06 -0.6 -0.48Z', colour)
  sheet.fill('M-0.4 -0.36C0 -0.06 0.5 -0.1 0.78 -0.4Q0.2 -0.28 -0.4 -0.36Z', lighten(colour, 0.45), 0.3)
  sheet.line('M0.42 -0.78Q0.28 -0.48 0.42 -0.18', 0.7)
  sheet.paint(ellipse(0.58, -0.56, 0.075), '#f4efe2', 0.6)
  sheet.paint(ellipse(0.6, -0.56, look.expression === 'asleep' ? 0.01 : 0.04), '#17161a')
  return { head: { x: 0.55, y: -0.48, size: 0.5 }, left: -1, right: 0.84, top: -1.02 }
}

export function drawInsect(sheet: Sheet, species: Species, _look: AnimalLook, head: DrawHead): Drawn {
  const { colour } = species
  for (const side of [-1, 1]) {
    sheet.fill(`M0 -0.5C${side * 0.2} -1.2 ${side * 0.9} -1.1 ${side * 0.7} -0.6Q${side * 0.4} -0.4 0 -0.45Z`, colour)
    sheet.fill(
      `M0 -0.44C${side * 0.3} -0.4 ${side * 0.66} -0.2 ${side * 0.4} -0.02Q${side * 0.1} -0.1 0 -0.36Z`,
      lighten(colour, 0.3),
    )
  }
  sheet.fill(ellipse(0, -0.4, 0.09, 0.34), darken(colour, 0.5))
  head(0, -0.8, 0.24)
  return { head: { x: 0, y: -0.8, size: 0.24 }, left: -0.85, right: 0.85, top: -1.1 }
}

export function drawSeal(sheet: Sheet, species: Species, _look: AnimalLook, head: DrawHead): Drawn {
  const { colour } = species
  sheet.fill('M-0.9 -0.06L-1.16 -0.26L-1.06 0.02L-0.9 0.02Z', darken(colour, 0.15))
  sheet.fill('M-0.96 0C-0.7 -0.34 -0.1 -0.4 0.16 -0.9Q0.5 -1 0.5 -0.5Q0.5 -0.1 0.3 0Z', colour)
  sheet.fill('M0.1 -0.26Q0.4 -0.2 0.5 0.02L0.2 0.02Z', darken(colour, 0.15))
  head(0.36, -0.92, 0.44)
  return { head: { x: 0.36, y: -0.92, size: 0.44 }, left: -1.2, right: 0.62, top: -1.2 }
}
