import type { Evidence, PanelPerson, Pose, Role } from '../../../shared/domain/index.ts'
import { bearingOf } from './expressions.ts'
import { FACING, HANDLING, MENTAL } from './lexicon/verb-classes.ts'
import { objectPronouns } from './object-pronouns.ts'
import type { SceneReading } from './read-scene.ts'
import { type Sentence, wordsBetween } from './story.ts'
import { isVisible } from './visible-action.ts'

interface RoleReading {
  role: Role
  words: string
  rule: string
  confidence: number
}

/**
 * Who is in a panel and how: acting by a visible deed or a line, passive when there and named, talked to or thinking,
 * else mentioned. Nobody who is not in the scene is ever more than mentioned.
 */
export function peopleOf(
  sentences: readonly Sentence[],
  reading: SceneReading,
  lasting: Map<string, Pose>,
): PanelPerson[] {
  const roles = new Map<string, RoleReading>()
  const claim = (id: string, next: RoleReading) => {
    const order: Role[] = ['mentioned', 'passive', 'acting']
    const known = roles.get(id)
    if (!known || order.indexOf(next.role) > order.indexOf(known.role)) roles.set(id, next)
  }
  const there = (id: string): boolean => {
    const span = reading.presence.spans.get(id)
    return span !== undefined && sentences.at(-1)!.index >= span.first && sentences[0]!.index <= span.last
  }
  for (const sentence of sentences) {
    for (const clause of sentence.clauses) {
      const words = wordsBetween(
        sentence,
        Math.min(clause.subject?.first ?? clause.verbFirst, clause.verbFirst),
        clause.verbLast,
      )
      for (const { id, rule, confidence } of reading.references.allOf(sentence, clause)) {
        if (!there(id)) continue
        const deed =
          isVisible(sentence, clause) && !clause.negated && clause.aspect !== 'perfect' && clause.aspect !== 'passive'
        claim(id, { role: deed && !MENTAL.has(clause.verb) ? 'acting' : 'passive', words, rule, confidence })
      }
      for (const { id } of objectPronouns(
        sentence,
        clause,
        reading.references,
        reading.presence.present,
        reading.cast,
      )) {
        if (clause.aspect !== 'perfect' && clause.aspect !== 'modal')
          claim(id, { role: 'passive', words, rule: 'pronoun-only-fitting', confidence: 0.75 })
      }
      for (const mention of sentence.mentions) {
        const touched = mention.first > clause.verbLast && mention.first <= clause.verbLast + 3 && !mention.possessive
        if (touched && (HANDLING.has(clause.verb) || FACING.has(clause.verb)) && there(mention.ids[0]!)) {
          claim(mention.ids[0]!, { role: 'passive', words, rule: 'acted-upon', confidence: 0.8 })
        }
      }
    }
    for (const mention of sentence.mentions) {
      const named = wordsBetween(sentence, mention.first, mention.last)
      for (const id of mention.ids) {
        if (mention.ids.length > 1 && !there(id)) continue
        const seen = there(id) && sentence.kind === 'narration'
        claim(id, {
          role: seen ? 'passive' : 'mentioned',
          words: named,
          rule: seen ? 'named-in-narration' : 'named-only',
          confidence: 0.8,
        })
      }
    }
  }
  const reader = reading.povId
  if (reader && there(reader) && sentences.some((sentence) => sentence.kind === 'document')) {
    claim(reader, { role: 'passive', words: '', rule: 'reads-the-document', confidence: 0.6 })
  }
  speakersIn(sentences, reading, claim, there)
  return [...roles].map(([personId, found]) => personOf(personId, found, sentences, reading, lasting))
}

/** Speakers act; the one they talk to is there as well. */
function speakersIn(
  sentences: readonly Sentence[],
  reading: SceneReading,
  claim: (id: string, role: RoleReading) => void,
  there: (id: string) => boolean,
): void {
  reading.utterances.forEach((utterance, n) => {
    if (!utterance.sentences.some((sentence) => sentences.includes(sentence))) return
    const speaker = reading.speakers[n]!
    if (speaker.id && there(speaker.id)) {
      claim(speaker.id, {
        role: 'acting',
        words: speaker.words || utterance.text.slice(0, 60),
        rule: speaker.rule,
        confidence: speaker.confidence,
      })
    }
    if (utterance.thought) return
    const partner = [-1, 1, -2, 2]
      .map((step) => reading.speakers[n + step]?.id)
      .find((id) => id && id !== speaker.id && there(id))
    if (partner) claim(partner, { role: 'passive', words: '', rule: 'spoken-to', confidence: 0.7 })
  })
}

function personOf(
  personId: string,
  found: RoleReading,
  sentences: readonly Sentence[],
  reading: SceneReading,
  lasting: Map<string, Pose>,
): PanelPerson {
  const evidence: Evidence[] = [
    { about: found.role, words: found.words, rule: found.rule, confidence: found.confidence },
  ]
  const description = reading.references.walkOns.find(({ id }) => id === personId)?.description
  const who = { personId, ...(description && { description }), role: found.role }
  if (found.role === 'mentioned') return { ...who, expression: 'neutral', pose: 'stand', evidence }
  const bearing = bearingOf(personId, sentences, reading.references, lasting)
  if (bearing.expressionWords)
    evidence.push({ about: 'expression', words: bearing.expressionWords, rule: 'subject-of-clause', confidence: 0.8 })
  if (bearing.poseWords)
    evidence.push({ about: 'pose', words: bearing.poseWords, rule: 'subject-of-clause', confidence: 0.85 })
  return { ...who, expression: bearing.expression, pose: bearing.pose, evidence }
}
