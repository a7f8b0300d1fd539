import type { Expression, Pose } from '../../../../shared/domain/panel.ts'
import { darken, lighten } from '../colour.ts'
import { MIENS } from '../figure/expression.ts'
import { detailFor } from '../figure/face.ts'
import type { FigureBounds } from '../figure/figure.ts'
import type { HeadLook } from '../figure/head.ts'
import { ellipse, limb, soft } from '../paths.ts'
import type { Bounds, Sheet } from '../sheet.ts'
import type { Species } from '../vocabulary/species.ts'
import { drawAnimalHead } from './head.ts'
import { drawBird, drawCaterpillar, drawFish, drawInsect, drawSeal, drawSnake } from './small.ts'

export interface AnimalLook {
  pose: Pose
  expression: Expression
  flip: boolean
  light: -1 | 0 | 1
  shadow: number
}

/** What one body plan hands back: its head and its extent, in units of the animal's own height. */
export interface Drawn {
  head: { x: number; y: number; size: number }
  left: number
  right: number
  top: number
}

/** Draws an animal standing on the origin, in heads of a grown-up; looks right unless mirrored. */
export function drawAnimal(sheet: Sheet, species: Species, look: AnimalLook): FigureBounds {
  const light = (look.flip ? -look.light : look.light) as -1 | 0 | 1
  let bounds: FigureBounds = { body: { left: 0, top: 0, right: 0, bottom: 0 }, face: null }
  sheet.within({ flip: look.flip, scale: species.size }, () => {
    const head = (x: number, y: number, size: number) =>
      sheet.within({ x, y, scale: size }, () => {
        const headLook: HeadLook = {
          view: 'front',
          turn: 0.45,
          mien: MIENS[look.expression],
          light,
          detail: detailFor(sheet.unit()),
          shadow: look.shadow,
        }
        drawAnimalHead(sheet, species, headLook, null)
      })
    const drawn = plans[species.plan](sheet, species, look, head)
    const face = sheet.boundsOf(
      drawn.head.x - drawn.head.size * 0.45,
      drawn.head.y - drawn.head.size * 0.55,
      drawn.head.x + drawn.head.size * 0.45,
      drawn.head.y + drawn.head.size * 0.5,
    )
    const body: Bounds = sheet.boundsOf(drawn.left, drawn.top, drawn.right, 0.03)
    bounds = {
      body: {
        left: Math.min(body.left, face.left),
        top: Math.min(body.top, face.top),
        right: Math.max(body.right, face.right),
        bottom: Math.max(body.bottom, face.bottom),
      },
      face,
    }
  })
  return bounds
}

export type DrawHead = (x: number, y: number, size: number) => void

const RESTING: readonly Pose[] = ['lie', 'sit', 'kneel', 'crouch', 'read', 'write', 'eat']
const MOVING: readonly Pose[] = ['run', 'walk', 'climb', 'fight', 'fall', 'dance', 'swim']

const plans: Record<Species['plan'], (sheet: Sheet, species: Species, look: AnimalLook, head: DrawHead) => Drawn> = {
  quadruped,
  hopper,
  bird: (sheet, species, look, head) => drawBird(sheet, species, look.pose === 'run' || look.pose === 'fall', head),
  caterpillar: drawCaterpillar,
  snake: drawSnake,
  fish: drawFish,
  frog: hopper,
  turtle: (sheet, species, _look, head) => turtle(sheet, species, head),
  insect: drawInsect,
  seal: drawSeal,
}

