import { SOUND_NOUNS, SOUNDING } from './lexicon/verb-classes.ts'
import type { Sentence } from './story.ts'

/** Most effect words in one panel. */
const LIMIT = 2

/** Effect words for the noises a sentence makes, in order. People's voices are not among them. */
export function soundsIn(sentence: Sentence): string[] {
  if (sentence.kind !== 'narration') return []
  const found: string[] = []
  for (const clause of sentence.clauses) {
    const sound = SOUNDING[clause.verb]
    const real = (clause.aspect === 'simple' || clause.aspect === 'progressive') && !clause.negated
    if (sound && real && clause.subject?.kind === 'thing') found.push(sound)
  }
  sentence.tokens.forEach((token, i) => {
    const before = sentence.tokens[i - 1]?.lower ?? ''
    const sound = SOUND_NOUNS.has(token.lower) ? SOUNDING[token.lower] : undefined
    if (sound && ['a', 'the', 'loud', 'great', 'little', 'sharp', 'soft', 'dull'].includes(before)) found.push(sound)
  })
  return [...new Set(found)].slice(0, LIMIT)
}
