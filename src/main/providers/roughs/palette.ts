import type { Mood, TimeOfDay, Weather } from '../../../shared/domain/panel.ts'
import { type Colour, mix } from './colour.ts'
import { LAMPLIT, OUTDOOR, type Palette, UNDERGROUND } from './vocabulary/palettes.ts'

export type { Palette } from './vocabulary/palettes.ts'

export interface LightWords {
  time: TimeOfDay
  weather: Weather | null
  mood: Mood | null
  indoors: boolean
  underground: boolean
  /** A lamp, candle or fire is in the scene. */
  lamplit: boolean
  /** A light stands or is carried close to the people. */
  nearLight: boolean
  /** Colour the place is lit in, from its words; null when they name none. */
  cast: Colour | null
}

const SURFACES = [
  'sky',
  'skyLow',
  'cloud',
  'far',
  'ground',
  'groundNear',
  'sea',
  'seaLight',
  'wall',
  'wallLit',
  'floor',
  'frame',
  'haze',
] as const

/** Leans every surface towards one colour. */
function lean(palette: Palette, colour: Colour, amount: number): Palette {
  const leant = { ...palette }
  for (const surface of SURFACES) leant[surface] = mix(palette[surface], colour, amount)
  return leant
}

function weathered(palette: Palette, weather: Weather | null): Palette {
  const flatSky = (grey: Colour, amount: number): Palette => ({
    ...palette,
    sky: mix(palette.sky, grey, amount),
    skyLow: mix(palette.skyLow, grey, amount * 0.8),
    cloud: mix(palette.cloud, grey, amount * 0.6),
    sea: mix(palette.sea, grey, amount * 0.5),
    ground: mix(palette.ground, grey, amount * 0.25),
  })
  switch (weather) {
    case 'storm': {
      const grey = palette.dark ? '#1d2b3a' : '#4a5b68'
      return {
        ...lean(flatSky(grey, 0.75), grey, 0.12),
        ambient: mix(palette.ambient, '#8fa6b8', 0.5),
        strength: Math.max(0.45, palette.strength),
      }
    }
    case 'rain':
      return {
        ...flatSky(palette.dark ? '#24364a' : '#8698a2', 0.6),
        ambient: mix(palette.ambient, '#9fb4c2', 0.45),
        strength: Math.max(0.35, palette.strength),
      }
    case 'cloud':
      return flatSky(palette.dark ? '#2a3a4c' : '#b3bcbc', 0.45)
    case 'fog':
      return { ...lean(palette, palette.dark ? '#4b5c69' : '#d6d8d0', 0.42), contrast: palette.contrast * 0.6 }
    case 'snow': {
      const white = palette.dark ? '#8ea4b8' : '#eef1f0'
      return {
        ...flatSky(palette.dark ? '#34475c' : '#c3ced2', 0.6),
        ground: mix(palette.ground, white, 0.85),
        groundNear: mix(palette.groundNear, white, 0.7),
        far: mix(palette.far, white, 0.4),
      }
    }
    default:
      return palette
  }
}

function felt(palette: Palette, mood: Mood | null): Palette {
  switch (mood) {
    case 'tense':
      return { ...lean(palette, '#1a2030', 0.12), contrast: Math.min(1, palette.contrast * 1.3) }
    case 'fearful':
      return { ...lean(palette, '#14222a', 0.2), contrast: Math.min(1, palette.contrast * 1.35) }
    case 'mysterious':
      return { ...lean(palette, '#22304a', 0.15), contrast: Math.min(1, palette.contrast * 1.2) }
    case 'sad':
    case 'solemn':
      return lean(palette, '#6d7b86', 0.16)
    case 'angry':
      return { ...lean(palette, '#8a3420', 0.18), contrast: Math.min(1, palette.contrast * 1.2) }
    case 'joyful':
    case 'comic':
      return lean(palette, '#ffd98a', 0.1)
    case 'tender':
      return lean(palette, '#f0b58e', 0.1)
    default:
      return palette
  }
}

/** People by a small light in a dark place are warm while the place stays cold. */
const warmed = (palette: Palette): Palette => ({
  ...palette,
  ambient: mix(palette.ambient, palette.light, 0.62),
  strength: palette.strength * 0.75,
})

/** The colours of a scene, from when and where it plays and how it feels. */
export function paletteFor(words: LightWords): Palette {
  const outside = weathered(OUTDOOR[words.time], words.weather)
  let palette = outside
  if (words.underground) palette = { ...UNDERGROUND, sky: outside.sky, skyLow: outside.skyLow }
  else if (words.indoors && words.lamplit && outside.dark) {
    palette = { ...LAMPLIT, sky: outside.sky, skyLow: outside.skyLow, sea: outside.sea, seaLight: outside.seaLight }
  }
  const tinted =
    words.cast === null ? palette : { ...lean(palette, words.cast, 0.14), light: mix(palette.light, words.cast, 0.3) }
  return felt(words.nearLight && tinted.dark && !words.lamplit ? warmed(tinted) : tinted, words.mood)
}
