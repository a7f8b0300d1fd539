import { darken, lighten } from '../colour.ts'
import { ellipse, limb, open, type Point, poly } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Build } from './build.ts'
import { drawNeckwear, drawOver, drawPattern } from './clothing.ts'
import type { Detail } from './face.ts'
import { drawHand } from './hand.ts'
import type { Joints } from './pose.ts'
import type { Stance } from './stances.ts'

export interface Dress {
  build: Build
  joints: Joints
  stance: Stance
  detail: Detail
  light: -1 | 0 | 1
  shadow: number
}

const between = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
/** Radians by which a limb turns at its middle joint. */
function bendOf(a: Point, b: Point, c: Point): number {
  const turn = Math.atan2(c[1] - b[1], c[0] - b[0]) - Math.atan2(b[1] - a[1], b[0] - a[0])
  return Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)))
}

const LONG = new Set(['dress', 'robe', 'card'])
/** Sleeves under a waistcoat that comes without a word about a shirt. */
const SHIRT = '#e9e2d2'
const COATS = new Set(['coat', 'tailcoat', 'smock', 'cloak'])

/** Legs, shoes and whatever hangs from the waist. */
export function drawLower(sheet: Sheet, dress: Dress) {
  const { build, joints, stance, light, shadow } = dress
  const { lower, top } = build
  const longOver = LONG.has(top.garment)
  const bare = lower.garment === 'shorts' || lower.garment === 'skirt' || longOver
  const cloth = longOver ? top.colour : lower.colour
  const legs = [1, 0] as const
  for (const i of legs) {
    const [hip, knee, foot] = [joints.hips[i], joints.knees[i], joints.feet[i]]
    const slim = build.hips > 0.6 ? 1 : 0.88
    if (bare) {
      sheet.fill(limb(hip, knee, foot, 0.4 * slim, 0.26, 0.17), i === 1 ? darken(build.skin, 0.1) : build.skin)
      if (lower.garment === 'shorts')
        sheet.fill(limb(hip, between(hip, knee, 0.5), between(hip, knee, 0.95), 0.46, 0.4, 0.38), lower.colour)
    } else {
      sheet.fill(limb(hip, knee, foot, 0.46 * slim, 0.36 * slim, 0.27), i === 1 ? darken(cloth, 0.16) : cloth)
    }
    shoe(sheet, build, knee, foot, stance)
    if (light !== 0 && dress.detail > 0)
      sheet.shade(
        limb(
          [hip[0] - light * 0.1, hip[1]],
          [knee[0] - light * 0.09, knee[1]],
          [foot[0] - light * 0.06, foot[1]],
          0.2,
          0.16,
          0.12,
        ),
        shadow * 0.5,
      )
  }
  if (lower.garment === 'skirt') skirt(sheet, dress, lower.colour, 0.62)
  if (longOver) skirt(sheet, dress, top.colour, top.garment === 'dress' ? 0.66 : 0.94)
}

function shoe(sheet: Sheet, build: Build, knee: Point, foot: Point, stance: Stance) {
  const { garment, colour } = build.feet
  const way = stance.view === 'side' ? 1 : Math.sign(foot[0] - knee[0]) || 1
  const reach = stance.view === 'side' || stance.seat === 'chair' ? 0.3 : 0.2
  const [x, y] = foot
  if (garment === 'boots')
    sheet.fill(limb(between(knee, foot, 0.45), between(knee, foot, 0.75), foot, 0.34, 0.3, 0.28), colour)
  sheet.fill(
    `M${x - way * 0.13} ${y - 0.12}Q${x - way * 0.16} ${y + 0.03} ${x - way * 0.12} ${y + 0.03}L${x + way * (reach + 0.02)} ${y + 0.03}Q${x + way * (reach + 0.05)} ${y - 0.08} ${x + way * 0.1} ${y - 0.13}Z`,
    garment === 'barefoot' ? build.skin : colour,
  )
}

