import type { Cast, Mention } from './cast.ts'
import { type Clause, narrationTense, readClauses, type Tense } from './clauses.ts'
import type { Piece, SceneText } from './pieces.ts'
import { type Token, tokenize } from './tokens.ts'

/** A piece with its words, names and clauses read. Speech and documents have no clauses. */
export interface Sentence extends Piece {
  index: number
  tokens: Token[]
  mentions: Mention[]
  clauses: Clause[]
}

/** Everything later steps ask about the text of a scene. */
export interface Story {
  paragraphs: string[]
  sentences: Sentence[]
  /** The sentences of each paragraph, in the order of `paragraphs`. */
  inParagraph: Sentence[][]
  /** What the narration is told in. */
  tense: Tense
}

/** @param told the tense of the narration, where it is known beforehand */
export function readStory(text: SceneText, cast: Cast, told?: Tense): Story {
  const narration = text.pieces.filter((piece) => piece.kind === 'narration').map((piece) => piece.text)
  const tense = told ?? narrationTense(narration.join(' '))
  const sentences = text.pieces.map((piece, index): Sentence => {
    const tokens = tokenize(piece.text)
    const mentions = cast.mentions(tokens)
    return {
      ...piece,
      index,
      tokens,
      mentions,
      clauses: piece.kind === 'narration' ? readClauses(tokens, mentions, tense) : [],
    }
  })
  const inParagraph: Sentence[][] = text.paragraphs.map(() => [])
  for (const sentence of sentences) inParagraph[sentence.paragraph]?.push(sentence)
  return { paragraphs: text.paragraphs, sentences, inParagraph, tense }
}

/** The words of a sentence from one token to another. */
export function wordsBetween(sentence: Sentence, first: number, last: number): string {
  const from = sentence.tokens[first]
  const to = sentence.tokens[last]
  return from && to ? sentence.text.slice(from.start, to.end) : ''
}
