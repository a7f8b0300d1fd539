import type { PictureRegions } from '../../../shared/domain/generation.ts'
import { drawAnimal } from './animals/animal.ts'
import type { Placed } from './arrangement.ts'
import type { Colour } from './colour.ts'
import type { Build } from './figure/build.ts'
import { boxIn, drawFigure, type FigureBounds, groundShadow } from './figure/figure.ts'
import type { HeadView } from './figure/head.ts'
import type { Framing } from './framing.ts'
import { drawProp, type PropName, propOf } from './props/props.ts'
import type { Sheet } from './sheet.ts'

export interface CastLight {
  x: number
  y: number
  /** How hard shadows on people are, 0–1. */
  shadow: number
}

export interface Showing {
  view: HeadView
  /** Thing in the leading hand. */
  held: PropName | null
  silhouette: boolean
  seat: 'chair' | 'rock' | 'none'
}

/** Draws one placed player and reports the regions it covers; null when none of it is in the picture. */
export function drawPlaced(
  sheet: Sheet,
  placed: Placed,
  framing: Framing,
  light: CastLight,
  showing: Showing,
): PictureRegions['people'][number] | null {
  const { player, x, ground, head, flip } = placed
  const side = light.x > x + head * 0.3 ? 1 : light.x < x - head * 0.3 ? -1 : ((flip ? -1 : 1) as -1 | 1)
  let bounds: FigureBounds | null = null
  sheet.within({ x, y: ground, scale: [head, head * framing.squash] }, () => {
    const { body } = player
    if ('animal' in body) {
      if (framing.anchor.on === 'ground') groundShadow(sheet, 0, 0, body.animal.size * 0.8)
      bounds = drawAnimal(sheet, showing.silhouette ? { ...body.animal, colour: DARK } : body.animal, {
        pose: player.pose,
        expression: player.expression,
        flip,
        light: side,
        shadow: light.shadow,
      })
      return
    }
    if (framing.anchor.on === 'ground') groundShadow(sheet, side * -0.25, 0.02, player.halfWidth * 0.9)
    const build = showing.silhouette ? silhouetted(body.build) : body.build
    const held = showing.held
    const drawIt = () => {
      bounds = drawFigure(sheet, build, {
        pose: player.pose,
        expression: player.expression,
        flip,
        turn: placed.turn,
        view: showing.view,
        light: side,
        shadow: light.shadow,
        seat: showing.seat,
        ...(held === null ? {} : { held: ([hx, hy]: readonly [number, number]) => holdProp(sheet, held, hx, hy) }),
      })
    }
    sheet.withSkin(build.skin, () => sheet.within({ scale: player.headSize }, drawIt))
  })
  if (bounds === null) return null
  const { body, face } = bounds as FigureBounds
  const bodyBox = boxIn(body, sheet.width, sheet.height)
  if (bodyBox === null) return null
  return {
    personId: player.personId,
    body: bodyBox,
    face: face === null ? null : boxIn(face, sheet.width, sheet.height),
  }
}

/** A thing hangs from or stands in the hand, near its own middle. */
function holdProp(sheet: Sheet, name: PropName, x: number, y: number): void {
  const size = propOf(name).size
  const hangs =
    name === 'lantern' ||
    name === 'bag' ||
    name === 'basket' ||
    name === 'bucket' ||
    name === 'bell' ||
    name === 'suitcase'
  const long = size > 1.4
  sheet.within(
    {
      x: x + (long ? 0.02 : 0.06),
      y: hangs ? y + size * 0.95 : long ? y + size * (name === 'umbrella' ? 0.12 : 0.72) : y + size * 0.35,
      scale: size,
    },
    () => drawProp(sheet, name),
  )
}

const DARK: Colour = '#1b1e27'

function silhouetted(build: Build): Build {
  const dark = <T extends { colour: Colour }>(part: T): T => ({ ...part, colour: DARK })
  return {
    ...build,
    skin: '#2a2c36',
    hair: dark(build.hair),
    beard: build.beard && dark(build.beard),
    hat: build.hat && dark(build.hat),
    top: dark(build.top),
    over: build.over && dark(build.over),
    lower: dark(build.lower),
    neck: build.neck && dark(build.neck),
    feet: dark(build.feet),
    buttons: null,
    pattern: null,
  }
}
