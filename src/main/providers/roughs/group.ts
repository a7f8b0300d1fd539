import type { PictureRegions } from '../../../shared/domain/generation.ts'
import type { Placed, Player } from './arrangement.ts'
import { type CastLight, drawPlaced, type Showing } from './cast.ts'
import { drawCrowd } from './crowd.ts'
import type { HeadView } from './figure/head.ts'
import { STANCES } from './figure/stances.ts'
import { type PropName, propOf } from './props/props.ts'
import { drawClimb, drawDistantProps, drawForeground, drawNearProps, drawSetTable } from './scenery-props.ts'
import type { Setting } from './setting.ts'
import type { Staging } from './staging.ts'

/** Draws props and people back to front. */
export function drawGroup(
  staging: Staging,
  placed: readonly Placed[],
  light: CastLight,
  view: (player: Player, index: number) => HeadView,
): PictureRegions['people'] {
  const { sheet, setting, framing, random, stage } = staging
  const held = thingsInHand(setting, placed)
  const taken = new Set([...held.values()])
  const around = { sheet, setting, framing, placed, random, taken }
  drawDistantProps(around)
  const carried = carriedLight(placed, held)
  if (carried) sheet.glow(carried.x, carried.y, carried.radius, 0.7)
  const shining = carried ? { ...light, x: carried.x, y: carried.y } : light
  drawCrowd(staging, placed, shining)
  if (framing.head < sheet.height * 0.36) drawNearProps(around)
  const silhouette = setting.shows('silhouette', 'silhouetted') || /\bdark shapes?\b/i.test(stage.panel.what)
  const order = placed
    .map((one, index) => ({ one: holding(one, held.has(index)), index }))
    .toSorted((a, b) => a.one.ground - b.one.ground || a.one.head - b.one.head)
  const regions = new Map<number, PictureRegions['people'][number]>()
  for (const { one, index } of order) {
    const showing: Showing = {
      view: view(one.player, index),
      held: held.get(index) ?? null,
      silhouette,
      seat: seatIn(setting),
    }
    if (one.player.pose === 'climb') drawClimb(sheet, setting, one)
    const region = drawPlaced(sheet, one, framing, shining, showing)
    if (region) regions.set(index, region)
    if (one.player.pose === 'row')
      sheet.within({ x: one.x, y: one.ground + one.head * 0.5, scale: one.head * 8, flip: one.flip }, () =>
        propOf('boat').draw(sheet),
      )
  }
  drawSetTable(around)
  drawForeground(around)
  return [...regions.entries()].toSorted(([a], [b]) => a - b).map(([, region]) => region)
}

const WILD = new Set([
  'meadow',
  'beach',
  'forest',
  'mountain',
  'cliff',
  'snow',
  'cave',
  'sea',
  'open',
  'harbour',
  'lighthouse',
])

function seatIn(setting: Setting): Showing['seat'] {
  if (setting.kind === 'tram-inside') return 'none'
  return WILD.has(setting.kind) && !setting.props.includes('chair') && !setting.props.includes('table')
    ? 'rock'
    : 'chair'
}

export const CARRIED_LIGHTS: readonly PropName[] = ['lantern', 'candle', 'torch']

/** Who carries a light brings the scene's light along: it shines round them and falls on the others from there. */
function carriedLight(
  placed: readonly Placed[],
  held: ReadonlyMap<number, PropName>,
): { x: number; y: number; radius: number } | null {
  for (const [index, name] of held) {
    const one = placed[index]
    if (!one || !CARRIED_LIGHTS.includes(name)) continue
    return {
      x: one.x + (one.flip ? -1 : 1) * one.head * 1.3,
      y: one.ground - one.player.headAt * one.head * 0.72,
      radius: one.head * 4.6,
    }
  }
  return null
}

/** Whoever stands with a thing in hand holds it up to be seen. */
function holding(one: Placed, holds: boolean): Placed {
  return holds && one.player.pose === 'stand' ? { ...one, player: { ...one.player, pose: 'hold' } } : one
}

/** Gives the first fitting thing to the first person whose pose can hold it, acting people first. */
function thingsInHand(setting: Setting, placed: readonly Placed[]): Map<number, PropName> {
  const things = setting.props.filter((name) => propOf(name).place === 'hand')
  const held = new Map<number, PropName>()
  const byWeight = placed
    .map((one, index) => ({ one, index }))
    .toSorted((a, b) => Number(a.one.player.role !== 'acting') - Number(b.one.player.role !== 'acting'))
  for (const { one, index } of byWeight) {
    const { pose, body } = one.player
    if (!('build' in body) || (STANCES[pose].holds === 'none' && pose !== 'stand')) continue
    const fitting =
      pose === 'read'
        ? (things.find(
            (name) =>
              name === 'book' || name === 'letter' || name === 'newspaper' || name === 'map' || name === 'paper',
          ) ?? 'book')
        : things[0]
    if (fitting === undefined) continue
    held.set(index, fitting)
    const at = things.indexOf(fitting)
    if (at >= 0) things.splice(at, 1)
  }
  return held
}
