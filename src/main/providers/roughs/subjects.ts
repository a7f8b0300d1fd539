import type { PictureRegions } from '../../../shared/domain/generation.ts'
import { arrange } from './arrange.ts'
import type { Placed, Player } from './arrangement.ts'
import { type CastLight, drawPlaced } from './cast.ts'
import { detailSubject, drawDetail } from './detail.ts'
import type { HeadView } from './figure/head.ts'
import { isNear } from './framing.ts'
import { drawGroup } from './group.ts'
import { drawProp, propOf } from './props/props.ts'
import { hashText } from './random.ts'
import type { Sheet } from './sheet.ts'
import type { Staging } from './staging.ts'

export function drawSubjects(staging: Staging, light: CastLight): PictureRegions['people'] {
  const { shot } = staging.stage.panel
  const { setting, players, sheet, palette } = staging
  const handiwork = shot === 'extreme-close-up' && setting.shows('finger', 'hand', 'palm', 'thumb', 'fist')
  if (shot === 'detail' || handiwork || (players.length === 0 && isNear(shot) && setting.props.length > 0)) {
    return drawDetail(sheet, detailSubject(setting, players), setting, players, palette, light)
  }
  if (shot === 'over-the-shoulder' && players.length > 0) return drawOverShoulder(staging, light)
  if (shot === 'point-of-view' && players.length > 0) return drawPointOfView(staging, light)
  const { width, height } = sheet
  const { composition } = staging.stage
  const placed = arrange(
    players,
    composition,
    staging.framing,
    width,
    height,
    staging.seed,
    light.x > width / 2 ? 'left' : 'right',
  ).map((one) => ({ ...one, x: one.x + staging.camera.pan * width * PANNED }))
  return drawGroup(staging, placed, light, (player, i) => viewOf(staging, player, i, placed))
}

/** How far people move along when the place moves sideways: not so far that they change sides. */
const PANNED = 0.25

/** Where things stay that nobody looks at over a shoulder. */
const BACKGROUND = new Set(['sky', 'water', 'wall'])

/** Which side of a head is shown: backs where the words ask for them, profiles for two who face each other closely. */
function viewOf(
  { stage, setting, players, seed }: Staging,
  player: Player,
  index: number,
  placed: readonly Placed[],
): HeadView {
  const { shot } = stage.panel
  if (
    player.pose === 'turn-away' ||
    (/\bfrom behind\b|\bback to us\b|\bbacks to us\b/i.test(stage.panel.what) && index === 0)
  )
    return 'back'
  if (setting.shows('profile') && index === 0) return 'profile'
  const close = shot === 'two-shot' || shot === 'close-up' || shot === 'medium-close-up'
  if (close && players.length === 2 && placed.length === 2) {
    const facing =
      stage.panel.mood === 'tense' ||
      stage.panel.mood === 'angry' ||
      stage.panel.mood === 'tender' ||
      (seed + hashText(stage.panel.what)) % 3 === 0
    return facing ? 'profile' : 'front'
  }
  return 'front'
}

/** How much of the width those have who are seen past a shoulder. */
const BEYOND = 0.68

/**
 * The listener's back fills one side in front; the others look towards us past it. Who is alone looks at the
 * first thing the words name.
 */
function drawOverShoulder(staging: Staging, light: CastLight): PictureRegions['people'] {
  const { stage, players, framing, sheet, seed, setting } = staging
  const { width, height } = sheet
  const { figures, headroom } = stage.composition
  // The back that was composed; who is alone turns theirs to us.
  const back = figures.find(({ faces }) => faces === 'away') ?? figures.at(-1)
  const listener = players.find(({ personId }) => personId === back?.personId) ?? players.at(-1)!
  const others = players.filter((player) => player !== listener)
  const right = others.length > 0 && back ? back.x > 0.5 : light.x < width / 2
  const across = arrange(
    others,
    stage.composition,
    framing,
    width * BEYOND,
    height,
    seed,
    right ? 'left' : 'right',
  ).map((one) => ({ ...one, x: one.x + (right ? 0 : width * (1 - BEYOND)), flip: !right, turn: 0.4 }))
  const first = drawGroup(staging, across, light, () => 'front')
  const thing = setting.props.find((name) => !BACKGROUND.has(propOf(name).place))
  if (others.length === 0 && thing) {
    const scale = Math.min(height * 0.34, width * 0.3) * Math.min(1, 0.62 + propOf(thing).size * 0.1)
    sheet.within({ x: width * (right ? 0.33 : 0.67), y: height * 0.72, scale }, () => drawProp(sheet, thing))
  }
  const head = Math.min(height * 0.5, width * 0.46)
  const near: Placed = {
    player: { ...listener, pose: 'turn-away' },
    x: width * (right ? 0.84 : 0.16),
    ground: height * Math.max(0.46, Math.min(0.6, headroom + 0.32)) + listener.headAt * head,
    head,
    flip: false,
    turn: 0,
  }
  const second = sheetLayer(sheet, () =>
    drawPlaced(sheet, near, framing, light, { view: 'back', held: null, silhouette: false, seat: 'none' }),
  )
  return second ? [...first, second] : first
}

/** Foreground lines are heavier. */
function sheetLayer<T>(sheet: Sheet, draw: () => T): T {
  let result!: T
  sheet.layer({ weight: 1.25, haze: 0 }, () => {
    result = draw()
  })
  return result
}

/** Seen through somebody's eyes: the others look at us, and the viewer's hands come in from below. */
function drawPointOfView(staging: Staging, light: CastLight): PictureRegions['people'] {
  const { stage, players, framing, sheet, setting, seed, palette } = staging
  const { width, height } = sheet
  const viewer = players.find(({ personId }) => personId === stage.composition.viewerId)
  const others = players.filter((player) => player !== viewer)
  if (viewer && others.length === 0 && setting.props.length > 0) {
    return drawDetail(sheet, { of: 'thing', prop: setting.props[0]! }, setting, [viewer], palette, light)
  }
  const placed = arrange(others, stage.composition, framing, width, height, seed, 'left').map((one) => ({
    ...one,
    turn: 0.1,
  }))
  return drawGroup(staging, placed, light, () => 'front')
}
