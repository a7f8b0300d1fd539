import type { Box } from '../../../../shared/domain/generation.ts'
import type { Expression, Pose } from '../../../../shared/domain/panel.ts'
import { drawAnimalHead } from '../animals/head.ts'
import { darken } from '../colour.ts'
import { ellipse, type Point, poly, rect } from '../paths.ts'
import type { Bounds, Sheet } from '../sheet.ts'
import { type Dress, drawArm, drawLower, drawTrunk } from './body.ts'
import type { Build } from './build.ts'
import { MIENS } from './expression.ts'
import { detailFor } from './face.ts'
import { drawPlaits } from './hair.ts'
import { drawBehindHead, drawHead, type HeadView } from './head.ts'
import { type Joints, jointsOf } from './pose.ts'
import { STANCES } from './stances.ts'

export interface FigureLook {
  pose: Pose
  expression: Expression
  /** Faces right, or left when mirrored. */
  flip: boolean
  /** How far the face turns that way, 0–1; profile and back override it. */
  turn: number
  view: HeadView
  /** Side of the picture the light comes from. */
  light: -1 | 0 | 1
  shadow: number
  /** Draws the thing in hand, in heads around the point given. */
  held?: (at: Point) => void
  /** What a sitting figure sits on; `none` where the place brings its own seat. */
  seat: 'chair' | 'rock' | 'none'
}

/** Where a drawn figure ended up, in pixels. */
export interface FigureBounds {
  body: Bounds
  face: Bounds | null
}

/** What of a figure can be measured before it is drawn, in heads from the ground under its hips. */
export function measure(build: Build, pose: Pose): { joints: Joints; top: number; left: number; right: number } {
  const joints = jointsOf(build, STANCES[pose])
  const xs = [...joints.hands, ...joints.feet, ...joints.knees, ...joints.elbows, joints.head].map((point) => point[0])
  return {
    joints,
    top: joints.head[1] - 0.6,
    left: Math.min(...xs, -build.shoulders) - 0.2,
    right: Math.max(...xs, build.shoulders) + 0.2,
  }
}

/** Draws a person in heads, the origin on the ground under the hips, and tells where body and face are. */
export function drawFigure(sheet: Sheet, build: Build, look: FigureLook): FigureBounds {
  const stance = STANCES[look.pose]
  const joints = jointsOf(build, stance)
  const light = (look.flip ? -look.light : look.light) as -1 | 0 | 1
  let bounds: FigureBounds = { body: { left: 0, top: 0, right: 0, bottom: 0 }, face: null }
  sheet.within({ flip: look.flip }, () => {
    sheet.within(laid(stance.turn, joints), () => {
      const headPixels = sheet.unit()
      const dress: Dress = { build, joints, stance, detail: detailFor(headPixels), light, shadow: look.shadow }
      const view: HeadView = stance.view === 'back' ? 'back' : look.view
      if (stance.seat === 'chair' && look.seat === 'chair') chair(sheet, joints)
      if (stance.seat === 'chair' && look.seat === 'rock') boulder(sheet, joints)
      const behind = view === 'back'
      if (build.over?.garment === 'cloak') cloakBehind(sheet, build, joints)
      if (!build.species)
        sheet.within({ x: joints.head[0], y: joints.head[1], turn: stance.lean * 0.35 }, () =>
          drawBehindHead(sheet, build, view, look.turn),
        )
      if (stance.view === 'side') drawArm(sheet, dress, 0)
      drawLower(sheet, dress)
      const drawHeadNow = () =>
        sheet.within(
          { x: joints.head[0], y: joints.head[1], turn: stance.lean * 0.35 + MIENS[look.expression].nod },
          () => {
            const head = {
              view,
              turn: look.turn,
              mien: MIENS[look.expression],
              light,
              detail: dress.detail,
              shadow: look.shadow,
            }
            if (build.species) drawAnimalHead(sheet, build.species, head, build.hat ? build : null)
            else drawHead(sheet, build, head)
          },
        )
      drawTrunk(sheet, dress)
      if (stance.view === 'front' && look.held && stance.holds === 'both') look.held(middle(joints.hands))
      if (!behind) drawHeadNow()
      if (!behind && !build.species && view === 'front') {
        sheet.within({ x: joints.head[0], y: joints.head[1] }, () => drawPlaits(sheet, build, look.turn, dress.detail))
      }
      if (look.held && stance.holds === 'lead') look.held(gripOf(joints))
      if (look.held && stance.view !== 'front' && stance.holds === 'both') look.held(middle(joints.hands))
      drawArm(sheet, dress, 1)
      if (stance.view !== 'side') drawArm(sheet, dress, 0)
      if (behind) {
        drawHeadNow()
        if (!build.species)
          sheet.within({ x: joints.head[0], y: joints.head[1] }, () => drawPlaits(sheet, build, 0, dress.detail))
      }
      const reach = measure(build, look.pose)
      const face = sheet.boundsOf(
        joints.head[0] - 0.42,
        joints.head[1] - 0.56,
        joints.head[0] + 0.42,
        joints.head[1] + 0.54,
      )
      const body = sheet.boundsOf(reach.left, reach.top, reach.right, 0.05)
      bounds = { body: around(body, face), face: behind ? null : face }
    })
  })
  return bounds
}

