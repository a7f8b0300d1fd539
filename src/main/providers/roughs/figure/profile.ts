import { darken, lighten } from '../colour.ts'
import { ellipse, soft } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Build } from './build.ts'
import type { HeadLook } from './head.ts'

const NOSES: Record<Build['face']['nose'], string> = {
  small: 'C0.33 -0.02 0.4 0.1 0.43 0.14Q0.42 0.19 0.35 0.2',
  long: 'C0.34 -0.02 0.44 0.08 0.53 0.16Q0.52 0.22 0.36 0.22',
  hook: 'C0.36 -0.1 0.5 -0.02 0.5 0.16Q0.49 0.22 0.36 0.21',
  round: 'C0.33 0 0.38 0.06 0.46 0.09Q0.52 0.18 0.36 0.21',
}

/** A head seen from the side, looking right. Same origin and unit as the other views. */
export function drawProfile(sheet: Sheet, build: Build, look: HeadLook) {
  const { mien, detail } = look
  const c = build.face.chin
  const { style, colour } = build.hair
  const opening = Math.min(0.1, mien.mouth.open)
  sheet.fill(
    `M0.05 -0.53C0.24 -0.53 0.35 -0.4 0.345 -0.22Q0.34 -0.16 0.325 -0.1${NOSES[build.face.nose]}Q0.36 0.25 0.37 0.28Q0.355 0.3 0.35 0.31L${0.35 - opening * 0.3} ${0.32 + opening * 0.5}Q0.37 ${0.35 + opening} 0.335 ${0.39 + opening}Q0.36 ${c} 0.26 ${c + 0.01 + opening * 0.6}Q0.1 ${c} -0.07 0.33L-0.3 0.3C-0.42 0 -0.42 -0.53 0.05 -0.53Z`,
    build.skin,
  )
  if (look.light < 0 && look.shadow > 0) {
    sheet.shade(
      `M0.2 -0.5C0.35 -0.4 0.35 -0.2 0.325 -0.1${NOSES[build.face.nose]}L0.33 0.38Q0.34 ${c} 0.26 ${c}L0.06 0.4Q0.2 0.2 0.16 -0.05Q0.18 -0.3 0.2 -0.5Z`,
      look.shadow,
      build.skin,
    )
  } else if (look.light > 0 && look.shadow > 0) {
    sheet.shade(
      `M-0.3 0.3L-0.07 0.33Q0.1 ${c} 0.22 ${c}Q0.02 0.34 -0.02 0.1Q-0.02 -0.2 -0.12 -0.46Q-0.44 -0.3 -0.3 0.3Z`,
      look.shadow,
      build.skin,
    )
  }
  // Ear
  sheet.fill(ellipse(-0.06, 0.06, 0.065, 0.1), build.skin, 0.8)
  if (detail > 0) sheet.line('M-0.045 0.0Q-0.09 0.04 -0.055 0.11', 0.45)
  const cave = opening > 0.03
  if (cave)
    sheet.paint(
      `M0.35 0.3Q0.27 ${0.29 - mien.mouth.curve} 0.22 ${0.31 - mien.mouth.curve}Q0.27 ${0.34 + opening} ${0.35 - opening * 0.3} ${0.32 + opening * 0.6}Z`,
      '#3c1618',
      0.6,
    )
  else sheet.line(`M0.352 0.305Q0.29 ${0.31 + mien.mouth.curve * 0.6} ${0.235} ${0.308 - mien.mouth.curve}`, 0.9)
  drawEye(sheet, build, look)
  if (detail === 2 && (build.blush || mien.mouth.curve > 0.03))
    sheet.veil(ellipse(0.13, 0.16, 0.07, 0.05), '#d0624f', 0.25)
  beard(sheet, build)
  crown(sheet, build)
  if (style === 'plaits' || style === 'plait') {
    for (let i = 0; i < 6; i++)
      sheet.fill(ellipse(-0.14 - i * 0.012, 0.3 + i * 0.13, 0.1 - i * 0.004, 0.085), colour, 0.8)
  }
  if (build.spectacles) {
    sheet.line(ellipse(0.26, 0.01, 0.085, 0.11), 0.8)
    sheet.line('M0.175 0L-0.06 0.0', 0.8)
  }
  hat(sheet, build)
}

