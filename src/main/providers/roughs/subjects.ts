import type { PictureRegions } from '../../../shared/domain/generation.ts'
import { arrange, type Placed, type Player } from './arrangement.ts'
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
  const placed = arrange(
    players,
    staging.framing,
    width,
    height,
    staging.seed,
    light.x > width / 2 ? 'left' : 'right',
  ).map((one) => ({ ...one, x: one.x + staging.camera.pan * width * 0.5 }))
  return drawGroup(staging, placed, light, (player, i) => viewOf(staging, player, i, placed))
}

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

/**
 * The listener's back fills one side in front; the other person looks towards us past it. Who is alone looks at the
 * first thing the words name.
 */
function drawOverShoulder(staging: Staging, light: CastLight): PictureRegions['people'] {
  const { players, framing, sheet, seed, setting } = staging
  const { width, height } = sheet
  const facing = players.length > 1 ? (players.find((player) => player.role === 'acting') ?? players[0]!) : null
  const listener = players.find((player) => player !== facing)!
  const right = light.x < width / 2
  const [one] = facing ? arrange([facing], framing, width, height, seed, right ? 'left' : 'right') : []
  const across = one ? [{ ...one, x: width * (right ? 0.34 : 0.66), flip: !right, turn: 0.4 }] : []
  const first = drawGroup(staging, across, light, () => 'front')
  const thing = setting.props.find((name) => !BACKGROUND.has(propOf(name).place))
  if (!facing && thing) {
    const scale = Math.min(height * 0.34, width * 0.3) * Math.min(1, 0.62 + propOf(thing).size * 0.1)
    sheet.within({ x: width * (right ? 0.33 : 0.67), y: height * 0.72, scale }, () => drawProp(sheet, thing))
  }
  const head = Math.min(height * 0.5, width * 0.46)
  const near: Placed = {
    player: { ...listener, pose: 'turn-away' },
    x: width * (right ? 0.84 : 0.16),
    ground: height * 0.46 + listener.headAt * head,
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

/** Seen through the first acting person's eyes: the others look at us, and the viewer's hands come in from below. */
function drawPointOfView(staging: Staging, light: CastLight): PictureRegions['people'] {
  const { players, framing, sheet, setting, seed, palette } = staging
  const { width, height } = sheet
  const viewer = players.find((player) => player.role === 'acting') ?? players[0]!
  const others = players.filter((player) => player !== viewer)
  if (others.length === 0 && setting.props.length > 0) {
    return drawDetail(sheet, { of: 'thing', prop: setting.props[0]! }, setting, [viewer], palette, light)
  }
  const placed = arrange(others, framing, width, height, seed, 'left').map((one) => ({ ...one, turn: 0.1 }))
  return drawGroup(staging, placed, light, () => 'front')
}