/** Cloth from the waist down to a share of the legs, following the knees. */
function skirt(sheet: Sheet, dress: Dress, colour: string, share: number) {
  const { build, joints, stance, light, shadow } = dress
  const w = build.waist * (stance.view === 'side' ? 0.66 : 0.86)
  const [hip] = [joints.hip]
  const top = hip[1] - 0.42
  if (stance.seat === 'chair') {
    const knee = between(joints.knees[0], joints.knees[1], 0.5)
    const hem = between(knee, between(joints.feet[0], joints.feet[1], 0.5), Math.max(0.15, share * 1.5 - 0.6))
    sheet.fill(
      limb([hip[0] - 0.05, hip[1] - 0.05], [knee[0] + 0.05, knee[1] - 0.02], hem, build.hips * 1.7, 0.72, 0.74),
      colour,
    )
    return
  }
  const hems = [0, 1].map((i) =>
    between(
      joints.hips[i]!,
      share < 0.5 ? joints.knees[i]! : between(joints.knees[i]!, joints.feet[i]!, (share - 0.5) * 2),
      share < 0.5 ? share * 2 : 1,
    ),
  )
  const flare = 0.2 + share * 0.26
  const right = Math.max(hems[0]![0], hems[1]![0]) + flare
  const left = Math.min(hems[0]![0], hems[1]![0]) - flare
  const y = Math.max(hems[0]![1], hems[1]![1])
  const hipW = build.hips * (stance.view === 'side' ? 0.7 : 0.98)
  sheet.fill(
    `M${hip[0] - w} ${top}C${hip[0] - hipW - 0.05} ${hip[1] - 0.1} ${left + 0.06} ${y - 0.5} ${left} ${y}Q${(left + right) / 2} ${y + 0.12} ${right} ${y}C${right - 0.06} ${y - 0.5} ${hip[0] + hipW + 0.05} ${hip[1] - 0.1} ${hip[0] + w} ${top}Z`,
    colour,
  )
  const folds = dress.detail === 0 ? [0.5] : [0.25, 0.5, 0.74]
  for (const t of folds) {
    const x = left + (right - left) * t
    sheet.line(open([hip[0] + (t - 0.5) * w * 1.4, hip[1] + 0.1], [x, y - 0.06]), 0.45)
  }
  if (light !== 0) {
    const s = -light
    const edge = s > 0 ? right : left
    sheet.shade(
      `M${hip[0] + s * w * 0.3} ${top}Q${hip[0] + s * hipW * 0.5} ${hip[1]} ${edge - s * 0.34} ${y + 0.05}L${edge} ${y}C${edge - s * 0.06} ${y - 0.5} ${hip[0] + s * (hipW + 0.05)} ${hip[1] - 0.1} ${hip[0] + s * w} ${top}Z`,
      shadow * 0.6,
    )
  }
}

/** The trunk with its clothes; neck included, arms not. */
export function drawTrunk(sheet: Sheet, dress: Dress) {
  const { build, joints, stance, light, shadow, detail } = dress
  const angle = stance.lean
  const height = Math.hypot(joints.chest[0] - joints.hip[0], joints.chest[1] - joints.hip[1])
  const side = stance.view === 'side'
  const s = build.shoulders * (side ? 0.66 : 1)
  const w = build.waist * (side ? 0.74 : 0.92)
  const h = build.hips * (side ? 0.72 : 1)
  sheet.fill(
    limb(
      [joints.neck[0], joints.neck[1] + 0.16],
      joints.neck,
      [joints.head[0] - (side ? 0.06 : 0), joints.head[1] + 0.25],
      0.34,
      0.3,
      0.29,
    ),
    build.skin,
  )
  if (light !== 0)
    sheet.shade(
      limb(
        [joints.neck[0] - light * 0.06, joints.neck[1] + 0.14],
        [joints.neck[0] - light * 0.05, joints.neck[1]],
        [joints.head[0] - light * 0.04, joints.head[1] + 0.3],
        0.2,
        0.18,
        0.2,
      ),
      shadow * 0.9,
      build.skin,
    )
  // In trunk units: origin at the hips, y up to -height at the shoulders.
  sheet.within({ x: joints.hip[0], y: joints.hip[1], turn: angle }, () => {
    const coat = COATS.has(build.top.garment)
    const hem = coat ? (build.top.garment === 'smock' ? 0.55 : build.top.garment === 'tailcoat' ? 0.2 : 0.95) : 0.12
    const t = -height
    const hemW = h + (coat ? 0.12 : 0.02)
    const outline = `M${-0.17} ${t - 0.06}Q${-s * 0.55} ${t - 0.03} ${-s * 0.84} ${t + 0.09}Q${-s * 0.98} ${t + 0.18} ${-s * 0.86} ${t + 0.5}L${-w} ${t * 0.36}L${-hemW} ${hem}Q0 ${hem + 0.08} ${hemW} ${hem}L${w} ${t * 0.36}L${s * 0.86} ${t + 0.5}Q${s * 0.98} ${t + 0.18} ${s * 0.84} ${t + 0.09}Q${s * 0.55} ${t - 0.03} ${0.17} ${t - 0.06}Q0 ${t + 0.06} ${-0.17} ${t - 0.06}Z`
    sheet.fill(outline, build.top.colour)
    if (build.pattern && detail > 0) drawPattern(sheet, build, s * 0.8, t, hem)
    garmentLines(sheet, dress, t, w, s, hem)
    if (build.over) drawOver(sheet, build, t, w, s, h)
    if (light !== 0 && shadow > 0) {
      const d = -light
      sheet.shade(
        `M${d * 0.16} ${t - 0.04}Q${d * s * 0.2} ${t * 0.6} ${d * w * 0.3} ${t * 0.36}L${d * hemW * 0.25} ${hem + 0.05}L${d * hemW} ${hem}L${d * w} ${t * 0.36}L${d * s * 0.86} ${t + 0.5}Q${d * s * 0.98} ${t + 0.18} ${d * s * 0.84} ${t + 0.09}Z`,
        shadow * 0.8,
      )
    }
    drawNeckwear(sheet, build, t)
  })
}

