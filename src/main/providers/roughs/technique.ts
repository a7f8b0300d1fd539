import type { RoughLook } from '../../../shared/domain/art-style.ts'
import { type Colour, darken, fromRgb, hueOf, lightness, mix, multiply } from './colour.ts'
import { glowSprite } from './glow-sprite.ts'
import type { Palette } from './palette.ts'
import { printed, type Shape } from './sheet.ts'

/** What a technique is made of. Weights in pixels at a picture of about a megapixel. */
interface Hand {
  ink: Colour
  outline: number
  line: number
}

const HANDS: Record<RoughLook['technique'], Hand> = {
  pencil: { ink: '#2d2a27', outline: 3.3, line: 2.8 },
  ink: { ink: '#14151a', outline: 4.4, line: 3.5 },
  noir: { ink: '#0e0e10', outline: 4.2, line: 3.6 },
  gouache: { ink: '#2b2a33', outline: 0, line: 2.4 },
}

const NOIR_STEPS: readonly [below: number, colour: Colour][] = [
  [0.26, '#141416'],
  [0.4, '#3b3b40'],
  [0.58, '#a7a39b'],
  [2, '#f1ede4'],
]

const PENCIL_STEPS: readonly [below: number, colour: Colour][] = [
  [0.14, '#868076'],
  [0.24, '#a8a297'],
  [0.36, '#c6c0b3'],
  [0.54, '#dfd9cc'],
  [2, '#f3efe5'],
]

/** Values a printed screen of dots can tell apart: solid black, three tones and the white of the paper. */
const SCREEN_STEPS: readonly [below: number, colour: Colour][] = [
  [0.2, '#141414'],
  [0.28, '#8a8a8a'],
  [0.42, '#b4b4b4'],
  [0.62, '#dcdcdc'],
  [2, '#fdfdfd'],
]

/** Whether the finished picture is broken up into dots as a whole, as comics in grey are printed. */
export const isScreened = (look: RoughLook) => look.technique === 'ink' && look.screentone && look.colour !== 'full'

const stepped = (steps: typeof NOIR_STEPS, value: number) => steps.find(([below]) => value < below)![1]

function greyOf(colour: Colour): Colour {
  const value = lightness(colour) * 255
  return fromRgb(value, value, value * 0.985)
}

/** Turns shapes into the SVG of one look. One instance draws one picture. */
class Printer {
  private readonly look: RoughLook
  private readonly palette: Palette
  private readonly hand: Hand
  private readonly unit: number
  private readonly body: string[] = []
  private readonly defs = new Map<string, string>()
  private readonly colours = new Map<Colour, Colour>()

  constructor(look: RoughLook, palette: Palette, unit: number) {
    this.look = look
    this.palette = palette
    this.hand = HANDS[look.technique]
    this.unit = unit
  }

