import type { Mood, Weather } from '../../../shared/domain/panel.ts'
import type { Palette } from './palette.ts'
import { ellipse, open, poly, rect } from './paths.ts'
import type { Random } from './random.ts'
import type { Sheet } from './sheet.ts'

export interface Air {
  sheet: Sheet
  palette: Palette
  random: Random
  weather: Weather | null
  mood: Mood | null
  indoors: boolean
  action: boolean
  /** Faces fill the picture: nothing may veil them. */
  near: boolean
}

/** What lies between the place and the people: diagonal shadows of tension, mist, the glow of joy. Pixels. */
export function drawMoodBehind(air: Air, light: { x: number; y: number }) {
  const { sheet, mood, random, palette } = air
  const { width: w, height: h } = sheet
  const away = light.x > w / 2 ? -1 : 1
  // By day a black wedge would be a hole in the picture.
  const deep = palette.dark ? 0.64 : 0.26
  switch (mood) {
    case 'tense':
    case 'angry': {
      const x = away > 0 ? w * 0.62 : w * 0.38
      return sheet.shade(
        poly(
          [x + away * w * 0.12, -h * 0.2],
          [x + away * w, -h * 0.2],
          [x + away * w, h * 1.2],
          [x - away * w * 0.2, h * 1.2],
        ),
        deep,
      )
    }
    case 'fearful':
      sheet.shade(poly([-w * 0.2, -h * 0.2], [w * 0.22, -h * 0.2], [w * 0.06, h * 1.2], [-w * 0.2, h * 1.2]), deep)
      return sheet.shade(poly([w * 1.2, -h * 0.2], [w * 0.8, -h * 0.2], [w * 0.93, h * 1.2], [w * 1.2, h * 1.2]), deep)
    case 'mysterious':
      for (let i = 0; i < 3; i++)
        sheet.veil(ellipse(random.between(0, w), h * random.between(0.62, 0.92), w * 0.5, h * 0.08), palette.haze, 0.45)
      return
    case 'joyful':
    case 'tender':
      return sheet.glow(light.x, light.y, Math.max(w, h) * 0.5, 0.3)
    default:
  }
}

/** Weather, speed and the darkening of the corners, over everything. Pixels. */
export function drawAirInFront(air: Air) {
  const { sheet, indoors, weather, mood, palette } = air
  if (!indoors) drawWeather(air, weather)
  if (air.action) speedLines(air)
  else if (mood === 'angry') burst(air)
  if (palette.dark || mood === 'sad' || mood === 'solemn')
    corners(sheet, mood === 'fearful' || mood === 'sad' ? 0.6 : 0.42)
}

function drawWeather({ sheet, random, palette, near }: Air, weather: Weather | null) {
  const { width: w, height: h } = sheet
  const size = Math.sqrt(w * h)
  switch (weather) {
    case 'rain':
    case 'storm': {
      const slant = weather === 'storm' ? 0.5 : 0.22
      const colour = palette.dark ? '#a9bfcc' : '#e6edf0'
      for (let layer = 0; layer < 2; layer++) {
        let path = ''
        for (let i = 0; i < (weather === 'storm' ? 70 : 48); i++) {
          const x = random.between(-0.2, 1.1) * w
          const y = random.between(-0.1, 1) * h
          const length = size * random.between(0.03, 0.07)
          path += open([x, y], [x - length * slant, y + length])
        }
        sheet.line(path, layer === 0 ? 0.4 : 0.65, colour)
      }
      return
    }
    case 'snow':
      for (let i = 0; i < 90; i++)
        sheet.paint(
          ellipse(random.between(0, w), random.between(0, h), size * random.between(0.0018, 0.006)),
          '#f4f6f5',
        )
      return
    case 'fog':
      for (let i = 0; i < 5; i++) {
        const y = h * (0.35 + i * 0.14)
        sheet.veil(
          ellipse(random.between(0, w), y, w * random.between(0.5, 0.9), h * 0.07),
          palette.haze,
          near ? 0.14 : 0.5,
        )
      }
      return
    case 'wind':
      for (let i = 0; i < 6; i++) {
        const x = random.between(0, 0.7) * w
        const y = random.between(0.08, 0.7) * h
        const l = size * random.between(0.14, 0.26)
        sheet.line(
          `M${x} ${y}Q${x + l * 0.5} ${y - l * 0.12} ${x + l * 0.8} ${y}Q${x + l * 1.02} ${y + l * 0.1} ${x + l} ${y - l * 0.06}Q${x + l * 0.95} ${y - l * 0.14} ${x + l * 0.88} ${y - l * 0.06}`,
          0.55,
          palette.dark ? '#9fb4c2' : '#fdfbf4',
        )
      }
      return
    default:
  }
}

/** Wedges that rush from the edges to the middle. */
function speedLines({ sheet, random }: Air) {
  const { width: w, height: h } = sheet
  const reach = Math.hypot(w, h) * 0.62
  for (let i = 0; i < 40; i++) {
    const angle = (i / 40) * Math.PI * 2 + random.between(-0.06, 0.06)
    const from = reach * random.between(0.66, 0.86)
    const spread = random.between(0.004, 0.013)
    const at = (a: number, r: number) =>
      [w / 2 + Math.cos(a) * r * Math.min(1.25, w / h), h / 2 + Math.sin(a) * r * Math.min(1.25, h / w + 0.25)] as const
    sheet.paint(poly(at(angle, from), at(angle + spread, reach * 1.3), at(angle - spread, reach * 1.3)), '#15161c')
  }
}

function burst({ sheet, random }: Air) {
  const { width: w, height: h } = sheet
  for (let i = 0; i < 22; i++) {
    const angle = (i / 22) * Math.PI * 2 + random.between(-0.08, 0.08)
    const r = Math.hypot(w, h) * random.between(0.44, 0.5)
    sheet.line(
      open(
        [w / 2 + Math.cos(angle) * r, h / 2 + Math.sin(angle) * r],
        [w / 2 + Math.cos(angle) * r * 1.3, h / 2 + Math.sin(angle) * r * 1.3],
      ),
      0.8,
    )
  }
}

function corners(sheet: Sheet, level: number) {
  const { width: w, height: h } = sheet
  sheet.veil(rect(0, 0, w, h * 0.3), '#0c1018', level * 0.75, false)
  sheet.veil(rect(0, h * 0.68, w, h * 0.33), '#0c1018', level, true)
}