function drawEye(sheet: Sheet, build: Build, look: HeadLook) {
  const { mien, detail } = look
  const browY = -0.1
  sheet.fill(
    `M0.33 ${browY + mien.brow[0]}Q0.27 ${browY - 0.03 + mien.brow[0] / 2} 0.16 ${browY + 0.015 + mien.brow[1]}Q0.27 ${browY - 0.055 + mien.brow[0] / 2} 0.33 ${browY - 0.025 + mien.brow[0]}Z`,
    style(build),
    0.4,
  )
  if (mien.open < 0.2) return sheet.line('M0.19 0.03Q0.24 0.05 0.3 0.02', 0.9)
  const h = 0.05 * mien.open * build.face.eyeSize
  if (detail < 2) return sheet.paint(ellipse(0.255, 0.015, 0.028, 0.04 * Math.min(1.2, mien.open)), '#17161a')
  sheet.paint(
    `M0.3 ${0.01 - h}Q0.23 ${0.01 - h * 0.6} 0.185 0.025Q0.24 ${0.015 + h} 0.295 ${0.015 + h * 0.8}Q0.31 0.01 0.3 ${0.01 - h}Z`,
    '#f3eee2',
  )
  sheet.paint(ellipse(0.277, 0.012 + mien.look[1] * 0.012, 0.026, h * 0.85), build.eyes)
  sheet.paint(ellipse(0.283, 0.012 + mien.look[1] * 0.012, 0.014, h * 0.5), '#141318')
  sheet.line(`M0.305 ${0.008 - h}Q0.23 ${0.005 - h * 0.7} 0.18 0.028`, 1.1)
  if (build.face.lash) sheet.line(`M0.305 ${0.008 - h}L0.345 ${-0.015 - h}`, 0.9)
}

const style = (build: Build) => (build.hair.style === 'bald' ? '#5d5148' : darken(build.hair.colour, 0.35))

/** What of the hair falls behind the neck of a profile. */
export function drawHairBehindProfile(sheet: Sheet, build: Build) {
  const { style: kind, colour } = build.hair
  const dark = darken(colour, 0.15)
  if (kind === 'long') sheet.fill('M0 -0.5C-0.5 -0.5 -0.56 0.3 -0.46 1Q-0.2 1.1 -0.02 0.9Q-0.1 0.3 0.05 -0.1Z', dark)
  if (kind === 'bob') sheet.fill('M0 -0.5C-0.5 -0.5 -0.56 0.2 -0.42 0.48Q-0.15 0.56 0 0.46Q-0.05 0.2 0.05 -0.1Z', dark)
  if (kind === 'bun') sheet.fill(ellipse(-0.42, -0.22, 0.19, 0.18), colour)
  if (kind === 'ponytail')
    sheet.fill('M-0.3 -0.36C-0.75 -0.45 -0.72 0.2 -0.6 0.6C-0.55 0.3 -0.5 0 -0.32 -0.12Z', colour)
  if (kind === 'curly')
    sheet.fill(
      soft([
        [0.2, -0.56],
        [0, -0.66],
        [-0.2, -0.62],
        [-0.4, -0.5],
        [-0.5, -0.3],
        [-0.54, -0.1],
        [-0.48, 0.1],
        [-0.45, 0.3],
        [-0.25, 0.36],
        [-0.1, 0.2],
      ]),
      dark,
    )
}

function crown(sheet: Sheet, build: Build) {
  const { style: kind, colour } = build.hair
  if (kind === 'bald') return
  if (kind === 'ring')
    return sheet.fill(
      'M-0.36 0.02Q-0.4 -0.14 -0.24 -0.18Q-0.08 -0.16 -0.06 -0.04Q-0.14 0.16 -0.16 0.26L-0.3 0.28Q-0.38 0.16 -0.36 0.02Z',
      colour,
    )
  if (kind === 'curly' || kind === 'wild') {
    sheet.fill(
      soft([
        [0.36, -0.3],
        [0.38, -0.46],
        [0.26, -0.56],
        [0.14, -0.66],
        [-0.02, -0.62],
        [-0.18, -0.68],
        [-0.32, -0.54],
        [-0.46, -0.46],
        [-0.46, -0.26],
        [-0.54, -0.1],
        [-0.42, 0.04],
        [-0.42, 0.24],
        [-0.24, 0.26],
        [-0.12, 0.06],
        [-0.06, -0.1],
        [0.06, -0.14],
        [0.14, -0.3],
      ]),
      colour,
    )
    return
  }
  const cut = kind === 'long' || kind === 'bob' ? 'L-0.02 0.42Q-0.3 0.5 -0.4 0.4' : 'Q-0.14 0.16 -0.16 0.28L-0.31 0.3'
  sheet.fill(
    `M0.36 -0.26C0.42 -0.52 0.2 -0.62 0 -0.61C-0.36 -0.61 -0.46 -0.25 -0.42 0.02Q-0.4 0.2 -0.31 0.3L-0.16 0.28Q-0.12 0.1 -0.06 -0.06Q0.08 -0.1 0.12 -0.24Q0.26 -0.26 0.36 -0.26Z`,
    colour,
  )
  if (cut.startsWith('L')) sheet.fill(`M-0.06 -0.1${cut}Q-0.5 0.1 -0.4 -0.2Z`, colour)
  sheet.line('M0.26 -0.42Q0 -0.5 -0.2 -0.3', 0.45, lighten(colour, 0.2))
  sheet.line('M0.1 -0.28Q-0.14 -0.34 -0.28 -0.04', 0.45)
}

