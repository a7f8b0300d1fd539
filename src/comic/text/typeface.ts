import { Blob, Buffer, Direction, Face, Font, shape } from 'harfbuzzjs'
import { type PathCommand, parsePath } from '../path.ts'

/** A font ready to set text with. Lengths are in ems: 1 is the font size. */
export interface Typeface {
  name: string
  /** Height of `H` above the baseline; a usual one where the font has no `H`. */
  capHeightEm: number
  /** Brings the font's letters to the apparent size of the others. */
  scale: number
  /** How far upright letters are leant, as a tangent; 0 for letters as they are drawn. */
  slant: number
  /** The character whose glyph is a capital I without crossbars; null where the font's own I has none. */
  plainI: string | null
  /** Whether the font draws a character, if need be from its parts. White space and joiners count as drawn. */
  has(character: string): boolean
  /** Characters of the text that the font cannot draw, each once. */
  missing(text: string): string[]
  /** Some characters the font has, at most so many, in the order of their codes. */
  characters(most: number): string[]
  /** What the font calls itself; empty when it does not say. */
  family: string
  /** Shaped by HarfBuzz: joining, ligatures, kerning and marks as the font has them. */
  shape(text: string, run: ShapeRun): ShapedText
  /** Outline of a glyph; y up, one em is 1. */
  glyphOutline(id: number): PathCommand[]
}

export interface ShapeRun {
  direction: 'ltr' | 'rtl' | 'ttb'
  /** BCP 47. */
  language: string
  /** What stands before and after in the same word: letters that join look at it. */
  before?: string
  after?: string
}

/** Glyphs in visual order. */
export interface ShapedText {
  glyphs: readonly { id: number; x: number; y: number }[]
  /** To the right, or downwards for `ttb`. */
  advance: number
}

export interface TypefaceOptions {
  scale?: number
  slant?: number
}

/** Height of capitals that faces are scaled to. */
export const CAP_HEIGHT = 0.7
/** Shaped words kept per face: a book says most of its words again and again. */
const MOST_SHAPED = 4000

/** Numbers of entries in a font's table of names. */
const FAMILY = 1
const TYPOGRAPHIC_FAMILY = 16

const DIRECTIONS = { ltr: Direction.LTR, rtl: Direction.RTL, ttb: Direction.TTB } as const

/**
 * @param bytes a whole TTF or OTF file
 * @param options `scale` defaults to bringing the capitals to a common height
 */
export function loadTypeface(name: string, bytes: Uint8Array, options: TypefaceOptions = {}): Typeface {
  const font = new Font(new Face(new Blob(bytes)))
  const em = font.face.upem
  const outlines = new Map<number, PathCommand[]>()
  const shaped = new Map<string, ShapedText>()
  const drawn = new Map<string, boolean>()
  const buffer = new Buffer()
  const heightOf = (character: string) => {
    const glyph = font.glyph(character.codePointAt(0)!)
    return glyph === undefined ? undefined : font.glyphExtents(glyph)
  }
  const capital = heightOf('H')
  const capHeightEm = capital === undefined || capital.height === 0 ? CAP_HEIGHT : capital.yBearing / em

  const shapeNow = (text: string, { direction, language, before = '', after = '' }: ShapeRun): ShapedText => {
    buffer.clearContents()
    buffer.addText(before + text + after, before.length, text.length)
    buffer.setDirection(DIRECTIONS[direction])
    buffer.setLanguage(language)
    buffer.guessSegmentProperties()
    shape(font, buffer)
    const positions = buffer.getGlyphPositions()
    let [x, y] = [0, 0]
    const glyphs = buffer.getGlyphInfos().map((info, index) => {
      const position = positions[index]!
      const glyph = { id: info.codepoint, x: (x + position.xOffset) / em, y: (y + position.yOffset) / em }
      x += position.xAdvance
      y += position.yAdvance
      return glyph
    })
    return { glyphs, advance: (direction === 'ttb' ? -y : x) / em }
  }

  const placesMarks = font.face.getTableFeatureTags('GPOS').includes('mark')
  const inFont = (character: string) => font.glyph(character.codePointAt(0)!) !== undefined
  const has = (character: string) => {
    let known = drawn.get(character)
    if (known === undefined) {
      // HarfBuzz puts a letter together from its parts; only a font that places marks makes a good letter of them.
      const parts = placesMarks ? [...character.normalize('NFD')] : []
      known = INVISIBLE.test(character) || inFont(character) || (parts.length > 1 && parts.every(inFont))
      drawn.set(character, known)
    }
    return known
  }
  return {
    name,
    capHeightEm,
    scale: options.scale ?? Math.min(1.6, Math.max(0.6, CAP_HEIGHT / capHeightEm)),
    slant: options.slant ?? 0,
    plainI: findPlainIGlyph((character) => {
      const glyph = font.glyph(character.codePointAt(0)!)
      const extents = glyph === undefined ? undefined : font.glyphExtents(glyph)
      if (glyph === undefined || extents === undefined) return null
      // A letter with a dot has two outlines.
      return { ...extents, outlines: parsePath(font.glyphToPath(glyph)).filter(({ type }) => type === 'M').length }
    }),
    has,
    family: font.face.getName(TYPOGRAPHIC_FAMILY, 'en') || font.face.getName(FAMILY, 'en'),
    characters: (most) =>
      [...font.face.collectUnicodes().subarray(0, most)].map((codePoint) => String.fromCodePoint(codePoint)),
    missing(text) {
      return [...new Set(text)].filter((character) => !has(character))
    },
    shape(text, run) {
      const key = `${run.direction}|${run.language}|${run.before ?? ''}|${text}|${run.after ?? ''}`
      let known = shaped.get(key)
      if (known === undefined) {
        if (shaped.size >= MOST_SHAPED) shaped.clear()
        known = shapeNow(text, run)
        shaped.set(key, known)
      }
      return known
    },
    glyphOutline(id) {
      let known = outlines.get(id)
      if (known === undefined) {
        known = parsePath(font.glyphToPath(id)).map(({ type, points }) => ({
          type,
          points: points.map((value) => value / em),
        })) as PathCommand[]
        outlines.set(id, known)
      }
      return known
    },
  }
}

/** White space, joiners, direction marks, variation selectors: they shape the text and are not drawn. */
const INVISIBLE = /\s|\p{Default_Ignorable_Code_Point}/u

/**
 * Comic fonts have an I with crossbars on the capital, and the plain one on the small letter; hand-drawn fonts with
 * both cases often have a small l that will do: a bar of about the height of capitals.
 */
function findPlainIGlyph(
  lookUp: (character: string) => { width: number; height: number; outlines: number } | null,
): string | null {
  const barred = lookUp('I')
  if (barred === null) return null
  const isPlain = (character: string) => {
    const bar = lookUp(character)
    if (bar === null || bar.outlines !== 1) return false
    return bar.width < barred.width * 0.6 && Math.abs(bar.height / barred.height - 1) < 0.15
  }
  return ['i', 'l'].find(isPlain) ?? null
}
