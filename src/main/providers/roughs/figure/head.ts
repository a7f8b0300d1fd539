import { darken } from '../colour.ts'
import { ellipse } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Build } from './build.ts'
import type { Mien } from './expression.ts'
import { type Detail, drawFeatures } from './face.ts'
import { drawBeard, drawHairBehind, drawHairFromBehind, drawHairFront } from './hair.ts'
import { drawGoggles, drawHat } from './hats.ts'
import { drawHairBehindProfile, drawProfile } from './profile.ts'

export type HeadView = 'front' | 'profile' | 'back'

export interface HeadLook {
  view: HeadView
  /** -1 … 1: which way and how far the face is turned; positive is right. */
  turn: number
  mien: Mien
  /** Side the light comes from: 1 right, -1 left, 0 none to speak of. */
  light: -1 | 0 | 1
  detail: Detail
  /** How hard the shadow on the face is, 0–1. */
  shadow: number
}

/** Hair that falls behind neck and shoulders: drawn before the body, in the space of the head. */
export function drawBehindHead(sheet: Sheet, build: Build, view: HeadView, turn: number) {
  if (build.hat?.style === 'headscarf' || view === 'back') return
  if (view === 'profile') drawHairBehindProfile(sheet, build)
  else drawHairBehind(sheet, build, turn)
}

/** A person's head. Origin is its middle, one unit its height, neck not included. */
export function drawHead(sheet: Sheet, build: Build, look: HeadLook) {
  if (look.view === 'back') return fromBehind(sheet, build)
  if (look.view === 'profile') return drawProfile(sheet, build, look)
  const { turn, light, detail } = look
  const { cheek: a, jaw: j, chin: c } = build.face
  ears(sheet, build, turn)
  const lean = turn * 0.05
  sheet.fill(
    `M${-a} -0.1C${-a} -0.42 -0.25 -0.53 0 -0.53C0.25 -0.53 ${a} -0.42 ${a} -0.1C${a} 0.1 ${a * 0.94} 0.2 ${j + lean} ${c - 0.15}Q${0.13 + lean} ${c} ${lean} ${c}Q${-0.13 + lean} ${c} ${-j + lean} ${c - 0.15}C${-a * 0.94} 0.2 ${-a} 0.1 ${-a} -0.1Z`,
    build.skin,
  )
  sheet.guide(
    `M${turn * 0.13} -0.62Q${turn * 0.2} 0 ${turn * 0.06} ${c + 0.1}M${-a - 0.06} 0.03Q0 ${0.06} ${a + 0.06} 0.03`,
  )
  if (light !== 0 && look.shadow > 0) faceShadow(sheet, build, turn, light, look.shadow)
  const mien =
    build.beard && build.beard.style !== 'stubble' && build.beard.style !== 'goatee' ? bearded(look.mien) : look.mien
  if (build.beard && build.beard.style !== 'moustache') {
    drawBeard(sheet, build, turn, detail)
    if (build.beard.style === 'full' && light !== 0) {
      const s = -light
      sheet.shade(
        `M${s * a} 0Q${s * (a + 0.02)} 0.3 ${s * a * 0.72} ${c}Q${s * a * 0.4} ${c + 0.2} ${turn * 0.06} ${c + 0.22}L${turn * 0.1} 0.3L${s * 0.17} 0.2Q${s * a * 0.9} 0.16 ${s * a} 0Z`,
        look.shadow * 0.6,
      )
    }
  }
  drawFeatures(sheet, build, mien, turn, detail, light)
  if (build.beard?.style === 'moustache') drawBeard(sheet, build, turn, detail)
  drawHairFront(sheet, build, turn, light, detail)
  drawHat(sheet, build, turn)
  drawGoggles(sheet, build, turn)
}

/** Under a beard the mouth shows only when it does something. */
function bearded(mien: Mien): Mien {
  return { ...mien, mouth: { ...mien.mouth, width: mien.mouth.width * 0.75 } }
}

function ears(sheet: Sheet, build: Build, turn: number) {
  if (['long', 'bob'].includes(build.hair.style) || build.hat?.style === 'headscarf' || build.hat?.style === 'hood')
    return
  for (const side of [-1, 1]) {
    // A turned head hides the ear on the side it looks to.
    if (turn * side > 0.55) continue
    const x = side * (build.face.cheek + 0.015) - turn * 0.05
    sheet.fill(ellipse(x, 0.05, 0.055, 0.095), build.skin)
    sheet.line(`M${x + side * 0.015} 0.0Q${x + side * 0.03} 0.05 ${x} 0.085`, 0.4)
  }
}

/** From here on a shadow cuts the face in two; below, it only rounds the cheek. */
const HARD = 0.85

/** The cheek turned from the light, or in the hardest light half the face, cut along brow, nose and chin. */
function faceShadow(sheet: Sheet, build: Build, turn: number, light: -1 | 1, hard: number) {
  const s = -light
  const { cheek: a, jaw: j, chin: c } = build.face
  const m = turn * 0.13
  if (hard < HARD) {
    const lean = turn * 0.05
    return sheet.shade(
      `M${s * 0.2} -0.49C${s * (a - 0.06)} -0.3 ${s * (a - 0.03)} -0.1 ${s * (a - 0.1)} 0.08Q${s * (a - 0.12)} 0.24 ${s * j * 0.62 + lean} ${c - 0.07}L${s * 0.1 + lean} ${c}L${s * j + lean} ${c - 0.15}C${s * a * 0.94} 0.2 ${s * a} 0.1 ${s * a} -0.1C${s * a} -0.36 ${s * 0.34} -0.46 ${s * 0.2} -0.49Z`,
      hard * 0.55,
      build.skin,
    )
  }
  sheet.shade(
    `M${m + s * 0.1} -0.52C${m + s * 0.02} -0.35 ${m + s * 0.08} -0.22 ${m + s * 0.06} -0.1L${m + s * 0.01} 0.12Q${m + s * 0.075} 0.17 ${m + s * 0.02} 0.2Q${m + s * 0.06} 0.32 ${m + s * 0.02} 0.38Q${m + s * 0.06} ${c - 0.04} ${m * 0.4} ${c}Q${s * 0.13} ${c} ${s * j} ${c - 0.15}C${s * a * 0.94} 0.2 ${s * a} 0.1 ${s * a} -0.1C${s * a} -0.42 ${s * 0.25} -0.53 ${m + s * 0.1} -0.52Z`,
    hard,
    build.skin,
  )
}

function fromBehind(sheet: Sheet, build: Build) {
  const a = build.face.cheek
  for (const side of [-1, 1]) sheet.fill(ellipse(side * (a + 0.02), 0.06, 0.05, 0.09), build.skin)
  sheet.fill(
    `M${-a} -0.05C${-a} -0.42 -0.25 -0.53 0 -0.53C0.25 -0.53 ${a} -0.42 ${a} -0.05Q${a * 0.95} 0.42 0 0.46Q${-a * 0.95} 0.42 ${-a} -0.05Z`,
    darken(build.skin, 0.06),
  )
  drawHairBehind(sheet, build, 0)
  drawHairFromBehind(sheet, build)
  if (build.hat)
    drawHat(
      sheet,
      {
        ...build,
        hat:
          build.hat.style === 'flat-cap' || build.hat.style === 'peaked-cap'
            ? { ...build.hat, style: 'knitted' }
            : build.hat,
      },
      0,
    )
}
