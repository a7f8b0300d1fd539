import { darken, mix } from '../colour.ts'
import { ellipse, open, type Point } from '../paths.ts'
import type { Sheet } from '../sheet.ts'
import type { Build } from './build.ts'
import type { Mien } from './expression.ts'

/** How much of a face can be seen at its size: dots, simple features, all of them, or an eye that fills the picture. */
export type Detail = 0 | 1 | 2 | 3

export const detailFor = (headPixels: number): Detail =>
  headPixels < 26 ? 0 : headPixels < 84 ? 1 : headPixels < 760 ? 2 : 3

const EYE_Y = 0.02
const MOUTH_Y = 0.29

/**
 * The features of a face seen from the front or a little from the side. Origin is the middle of the head,
 * one unit is its height; `turn` -1 … 1 moves the features towards where the person looks.
 */
export function drawFeatures(sheet: Sheet, build: Build, mien: Mien, turn: number, detail: Detail, light: -1 | 0 | 1) {
  const middle = turn * 0.13
  if (detail > 0) nose(sheet, build, middle, turn, detail)
  for (const side of [-1, 1] as const) {
    // The eye on the far side of a turned face is nearer to the middle and narrower.
    const far = side === Math.sign(turn) ? Math.abs(turn) : 0
    const x = middle + side * (0.168 - far * 0.045)
    eye(sheet, build, mien, x, side, 1 - far * 0.32, detail)
    if (detail > 0) brow(sheet, build, mien, x, side, 1 - far * 0.25)
  }
  mouth(sheet, mien, middle + turn * 0.02, 1 - Math.abs(turn) * 0.15, detail)
  if (detail >= 2) marks(sheet, build, mien, middle, turn, light)
  if (build.spectacles && detail > 0) spectacles(sheet, middle, turn)
}

function eye(sheet: Sheet, build: Build, mien: Mien, x: number, side: -1 | 1, narrow: number, detail: Detail) {
  const size = build.face.eyeSize
  const opening = mien.open * (1 - mien.squint * 0.35)
  if (mien.open < 0.2) {
    const bow = mien.squint > 0.3 ? -0.035 : 0.03
    const w = 0.075 * narrow
    return sheet.line(
      `M${x - w} ${EYE_Y + 0.01}Q${x} ${EYE_Y + 0.01 + bow} ${x + w} ${EYE_Y + 0.01}`,
      detail === 0 ? 0.6 : 0.9,
    )
  }
  if (detail !== 3) return dotEye(sheet, mien, x, narrow, detail, size, opening)
  const w = 0.088 * size * narrow
  const h = 0.056 * size * opening
  const inner = x - side * w
  const outer = x + side * w
  const almond = `M${inner} ${EYE_Y + 0.012}C${x - side * w * 0.5} ${EYE_Y - h * 1.35} ${x + side * w * 0.55} ${EYE_Y - h * 1.45} ${outer} ${EYE_Y - 0.006}C${x + side * w * 0.5} ${EYE_Y + h * (1.15 - mien.squint)} ${x - side * w * 0.4} ${EYE_Y + h * (1.2 - mien.squint)} ${inner} ${EYE_Y + 0.012}Z`
  sheet.paint(almond, '#f3eee2')
  const iris = Math.min(0.052 * size, h * 1.02)
  const ix = x + mien.look[0] * w * 0.35
  const iy = EYE_Y - 0.004 + mien.look[1] * h * 0.3
  sheet.paint(ellipse(ix, iy, iris * Math.min(1, narrow + 0.15), iris), build.eyes)
  sheet.paint(ellipse(ix, iy, iris * 0.55, iris * 0.6), '#141318')
  sheet.paint(ellipse(ix - iris * 0.35, iy - iris * 0.4, iris * 0.26), '#fffdf6')
  sheet.line(
    `M${inner} ${EYE_Y + 0.012}C${x - side * w * 0.5} ${EYE_Y - h * 1.4} ${x + side * w * 0.55} ${EYE_Y - h * 1.5} ${outer} ${EYE_Y - 0.006}`,
    1.15,
  )
  if (build.face.lash) sheet.line(`M${outer} ${EYE_Y - 0.006}L${outer + side * 0.028} ${EYE_Y - 0.03}`, 1)
  sheet.line(
    `M${x - side * w * 0.3} ${EYE_Y + h * (1.1 - mien.squint)}Q${x + side * w * 0.3} ${EYE_Y + h * (1.2 - mien.squint)} ${x + side * w * 0.75} ${EYE_Y + h * 0.6}`,
    0.45,
  )
}

