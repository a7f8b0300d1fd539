import type { Cast } from './cast.ts'
import type { Clause } from './clauses.ts'
import { ADVERBS, COORDINATORS, PREPOSITIONS } from './lexicon/function-words.ts'
import type { References } from './references.ts'
import type { Sentence } from './story.ts'

/** «him» and «her» in a clause, where only one other person can be meant. */
export interface ObjectPronoun {
  token: number
  id: string
}

/**
 * Names the object pronouns of a clause when exactly one person there, besides its subject, has that gender.
 * @param present ids of the people in the scene
 */
export function objectPronouns(
  sentence: Sentence,
  clause: Clause,
  references: References,
  present: readonly string[],
  cast: Cast,
): ObjectPronoun[] {
  const subjects = references.allOf(sentence, clause).map((reference) => reference.id)
  const found: ObjectPronoun[] = []
  for (let i = clause.verbLast + 1; i <= clause.last; i++) {
    const word = sentence.tokens[i]!.lower
    const gender = word === 'him' ? 'male' : word === 'her' && isObject(sentence, i) ? 'female' : null
    if (!gender) continue
    const fitting = present.filter(
      (id) => !subjects.includes(id) && cast.members.get(id)?.gender === gender && !cast.members.get(id)?.animal,
    )
    if (fitting.length === 1 && subjects.length) found.push({ token: i, id: fitting[0]! })
  }
  return found
}

/** «showed her the way» and «her.» but not «her hand». */
function isObject(sentence: Sentence, i: number): boolean {
  const next = sentence.tokens[i + 1]
  if (!next?.word) return true
  return (
    PREPOSITIONS.has(next.lower) ||
    COORDINATORS.has(next.lower) ||
    ADVERBS.has(next.lower) ||
    ['a', 'the', 'an', 'as', 'when', 'who'].includes(next.lower)
  )
}