function quadruped(sheet: Sheet, species: Species, look: AnimalLook, head: DrawHead): Drawn {
  const { colour } = species
  const pale = species.name === 'collie' ? '#e9e4d8' : lighten(colour, 0.3)
  const resting = look.pose === 'lie' || look.pose === 'eat' || look.expression === 'asleep'
  const sitting = !resting && RESTING.includes(look.pose)
  const leg = species.legs * 0.62
  const back = resting ? -0.36 : -leg - 0.38
  const belly = resting ? -0.02 : -leg
  const stride = MOVING.includes(look.pose) ? (look.pose === 'run' ? 0.24 : 0.12) : 0
  const headSize = Math.min(0.66, species.size > 2.4 ? 0.42 : 0.5)
  tail(sheet, species, -0.66, back + 0.1, resting)
  if (sitting) {
    sheet.fill(limb([-0.22, -0.3], [0.02, -0.2], [0.06, 0], 0.3, 0.2, 0.12), darken(colour, 0.15))
    sheet.fill('M-0.5 0C-0.62 -0.36 -0.3 -0.62 0.02 -0.92Q0.34 -0.96 0.36 -0.66Q0.36 -0.3 0.22 0Z', colour)
    sheet.fill('M0.16 -0.86Q0.42 -0.8 0.36 -0.5Q0.3 -0.3 0.16 -0.3Z', pale, 0.5)
    sheet.fill(limb([0.24, -0.5], [0.26, -0.25], [0.26, -0.02], 0.16, 0.13, 0.13), colour)
    sheet.fill(ellipse(-0.26, -0.16, 0.24, 0.17), colour, 0.8)
    if (look.light !== 0) sheet.shade('M-0.5 0C-0.62 -0.36 -0.3 -0.62 -0.1 -0.8Q-0.2 -0.4 0 0Z', look.shadow * 0.5)
    head(0.28, -1.08, headSize)
    return { head: { x: 0.28, y: -1.08, size: headSize }, left: -0.8, right: 0.6, top: -1.4 }
  }
  const far = darken(colour, 0.25)
  if (!resting) {
    sheet.fill(
      limb([-0.42, belly - 0.1], [-0.46 + stride, belly + leg * 0.5], [-0.42 + stride * 1.6, -0.02], 0.18, 0.12, 0.1),
      far,
    )
    sheet.fill(
      limb([0.42, belly - 0.1], [0.4 - stride, belly + leg * 0.5], [0.38 - stride * 1.5, -0.02], 0.16, 0.11, 0.1),
      far,
    )
  }
  sheet.fill(
    soft([
      [-0.72, back + 0.04],
      [-0.2, back + 0.03],
      [0.3, back - 0.02],
      [0.68, back - 0.1],
      [0.68, belly - 0.06],
      [0.2, belly + 0.05],
      [-0.3, belly + 0.02],
      [-0.74, belly],
    ]),
    colour,
  )
  if (species.name === 'collie' || species.name === 'cow')
    sheet.fill(
      soft([
        [0.2, back],
        [0.55, back - 0.05],
        [0.6, belly - 0.05],
        [0.3, belly + 0.03],
      ]),
      pale,
      0.4,
    )
  if (look.light !== 0)
    sheet.shade(
      soft([
        [-0.7, (back + belly) / 2],
        [0.6, (back + belly) / 2],
        [0.6, belly],
        [-0.2, belly + 0.05],
        [-0.72, belly],
      ]),
      look.shadow * 0.6,
    )
  if (resting) {
    sheet.fill(limb([0.5, -0.12], [0.7, -0.06], [0.92, -0.05], 0.16, 0.12, 0.11), colour)
    sheet.fill(ellipse(-0.46, -0.15, 0.26, 0.17), colour, 0.8)
    head(0.82, -0.4, headSize)
    return { head: { x: 0.82, y: -0.4, size: headSize }, left: -1, right: 1.1, top: -0.75 }
  }
  sheet.fill(
    limb([-0.54, belly - 0.14], [-0.6 - stride, belly + leg * 0.45], [-0.54 - stride * 1.4, -0.02], 0.24, 0.14, 0.11),
    colour,
  )
  sheet.fill(
    limb([0.5, belly - 0.12], [0.54 + stride, belly + leg * 0.5], [0.52 + stride * 1.7, -0.02], 0.19, 0.13, 0.11),
    colour,
  )
  const neckLong = species.size > 2.4 ? 0.3 : 0.12
  const headAt = { x: 0.78 + neckLong * 0.4, y: back - 0.16 - neckLong, size: headSize }
  sheet.fill(limb([0.48, back + 0.16], [0.62, back], [headAt.x, headAt.y], 0.44, 0.34, 0.26), colour, 0.9)
  if (species.extra === 'mane' && species.size > 3)
    sheet.fill(
      limb([0.3, back + 0.02], [0.5, back - 0.1], [headAt.x - 0.12, headAt.y - 0.1], 0.12, 0.16, 0.12),
      darken(colour, 0.4),
      0.6,
    )
  head(headAt.x, headAt.y, headSize)
  return { head: headAt, left: -1, right: headAt.x + 0.3, top: headAt.y - headSize * 0.7 }
}

function tail(sheet: Sheet, species: Species, x: number, y: number, resting: boolean) {
  const low = resting ? -0.08 : y + 0.1
  switch (species.tail) {
    case 'long':
      return sheet.fill(
        limb([x + 0.06, y + 0.08], [x - 0.22, low - (resting ? 0 : 0.1)], [x - 0.3, low - 0.36], 0.1, 0.09, 0.07),
        species.colour,
      )
    case 'bushy':
      return sheet.fill(
        `M${x + 0.08} ${y + 0.14}Q${x - 0.3} ${y + 0.26} ${x - 0.4} ${y - 0.12}Q${x - 0.24} ${y - 0.04} ${x + 0.06} ${y}Z`,
        species.colour,
      )
    case 'hair':
      return sheet.fill(
        `M${x + 0.06} ${y}Q${x - 0.26} ${y} ${x - 0.22} ${y + 0.56}Q${x - 0.06} ${y + 0.4} ${x + 0.06} ${y + 0.14}Z`,
        darken(species.colour, 0.4),
      )
    case 'stub':
      return sheet.fill(ellipse(x - 0.02, y + 0.08, 0.1), lighten(species.colour, 0.2))
    case 'none':
  }
}