  print(shapes: readonly Shape[], width: number, height: number): string {
    for (const shape of shapes) this.add(shape)
    const defs = this.defs.size > 0 ? `<defs>${[...this.defs.values()].join('')}</defs>` : ''
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `${defs}<rect width="${width}" height="${height}" fill="${this.colour(this.palette.haze)}"/>` +
      `<g stroke-linejoin="round" stroke-linecap="round">${this.body.join('')}</g></svg>`
    )
  }

  private add(shape: Shape) {
    switch (shape.kind) {
      case 'fill':
        return this.fill(shape)
      case 'line':
        return this.line(shape)
      case 'guide':
        return this.guide(shape)
      case 'shade':
        return this.shade(shape)
      case 'light':
        return this.put(`<path d="${shape.d}" fill="${this.lightColour()}"${opacity(shape.level)}/>`)
      case 'glow':
        return this.glow(shape)
      case 'veil':
        return this.veil(shape)
    }
  }

  private put(element: string) {
    this.body.push(element)
  }

  private fill(shape: Extract<Shape, { kind: 'fill' }>) {
    const colour = this.hasSpot(shape.own)
      ? this.spotted(shape.colour)
      : shape.skin
        ? this.skin(shape.colour)
        : this.colour(shape.colour)
    const to = shape.to === null ? colour : this.colour(shape.to)
    const paint = to === colour ? colour : this.gradient(colour, to)
    const { technique } = this.look
    if (technique === 'gouache') {
      // No outline, but a breath of the own colour's dark keeps neighbours apart.
      const edge =
        shape.weight > 0 && shape.to === null
          ? this.stroke(darken(colour, 0.5), 1.3 * shape.weight, Math.min(0.95, 0.5 + (this.look.lineWeight - 1) * 1.5))
          : ''
      return this.put(`<path d="${shape.d}" fill="${paint}"${edge}/>`)
    }
    // Black on black would swallow the drawing; noir draws the seams of dark things in grey.
    const seam = technique === 'noir' && shape.to === null && lightness(colour) < 0.12
    const outline =
      shape.weight > 0
        ? this.stroke(seam ? '#55555c' : this.hand.ink, this.hand.outline * shape.weight * (seam ? 0.55 : 1))
        : ''
    this.put(`<path d="${shape.d}" fill="${paint}"${outline}/>`)
    if (technique === 'pencil' && shape.weight > 0.4) {
      const shift = printed(1.7 * this.unit)
      this.put(
        `<path d="${shape.d}" fill="none" transform="translate(${shift} -${shift})"${this.stroke('#5d5852', 0.8, 0.6)}/>`,
      )
    }
  }

  private line(shape: Extract<Shape, { kind: 'line' }>) {
    const colour = shape.colour === null ? this.hand.ink : this.colour(shape.colour)
    this.put(`<path d="${shape.d}" fill="none"${this.stroke(colour, this.hand.line * shape.weight)}/>`)
  }

  private guide(shape: Extract<Shape, { kind: 'guide' }>) {
    if (this.look.technique === 'pencil')
      this.put(`<path d="${shape.d}" fill="none"${this.stroke('#7f9fc4', 1.1, 0.7)}/>`)
  }

  private shade(shape: Extract<Shape, { kind: 'shade' }>) {
    const { technique, screentone } = this.look
    const level = Math.min(1, shape.level * (0.55 + this.palette.contrast * 0.6))
    if (level < 0.03) return
    if (technique === 'pencil') {
      this.put(`<path d="${shape.d}" fill="#6f6a62"${opacity(level * 0.34)}/>`)
      if (level > 0.22) this.put(`<path d="${shape.d}" fill="${this.hatch()}"${opacity(0.4 + level * 0.55)}/>`)
      return
    }
    const own =
      shape.on === null
        ? null
        : this.colour(
            mix(
              mix(shape.on, multiply(shape.on, '#9a7380'), 0.5 + level * 0.5),
              '#1a1524',
              Math.max(0, level - 0.35) * 0.4,
            ),
          )
    if (technique === 'gouache') {
      const paint = own ?? this.shadow('#1d2138')
      return this.put(`<path d="${shape.d}" fill="${paint}"${opacity(own === null ? level * 0.62 : 0.85)}/>`)
    }
    if (technique === 'noir') {
      if (level > 0.5) return this.put(`<path d="${shape.d}" fill="#101012"/>`)
      if (shape.on !== null) return this.put(`<path d="${shape.d}" fill="${this.dots(0.1 + level * 0.4, '#101012')}"/>`)
      return this.put(`<path d="${shape.d}" fill="${this.dots(0.18 + level * 0.7, '#101012')}"/>`)
    }
    if (isScreened(this.look)) {
      const cover = shape.on === null ? level * 0.42 : level > 0.5 ? 0.3 : 0.12
      return this.put(`<path d="${shape.d}" fill="#101010"${opacity(cover)}/>`)
    }
    if (!screentone) {
      // A clear line needs hardly a shadow; a look that leans hard to its tint lives on them.
      const depth = 0.45 + this.look.tintStrength * 0.55
      const paint = own ?? this.shadow('#1a1a30')
      return this.put(`<path d="${shape.d}" fill="${paint}"${opacity((own === null ? level * 0.6 : 0.8) * depth)}/>`)
    }
    this.put(
      `<path d="${shape.d}" fill="${own ?? this.shadow('#15172a')}"${opacity(own === null ? level * 0.42 : 0.8)}/>`,
    )
    this.put(`<path d="${shape.d}" fill="${this.dots(0.12 + level * 0.42, this.shadow('#0e0f1a'))}"${opacity(0.75)}/>`)
  }

  private glow(shape: Extract<Shape, { kind: 'glow' }>) {
    const colour = shape.colour === null ? this.lightColour() : this.colour(shape.colour)
    const level = shape.level * (this.look.technique === 'pencil' ? 0.75 : 1)
    const { x, y, rx, ry } = shape
    this.put(
      `<image href="${glowSprite(colour)}" x="${printed(x - rx)}" y="${printed(y - ry)}" width="${printed(rx * 2)}" height="${printed(ry * 2)}" preserveAspectRatio="none" opacity="${Math.round(Math.min(1, level) * 100) / 100}"/>`,
    )
  }

  private veil(shape: Extract<Shape, { kind: 'veil' }>) {
    const colour = this.colour(shape.colour)
    if (shape.upward === null) return this.put(`<path d="${shape.d}" fill="${colour}"${opacity(shape.level)}/>`)
    const id = `v${colour.slice(1)}${shape.upward ? 'u' : 'd'}`
    if (!this.defs.has(id)) {
      const [top, bottom] = shape.upward ? [0, 1] : [1, 0]
      this.defs.set(
        id,
        `<linearGradient id="${id}" x2="0" y2="1"><stop offset="0" stop-color="${colour}" stop-opacity="${top}"/>` +
          `<stop offset="1" stop-color="${colour}" stop-opacity="${bottom}"/></linearGradient>`,
      )
    }
    this.put(`<path d="${shape.d}" fill="url(#${id})"${opacity(shape.level)}/>`)
  }

  private stroke(colour: Colour, weight: number, alpha = 1): string {
    const width = Math.max(0.6, weight * this.unit * this.look.lineWeight)
    const sheer = alpha < 1 ? ` stroke-opacity="${alpha}"` : ''
    return ` stroke="${colour}" stroke-width="${printed(width)}"${sheer}`
  }

  private gradient(from: Colour, to: Colour): string {
    const id = `l${from.slice(1)}${to.slice(1)}`
    if (!this.defs.has(id)) {
      this.defs.set(
        id,
        `<linearGradient id="${id}" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`,
      )
    }
    return `url(#${id})`
  }

  /** A screen at 45°: two dots in an upright tile, which rasterises far faster than a turned one. */
  private dots(cover: number, colour: Colour): string {
    const tile = Math.max(6, Math.round(10 * this.unit))
    const step = Math.round(cover * 12)
    const id = `d${step}${colour.slice(1)}`
    if (!this.defs.has(id)) {
      const radius = printed(tile * Math.sqrt(step / 12 / (2 * Math.PI)))
      const quarter = tile / 4
      this.defs.set(
        id,
        `<pattern id="${id}" width="${tile}" height="${tile}" patternUnits="userSpaceOnUse">` +
          `<circle cx="${quarter}" cy="${quarter}" r="${radius}" fill="${colour}"/><circle cx="${quarter * 3}" cy="${quarter * 3}" r="${radius}" fill="${colour}"/></pattern>`,
      )
    }
    return `url(#${id})`
  }

  private hatch(): string {
    const tile = Math.max(6, Math.round(9 * this.unit))
    if (!this.defs.has('h')) {
      this.defs.set(
        'h',
        `<pattern id="h" width="${tile}" height="${tile}" patternUnits="userSpaceOnUse">` +
          `<path d="M-1 ${tile + 1}L${tile + 1} -1M-1 1L1 -1M${tile - 1} ${tile + 1}L${tile + 1} ${tile - 1}" stroke="#48433d" stroke-width="1.6"/></pattern>`,
      )
    }
    return 'url(#h)'
  }

  /** Shadows lean to the tint, so that a look's darks belong to it. */
  private shadow(colour: Colour): Colour {
    const { colour: mode, tint, tintStrength } = this.look
    return mode === 'full' ? mix(colour, multiply(tint, '#404048'), tintStrength * 0.6) : greyOf(colour)
  }

  private lightColour(): Colour {
    const { technique, colour, tint } = this.look
    if (colour === 'spot') return tint
    if (technique === 'pencil' && colour === 'grey') return '#fbf8f0'
    return this.colour(this.palette.light)
  }

  /** A scene colour as this look shows it. */
  private colour(colour: Colour): Colour {
    const known = this.colours.get(colour)
    if (known !== undefined) return known
    const result = this.inLook(colour)
    this.colours.set(colour, result)
    return result
  }

  /** In black and white looks, things of the spot's own hue keep it; walls and skies never do. */
  private hasSpot(own: Colour | null): boolean {
    if (own === null || this.look.colour !== 'spot') return false
    const thing = hueOf(own)
    const apart = Math.abs(((thing.hue - hueOf(this.look.tint).hue + 540) % 360) - 180)
    return thing.saturation > 0.58 && apart < 20 && lightness(own) > 0.22
  }

  /**
   * In looks of few values pale skin is paper and dark skin the next value, so that features read on it; in looks
   * that lean to a tint it leans half as far.
   */
  private skin(colour: Colour): Colour {
    if (this.look.technique === 'noir' || isScreened(this.look))
      return this.colour(lightness(colour) > 0.5 ? '#f4ece0' : '#8c8178')
    return this.look.colour === 'full' ? mix(this.colour(colour), colour, 0.4) : this.colour(colour)
  }

  private spotted(colour: Colour): Colour {
    return mix(this.look.tint, '#0d0d10', Math.max(0, 0.7 - lightness(colour)) * 0.8)
  }

  private inLook(colour: Colour): Colour {
    const { technique, colour: mode, tint, tintStrength } = this.look
    if (technique === 'noir') {
      const stepColour = stepped(NOIR_STEPS, lightness(colour))
      return mode === 'full' ? mix(stepColour, colour, 0.35) : stepColour
    }
    if (technique === 'pencil') {
      const tone = stepped(PENCIL_STEPS, lightness(colour))
      const washed = mode === 'full' ? mix(tone, mix(colour, '#f2eee5', 0.35), 0.55) : tone
      return mode === 'grey' ? washed : mix(washed, multiply(washed, tint), tintStrength * 0.6)
    }
    if (isScreened(this.look)) return stepped(SCREEN_STEPS, lightness(colour))
    const base = mode === 'full' ? colour : greyOf(colour)
    const chalked =
      technique === 'gouache' ? mix(mix(base, this.palette.ambient, 0.1), '#f2dcc0', mode === 'full' ? 0.1 : 0) : base
    return mode === 'full' ? mix(chalked, tintOf(chalked, tint), tintStrength) : chalked
  }
}

/** The tint at the lightness of the colour it replaces: leaning keeps the drawing's values. */
function tintOf(colour: Colour, tint: Colour): Colour {
  const wanted = lightness(colour)
  const own = lightness(tint)
  if (wanted <= own) return mix('#0b0b12', tint, wanted / Math.max(own, 0.01))
  return mix(tint, '#fffaf0', (wanted - own) / Math.max(1 - own, 0.01))
}

const opacity = (level: number) => (level >= 1 ? '' : ` fill-opacity="${Math.round(Math.max(0, level) * 100) / 100}"`)

/** The SVG of a finished drawing. `width` and `height` in pixels. */
export function printSvg(
  shapes: readonly Shape[],
  look: RoughLook,
  palette: Palette,
  width: number,
  height: number,
): string {
  return new Printer(look, palette, Math.sqrt(width * height) / 1024).print(shapes, width, height)
}
