import { darken, lighten } from '../colour.ts'
import type { Build } from '../figure/build.ts'
import { drawHat } from '../figure/hats.ts'
import type { HeadLook } from '../figure/head.ts'
import { ellipse, poly, star } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Species } from '../vocabulary/species.ts'

/** An animal's head from the front, in the space of a person's head: origin its middle, height about 1. */
export function drawAnimalHead(sheet: Sheet, species: Species, look: HeadLook, hatOf: Build | null) {
  if (look.view === 'back') return fromBehind(sheet, species)
  const turn = look.view === 'profile' ? 0.8 : look.turn
  if (species.plan === 'bird' || species.snout === 'beak') birdHead(sheet, species, look, turn)
  else if (
    species.plan === 'frog' ||
    species.plan === 'turtle' ||
    species.plan === 'snake' ||
    species.plan === 'fish' ||
    species.plan === 'caterpillar' ||
    species.plan === 'insect'
  )
    smoothHead(sheet, species, look, turn)
  else furryHead(sheet, species, look, turn)
  if (hatOf?.hat) drawHat(sheet, { ...hatOf, species: null }, turn)
}

function ears(sheet: Sheet, species: Species, turn: number) {
  const { colour } = species
  const inner = lighten(darken(colour, 0.1), 0.25)
  for (const side of [-1, 1]) {
    const x = side * 0.24 - turn * 0.06
    switch (species.ears) {
      case 'pointed':
        sheet.fill(
          `M${x - side * 0.12} -0.36Q${x + side * 0.02} -0.66 ${x + side * 0.14} -0.78Q${x + side * 0.22} -0.5 ${x + side * 0.14} -0.2Z`,
          colour,
        )
        sheet.fill(
          `M${x - side * 0.02} -0.4Q${x + side * 0.06} -0.58 ${x + side * 0.12} -0.64Q${x + side * 0.15} -0.46 ${x + side * 0.1} -0.3Z`,
          inner,
          0,
        )
        break
      case 'floppy':
        sheet.fill(
          `M${x - side * 0.04} -0.42Q${x + side * 0.3} -0.5 ${x + side * 0.28} -0.1Q${x + side * 0.26} 0.16 ${x + side * 0.12} 0.12Q${x + side * 0.06} -0.1 ${x - side * 0.04} -0.42Z`,
          side < 0 && species.oddEar ? species.oddEar : darken(colour, 0.3),
        )
        break
      case 'long':
        sheet.fill(
          `M${x - side * 0.16} -0.36C${x - side * 0.2} -0.9 ${x + side * 0.02} -1.4 ${x + side * 0.1} -1.36C${x + side * 0.24} -1.3 ${x + side * 0.18} -0.7 ${x + side * 0.08} -0.34Z`,
          colour,
        )
        sheet.fill(
          `M${x - side * 0.08} -0.46C${x - side * 0.1} -0.9 ${x + side * 0.04} -1.22 ${x + side * 0.08} -1.2C${x + side * 0.14} -1.1 ${x + side * 0.1} -0.7 ${x + side * 0.03} -0.44Z`,
          '#d9a59c',
          0,
        )
        break
      case 'round':
        sheet.fill(ellipse(x + side * 0.06, -0.42, 0.17), colour)
        sheet.fill(ellipse(x + side * 0.06, -0.41, 0.1), inner, 0)
        break
      case 'small':
        sheet.fill(ellipse(x, -0.36, 0.08), colour)
        break
      case 'none':
    }
  }
}

function crown(sheet: Sheet, species: Species) {
  switch (species.extra) {
    case 'mane':
      return sheet.fill(star(0, -0.02, 0.68, 0.56, 15), darken(species.colour, 0.3))
    case 'spines':
      return sheet.fill(star(0, -0.06, 0.62, 0.46, 20), darken(species.colour, 0.25))
    case 'horns':
      for (const s of [-1, 1])
        sheet.fill(`M${s * 0.12} -0.4Q${s * 0.32} -0.5 ${s * 0.4} -0.8Q${s * 0.42} -0.46 ${s * 0.24} -0.3Z`, '#d9cfb6')
      return
    case 'antlers':
      for (const s of [-1, 1])
        sheet.line(
          `M${s * 0.14} -0.4Q${s * 0.24} -0.7 ${s * 0.5} -0.95M${s * 0.26} -0.66L${s * 0.12} -0.9M${s * 0.36} -0.78L${s * 0.58} -0.72`,
          2,
          '#6a5238',
        )
      return
    case 'comb':
      return sheet.fill('M-0.16 -0.4Q-0.2 -0.66 -0.06 -0.56Q0 -0.76 0.08 -0.56Q0.22 -0.64 0.16 -0.4Z', '#b4302f')
    default:
  }
}