const middle = ([a, b]: readonly [Point, Point]): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]

/** The palm of the leading hand, a little beyond the wrist. */
function gripOf(joints: Joints): Point {
  const [hand, elbow] = [joints.hands[0], joints.elbows[0]]
  const length = Math.hypot(hand[0] - elbow[0], hand[1] - elbow[1]) || 1
  return [hand[0] + ((hand[0] - elbow[0]) / length) * 0.13, hand[1] + ((hand[1] - elbow[1]) / length) * 0.13]
}

/** Lying and falling figures turn about their middle and rest on the ground. */
function laid(turn: number, joints: Joints) {
  if (turn === 0) return {}
  if (turn === -90) return { turn, x: -joints.head[1] / 2, y: -0.66 }
  return { turn, x: -1.9, y: -0.9 }
}

function chair(sheet: Sheet, joints: Joints): void {
  const wood = '#6d4b32'
  const y = joints.hip[1] + 0.18
  sheet.fill(rect(-0.72, y - 1.5, 0.16, 1.6), darken(wood, 0.15))
  for (const x of [-0.68, 0.5]) sheet.fill(rect(x, y, 0.13, -y), darken(wood, 0.2))
  sheet.fill(poly([-0.74, y - 0.04], [0.72, y - 0.04], [0.72, y + 0.12], [-0.74, y + 0.12]), wood)
}

function boulder(sheet: Sheet, joints: Joints) {
  const y = joints.hip[1] + 0.2
  sheet.fill(
    `M-1.15 0.05Q-1.2 ${y * 0.6} -0.8 ${y * 0.95}Q0 ${y - 0.12} 0.62 ${y}Q0.95 ${y * 0.5} 0.9 0.05Z`,
    '#77736e',
  )
  sheet.shade(`M-1.15 0.05Q-1.2 ${y * 0.6} -0.8 ${y * 0.95}Q-0.5 ${y * 0.4} -0.3 0.05Z`, 0.5)
}

function cloakBehind(sheet: Sheet, build: Build, joints: Joints): void {
  const [x, y] = joints.chest
  const s = build.shoulders
  sheet.fill(
    `M${x - 0.2} ${y}Q${x - s - 0.3} ${y + 0.3} ${x - s - 0.4} -0.5Q${x} -0.3 ${x + s + 0.4} -0.5Q${x + s + 0.3} ${y + 0.3} ${x + 0.2} ${y}Z`,
    darken(build.over!.colour, 0.25),
  )
}

const around = (a: Bounds, b: Bounds): Bounds => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
})

/** Pixels to fractions of the picture, cut at its edges; null when nothing (or only a sliver) is inside. */
export function boxIn(bounds: Bounds, width: number, height: number): Box | null {
  const left = Math.max(0, bounds.left)
  const top = Math.max(0, bounds.top)
  const right = Math.min(width, bounds.right)
  const bottom = Math.min(height, bounds.bottom)
  const seen = Math.max(0, right - left) * Math.max(0, bottom - top)
  const whole = (bounds.right - bounds.left) * (bounds.bottom - bounds.top)
  if (seen <= 0 || seen < whole * 0.02) return null
  const fraction = (value: number) => Math.round(value * 10000) / 10000
  const x = fraction(left / width)
  const y = fraction(top / height)
  return { x, y, width: Math.max(0, fraction(right / width) - x), height: Math.max(0, fraction(bottom / height) - y) }
}

/** A soft patch of shadow where something stands. */
export function groundShadow(sheet: Sheet, x: number, y: number, halfWidth: number): void {
  sheet.shade(ellipse(x, y, halfWidth, halfWidth * 0.16), 0.7)
}
