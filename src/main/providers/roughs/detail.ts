import type { PictureRegions } from '../../../shared/domain/generation.ts'
import type { Player } from './arrangement.ts'
import { darken, mix } from './colour.ts'
import type { Build } from './figure/build.ts'
import { boxIn } from './figure/figure.ts'
import { drawHand } from './figure/hand.ts'
import type { Palette } from './palette.ts'
import { limb, rect } from './paths.ts'
import { drawProp, type PropName, propOf } from './props/props.ts'
import type { Setting } from './setting.ts'
import type { Sheet } from './sheet.ts'

/** What a close look falls on. */
export type DetailSubject = { of: 'thing'; prop: PropName } | { of: 'hands' } | { of: 'feet' } | { of: 'nothing' }

/** The first thing named, else the part of a person that is spoken of. */
export function detailSubject(setting: Setting, players: readonly Player[]): DetailSubject {
  if (setting.shows('boot', 'foot', 'shoe', 'tread') && players.length > 0) return { of: 'feet' }
  const prop = setting.props[0]
  if (prop !== undefined) return { of: 'thing', prop }
  return players.length > 0 ? { of: 'hands' } : { of: 'nothing' }
}

/** A near view of one thing on its surface, with the hands that belong to it. */
export function drawDetail(
  sheet: Sheet,
  subject: DetailSubject,
  setting: Setting,
  players: readonly Player[],
  palette: Palette,
  light: { x: number; y: number },
): PictureRegions['people'] {
  const { width: w, height: h } = sheet
  const unit = Math.min(w, h)
  const top = setting.indoors ? mix('#80573a', palette.floor, 0.45) : mix(palette.ground, palette.groundNear, 0.4)
  if (subject.of === 'nothing') return []
  const hasSky = subject.of === 'thing' && propOf(subject.prop).place === 'sky'
  if (!hasSky) {
    sheet.paint(`M${-w} ${h * 0.62}L${w * 2} ${h * 0.58}L${w * 2} ${h * 2}L${-w} ${h * 2}Z`, top, 1, darken(top, 0.35))
    for (const k of [0.7, 0.82, 0.95]) sheet.line(`M${-w} ${h * k}L${w * 2} ${h * (k - 0.03)}`, 0.45, darken(top, 0.4))
    sheet.glow(light.x, light.y, unit * 0.8, palette.dark ? 0.35 : 0.25)
  }
  const people = players.slice(0, 2)
  if (subject.of === 'hands') {
    return people.flatMap((player, i) =>
      drawArmIn(
        sheet,
        player,
        i === 0 ? -1 : 1,
        { x: w * 0.5 + (i === 0 ? -1 : 1) * unit * (people.length === 1 ? -0.04 : 0.13), y: h * 0.54 },
        unit,
        light,
      ),
    )
  }
  if (subject.of === 'feet') return people.slice(0, 1).flatMap((player) => drawFeet(sheet, player, unit))
  const prop = propOf(subject.prop)
  const held = prop.place === 'hand' && people.length > 0
  const size = unit * (held ? 0.5 : 0.6)
  const foot = { x: w * 0.52, y: hasSky ? h * 0.72 : h * (held ? 0.7 : 0.8) }
  if (!held && !hasSky)
    sheet.shade(
      `M${foot.x - size * 0.6} ${foot.y}Q${foot.x} ${foot.y + size * 0.2} ${foot.x + size * 0.62} ${foot.y}Q${foot.x} ${foot.y - size * 0.1} ${foot.x - size * 0.6} ${foot.y}Z`,
      0.8,
    )
  sheet.within({ x: foot.x, y: foot.y, scale: size, turn: held ? -7 : 0 }, () => drawProp(sheet, subject.prop))
  if (!held) return []
  return people.flatMap((player, i) =>
    drawArmIn(
      sheet,
      player,
      i === 0 ? -1 : 1,
      { x: foot.x + (i === 0 ? -1 : 1) * size * 0.26, y: foot.y - size * 0.12 },
      unit,
      light,
    ),
  )
}

