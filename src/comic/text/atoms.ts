import { type Matrix, type PathCommand, transformPath } from '../path.ts'
import type { FaceRun } from './choose-faces.ts'
import type { PreparedText } from './prepare-text.ts'
import { isEastAsian } from './scripts.ts'
import type { ShapedText, Typeface } from './typeface.ts'

/** The smallest stretch that is shaped at once: one typeface, one direction, never more than one piece. */
export interface Atom {
  /** Bidirectional level: odd runs from right to left. */
  level: number
  /** Along the line, or down the column. */
  advanceMm: number
  /**
   * The outline.
   * @param x of the atom's left edge, or of the column's middle
   * @param y of the baseline, or of the atom's head
   */
  paint(x: number, y: number): PathCommand[]
}

/** Emphasised words of a shout are larger instead of bolder. */
const SHOUT_EMPHASIS = 1.2
const RUBY_SIZE = 0.5
/** Stops and brackets that fill half their square. */
const BLANK_BEFORE = /^[「『（〔［｛〈《【〝“‘]/u
const BLANK_AFTER = /[」』）〕］｝〉》】〟]$/u
/** In Taiwan and Hong Kong stops stand in the middle of their square. */
const BLANK_AFTER_STOP = /[、。，．：；]$/u

/** Makes atoms of stretches of one text. */
export class AtomSetter {
  readonly #prepared: PreparedText
  readonly #runs: readonly FaceRun[]
  readonly #levels: Uint8Array
  readonly #sizeMm: number
  /** Index into the runs; stretches are asked for in order. */
  #run = 0

  constructor(prepared: PreparedText, runs: readonly FaceRun[], levels: Uint8Array, sizeMm: number) {
    this.#prepared = prepared
    this.#runs = runs
    this.#levels = levels
    this.#sizeMm = sizeMm
  }

