import type { Expression, Pose } from '../../../shared/domain/index.ts'
import type { Clause } from './clauses.ts'
import { EXPRESSION_WORDS, POSE_VERBS } from './lexicon/feelings.ts'
import { MOTION } from './lexicon/verb-classes.ts'
import type { References } from './references.ts'
import { type Sentence, wordsBetween } from './story.ts'
import { baseOfIng } from './verb-forms.ts'

/** How one person looks in one panel, with the words it was read from. */
export interface Bearing {
  expression: Expression
  expressionWords: string
  pose: Pose
  poseWords: string
}

/** Poses that last until their owner moves. */
export const LASTING: ReadonlySet<Pose> = new Set(['sit', 'lie', 'kneel', 'crouch', 'lean', 'row', 'swim'])

/**
 * Reads expression and pose from the clauses a person is the subject of, and from nothing else: another's grin never
 * lands on this face.
 * @param lasting pose from the panel before; changed in place
 */
export function bearingOf(
  id: string,
  sentences: readonly Sentence[],
  references: References,
  lasting: Map<string, Pose>,
): Bearing {
  const bearing: Bearing = {
    expression: 'neutral',
    expressionWords: '',
    pose: lasting.get(id) ?? 'stand',
    poseWords: '',
  }
  for (const sentence of sentences) {
    for (const clause of sentence.clauses) {
      if (!references.allOf(sentence, clause).some((reference) => reference.id === id)) continue
      if (clause.aspect === 'perfect' || clause.aspect === 'modal') continue
      const face = expressionIn(sentence, clause, id)
      if (face && bearing.expression === 'neutral') Object.assign(bearing, face)
      if (clause.negated || clause.bodyPart) continue
      // «he went on» in a tag goes nowhere.
      if (clause.verb === 'go' && sentence.tokens[clause.verbLast + 1]?.lower === 'on') continue
      const pose = clause.aspect === 'passive' ? undefined : POSE_VERBS.get(clause.verb)
      if (pose) {
        bearing.pose = pose
        bearing.poseWords = wordsBetween(sentence, clause.verbFirst, clause.verbLast)
        if (LASTING.has(pose)) lasting.set(id, pose)
        else if (MOTION.has(clause.verb)) lasting.delete(id)
      } else if (clause.verb === 'stand' || MOTION.has(clause.verb)) {
        lasting.delete(id)
        if (clause.verb === 'stand') bearing.pose = 'stand'
      } else if (!bearing.poseWords) {
        const passing = poseInPhrase(sentence, clause)
        if (passing) Object.assign(bearing, passing)
        if (passing && LASTING.has(passing.pose)) lasting.set(id, passing.pose)
      }
    }
  }
  return bearing
}

/** Where somebody is and what is in their hands say how they hold themselves. */
const POSTURE_PHRASES: readonly { pattern: RegExp; pose: Pose }[] = [
  { pattern: /\b(?:in|into) (?:a|an|the|his|her|their) (?:\p{Ll}+ )?(?:chair|armchair|seat|rocker)\b/u, pose: 'sit' },
  {
    pattern: /\b(?:on|astride) (?:a|an|the|his|her) (?:\p{Ll}+ )?(?:stool|bench|sofa|drum|chest|barrel)\b/u,
    pose: 'sit',
  },
  { pattern: /\bin bed\b|\bin (?:his|her) (?:bunk|bed|hammock)\b/, pose: 'lie' },
  { pattern: /\bon (?:his|her|their) knees\b/, pose: 'kneel' },
  { pattern: /\b(?:elbows?|back|shoulder) (?:on|against)\b/, pose: 'lean' },
  { pattern: /\bin (?:his|her|one|the other|each|both) (?:\p{Ll}+ )?hands?\b/u, pose: 'hold' },
]

/** «Max had the lamp in his hand», «Ruth waited in a chair, holding a cup». */
function poseInPhrase(sentence: Sentence, clause: Clause): Pick<Bearing, 'pose' | 'poseWords'> | null {
  const from = clause.verbLast + 1
  const foreign = sentence.mentions.find(({ first }) => first >= from && first <= clause.last)
  const last = foreign ? foreign.first - 1 : clause.last
  const rest = wordsBetween(sentence, from, last)
  for (const { pattern, pose } of POSTURE_PHRASES) {
    const match = pattern.exec(rest)
    // «with a map across her knees» is no kneeling.
    if (match && !(pose === 'kneel' && match.index > 0)) return { pose, poseWords: match[0] }
  }
  for (const token of sentence.tokens.slice(from, last + 1)) {
    const base = baseOfIng(token.lower)
    const pose = base ? POSE_VERBS.get(base) : undefined
    if (pose) return { pose, poseWords: token.text }
  }
  return null
}

/** The verb itself, its adverbs, «with a smile», «was afraid»; not what stands behind somebody else's name. */
function expressionIn(
  sentence: Sentence,
  clause: Clause,
  id: string,
): Pick<Bearing, 'expression' | 'expressionWords'> | null {
  if (clause.negated) return null
  const byVerb = EXPRESSION_WORDS.get(clause.verb)
  if (byVerb) return { expression: byVerb, expressionWords: wordsBetween(sentence, clause.verbFirst, clause.verbLast) }
  for (let i = clause.first; i <= clause.last; i++) {
    const token = sentence.tokens[i]!
    const expression = EXPRESSION_WORDS.get(token.lower)
    if (!expression || token.lower === clause.verb) continue
    const before = sentence.tokens.slice(Math.max(clause.first, i - 4), i)
    if (before.some((word) => word.lower === 'not' || word.lower === 'never' || word.lower === 'without')) continue
    const foreign = sentence.mentions.some(
      (mention) => mention.last < i && mention.first > clause.verbLast && !mention.ids.includes(id),
    )
    if (!foreign) return { expression, expressionWords: token.text }
  }
  return null
}