function furryHead(sheet: Sheet, species: Species, look: HeadLook, turn: number) {
  const { colour } = species
  const pale = lighten(colour, colour === '#2e2c30' ? 0.85 : 0.45)
  const m = turn * 0.14
  crown(sheet, species)
  ears(sheet, species, turn)
  const long = species.snout === 'long'
  sheet.fill(
    'M-0.4 -0.08C-0.42 -0.42 -0.22 -0.52 0 -0.52C0.22 -0.52 0.42 -0.42 0.4 -0.08C0.42 0.22 0.24 0.46 0 0.47C-0.24 0.46 -0.42 0.22 -0.4 -0.08Z',
    colour,
  )
  if (species.name === 'collie')
    sheet.fill(`M${m - 0.07} -0.5Q${m} -0.2 ${m - 0.12} 0.1L${m + 0.12} 0.1Q${m} -0.2 ${m + 0.07} -0.5Z`, '#e9e4d8', 0)
  if (species.name === 'cat' || species.name === 'tiger')
    for (const x of [-0.1, 0, 0.1]) sheet.line(`M${m + x} -0.5L${m + x * 0.7} -0.34`, 1.1, darken(colour, 0.5))
  if (look.light !== 0)
    sheet.shade(
      `M${-look.light * 0.12} -0.5C${-look.light * 0.3} -0.48 ${-look.light * 0.42} -0.36 ${-look.light * 0.4} -0.08C${-look.light * 0.42} 0.22 ${-look.light * 0.24} 0.46 0 0.47Q${-look.light * 0.24} 0.2 ${-look.light * 0.16} -0.1Z`,
      look.shadow * 0.8,
    )
  const w = long ? 0.19 : 0.23
  const low = long ? 0.42 : 0.36
  sheet.fill(
    `M${m - w} 0.16Q${m - w} ${-0.0} ${m} ${-0.02}Q${m + w} 0.0 ${m + w} 0.16Q${m + w} ${low} ${m} ${low}Q${m - w} ${low} ${m - w} 0.16Z`,
    pale,
    0.5,
  )
  eyes(sheet, look, m, 0.185, -0.1)
  sheet.fill(
    `M${m - 0.075} 0.06Q${m} 0.03 ${m + 0.075} 0.06Q${m + 0.05} 0.14 ${m} 0.15Q${m - 0.05} 0.14 ${m - 0.075} 0.06Z`,
    species.plan === 'hopper' || species.snout === 'flat' ? '#b9786e' : '#26232a',
    0.5,
  )
  muzzleMouth(sheet, look, m, species.name === 'cat')
  if (species.name === 'rabbit' || species.name === 'hare')
    sheet.fill(poly([m - 0.045, 0.26], [m + 0.045, 0.26], [m + 0.04, 0.35], [m - 0.04, 0.35]), '#f4efe4', 0.4)
  if (species.extra === 'whiskers' && look.detail > 0) {
    for (const s of [-1, 1])
      sheet.line(
        `M${m + s * 0.14} 0.16L${m + s * 0.46} 0.08M${m + s * 0.14} 0.2L${m + s * 0.47} 0.2M${m + s * 0.13} 0.24L${m + s * 0.43} 0.32`,
        0.4,
      )
  }
}

function muzzleMouth(sheet: Sheet, look: HeadLook, m: number, grins: boolean) {
  const { mouth } = look.mien
  const wide = grins ? 0.3 : 0.12
  if (mouth.open > 0.03)
    return sheet.paint(
      `M${m - 0.1} 0.22Q${m} 0.25 ${m + 0.1} 0.22Q${m + 0.09} ${0.28 + mouth.open} ${m} ${0.29 + mouth.open}Q${m - 0.09} ${0.28 + mouth.open} ${m - 0.1} 0.22Z`,
      '#3c1618',
      0.6,
    )
  if (grins && mouth.curve > 0.03) {
    sheet.fill(`M${m - wide} 0.16Q${m} 0.42 ${m + wide} 0.16Q${m} 0.58 ${m - wide} 0.16Z`, '#f2ecd9', 0.8)
    for (let i = -4; i <= 4; i++)
      sheet.line(`M${m + i * 0.055} ${0.29 - Math.abs(i) * 0.02}L${m + i * 0.05} ${0.37 - Math.abs(i) * 0.03}`, 0.4)
    return
  }
  const lift = 0.24 - mouth.curve * 0.6
  sheet.line(
    `M${m} 0.15L${m} 0.22Q${m - wide * 0.6} ${0.28 + mouth.curve * 0.4} ${m - wide} ${lift}M${m} 0.22Q${m + wide * 0.6} ${0.28 + mouth.curve * 0.4} ${m + wide} ${lift}`,
    0.7,
  )
}