  atoms(start: number, end: number): Atom[] {
    const atoms: Atom[] = []
    let at = start
    while (at < end) {
      const ruby = this.#prepared.rubies.find((span) => span.start <= at && at < span.end)
      const limit = Math.min(end, ruby?.end ?? this.#nextRuby(at))
      const stretch = this.#plainAtoms(at, limit)
      if (ruby === undefined) atoms.push(...stretch)
      else atoms.push(this.#withRuby(stretch, ruby.ruby, this.#runAt(at)))
      at = limit
    }
    return atoms
  }

  /** The hyphen that divides a word before `at`. */
  hyphenAfter(at: number): Atom {
    const run = this.#runAt(Math.max(0, at - 1))
    return this.#horizontal('-', run, this.#levels[at - 1] ?? 0)
  }

  /** Blank part of an opening bracket that starts this stretch. */
  blankBefore(start: number, end: number): number {
    const text = this.#prepared.text.slice(start, Math.min(end, start + 1))
    return BLANK_BEFORE.test(text) ? this.#halfSquare(start) : 0
  }

  /** Blank part of a closing bracket or stop that ends this stretch. */
  blankAfter(start: number, end: number): number {
    if (end <= start) return 0
    const text = this.#prepared.text.slice(end - 1, end)
    const blank =
      BLANK_AFTER.test(text) || (BLANK_AFTER_STOP.test(text) && this.#runAt(end - 1).script !== 'traditional-chinese')
    return blank ? this.#halfSquare(end - 1) : 0
  }

  #halfSquare(at: number): number {
    const run = this.#runAt(at)
    return isEastAsian(run.script) && run.script !== 'korean' ? this.#sizeOf(run) / 2 : 0
  }

  #nextRuby(at: number): number {
    return Math.min(Infinity, ...this.#prepared.rubies.filter(({ start }) => start > at).map(({ start }) => start))
  }

  #runAt(at: number): FaceRun {
    const runs = this.#runs
    while (this.#run > 0 && runs[this.#run]!.start > at) this.#run--
    while (this.#run < runs.length - 1 && runs[this.#run]!.end <= at) this.#run++
    return runs[this.#run]!
  }

  #sizeOf(run: FaceRun): number {
    const { role } = this.#prepared
    const louder = run.emphasised && (role === 'shout' || role === 'sfx') ? SHOUT_EMPHASIS : 1
    return this.#sizeMm * run.face.scale * louder
  }

  #plainAtoms(start: number, end: number): Atom[] {
    const { text, writing } = this.#prepared
    const atoms: Atom[] = []
    let at = start
    while (at < end) {
      const run = this.#runAt(at)
      const level = this.#levels[at]!
      let stop = Math.min(end, run.end)
      for (let next = at + 1; next < stop; next++) if (this.#levels[next] !== level) stop = next
      if (writing === 'vertical') atoms.push(...this.#vertical(text.slice(at, stop), run))
      else atoms.push(this.#horizontal(this.#drawnText(at, stop, run.face), run, level, this.#context(at, stop, run)))
      at = stop
    }
    return atoms
  }

  /** The characters whose glyphs are drawn: an I without crossbars is another glyph, the text stays I. */
  #drawnText(start: number, end: number, face: Typeface): string {
    const { text, plainI } = this.#prepared
    const stretch = text.slice(start, end).replaceAll('\n', '')
    if (face.plainI === null || plainI.size === 0 || !stretch.includes('I')) return stretch
    const swap = face.plainI
    return stretch.replace(/I/g, (letter, index: number) => (plainI.has(start + index) ? swap : letter))
  }

  /** Letters of a joining script look at their neighbours, even where a run ends. */
  #context(start: number, end: number, { script }: FaceRun): { before: string; after: string } | undefined {
    if (script !== 'arabic' && script !== 'other') return undefined
    const { text } = this.#prepared
    const joins = /[\p{L}\p{M}\u200d]/u
    const before = joins.test(text[start - 1] ?? '') ? text[start - 1]! : ''
    const after = joins.test(text[end] ?? '') ? text[end]! : ''
    return { before, after }
  }

  #horizontal(text: string, run: FaceRun, level: number, context?: { before: string; after: string }): Atom {
    const { face } = run
    const shaped = face.shape(text, {
      direction: level % 2 === 0 ? 'ltr' : 'rtl',
      language: this.#prepared.language,
      ...context,
    })
    const size = this.#sizeOf(run)
    return {
      level,
      advanceMm: shaped.advance * size,
      paint: (x, y) => paintGlyphs(face, shaped, [size, 0, face.slant * size, -size, x, y]),
    }
  }

  /** Down a column: square characters upright, pairs of digits and marks side by side, words turned. */
  #vertical(text: string, run: FaceRun): Atom[] {
    return [...text.matchAll(VERTICAL_PARTS)].map(({ 0: part, groups }) => {
      if (groups?.pair !== undefined) return this.#sideBySide(part, run)
      const turned = groups?.turned !== undefined || (groups?.sign !== undefined && !turnsItself(part, run.face))
      return turned ? this.#turned(part, run, groups?.sign === undefined ? TURNED_GAP : 0) : this.#upright(part, run)
    })
  }

  #upright(text: string, run: FaceRun): Atom {
    const { face } = run
    const shaped = face.shape(text, { direction: 'ttb', language: this.#prepared.language })
    const size = this.#sizeOf(run)
    return {
      level: 0,
      advanceMm: shaped.advance * size,
      paint: (x, y) => paintGlyphs(face, shaped, [size, 0, 0, -size, x, y]),
    }
  }

  #turned(text: string, run: FaceRun, gapEm: number): Atom {
    const { face } = run
    const shaped = face.shape(text, { direction: 'ltr', language: this.#prepared.language })
    const size = this.#sizeOf(run)
    const middle = (face.capHeightEm / 2) * size
    const gap = text.trim() === '' ? 0 : gapEm * size
    return {
      level: 0,
      advanceMm: shaped.advance * size + 2 * gap,
      paint: (x, y) => paintGlyphs(face, shaped, [0, size, size, 0, x - middle, y + gap]),
    }
  }

  #sideBySide(text: string, run: FaceRun): Atom {
    const { face } = run
    const shaped = face.shape(text, { direction: 'ltr', language: this.#prepared.language })
    const size = this.#sizeOf(run)
    const squeeze = Math.min(1, 1 / shaped.advance)
    const left = (shaped.advance * squeeze * size) / 2
    const baseline = (0.5 + face.capHeightEm / 2) * size
    return {
      level: 0,
      advanceMm: size,
      paint: (x, y) => paintGlyphs(face, shaped, [size * squeeze, 0, 0, -size, x - left, y + baseline]),
    }
  }

  /** Ruby spread over its base; a base shorter than its ruby is given as much room as the ruby takes. */
  #withRuby(base: readonly Atom[], ruby: string, run: FaceRun): Atom {
    const vertical = this.#prepared.writing === 'vertical'
    const size = this.#sizeOf(run) * RUBY_SIZE
    const letters = [...ruby].map((letter) =>
      run.face.shape(letter, { direction: vertical ? 'ttb' : 'ltr', language: this.#prepared.language }),
    )
    const baseMm = base.reduce((total, atom) => total + atom.advanceMm, 0)
    const rubyMm = letters.reduce((total, letter) => total + letter.advance * size, 0)
    const advanceMm = Math.max(baseMm, rubyMm)
    const gap = (advanceMm - rubyMm) / letters.length
    const aside = this.#sizeOf(run) * (vertical ? 0.5 + RUBY_SIZE / 2 : RUBY_BASELINE)
    return {
      level: base[0]?.level ?? 0,
      advanceMm,
      paint: (x, y) => {
        const path: PathCommand[] = []
        let along = (advanceMm - baseMm) / 2
        for (const atom of base) {
          path.push(...(vertical ? atom.paint(x, y + along) : atom.paint(x + along, y)))
          along += atom.advanceMm
        }
        along = gap / 2
        for (const letter of letters) {
          const [left, top] = vertical ? [x + aside, y + along] : [x + along, y - aside]
          path.push(...paintGlyphs(run.face, letter, [size, 0, 0, -size, left, top]))
          along += letter.advance * size + gap
        }
        return path
      },
    }
  }
}

/** Before and after a turned word, in multiples of the size. */
const TURNED_GAP = 0.18
/** Of horizontal ruby over the baseline of its text, in multiples of the size. */
const RUBY_BASELINE = 0.94

const NARROW = String.raw`\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic} "-/:->@-~\u00a0’‘`
/** Pairs to set side by side, words to turn, everything else upright. */
const VERTICAL_PARTS = new RegExp(
  String.raw`(?<pair>[0-9]{2}|[!?]{3}(?![!?])|[!?]{1,2})|(?<turned>[${NARROW}][${NARROW}\p{M}]*)|(?<sign>[—―─]+|[…‥]+|[〜～]+)|[^${NARROW}!?0-9—―─…‥〜～]+|[0-9]`,
  'gu',
)

/** Whether a font has another glyph for vertical writing: dashes and dots without one are turned with the words. */
function turnsItself(sign: string, face: Typeface): boolean {
  const glyphs = (direction: 'ttb' | 'ltr') =>
    face
      .shape(sign, { direction, language: 'ja' })
      .glyphs.map(({ id }) => id)
      .join()
  return glyphs('ttb') !== glyphs('ltr')
}

function paintGlyphs(face: Typeface, { glyphs }: ShapedText, matrix: Matrix): PathCommand[] {
  const [a, b, c, d, e, f] = matrix
  return glyphs.flatMap(({ id, x, y }) =>
    transformPath(face.glyphOutline(id), [a, b, c, d, a * x + c * y + e, b * x + d * y + f]),
  )
}
