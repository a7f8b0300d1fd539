import { PROP_PLURALS, PROPS } from './lexicon/props.ts'
import type { Sentence } from './story.ts'
import { tokenize } from './tokens.ts'

/** Most a panel lists. */
const LIMIT = 6

/** Common nouns of a text that can be drawn, singular, the most frequent first. */
export function propsIn(text: string): string[] {
  return ranked(tokenize(text).map((token) => token.lower))
}

/** The same for sentences read already: a word that is a verb here (`saw`, `light`) is no thing. */
export function propsOf(sentences: readonly Sentence[]): string[] {
  return ranked(
    sentences
      .filter((sentence) => sentence.kind !== 'speech')
      .flatMap((sentence) =>
        sentence.tokens
          .filter((_, i) => {
            const verb = sentence.clauses.some((clause) => i >= clause.verbFirst && i <= clause.verbLast)
            return !verb && sentence.tokens[i + 1]?.lower !== 'room'
          })
          .map((token) => token.lower),
      ),
  )
}

function ranked(words: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of words) {
    const prop = singularProp(word)
    if (prop) counts.set(prop, (counts.get(prop) ?? 0) + 1)
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, LIMIT)
    .map(([prop]) => prop)
}

function singularProp(word: string): string | null {
  if (PROPS.has(word)) return word
  const irregular = PROP_PLURALS[word]
  if (irregular) return irregular
  for (const singular of [word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y')]) {
    if (singular !== word && PROPS.has(singular)) return singular
  }
  return null
}
