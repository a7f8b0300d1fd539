import { cleanText } from './clean-text.ts'
import { findPlainI } from './crossbar-i.ts'
import { directionOf, setCapitals, setPunctuation } from './language-rules.ts'
import { type MarkedText, readMarkup } from './markup.ts'
import { scriptOfLanguage } from './scripts.ts'
import type { LetteringRole } from './type-case.ts'
import { toVerticalForms } from './vertical-forms.ts'

export interface PrepareOptions {
  /** BCP 47; decides capitals, dashes, ellipses, direction. */
  language: string
  /** `emphasis` is not asked for: it comes from the marks in the text. */
  role: Exclude<LetteringRole, 'emphasis'>
  /** Set in capitals where the script has them. Default true. */
  caps?: boolean
  /** Default `horizontal`. `vertical` is for Japanese and Chinese. */
  writing?: 'horizontal' | 'vertical'
}

/** A stretch of a text, as offsets into it; `end` is exclusive. */
export interface TextSpan {
  start: number
  end: number
}

/** A text as it will be drawn, before any font is known. */
export interface PreparedText {
  /** Logical order, no marks of any kind. A line feed is a line break the author asked for. */
  text: string
  language: string
  role: Exclude<LetteringRole, 'emphasis'>
  writing: 'horizontal' | 'vertical'
  /** Of the paragraph: where lines start. */
  direction: 'ltr' | 'rtl'
  /** Capitals only: lines stand closer. */
  caps: boolean
  emphasis: TextSpan[]
  /** Readings to set beside their characters, at half size. */
  rubies: (TextSpan & { ruby: string })[]
  /** Offsets of each capital I that is drawn without crossbars. */
  plainI: ReadonlySet<number>
  /** Offsets where the author allows a word to be divided (soft hyphens). */
  softHyphens: ReadonlySet<number>
  /** Control and direction-override characters that were left out. */
  removed: RemovedCharacter[]
  /** Words; in scripts without spaces two characters count as one. */
  words: number
}

export interface RemovedCharacter {
  /** `U+202E`. */
  codePoint: string
  /** `right-to-left override`. */
  name: string
  count: number
}

/**
 * Makes a line of a script ready to be set: takes out what must not reach a page, reads the marks of emphasis and
 * ruby, and applies the rules of the language for capitals, dashes and ellipses.
 */
export function prepareText(raw: string, options: PrepareOptions): PreparedText {
  const { language, role, writing = 'horizontal' } = options
  const { text: clean, removed } = cleanText(raw)
  const marked = readMarkup(setPunctuation(clean, language))
  const caps = options.caps ?? true
  const japanese = scriptOfLanguage(language) === 'japanese'
  const softHyphens = new Set<number>()
  const newOffsets = new Map<number, number>([[0, 0]])
  let text = ''
  let written = ''
  for (const [start, end] of partsOf(marked)) {
    let part = marked.text.slice(start, end)
    // A balloon ends a sentence by itself: Japanese lettering leaves the last full stop out.
    if (japanese && end === marked.text.length) part = part.replace(/。(?=[」』”]?$)/u, '')
    if (writing === 'vertical') part = toVerticalForms(part)
    for (const [index, syllables] of part.split('\u00ad').entries()) {
      if (index > 0 && text !== '') softHyphens.add(text.length)
      written += syllables
      text += caps ? setCapitals(syllables, language) : syllables
    }
    newOffsets.set(end, text.length)
  }
  const moved = <Span extends TextSpan>(span: Span): Span => ({
    ...span,
    start: newOffsets.get(span.start)!,
    end: newOffsets.get(span.end)!,
  })
  return {
    text,
    language,
    role,
    writing,
    direction: writing === 'vertical' ? 'ltr' : directionOf(text, language),
    caps: caps && !/\p{Ll}/u.test(text),
    emphasis: marked.emphasis.map(moved),
    rubies: marked.rubies.map(moved),
    plainI: caps ? findPlainI(written, text, language) : new Set(),
    softHyphens,
    removed,
    words: countWords(text),
  }
}

/** Stretches between which a span starts or ends: each is transformed by itself, so that spans keep their places. */
function partsOf({ text, emphasis, rubies }: MarkedText): [start: number, end: number][] {
  const cuts = new Set([0, text.length])
  for (const { start, end } of [...emphasis, ...rubies]) cuts.add(start).add(end)
  const sorted = [...cuts].sort((a, b) => a - b)
  return sorted.slice(1).map((end, index) => [sorted[index]!, end])
}

function countWords(text: string): number {
  const square = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  const thai = text.match(/\p{Script=Thai}/gu)?.length ?? 0
  const spaced = text
    .split(/[\s\u3000]+/)
    .filter(
      (token) =>
        /[\p{L}\p{N}]/u.test(token) &&
        !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(token),
    )
  return spaced.length + Math.ceil(square / 2) + Math.ceil(thai / 5)
}
