/**
 * A text in two parts, cut after a sentence as near to its middle as there is one.
 * @returns null for a text of one sentence
 */
export function splitAtSentence(text: string, language: string): [string, string] | null {
  const ends = [...segmenter(language, 'sentence').segment(text)]
    .map(({ index, segment }) => index + segment.length)
    .slice(0, -1)
  const middle = text.length / 2
  const at = ends.reduce<number | null>(
    (best, end) => (best === null || Math.abs(end - middle) < Math.abs(best - middle) ? end : best),
    null,
  )
  if (at === null) return null
  const parts: [string, string] = [text.slice(0, at).trim(), text.slice(at).trim()]
  return parts.every((part) => /[\p{L}\p{N}]/u.test(part)) ? parts : null
}

/** No word is longer; what is longer was not written to be read. */
const LONGEST_WORD = 40

/** A text in words and what stands between them, joined they are the text; endless words in pieces. */
export function wordsOf(text: string, language: string): string[] {
  return [...segmenter(language, 'word').segment(text)].flatMap(({ segment }) => {
    if (segment.length <= LONGEST_WORD) return [segment]
    const characters = [...segment]
    return Array.from({ length: Math.ceil(characters.length / LONGEST_WORD) }, (_, index) =>
      characters.slice(index * LONGEST_WORD, (index + 1) * LONGEST_WORD).join(''),
    )
  })
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(language: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
  const key = `${language}|${granularity}`
  let known = segmenters.get(key)
  if (known === undefined) {
    known = new Intl.Segmenter(language, { granularity })
    segmenters.set(key, known)
  }
  return known
}
