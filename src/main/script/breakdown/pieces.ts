import type { ScriptParagraph } from '../../../shared/domain/index.ts'
import { type EmphasisedText, readEmphasis } from './emphasis.ts'
import { SAYING } from './lexicon/verb-classes.ts'
import { type Quotation, quotationsIn, quoteFamily } from './quotations.ts'
import { sentenceSpans, tokenize } from './tokens.ts'
import { verbForm } from './verb-forms.ts'

/**
 * The smallest stretch of a paragraph that is all of one kind and never longer than a sentence.
 * Document: words seen in the picture, not told and not spoken: a letter, a verse.
 */
export interface Piece {
  kind: 'narration' | 'speech' | 'document'
  text: string
  /** For each character of `text` whether the script emphasises it; absent where it emphasises none. */
  stressed?: readonly boolean[]
  paragraph: number
  line: number
  /** Offsets in the paragraph's plain text, quotation marks included for speech. */
  start: number
  end: number
  /** Pieces of one quotation share it; it counts through the scene, also over paragraphs. -1 for anything else. */
  quotation: number
  /** A sentence of the script ends here: a panel may be cut after it. */
  ends: boolean
}

export interface SceneText {
  /** Paragraphs without emphasis marks. */
  paragraphs: string[]
  pieces: Piece[]
}

/** Parts the paragraphs of a scene into narration, speech and documents, sentence by sentence. */
export function readPieces(paragraphs: readonly ScriptParagraph[]): SceneText {
  const read = paragraphs.map((paragraph) => readEmphasis(paragraph.text))
  const plain = read.map((paragraph) => paragraph.plain)
  const family = quoteFamily(plain)
  const pieces: Piece[] = []
  let quotation = -1
  let open = false
  paragraphs.forEach((paragraph, p) => {
    const text = read[p]!
    const place = { paragraph: p, line: paragraph.line }
    if (isDocument(paragraph.text)) {
      // A letter is in italics as a whole: nothing stands out in it.
      const whole = { plain: text.plain, stressed: null }
      pushSentences(pieces, whole, 0, text.plain.length, { ...place, kind: 'document', quotation: -1 })
      return
    }
    const quotations = quotationsIn(text.plain, family, open)
    let at = 0
    quotations.forEach((found, n) => {
      pushSentences(pieces, text, at, found.outerStart, { ...place, kind: 'narration', quotation: -1 })
      if (!(n === 0 && open && found.start <= 1)) quotation++
      pushSpeech(pieces, text, found, { ...place, kind: 'speech', quotation })
      at = found.outerEnd
    })
    pushSentences(pieces, text, at, text.plain.length, { ...place, kind: 'narration', quotation: -1 })
    open = quotations.at(-1)?.closed === false
  })
  markSentenceEnds(pieces)
  return { paragraphs: plain, pieces }
}

/** Wholly in italics, or set off as verse. */
const isDocument = (raw: string): boolean => /^\s*>/.test(raw) || /^\s*([*_])(?!\1)(?=\S).{12,}\1\s*$/s.test(raw)

type PieceHead = Pick<Piece, 'kind' | 'paragraph' | 'line' | 'quotation'>

function pushSentences(pieces: Piece[], text: EmphasisedText, from: number, to: number, head: PieceHead): void {
  for (const span of sentenceSpans(text.plain.slice(from, to))) {
    const sentence = text.plain.slice(from + span.start, from + span.end)
    if (!/[\p{L}\p{N}]/u.test(sentence) && pieces.at(-1)?.paragraph === head.paragraph) {
      const last = pieces.at(-1)!
      last.end = from + span.end
      continue
    }
    const [start, end] = [from + span.start, from + span.end]
    pieces.push({ ...head, text: sentence, ...stressIn(text, start, end), start, end, ends: true })
  }
}

function pushSpeech(pieces: Piece[], text: EmphasisedText, found: Quotation, head: PieceHead): void {
  const inside = text.plain.slice(found.start, found.end)
  const spans = sentenceSpans(inside)
  spans.forEach((span, n) => {
    pieces.push({
      ...head,
      text: inside.slice(span.start, span.end),
      ...stressIn(text, found.start + span.start, found.start + span.end),
      start: n === 0 ? found.outerStart : found.start + span.start,
      end: n === spans.length - 1 ? found.outerEnd : found.start + span.end,
      ends: true,
    })
  })
}

function stressIn({ stressed }: EmphasisedText, start: number, end: number): Pick<Piece, 'stressed'> {
  const here = stressed?.slice(start, end)
  return here?.includes(true) ? { stressed: here } : {}
}

/** A quotation and its «said Nell» are one sentence, as is «She said:» and what follows. */
function markSentenceEnds(pieces: Piece[]): void {
  pieces.forEach((piece, i) => {
    const next = pieces[i + 1]
    if (!next || next.paragraph !== piece.paragraph) return
    if (piece.kind === 'speech' && next.kind === 'narration') {
      piece.ends = /[.!?…—]["'’”]*$/.test(piece.text) && !isTag(next.text)
    } else if (piece.kind === 'narration' && next.kind === 'speech') {
      piece.ends = /[.!?…]["'’”)]*$/.test(piece.text)
    }
  })
}

/** Narration that belongs to the quotation before it: `said Nell`, `he asked`, `the captain said`. */
export function isTag(text: string): boolean {
  if (/^\s*[,;(]?\s*\p{Ll}/u.test(text)) return true
  const words = tokenize(text)
    .filter((token) => token.word)
    .slice(0, 4)
  return words.some((word, i) => i > 0 && isSaying(word.lower)) && !/^(?:And|But|Then|So)\b/.test(text)
}

/** A past or present form of a verb that carries a quotation. */
function isSaying(word: string): boolean {
  const form = verbForm(word)
  return form !== null && (form.past || form.present) && SAYING.has(form.base)
}