/** Mice, rabbits and others that sit up. */
function hopper(sheet: Sheet, species: Species, look: AnimalLook, head: DrawHead): Drawn {
  const { colour } = species
  const pale = lighten(colour, 0.4)
  const low = look.pose === 'lie' || look.expression === 'asleep'
  if (species.tail === 'long')
    sheet.line('M-0.3 -0.08Q-0.8 0.04 -0.9 -0.3Q-0.94 -0.5 -0.74 -0.54', 2.2, darken(colour, 0.2))
  if (species.tail === 'bushy')
    sheet.fill('M-0.24 -0.04C-0.9 0 -0.8 -0.7 -0.5 -0.9C-0.2 -1 -0.3 -0.7 -0.44 -0.5Q-0.4 -0.2 -0.2 -0.2Z', colour)
  if (species.tail === 'stub') sheet.fill(ellipse(-0.36, -0.12, 0.11), pale)
  if (species.extra === 'spines') {
    sheet.fill(
      soft([
        [-0.6, 0],
        [-0.6, -0.5],
        [-0.1, -0.8],
        [0.4, -0.5],
        [0.4, 0],
      ]),
      darken(colour, 0.2),
    )
    for (let i = 0; i < 9; i++)
      sheet.line(`M${-0.5 + i * 0.1} ${-0.2 - (i % 3) * 0.14}L${-0.58 + i * 0.1} ${-0.32 - (i % 3) * 0.14}`, 0.7)
  }
  if (low) {
    sheet.fill(
      soft([
        [-0.5, 0],
        [-0.5, -0.42],
        [0, -0.52],
        [0.42, -0.36],
        [0.5, 0],
      ]),
      colour,
    )
    head(0.34, -0.28, 0.5)
    return { head: { x: 0.34, y: -0.28, size: 0.5 }, left: -0.6, right: 0.6, top: -0.7 }
  }
  sheet.fill('M-0.36 0C-0.46 -0.4 -0.24 -0.66 0 -0.68C0.24 -0.66 0.38 -0.4 0.3 0Z', colour)
  sheet.fill('M-0.06 -0.04C-0.1 -0.3 0.04 -0.52 0.14 -0.5C0.28 -0.4 0.28 -0.16 0.2 -0.04Z', pale, 0.3)
  if (look.light !== 0) sheet.shade('M-0.36 0C-0.46 -0.4 -0.24 -0.66 -0.06 -0.66Q-0.22 -0.3 -0.1 0Z', look.shadow * 0.5)
  sheet.fill(limb([0.12, -0.46], [0.26, -0.34], [0.32, -0.4], 0.13, 0.11, 0.1), colour, 0.8)
  for (const x of [-0.22, 0.18]) sheet.fill(ellipse(x + 0.06, -0.03, 0.17, 0.07), colour, 0.8)
  head(0.04, -0.82, 0.56)
  return { head: { x: 0.04, y: -0.82, size: 0.56 }, left: -0.6, right: 0.5, top: species.ears === 'long' ? -1.6 : -1.2 }
}

function turtle(sheet: Sheet, species: Species, head: DrawHead): Drawn {
  const { colour } = species
  for (const x of [-0.5, 0.36])
    sheet.fill(limb([x, -0.2], [x + 0.06, -0.1], [x + 0.12, -0.02], 0.2, 0.17, 0.15), lighten(colour, 0.2))
  sheet.fill('M-0.78 -0.14C-0.74 -0.8 0.5 -0.86 0.66 -0.14Q-0.06 0 -0.78 -0.14Z', darken(colour, 0.15))
  sheet.line('M-0.4 -0.12L-0.28 -0.56L0.14 -0.6L0.34 -0.12M-0.28 -0.56L-0.5 -0.5M0.14 -0.6L0.36 -0.5', 0.7)
  sheet.fill(limb([0.56, -0.2], [0.7, -0.34], [0.78, -0.5], 0.22, 0.18, 0.18), lighten(colour, 0.2))
  head(0.8, -0.6, 0.4)
  return { head: { x: 0.8, y: -0.6, size: 0.4 }, left: -0.85, right: 1.02, top: -0.9 }
}
