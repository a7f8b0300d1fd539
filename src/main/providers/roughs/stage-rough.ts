import type { PictureRegions, Stage } from '../../../shared/domain/generation.ts'
import { arrange, type Placed, type Player, playersOf } from './arrangement.ts'
import { drawAirInFront, drawMoodBehind } from './atmosphere.ts'
import { type CastLight, drawPlaced, type Showing } from './cast.ts'
import { detailSubject, drawDetail } from './detail.ts'
import type { HeadView } from './figure/head.ts'
import { STANCES } from './figure/stances.ts'
import { type Framing, frameShot, lensFor } from './framing.ts'
import { type Palette, paletteFor } from './palette.ts'
import type { Backdrop } from './places/place.ts'
import { PLACES } from './places/places.ts'
import { type PropName, propOf } from './props/props.ts'
import { hashText, type Random, randomFrom } from './random.ts'
import { drawClimb, drawDistantProps, drawForeground, drawNearProps, drawSetTable } from './scenery-props.ts'
import { type Setting, settingOf } from './setting.ts'
import { Sheet } from './sheet.ts'
import { printSvg } from './technique.ts'

interface Staging {
  stage: Stage
  setting: Setting
  palette: Palette
  framing: Framing
  players: Player[]
  sheet: Sheet
  random: Random
  seed: number
  camera: Camera
}

/** Takes of one panel differ as a second photograph differs from the first: a step aside, a step nearer. */
interface Camera {
  /** Fraction of the width the place moves sideways, people half as far. */
  pan: number
  zoom: number
}

function cameraFor(seed: number): Camera {
  const random = randomFrom(seed)
  return { pan: random.between(-0.05, 0.05), zoom: random.between(0.94, 1.06) }
}

/**
 * Stages a composed panel as one drawing. `width` and `height` in pixels, `seed` 0 … 2^31-1 moves what the
 * panel leaves open (which side the light comes from, clouds, furniture), never how a person looks.
 */
export function stageRough(
  stage: Stage,
  width: number,
  height: number,
  seed: number,
): { svg: string; regions: PictureRegions } {
  const { panel, look } = stage
  const setting = settingOf(stage)
  const palette = paletteFor({
    time: setting.time,
    weather: setting.weather,
    mood: panel.mood,
    indoors: setting.indoors,
    underground: setting.kind === 'cave',
    lamplit: setting.lamplit,
    nearLight: setting.kind === 'lamp-room' || setting.props.some((name) => CARRIED_LIGHTS.includes(name)),
    cast: setting.cast,
  })
  const players = playersOf(stage)
  const viewers = panel.shot === 'point-of-view' ? 1 : 0
  const camera = cameraFor(seed)
  const steady = frameShot(
    panel.shot,
    panel.angle,
    panel.shot === 'over-the-shoulder' ? 1 : Math.max(0, players.length - viewers),
    width,
    height,
  )
  const framing = { ...steady, head: steady.head * (0.5 + camera.zoom / 2), placeUnit: steady.placeUnit * camera.zoom }
  const lens = lensFor(panel.angle, width, height, seed % 2 === 0)
  const sheet = new Sheet(
    width,
    height,
    { ambient: palette.ambient, strength: palette.strength, haze: palette.haze },
    lens,
  )
  const staging: Staging = {
    stage,
    setting,
    palette,
    framing,
    players,
    sheet,
    random: randomFrom(seed ^ hashText(panel.what)),
    seed,
    camera,
  }

  const { light, front } = drawSetting(staging)
  const air = {
    sheet,
    palette,
    random: staging.random,
    weather: setting.weather,
    mood: panel.mood,
    indoors: setting.indoors,
    action: panel.flags.action,
  }
  drawMoodBehind(air, light)
  const people = drawSubjects(staging, { ...light, shadow: shadowOf(palette, panel.mood) })
  front()
  drawAirInFront(air)
  return { svg: printSvg(sheet.shapes, look, palette, width, height), regions: { people } }
}

function shadowOf(palette: Palette, mood: Stage['panel']['mood']): number {
  const extra =
    mood === 'tense' || mood === 'fearful' || mood === 'mysterious'
      ? 0.2
      : mood === 'joyful' || mood === 'comic' || mood === 'tender'
        ? -0.2
        : 0
  return Math.max(0.2, Math.min(1, palette.contrast * 0.8 + extra))
}

