const HOLDS_A_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u

/** Tokens between white space that hold at least one letter or digit. */
export function countWords(text: string): number {
  let words = 0
  for (const token of text.split(/\s+/)) {
    if (HOLDS_A_LETTER_OR_DIGIT.test(token)) words++
  }
  return words
}
