import { Blob, Buffer, Face, Font, shape } from 'harfbuzzjs'
import { type PathCommand, parsePath, transformPath } from '../path.ts'

/** A font ready to set text with. Lengths are in ems: 1 is the font size. */
export interface Typeface {
  name: string
  /** Height of `H` above the baseline. */
  capHeightEm: number
  /** Characters of the text that the font cannot draw, each once. White space counts as drawn. */
  missing(text: string): string[]
  /** Shaped by HarfBuzz: kerning, ligatures and marks as the font has them. */
  advanceEm(text: string): number
  /** The text's outline, baseline at y 0, start at x 0, y down. */
  outlineEm(text: string): PathCommand[]
}

interface PlacedGlyph {
  id: number
  x: number
  y: number
}

/** @param bytes a whole TTF or OTF file */
export function loadTypeface(name: string, bytes: Uint8Array): Typeface {
  const font = new Font(new Face(new Blob(bytes)))
  const em = font.face.upem
  const outlines = new Map<number, PathCommand[]>()

  const glyphOutline = (id: number): PathCommand[] => {
    const known = outlines.get(id) ?? parsePath(font.glyphToPath(id))
    outlines.set(id, known)
    return known
  }

  const shapeLine = (text: string): { glyphs: PlacedGlyph[]; advance: number } => {
    const buffer = new Buffer()
    buffer.addText(text.normalize('NFC'))
    buffer.guessSegmentProperties()
    shape(font, buffer)
    const positions = buffer.getGlyphPositions()
    let advance = 0
    const glyphs = buffer.getGlyphInfos().map((info, index) => {
      const position = positions[index]!
      const glyph = { id: info.codepoint, x: advance + position.xOffset, y: position.yOffset }
      advance += position.xAdvance
      return glyph
    })
    return { glyphs, advance }
  }

  const capital = font.glyphExtents(font.glyph(0x48) ?? 0)
  return {
    name,
    capHeightEm: capital === undefined ? 0.7 : -capital.height / em,
    missing(text) {
      const characters = new Set(text.normalize('NFC').replace(/\s/gu, ''))
      return [...characters].filter((character) => font.glyph(character.codePointAt(0)!) === undefined)
    },
    advanceEm: (text) => shapeLine(text).advance / em,
    outlineEm: (text) =>
      shapeLine(text).glyphs.flatMap(({ id, x, y }) =>
        transformPath(glyphOutline(id), [1 / em, 0, 0, -1 / em, x / em, -y / em]),
      ),
  }
}

/**
 * The first typeface that has every character; where none has, the one that misses the fewest.
 * @throws Error when there is no typeface to choose from
 */
export function chooseTypeface(
  text: string,
  typefaces: readonly Typeface[],
): { typeface: Typeface; missing: string[] } {
  const ranked = typefaces
    .map((typeface) => ({ typeface, missing: typeface.missing(text) }))
    .toSorted((a, b) => a.missing.length - b.missing.length)
  const [best] = ranked
  if (best === undefined) throw new Error('No typeface to choose from')
  return best
}