/** A forearm that reaches in from one side; the hand ends at the given point. */
function drawArmIn(
  sheet: Sheet,
  player: Player,
  side: -1 | 1,
  to: { x: number; y: number },
  unit: number,
  light: { x: number; y: number },
): PictureRegions['people'] {
  const build = 'build' in player.body ? player.body.build : null
  const size = unit * 0.2 * (0.7 + player.headSize * 0.3)
  const from = { x: side < 0 ? -unit * 0.1 : sheet.width + unit * 0.1, y: to.y + unit * 0.22 }
  const skin = build
    ? (build.gloves ?? handColour(build))
    : 'animal' in player.body
      ? player.body.animal.colour
      : '#e5b48e'
  const sleeve = build ? build.top.colour : skin
  drawHand(sheet, { at: [to.x, to.y], from: [from.x, from.y], colour: skin, shape: 'hold', detail: 2, size })
  const wrist = { x: to.x + (from.x - to.x) * 0.05, y: to.y + (from.y - to.y) * 0.05 }
  const cuff = { x: to.x + (from.x - to.x) * 0.2, y: to.y + (from.y - to.y) * 0.2 }
  sheet.fill(limb([from.x, from.y], [cuff.x, cuff.y], [wrist.x, wrist.y], size * 1.5, size * 1.15, size * 0.98), sleeve)
  sheet.fill(
    limb(
      [cuff.x, cuff.y],
      [(cuff.x + wrist.x) / 2, (cuff.y + wrist.y) / 2],
      [wrist.x, wrist.y],
      size * 1.2,
      size * 1.12,
      size * 1.06,
    ),
    darken(sleeve, 0.15),
    0.8,
  )
  const under = light.y > to.y ? -1 : 1
  sheet.shade(
    limb(
      [from.x, from.y + under * size * 0.4],
      [cuff.x, cuff.y + under * size * 0.3],
      [wrist.x, wrist.y + under * size * 0.26],
      size * 0.6,
      size * 0.5,
      size * 0.35,
    ),
    0.6,
  )
  const left = Math.min(from.x, to.x - size * 0.3, to.x + side * -size * 1.2)
  const right = Math.max(from.x, to.x + size * 0.3, to.x + side * -size * 1.2)
  const body = boxIn({ left, right, top: to.y - size * 0.8, bottom: from.y + size * 0.8 }, sheet.width, sheet.height)
  return body ? [{ personId: player.personId, body, face: null }] : []
}

const handColour = (build: Build) => build.species?.colour ?? build.skin

function drawFeet(sheet: Sheet, player: Player, unit: number): PictureRegions['people'] {
  if (!('build' in player.body)) return []
  const { build } = player.body
  const { width: w, height: h } = sheet
  const size = unit * 0.62
  const cloth = build.lower.garment === 'trousers' ? build.lower.colour : build.skin
  for (const [i, dx] of [-0.34, 0.2].entries()) {
    const x = w * 0.48 + dx * size
    const y = h * (i === 0 ? 0.76 : 0.86)
    sheet.shade(`M${x - size * 0.3} ${y}Q${x + size * 0.3} ${y + size * 0.12} ${x + size * 0.66} ${y}Z`, 0.8)
    sheet.fill(
      rect(x - size * 0.19, -h * 0.3, size * 0.38, y + h * 0.3 - size * 0.3),
      i === 0 ? darken(cloth, 0.12) : cloth,
    )
    sheet.fill(
      `M${x - size * 0.22} ${y - size * 0.56}L${x + size * 0.2} ${y - size * 0.56}L${x + size * 0.22} ${y - size * 0.26}Q${x + size * 0.6} ${y - size * 0.22} ${x + size * 0.62} ${y}L${x - size * 0.24} ${y}Z`,
      build.feet.garment === 'barefoot' ? build.skin : build.feet.colour,
    )
    sheet.line(
      `M${x - size * 0.24} ${y - size * 0.05}L${x + size * 0.62} ${y - size * 0.05}M${x - size * 0.2} ${y - size * 0.42}Q${x} ${y - size * 0.36} ${x + size * 0.2} ${y - size * 0.44}`,
      0.8,
    )
  }
  const body = boxIn({ left: w * 0.48 - size * 0.6, right: w * 0.48 + size * 0.85, top: 0, bottom: h * 0.87 }, w, h)
  return body ? [{ personId: player.personId, body, face: null }] : []
}