function garmentLines(sheet: Sheet, dress: Dress, t: number, w: number, s: number, hem: number) {
  const { build, detail, stance } = dress
  if (detail === 0 || stance.view === 'back') return
  const { garment, colour } = build.top
  const x = stance.view === 'side' ? w * 0.5 : 0.02
  const buttons = (count: number, from: number, to: number, at: number) => {
    for (let i = 0; i < count; i++)
      sheet.fill(
        ellipse(at, from + ((to - from) * i) / Math.max(1, count - 1), 0.042),
        build.buttons ?? darken(colour, 0.45),
        0.5,
      )
  }
  switch (garment) {
    case 'coat':
    case 'jacket':
    case 'tailcoat':
      sheet.fill(poly([-0.2, t - 0.06], [0.2, t - 0.06], [x, t * 0.58]), lighten(build.lower.colour, 0.6), 0.6)
      sheet.fill(`M-0.19 ${t - 0.07}L-0.34 ${t + 0.16}L-0.2 ${t + 0.24}L${x} ${t * 0.55}Z`, darken(colour, 0.16), 0.7)
      sheet.fill(`M0.19 ${t - 0.07}L0.34 ${t + 0.16}L0.2 ${t + 0.24}L${x} ${t * 0.55}Z`, darken(colour, 0.16), 0.7)
      sheet.line(open([x, t * 0.55], [x, hem]), 0.7)
      return buttons(4, t * 0.5, -0.05, x + 0.1)
    case 'jumper':
      sheet.line(`M${-w} ${-0.02}Q0 0.05 ${w} -0.02`, 0.5)
      if (detail === 2)
        for (const k of [0.3, 0.42])
          sheet.line(`M${-s * 0.66} ${t * (1 - k)}Q0 ${t * (1 - k) + 0.09} ${s * 0.66} ${t * (1 - k)}`, 0.35)
      return sheet.fill(
        `M-0.2 ${t - 0.09}Q0 ${t + 0.05} 0.2 ${t - 0.09}L0.2 ${t + 0.0}Q0 ${t + 0.15} -0.2 ${t + 0.0}Z`,
        darken(colour, 0.14),
        0.6,
      )
    case 'shirt':
      sheet.line(open([x, t + 0.1], [x, 0.1]), 0.5)
      buttons(4, t * 0.8, -0.1, x)
      for (const d of [-1, 1])
        sheet.fill(
          poly([d * 0.02, t + 0.03], [d * 0.2, t - 0.09], [d * 0.25, t + 0.09], [d * 0.1, t + 0.15]),
          lighten(colour, 0.15),
          0.6,
        )
      return
    case 'dress':
    case 'robe':
      sheet.fill(
        `M${-w} ${t * 0.34}Q0 ${t * 0.34 + 0.06} ${w} ${t * 0.34}L${w} ${t * 0.34 + 0.12}Q0 ${t * 0.34 + 0.18} ${-w} ${t * 0.34 + 0.12}Z`,
        darken(colour, 0.25),
        0.5,
      )
      return sheet.fill(
        `M-0.22 ${t - 0.08}Q-0.1 ${t + 0.16} 0 ${t + 0.1}Q0.1 ${t + 0.16} 0.22 ${t - 0.08}Q0 ${t + 0.06} -0.22 ${t - 0.08}Z`,
        '#ece7db',
        0.6,
      )
    case 'overalls':
      sheet.line(open([x, t + 0.1], [x, 0]), 0.6)
      sheet.line(`M${-w} ${-0.12}Q0 ${-0.05} ${w} ${-0.12}`, 0.7)
      return sheet.fill(
        poly([0.12, t * 0.66], [0.4, t * 0.66], [0.38, t * 0.46], [0.14, t * 0.46]),
        darken(colour, 0.1),
        0.5,
      )
    case 'waistcoat':
      return buttons(4, t * 0.6, -0.08, x)
    case 'armour':
      sheet.line(`M${-s * 0.8} ${t * 0.6}Q0 ${t * 0.5} ${s * 0.8} ${t * 0.6}`, 0.7)
      return sheet.line(open([0, t], [0, 0]), 0.7)
    case 'smock':
      return sheet.line(`M-0.18 ${t}L0 ${t * 0.68}L0.18 ${t}`, 0.7)
    default:
  }
}