function eyes(sheet: Sheet, look: HeadLook, m: number, apart: number, y: number, white = false) {
  const { mien } = look
  for (const side of [-1, 1]) {
    const x = m + side * apart
    if (mien.open < 0.2) {
      sheet.line(`M${x - 0.07} ${y}Q${x} ${y + 0.05} ${x + 0.07} ${y}`, 0.9)
      continue
    }
    const open = Math.min(1.35, mien.open)
    if (white || open > 1.2) sheet.fill(ellipse(x, y, 0.095, 0.1 * open), '#f4efe2', 0.6)
    sheet.paint(ellipse(x + mien.look[0] * 0.02, y + mien.look[1] * 0.02, 0.056, 0.07 * open), '#17161a')
    if (look.detail > 0) sheet.paint(ellipse(x - 0.018, y - 0.026, 0.018), '#fffdf6')
    if (Math.abs(mien.brow[0]) > 0.02 && look.detail > 0)
      sheet.line(`M${x - side * 0.08} ${y - 0.12 + mien.brow[0]}L${x + side * 0.08} ${y - 0.12 + mien.brow[1]}`, 1)
  }
}

function birdHead(sheet: Sheet, species: Species, look: HeadLook, turn: number) {
  const { colour } = species
  crown(sheet, species)
  if (species.ears === 'pointed') ears(sheet, species, turn)
  sheet.fill(ellipse(0, -0.08, 0.38, 0.42), colour)
  if (look.light !== 0)
    sheet.shade(
      `M0 -0.5Q${-look.light * 0.5} -0.45 ${-look.light * 0.38} -0.08Q${-look.light * 0.34} 0.3 0 0.34Q${-look.light * 0.2} -0.1 0 -0.5Z`,
      look.shadow * 0.8,
    )
  const m = turn * 0.2
  if (species.name === 'owl')
    for (const s of [-1, 1]) sheet.fill(ellipse(m + s * 0.16, -0.1, 0.17), lighten(colour, 0.5), 0.5)
  eyes(sheet, look, m, 0.16, -0.12, species.name !== 'crow')
  const long = species.name === 'dodo' || species.name === 'flamingo' ? 0.4 : species.name === 'owl' ? 0.14 : 0.26
  const tip = m + turn * 0.34
  sheet.fill(
    `M${m - 0.12} 0.02Q${m} -0.06 ${m + 0.12} 0.02Q${tip + 0.1} ${long * 0.7} ${tip} ${0.04 + long}Q${tip - 0.12} ${long * 0.7} ${m - 0.12} 0.02Z`,
    '#d9a13f',
  )
  sheet.line(`M${m - 0.09} 0.08Q${tip} 0.14 ${tip + 0.03} ${long * 0.6}`, 0.5)
}

function smoothHead(sheet: Sheet, species: Species, look: HeadLook, turn: number) {
  const { colour } = species
  const m = turn * 0.16
  if (species.plan === 'frog') for (const s of [-1, 1]) sheet.fill(ellipse(m + s * 0.22, -0.36, 0.16), colour)
  sheet.fill(
    'M-0.44 0C-0.44 -0.34 -0.22 -0.44 0 -0.44C0.22 -0.44 0.44 -0.34 0.44 0C0.44 0.26 0.22 0.38 0 0.38C-0.22 0.38 -0.44 0.26 -0.44 0Z',
    colour,
  )
  if (look.light !== 0)
    sheet.shade(
      `M0 -0.44C${-look.light * 0.22} -0.44 ${-look.light * 0.44} -0.34 ${-look.light * 0.44} 0C${-look.light * 0.44} 0.26 ${-look.light * 0.22} 0.38 0 0.38Q${-look.light * 0.22} 0 0 -0.44Z`,
      look.shadow * 0.8,
    )
  if (species.plan === 'caterpillar' || species.plan === 'insect')
    sheet.line(
      `M${m - 0.12} -0.42Q${m - 0.2} -0.66 ${m - 0.34} -0.7M${m + 0.12} -0.42Q${m + 0.2} -0.66 ${m + 0.34} -0.7`,
      1,
    )
  eyes(sheet, look, m, 0.2, species.plan === 'frog' ? -0.38 : -0.08, true)
  if (species.plan === 'caterpillar')
    for (const s of [-1, 1])
      sheet.fill(
        `M${m + s * 0.2 - 0.11} -0.08Q${m + s * 0.2} -0.24 ${m + s * 0.2 + 0.11} -0.08Z`,
        darken(colour, 0.12),
        0.6,
      )
  const { curve, open } = look.mien.mouth
  if (open > 0.03) return sheet.paint(ellipse(m, 0.18, 0.14, open), '#3c1618', 0.6)
  sheet.line(`M${m - 0.26} ${0.12 - curve}Q${m} ${0.2 + curve * 1.5} ${m + 0.26} ${0.12 - curve}`, 0.9)
}

function fromBehind(sheet: Sheet, species: Species) {
  crown(sheet, species)
  ears(sheet, species, 0)
  sheet.fill(ellipse(0, -0.04, 0.4, 0.46), species.colour)
}
