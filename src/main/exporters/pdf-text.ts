import { type PDFDocument, PDFHexString, PDFName, type PDFRef } from '@cantoo/pdf-lib'
import type { RectMm } from '../../comic/geometry.ts'
import type { PageText } from '../../comic/page.ts'
import { isRightToLeft } from '../../comic/text/scripts.ts'
import { visualText } from '../../comic/text/visual-text.ts'

/** Codes of a simple font, without 0. */
const CODES = 255
/** Units of an em in the fonts. */
const EM = 1000
/** What a line of letters reaches below its baseline, as a share of its height. */
const DESCENT = 0.2

interface Slot {
  font: number
  code: number
}

/**
 * Letters that cannot be seen, laid over the outlines of the real ones so that a page can be searched, copied and read
 * aloud. The fonts draw nothing and only say which character each code is: no printer finds a font that is missing.
 */
export class InvisibleText {
  readonly #document: PDFDocument
  readonly #slots = new Map<string, Slot>()
  readonly #fonts: { ref: PDFRef; characters: string[] }[] = []

  constructor(document: PDFDocument) {
    this.#document = document
  }

  /** Names of the fonts that operators refer to, by name. Complete once all texts are laid. */
  get fonts(): Map<string, PDFRef> {
    return new Map(this.#fonts.map(({ ref }, index) => [`Words${index}`, ref]))
  }

  /**
   * Operators for one text, in points from the lower left corner of the page.
   * @param toPoints where a box of the page lies
   */
  lay({ lines, language, vertical }: PageText, toPoints: (box: RectMm) => RectMm): string {
    const fromRight = !vertical && isRightToLeft(language)
    const runs = lines.map(({ text, box, after }) => {
      const shown = fromRight ? after + visualText(text) : text + after
      return this.#line(shown, toPoints(box), vertical)
    })
    return ['BT', '3 Tr', ...runs, 'ET'].join('\n')
  }

  #line(text: string, box: RectMm, vertical: boolean): string {
    const characters = [...text.toWellFormed()]
    if (characters.length === 0) return ''
    const [length, height] = vertical ? [box.height, box.width] : [box.width, box.height]
    const size = Math.max(height, 0.1)
    const stretch = (length / characters.length / size) * 100
    // Columns are lines turned by a quarter: their characters follow one another downwards.
    const matrix = vertical
      ? `0 -1 1 0 ${n(box.x + size * DESCENT)} ${n(box.y + box.height)} Tm`
      : `1 0 0 1 ${n(box.x)} ${n(box.y + size * DESCENT)} Tm`
    const strings: string[] = [`${n(stretch)} Tz`, matrix]
    let font = -1
    let codes = ''
    const flush = () => {
      if (codes !== '') strings.push(`/Words${font} ${n(size)} Tf`, `<${codes}> Tj`)
      codes = ''
    }
    for (const character of characters) {
      const slot = this.#slotOf(character)
      if (slot.font !== font) {
        flush()
        font = slot.font
      }
      codes += slot.code.toString(16).padStart(2, '0')
    }
    flush()
    return strings.join('\n')
  }

  #slotOf(character: string): Slot {
    const known = this.#slots.get(character)
    if (known !== undefined) return known
    if (this.#fonts.length === 0 || this.#fonts.at(-1)!.characters.length === CODES) {
      this.#fonts.push({ ref: this.#document.context.nextRef(), characters: [] })
    }
    const { characters } = this.#fonts.at(-1)!
    characters.push(character)
    const slot = { font: this.#fonts.length - 1, code: characters.length }
    this.#slots.set(character, slot)
    return slot
  }

  /** Writes the fonts, once no more texts come. */
  finish(): void {
    const { context } = this.#document
    if (this.#fonts.length === 0) return
    const nothing = context.register(context.stream(`${EM} 0 0 0 0 0 d1`))
    for (const [index, { ref, characters }] of this.#fonts.entries()) {
      const names = characters.map(() => PDFName.of('nothing'))
      context.assign(
        ref,
        context.obj({
          Type: 'Font',
          Subtype: 'Type3',
          Name: `Words${index}`,
          FontBBox: [0, -DESCENT * EM, EM, EM * (1 - DESCENT)],
          FontMatrix: [1 / EM, 0, 0, 1 / EM, 0, 0],
          CharProcs: { nothing },
          Encoding: { Type: 'Encoding', Differences: [1, ...names] },
          FirstChar: 1,
          LastChar: characters.length,
          Widths: characters.map(() => EM),
          Resources: {},
          ToUnicode: context.register(context.flateStream(toUnicode(characters))),
        }),
      )
    }
  }
}

/** Which character each code is, in the language of PDF. */
function toUnicode(characters: readonly string[]): string {
  const lines = characters.map((character, index) => {
    const code = (index + 1).toString(16).padStart(2, '0')
    return `<${code}> <${utf16(character)}>`
  })
  const blocks: string[] = []
  // No block may be longer than a hundred.
  for (let start = 0; start < lines.length; start += 100) {
    const block = lines.slice(start, start + 100)
    blocks.push(`${block.length} beginbfchar`, ...block, 'endbfchar')
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<00> <FF>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n')
}

function utf16(character: string): string {
  return Array.from({ length: character.length }, (_, index) =>
    character.charCodeAt(index).toString(16).padStart(4, '0').toUpperCase(),
  ).join('')
}

function n(value: number): string {
  return String(Number(value.toFixed(3)))
}

/** A string for a dictionary, in any script. */
export function pdfText(text: string): PDFHexString {
  return PDFHexString.fromText(text.toWellFormed())
}
