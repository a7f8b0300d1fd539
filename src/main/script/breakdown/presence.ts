import type { Evidence } from '../../../shared/domain/index.ts'
import type { Speaker } from './attribution.ts'
import type { Cast } from './cast.ts'
import type { Clause, Tense } from './clauses.ts'
import { FACING, HANDLING, MENTAL, MOTION } from './lexicon/verb-classes.ts'
import type { References } from './references.ts'
import { type Sentence, type Story, wordsBetween } from './story.ts'
import type { Utterance } from './utterances.ts'

/** Who is there and who is only spoken of. */
export interface Presence {
  /** Weightiest first. */
  present: string[]
  referenced: string[]
  evidence: Evidence[]
  /** First and last sentence in which each present person acts or speaks. */
  spans: ReadonlyMap<string, { first: number; last: number }>
}

/** A person is there when the signs for it add up to this. */
const THRESHOLD = 1

/** Reads presence from acts and lines. Being named in talk, in a letter or in what happened earlier is no presence. */
export function readPresence(
  story: Story,
  utterances: readonly Utterance[],
  speakers: readonly Speaker[],
  cast: Cast,
  references: References,
): Presence {
  const weights = new Map<string, number>()
  const spans = new Map<string, { first: number; last: number }>()
  const reasons = new Map<string, Evidence>()
  const add = (id: string, weight: number, at: number, rule: string, words: string) => {
    weights.set(id, (weights.get(id) ?? 0) + weight)
    const span = spans.get(id)
    spans.set(id, { first: Math.min(span?.first ?? at, at), last: Math.max(span?.last ?? at, at) })
    if (!reasons.has(id) || weight > reasons.get(id)!.confidence) {
      reasons.set(id, { about: `present:${id}`, words, rule, confidence: Math.min(0.97, weight) })
    }
  }
  for (const sentence of story.sentences) {
    if (sentence.kind !== 'narration') continue
    for (const clause of sentence.clauses) {
      for (const reference of references.allOf(sentence, clause)) {
        const weight =
          presenceOf(sentence, clause, story.tense) *
          (reference.confidence >= 0.8 ? 1 : reference.confidence >= 0.7 ? 0.8 : 0.4)
        if (weight > 0) add(reference.id, weight, sentence.index, 'acts-in-narration', wordsOf(sentence, clause))
      }
      for (const id of objectsOf(sentence, clause)) {
        add(id, 0.7, sentence.index, 'acted-upon', wordsBetween(sentence, clause.first, clause.last))
      }
    }
  }
  utterances.forEach((utterance, n) => {
    const speaker = speakers[n]
    if (!speaker?.id) return
    const tagged = utterance.cues.some(
      (cue) => cue.kind === 'tag' && references.of(cue.sentence, cue.clause)?.id === speaker.id,
    )
    const weight = tagged ? 1 : speaker.confidence >= 0.7 ? 0.6 : 0.2
    add(speaker.id, weight, utterance.sentences[0]!.index, 'speaks', speaker.words || utterance.text.slice(0, 60))
  })
  const drawable = (id: string) => cast.members.get(id)?.drawable ?? true
  const present = [...weights]
    .filter(([id, weight]) => weight >= THRESHOLD && drawable(id))
    .sort((a, b) => b[1] - a[1])
    .map(([id]) => id)
  const named = new Set(story.sentences.flatMap((sentence) => sentence.mentions.flatMap((mention) => mention.ids)))
  const referenced = [...named].filter((id) => !present.includes(id))
  return {
    present,
    referenced,
    evidence: [
      ...present.map((id) => reasons.get(id)!),
      ...referenced.map(
        (id): Evidence => ({
          about: `mentioned:${id}`,
          words: firstWords(story, id),
          rule: 'named-only',
          confidence: 0.8,
        }),
      ),
    ],
    spans: new Map([...spans].filter(([id]) => present.includes(id))),
  }
}

/** How much a clause says that its subject is there now. */
function presenceOf(sentence: Sentence, clause: Clause, told: Tense): number {
  if (isUnreal(sentence, clause)) return 0
  if (clause.aspect === 'modal') return 0
  // Told in the present, «he has found a box» is now.
  const now = told === 'present' && clause.tense === 'present'
  if (clause.aspect === 'perfect' && !now) return isArrival(sentence, clause) ? 1 : 0
  const aside = clause.link === 'relative' || clause.link === 'subordinate' ? 0.6 : 1
  if (clause.verb === 'be' || clause.verb === 'have') return 0.6 * aside
  if (MENTAL.has(clause.verb)) return 0.6 * aside
  return aside
}

/** Comparison, habit, condition: «as her father used to», «as if he were winding it». */
function isUnreal(sentence: Sentence, clause: Clause): boolean {
  if (
    ['if', 'though', 'although', 'unless', 'than', 'that', 'whether', 'what', 'how', 'whom', 'since'].includes(
      clause.linkWord,
    ) &&
    clause.link === 'subordinate'
  )
    return true
  return clause.verb === 'use' && sentence.tokens[clause.verbLast + 1]?.lower === 'to'
}

/** «He had come in», «Ines had carried up a cake»: done, and here they are. */
export function isArrival(sentence: Sentence, clause: Clause): boolean {
  if (clause.link === 'subordinate' || clause.negated) return false
  const moves = MOTION.has(clause.verb) || ['carry', 'bring'].includes(clause.verb)
  const next = sentence.tokens.slice(clause.verbLast + 1, clause.verbLast + 3).map((token) => token.lower)
  return moves && /^(?:up|in|out|down|aboard|into|here|onto|back)$/.test(next[0] ?? '')
}

/** People whom a hand or a look is laid upon. */
function objectsOf(sentence: Sentence, clause: Clause): string[] {
  if (clause.aspect !== 'simple' && clause.aspect !== 'progressive') return []
  if (isUnreal(sentence, clause) || !(HANDLING.has(clause.verb) || FACING.has(clause.verb)) || clause.negated) return []
  return sentence.mentions
    .filter(
      (mention) =>
        mention.first > clause.verbLast && mention.first <= clause.verbLast + 3 && mention.last <= clause.last,
    )
    .filter((mention) => !mention.possessive && mention.ids.length === 1)
    .map((mention) => mention.ids[0]!)
}

const wordsOf = (sentence: Sentence, clause: Clause): string =>
  wordsBetween(sentence, Math.min(clause.subject?.first ?? clause.verbFirst, clause.verbFirst), clause.verbLast)

function firstWords(story: Story, id: string): string {
  for (const sentence of story.sentences) {
    const mention = sentence.mentions.find((candidate) => candidate.ids.includes(id))
    if (mention) return wordsBetween(sentence, mention.first, mention.last)
  }
  return ''
}