function beard(sheet: Sheet, build: Build) {
  if (!build.beard) return
  const { style: kind, colour } = build.beard
  const c = build.face.chin
  if (kind === 'full')
    sheet.fill(
      `M-0.02 0Q0.08 0.2 0.24 0.235Q0.33 0.2 0.385 0.25Q0.36 0.3 0.37 0.36Q0.46 ${c + 0.1} 0.3 ${c + 0.26}Q0.06 ${c + 0.24} -0.08 0.4Q-0.1 0.15 -0.02 0Z`,
      colour,
    )
  if (kind === 'short')
    sheet.fill(
      `M-0.02 0Q0.08 0.24 0.24 0.25L0.37 0.26L0.35 0.4Q0.38 ${c + 0.07} 0.24 ${c + 0.06}Q0.06 ${c} -0.08 0.36Z`,
      colour,
    )
  if (kind === 'goatee')
    sheet.fill(`M0.26 0.36L0.345 0.38Q0.42 ${c + 0.1} 0.36 ${c + 0.18}Q0.26 ${c + 0.06} 0.2 ${c}Z`, colour)
  if (kind === 'moustache' || kind === 'full')
    sheet.fill(
      'M0.41 0.215Q0.34 0.19 0.24 0.27Q0.2 0.3 0.19 0.33Q0.3 0.29 0.395 0.27Z',
      kind === 'full' ? lighten(colour, 0.12) : colour,
      0.7,
    )
}

function hat(sheet: Sheet, build: Build) {
  if (!build.hat) return
  const { style: kind, colour } = build.hat
  const band = darken(colour, 0.4)
  switch (kind) {
    case 'peaked-cap':
      sheet.fill('M-0.44 -0.34C-0.56 -0.66 0.3 -0.78 0.44 -0.42Z', colour)
      sheet.fill('M-0.42 -0.36Q0 -0.44 0.4 -0.43L0.4 -0.3Q0 -0.3 -0.42 -0.2Z', '#232838')
      return sheet.fill('M0.38 -0.34Q0.62 -0.3 0.68 -0.2Q0.5 -0.24 0.36 -0.24Z', '#1c1d24')
    case 'flat-cap':
      sheet.fill('M-0.44 -0.22C-0.56 -0.66 0.34 -0.76 0.46 -0.38Q0.4 -0.3 0.3 -0.3Q-0.1 -0.34 -0.44 -0.22Z', colour)
      return sheet.fill('M0.3 -0.36Q0.54 -0.36 0.62 -0.22Q0.44 -0.26 0.3 -0.26Z', band)
    case 'bowler':
      sheet.fill('M-0.4 -0.3C-0.42 -0.86 0.4 -0.86 0.38 -0.32Z', colour)
      return sheet.fill(
        'M-0.6 -0.34Q-0.5 -0.2 0 -0.26Q0.5 -0.3 0.6 -0.38Q0.5 -0.2 0 -0.2Q-0.5 -0.16 -0.6 -0.34Z',
        colour,
      )
    case 'knitted':
    case 'headscarf':
    case 'bonnet':
    case 'hood':
      return sheet.fill(
        'M0.36 -0.22C0.44 -0.56 0.2 -0.68 -0.02 -0.66C-0.4 -0.64 -0.5 -0.3 -0.44 0.02Q-0.3 0 -0.2 -0.1Q0.1 -0.26 0.36 -0.22Z',
        colour,
      )
    case 'crown':
      return sheet.fill(
        'M-0.36 -0.34L-0.44 -0.76L-0.18 -0.56L0 -0.84L0.18 -0.58L0.42 -0.78L0.36 -0.38Q0 -0.3 -0.36 -0.34Z',
        colour,
      )
    case 'top-hat':
    case 'hats':
      sheet.fill('M-0.36 -0.34L-0.4 -1L0.38 -1.02L0.36 -0.38Z', colour)
      return sheet.fill('M-0.56 -0.36Q0 -0.26 0.58 -0.42Q0.3 -0.28 0 -0.26Q-0.4 -0.24 -0.56 -0.36Z', colour)
    case 'band':
    case 'bow':
      return sheet.fill('M-0.04 -0.6Q-0.16 -0.3 -0.1 -0.02Q-0.04 -0.3 0.06 -0.6Z', colour, 0.6)
    default:
      sheet.fill('M-0.38 -0.3C-0.4 -0.72 0.38 -0.76 0.36 -0.34Z', colour)
      return sheet.fill('M-0.66 -0.3Q0 -0.5 0.68 -0.36Q0.4 -0.22 0 -0.24Q-0.4 -0.18 -0.66 -0.3Z', band)
  }
}