/** Draws the place; returns where its light is in pixels, and what stands in front of the people. */
function drawSetting({ stage, setting, palette, framing, sheet, seed, camera }: Staging): {
  light: { x: number; y: number }
  front: () => void
} {
  const { width, height } = sheet
  const unit = framing.placeUnit
  const horizon = framing.horizon * height
  const margin = 1.45
  const half = width / 2 / unit
  const frame = { left: -half, right: half, top: -horizon / unit, bottom: (height - horizon) / unit }
  const slack = (height / unit) * (margin - 1)
  const view = {
    left: -half * margin - slack * 0.3,
    right: half * margin + slack * 0.3,
    top: frame.top - slack,
    bottom: frame.bottom + slack,
  }
  // The place keeps its furniture from panel to panel: its random comes from its name, not from the seed.
  const random = randomFrom(
    hashText(`${stage.place?.id ?? stage.panel.placeName ?? ''}/${setting.kind}`) ^
      (stage.place === null && stage.panel.placeName === null ? seed : 0),
  )
  let backdrop: Backdrop = { light: null }
  let light = { x: width * 0.2, y: height * 0.2 }
  const placing = { x: width / 2 + camera.pan * width, y: horizon, scale: unit }
  sheet.within(placing, () => {
    sheet.layer(framing.depth, () => {
      backdrop = PLACES[setting.kind]({
        sheet,
        palette,
        view,
        frame,
        time: setting.time,
        weather: setting.weather,
        mood: stage.panel.mood,
        says: setting.says,
        random,
        lamplit: setting.lamplit,
      })
    })
    if (backdrop.light) {
      const [x, y] = sheet.toPicture(backdrop.light.x, backdrop.light.y)
      light = { x, y }
    }
  })
  sheet.guide(`M0 ${horizon}L${width} ${horizon}M${light.x} 0L${light.x} ${height}`)
  const { front } = backdrop
  return { light, front: () => (front ? sheet.within(placing, front) : undefined) }
}

function drawSubjects(staging: Staging, light: CastLight): PictureRegions['people'] {
  const { shot } = staging.stage.panel
  const { setting, players, sheet, palette } = staging
  if (
    shot === 'detail' ||
    (players.length === 0 && (shot === 'close-up' || shot === 'extreme-close-up') && setting.props.length > 0)
  ) {
    return drawDetail(sheet, detailSubject(setting, players), setting, players, palette, light)
  }
  if (shot === 'over-the-shoulder' && players.length > 1) return drawOverShoulder(staging, light)
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
  if (shot === 'over-the-shoulder') return 'back'
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

/** Draws props and people back to front. */
function drawGroup(
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
  if (framing.head < sheet.height * 0.36) drawNearProps(around)
  const silhouette = setting.shows('silhouette', 'silhouetted', 'outline') || /\bdark shapes?\b/i.test(stage.panel.what)
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

const CARRIED_LIGHTS: readonly PropName[] = ['lantern', 'candle', 'torch']

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

/** The listener's back fills one side in front; the other person looks towards us past it. */
function drawOverShoulder(staging: Staging, light: CastLight): PictureRegions['people'] {
  const { players, framing, sheet, seed } = staging
  const { width, height } = sheet
  const facing = players.find((player) => player.role === 'acting') ?? players[0]!
  const listener = players.find((player) => player !== facing)!
  const right = light.x < width / 2
  const [one] = arrange([facing], framing, width, height, seed, right ? 'left' : 'right')
  const first = drawGroup(
    staging,
    [{ ...one!, x: width * (right ? 0.34 : 0.66), flip: !right, turn: 0.4 }],
    light,
    () => 'front',
  )
  const head = Math.min(height * 0.52, width * 0.5)
  const near: Placed = {
    player: { ...listener, pose: 'turn-away' },
    x: width * (right ? 0.84 : 0.16),
    ground: height * 0.42 + listener.headAt * head,
    head,
    flip: false,
    turn: 0,
  }
  const second = sheetLayer(sheet, () =>
    drawPlaced(
      sheet,
      near,
      framing,
      { ...light, shadow: 1 },
      { view: 'back', held: null, silhouette: false, seat: 'none' },
    ),
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
