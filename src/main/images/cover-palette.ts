import type { CoverPalette } from '../../comic/cover.ts'
import { MOST_PIXELS, sharp } from './sharp.ts'

/** Below this saturation a picture is grey and has no hue to answer. */
const GREY = 0.12
/** Hue of the accent for grey pictures: amber. */
const DEFAULT_HUE = 38

/**
 * Colours that go with a picture: the accent is the complement of its prevailing hue, the ink a near black of that
 * hue, the letters a warm white.
 * @param picture path or bytes; null for a cover without a picture
 */
export async function coverPalette(picture: string | Uint8Array | null): Promise<CoverPalette> {
  const hue = picture === null ? null : await prevailingHue(picture)
  return {
    light: '#fff6e0',
    accent: hslToHex(hue === null ? DEFAULT_HUE : (hue + 180) % 360, 0.88, 0.58),
    ink: hue === null ? '#14110f' : hslToHex(hue, 0.35, 0.07),
  }
}

async function prevailingHue(picture: string | Uint8Array): Promise<number | null> {
  const small = await sharp(picture, { limitInputPixels: MOST_PIXELS })
    .resize(64, 64, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
  // Hues are angles: averaged as directions, each pixel weighing by how colourful it is.
  let [east, north, weight] = [0, 0, 0]
  const channels = small.length / (64 * 64)
  for (let at = 0; at < small.length; at += channels) {
    const [red, green, blue] = [small[at]!, small[at + Math.min(1, channels - 1)]!, small[at + channels - 1]!]
    const chroma = (Math.max(red, green, blue) - Math.min(red, green, blue)) / 255
    const angle = Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue)
    east += chroma * Math.cos(angle)
    north += chroma * Math.sin(angle)
    weight += 1
  }
  if (Math.hypot(east, north) / weight < GREY / 2) return null
  return (Math.round((Math.atan2(north, east) * 180) / Math.PI) + 360) % 360
}

function hslToHex(hue: number, saturation: number, lightness: number): string {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number) => {
    const turn = (offset + hue / 30) % 12
    const value = lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`
}