/** A dark oval reads better than a drawn eye until the face fills the picture. White shows only in wide open ones. */
function dotEye(
  sheet: Sheet,
  mien: Mien,
  x: number,
  narrow: number,
  detail: 0 | 1 | 2,
  size: number,
  opening: number,
): void {
  const wide = mien.open > 1.2 && detail > 0
  const r = (detail === 0 ? 0.034 : 0.033) * (0.75 + size * 0.25)
  if (wide) sheet.paint(ellipse(x, EYE_Y, 0.068 * narrow, 0.08), '#f8f4ea', 0.6)
  const high = r * (wide ? 1.15 : 1.5 * Math.min(1.1, opening))
  const cx = x + mien.look[0] * (wide ? 0.025 : 0.016)
  const cy = EYE_Y + mien.look[1] * 0.014
  sheet.paint(ellipse(cx, cy, r * narrow, high), '#17161a')
  if (detail < 2) return
  sheet.paint(ellipse(cx - r * 0.3, cy - high * 0.4, r * 0.32), '#fffdf6')
  if (wide) return
  const w = r * 1.75 * narrow
  const lid = EYE_Y - r * 1.5 * Math.min(1.1, opening)
  sheet.line(`M${x - w} ${lid + 0.02}Q${x} ${lid - 0.022} ${x + w} ${lid + 0.02}`, 0.75)
}

function brow(sheet: Sheet, build: Build, mien: Mien, x: number, side: -1 | 1, narrow: number) {
  const y = EYE_Y - 0.115 - Math.max(0, mien.open - 1) * 0.03
  const w = 0.095 * narrow
  const inner: Point = [x - side * w * 0.9, y + mien.brow[0]]
  const outer: Point = [x + side * w, y + 0.012 + mien.brow[1]]
  const arch = y - 0.024 + (mien.brow[0] + mien.brow[1]) / 2
  const thick = build.face.lash ? 0.018 : 0.028
  const colour = build.hair.style === 'bald' ? '#5d5148' : darken(build.hair.colour, 0.35)
  sheet.fill(
    `M${inner[0]} ${inner[1] + thick * 0.5}Q${x} ${arch} ${outer[0]} ${outer[1]}Q${x} ${arch - thick * 1.3} ${inner[0]} ${inner[1] - thick * 0.7}Z`,
    colour,
    0.35,
  )
}

function nose(sheet: Sheet, build: Build, middle: number, turn: number, detail: Detail) {
  const way = turn < 0 ? -1 : 1
  const x = middle + turn * 0.05
  const weight = detail >= 2 ? 0.9 : 0.7
  switch (build.face.nose) {
    case 'small':
      return sheet.line(`M${x + way * 0.01} ${0.1}Q${x + way * 0.055} ${0.165} ${x - way * 0.012} ${0.17}`, weight)
    case 'long':
      return sheet.line(
        `M${x - way * 0.01} ${-0.02}Q${x + way * 0.03} ${0.08} ${x + way * 0.07} ${0.155}Q${x + way * 0.07} ${0.195} ${x - way * 0.015} ${0.185}`,
        weight,
      )
    case 'hook':
      return sheet.line(
        `M${x} ${-0.01}Q${x + way * 0.085} ${0.06} ${x + way * 0.07} ${0.17}Q${x + way * 0.02} ${0.19} ${x - way * 0.02} ${0.165}`,
        weight,
      )
    case 'round':
      return sheet.line(
        `M${x - way * 0.035} ${0.14}Q${x - way * 0.045} ${0.19} ${x + way * 0.01} ${0.185}Q${x + way * 0.075} ${0.185} ${x + way * 0.055} ${0.12}`,
        weight,
      )
  }
}