/** One arm with sleeve and hand. `index` 0 is the leading one. */
export function drawArm(sheet: Sheet, dress: Dress, index: 0 | 1) {
  const { build, joints, stance, light, shadow, detail } = dress
  const shoulder = joints.shoulders[index]
  const elbow = joints.elbows[index]
  const hand = joints.hands[index]
  const far = stance.view === 'side' && index === 0
  const cloth =
    build.over?.garment === 'shawl'
      ? build.over.colour
      : build.top.garment === 'waistcoat'
        ? (build.species?.colour ?? SHIRT)
        : build.top.colour
  const colour = far ? darken(cloth, 0.16) : cloth
  const thick = build.shoulders > 0.74 ? 1 : 0.86
  drawHand(sheet, {
    at: hand,
    from: elbow,
    colour: build.gloves ?? build.skin,
    shape: stance.hands,
    detail,
    size: build.heads < 5 ? 0.24 : 0.27,
  })
  const wrist = between(elbow, hand, 0.96)
  if (bendOf(shoulder, elbow, hand) > 1.25) {
    // A sharply bent sleeve is two pieces; one outline would cross itself in the crook.
    sheet.fill(limb(shoulder, between(shoulder, elbow, 0.5), elbow, 0.38 * thick, 0.35 * thick, 0.3 * thick), colour)
    sheet.fill(limb(elbow, between(elbow, wrist, 0.5), wrist, 0.3 * thick, 0.29 * thick, 0.25 * thick), colour)
  } else {
    sheet.fill(limb(shoulder, elbow, wrist, 0.38 * thick, 0.31 * thick, 0.25 * thick), colour)
  }
  // The sleeve grows out of the shoulder: the seam is drawn under the arm only.
  if (stance.view === 'front')
    sheet.fill(ellipse(shoulder[0] * 0.78, shoulder[1] + 0.07, 0.13 * thick, 0.13), colour, 0)
  if (detail > 0) {
    const cuff = between(elbow, hand, 0.82)
    sheet.fill(
      limb(cuff, between(elbow, hand, 0.9), between(elbow, hand, 0.98), 0.29 * thick, 0.29 * thick, 0.28 * thick),
      darken(colour, 0.12),
      0.6,
    )
  }
  if (light !== 0)
    sheet.shade(
      limb(
        [shoulder[0] - light * 0.08, shoulder[1]],
        [elbow[0] - light * 0.07, elbow[1] + 0.03],
        [hand[0] - light * 0.04, hand[1]],
        0.2,
        0.16,
        0.1,
      ),
      shadow * 0.6,
    )
}
