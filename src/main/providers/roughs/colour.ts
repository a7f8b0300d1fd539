/** Colours are `#rrggbb` strings everywhere in the roughs. */
export type Colour = string

type Rgb = [number, number, number]

const parsed = new Map<Colour, Rgb>()

function toRgb(colour: Colour): Rgb {
  let rgb = parsed.get(colour)
  if (!rgb) {
    const value = Number.parseInt(colour.slice(1), 16)
    rgb = [value >> 16, (value >> 8) & 255, value & 255]
    parsed.set(colour, rgb)
  }
  return rgb
}

export function fromRgb(red: number, green: number, blue: number): Colour {
  const part = (value: number) =>
    Math.max(0, Math.min(255, Math.round(value)))
      .toString(16)
      .padStart(2, '0')
  return `#${part(red)}${part(green)}${part(blue)}`
}

/** `amount` 0 is all `from`, 1 all `to`. */
export function mix(from: Colour, to: Colour, amount: number): Colour {
  const a = toRgb(from)
  const b = toRgb(to)
  return fromRgb(a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount, a[2] + (b[2] - a[2]) * amount)
}

/** Light of one colour falling on a surface of another. */
export function multiply(surface: Colour, light: Colour): Colour {
  const a = toRgb(surface)
  const b = toRgb(light)
  return fromRgb((a[0] * b[0]) / 255, (a[1] * b[1]) / 255, (a[2] * b[2]) / 255)
}

export const darken = (colour: Colour, amount: number) => mix(colour, '#0d0e16', amount)
export const lighten = (colour: Colour, amount: number) => mix(colour, '#fff8ea', amount)

/** Perceived lightness, 0 … 1. */
export function lightness(colour: Colour): number {
  const [red, green, blue] = toRgb(colour)
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
}

/** Hue in degrees and saturation 0 … 1 (HSV). */
export function hueOf(colour: Colour): { hue: number; saturation: number } {
  const [red, green, blue] = toRgb(colour)
  const high = Math.max(red, green, blue)
  const span = high - Math.min(red, green, blue)
  if (span === 0) return { hue: 0, saturation: 0 }
  const sector =
    high === red ? (green - blue) / span : high === green ? 2 + (blue - red) / span : 4 + (red - green) / span
  return { hue: (sector * 60 + 360) % 360, saturation: span / high }
}