function mouth(sheet: Sheet, mien: Mien, x: number, narrow: number, detail: Detail) {
  const { curve, open: opening, teeth, skew } = mien.mouth
  const w = mien.mouth.width * narrow
  const left: Point = [x - w, MOUTH_Y - curve * 0.55 + skew]
  const right: Point = [x + w, MOUTH_Y - curve * 0.55 - skew]
  const dip = MOUTH_Y + curve
  if (opening > 0.03) {
    const low = MOUTH_Y + opening + Math.max(0, curve)
    const cave = `M${left[0]} ${left[1]}Q${x} ${dip - opening * 0.35} ${right[0]} ${right[1]}C${right[0]} ${low} ${left[0]} ${low} ${left[0]} ${left[1]}Z`
    sheet.paint(cave, '#3c1618', detail === 0 ? 0 : 0.7)
    if (teeth && detail > 0) {
      const t = Math.min(0.042, opening * 0.6)
      sheet.paint(
        `M${left[0] + w * 0.16} ${left[1] + 0.008}Q${x} ${dip - opening * 0.3} ${right[0] - w * 0.16} ${right[1] + 0.008}L${right[0] - w * 0.25} ${right[1] + t}Q${x} ${dip + t * 0.6} ${left[0] + w * 0.25} ${left[1] + t}Z`,
        '#f4efe2',
      )
    }
    return
  }
  sheet.line(`M${left[0]} ${left[1]}Q${x} ${dip + curve * 0.5} ${right[0]} ${right[1]}`, detail >= 2 ? 1.05 : 0.8)
  if (detail >= 2 && curve > 0.03) {
    sheet.line(
      `M${right[0] + 0.012} ${right[1] - 0.02}Q${right[0] + 0.026} ${right[1]} ${right[0] + 0.008} ${right[1] + 0.018}`,
      0.5,
    )
  }
}

function marks(sheet: Sheet, build: Build, mien: Mien, middle: number, turn: number, light: -1 | 0 | 1) {
  if (build.blush || mien.mouth.curve > 0.03) {
    const rosy = mix(build.skin, '#d0624f', 0.4)
    // A blush shows where light falls.
    for (const side of [-1, 1])
      if (side !== -light) sheet.veil(ellipse(middle + side * 0.215, 0.16, 0.065, 0.045), rosy, 0.42)
  }
  if (build.freckles) {
    const brown = darken(build.skin, 0.38)
    const spots: readonly Point[] = [
      [0.15, 0.11],
      [0.19, 0.135],
      [0.235, 0.115],
      [0.205, 0.085],
      [0.165, 0.155],
    ]
    for (const side of [-1, 1]) for (const [x, y] of spots) sheet.paint(ellipse(middle + side * x, y, 0.0095), brown)
  }
  if (build.face.lines) {
    for (const side of [-1, 1]) {
      sheet.line(open([middle + side * 0.115, 0.17], [middle + side * 0.165, 0.265]), 0.45)
      sheet.line(`M${middle + side * 0.1} 0.085Q${middle + side * 0.17} 0.115 ${middle + side * 0.235} 0.075`, 0.4)
    }
    sheet.line(`M${middle - 0.12} -0.235Q${middle} -0.25 ${middle + 0.12} -0.235`, 0.4)
  }
  if (mien.tears) {
    for (const side of [-1, 1]) {
      const x = middle + side * 0.19
      sheet.paint(`M${x - 0.028} 0.05Q${x - 0.05} 0.3 ${x} 0.33Q${x + 0.05} 0.3 ${x + 0.028} 0.05Z`, '#bfe0ea', 0.45)
    }
  }
  if (mien.sweat) {
    const x = middle - Math.sign(turn || 1) * 0.33
    sheet.paint(`M${x} -0.27Q${x - 0.05} -0.17 ${x} -0.16Q${x + 0.05} -0.17 ${x} -0.27Z`, '#bfe0ea', 0.45)
  }
}

function spectacles(sheet: Sheet, middle: number, turn: number) {
  for (const side of [-1, 1] as const) {
    const far = side === Math.sign(turn) ? Math.abs(turn) : 0
    const x = middle + side * (0.168 - far * 0.04)
    const r = 0.118 * (1 - far * 0.2)
    sheet.veil(ellipse(x, EYE_Y, r, 0.112), '#e9f1ee', 0.22)
    sheet.line(ellipse(x, EYE_Y, r, 0.112), 0.8)
  }
  sheet.line(`M${middle - 0.05} ${EYE_Y - 0.02}Q${middle} ${EYE_Y - 0.05} ${middle + 0.05} ${EYE_Y - 0.02}`, 0.8)
}
