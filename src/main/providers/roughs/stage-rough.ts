import type { PictureRegions, Stage } from '../../../shared/domain/generation.ts'
import { companyOf } from './arrangement.ts'
import { drawAirInFront, drawMoodBehind } from './atmosphere.ts'
import { frameShot, isNear, lensFor } from './framing.ts'
import { CARRIED_LIGHTS } from './group.ts'
import { type Palette, paletteFor } from './palette.ts'
import type { Backdrop } from './places/place.ts'
import { PLACES } from './places/places.ts'
import { hashText, randomFrom } from './random.ts'
import { settingOf } from './setting.ts'
import { Sheet } from './sheet.ts'
import type { Camera, Staging } from './staging.ts'
import { drawSubjects } from './subjects.ts'
import { printSvg } from './technique.ts'

function cameraFor(what: string, seed: number): Camera {
  const shot = randomFrom(hashText(what))
  const take = randomFrom(seed)
  return {
    pan: shot.between(-0.14, 0.14) + take.between(-0.04, 0.04),
    zoom: shot.between(0.92, 1.12) * take.between(0.96, 1.04),
    reversed: shot.next() < 0.5,
  }
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
  const { players, crowd } = companyOf(stage)
  const viewers = players.some(({ personId }) => personId === stage.composition.viewerId) ? 1 : 0
  const camera = cameraFor(panel.what, seed)
  const steady = frameShot(
    panel.shot,
    panel.angle,
    panel.shot === 'over-the-shoulder' ? 1 : Math.max(0, players.length - viewers),
    width,
    height,
    setting.indoors,
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
    crowd,
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
    near: isNear(panel.shot),
  }
  drawMoodBehind(air, light)
  const people = drawSubjects(staging, { ...light, shadow: shadowOf(palette, panel.mood) }).filter(({ personId }) =>
    panel.people.some((person) => person.personId === personId),
  )
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
function drawSetting({ stage, setting, palette, framing, sheet, camera }: Staging): {
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
  // A place keeps its furniture from panel to panel: its random comes from its name, not from the seed. Where the
  // book names none, the light and the feeling of the scene stand in for it.
  const { placeName, mood } = stage.panel
  const known = stage.place?.id ?? placeName ?? `${setting.time} ${setting.weather} ${mood}`
  const random = randomFrom(hashText(`${known}/${setting.kind}`))
  let backdrop: Backdrop = { light: null }
  let light = { x: width * 0.2, y: height * 0.2 }
  const placing = { x: width / 2 + camera.pan * width, y: horizon, scale: unit, flip: camera.reversed }
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
