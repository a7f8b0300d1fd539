import type { Evidence } from '../../../shared/domain/index.ts'
import type { Cast, CastMember } from './cast.ts'
import type { Clause } from './clauses.ts'
import type { BreakdownContext } from './context.ts'
import { MENTAL } from './lexicon/verb-classes.ts'
import type { References } from './references.ts'
import type { Story } from './story.ts'

/** The bible calling somebody the point of view outweighs all but a scene that is plainly another's. */
const WHOLE_BOOK = 7

export interface PointOfView {
  id: string | null
  evidence: Evidence
}

/**
 * Whose eyes the scene is told through: who acts and above all thinks and feels in the narration. A scene that names
 * nobody keeps the eyes of the scene before when the pronouns allow it.
 * @param told references resolved without a point of view
 */
export function pointOfView(story: Story, cast: Cast, told: References, context: BreakdownContext): PointOfView {
  const scores = new Map<string, number>()
  const pronouns = { he: 0, she: 0, i: 0 }
  const acting = new Set<string>()
  for (const sentence of story.sentences) {
    for (const clause of sentence.clauses) {
      const weight = inwardness(clause)
      const subject = clause.subject
      if (subject?.kind === 'pronoun' && subject.word in pronouns)
        pronouns[subject.word as keyof typeof pronouns] += weight
      const reference = told.of(sentence, clause)
      if (!reference || !subject) continue
      if (subject.kind === 'person' && clause.aspect !== 'perfect' && clause.link !== 'subordinate')
        acting.add(reference.id)
      const byRole =
        subject.kind === 'person' && /^(?:the|her|his|their|my)$/.test(sentence.tokens[subject.first]!.lower)
      scores.set(reference.id, (scores.get(reference.id) ?? 0) + weight - (byRole ? 1.5 : 0))
    }
  }
  const people = [...cast.members.values()].filter((member) => member.drawable && !member.animal)
  if (pronouns.i >= 3 && pronouns.i > pronouns.he && pronouns.i > pronouns.she) {
    const narrator = people.find((member) => member.viewpoint)
    if (narrator) return found(narrator.id, 'I', 'first-person-narrator', 0.85)
  }
  const actors = people.filter((member) => acting.has(member.id))
  const named = actors.map((member) => ({
    member,
    score: (scores.get(member.id) ?? 0) + (member.viewpoint ? WHOLE_BOOK : 0),
  }))
  named.sort((a, b) => b.score - a.score)
  const dominant =
    pronouns.she > 2 * pronouns.he && pronouns.she >= 5
      ? 'female'
      : pronouns.he > 2 * pronouns.she && pronouns.he >= 5
        ? 'male'
        : null
  const fits = !dominant || named.some(({ member }) => member.gender === dominant || member.gender === 'unknown')
  if (named.length && fits) {
    const lead = named[0]!.score - (named[1]?.score ?? 0)
    return found(named[0]!.member.id, named[0]!.member.name, 'acts-and-thinks-most', lead > 2 ? 0.8 : 0.6)
  }
  return unnamed(people, pronouns, context)
}

/** Thinking, feeling, remembering tell from inside; a plain deed can be seen from anywhere. */
function inwardness(clause: Clause): number {
  if (MENTAL.has(clause.verb)) return 2
  return clause.aspect === 'perfect' || clause.aspect === 'modal' ? 1 : 0.7
}

function unnamed(
  people: readonly CastMember[],
  pronouns: { he: number; she: number },
  context: BreakdownContext,
): PointOfView {
  if (!pronouns.he && !pronouns.she) return found(null, '', 'nobody-acts', 0.5)
  const gender = pronouns.she >= pronouns.he ? 'female' : 'male'
  const words = gender === 'female' ? 'she' : 'he'
  const fitting = people.filter((member) => member.gender === gender)
  const before = context.previousScene
  const carried = [before?.povId, ...(before?.present ?? [])].find((id) => fitting.some((member) => member.id === id))
  if (carried) return found(carried, words, 'point-of-view-carried', 0.7)
  const usual = fitting.find((member) => member.viewpoint) ?? (fitting.length === 1 ? fitting[0] : undefined)
  return usual ? found(usual.id, words, 'usual-point-of-view', 0.6) : found(null, words, 'pronouns-without-name', 0.3)
}

const found = (id: string | null, words: string, rule: string, confidence: number): PointOfView => ({
  id,
  evidence: { about: 'pov', words, rule, confidence },
})
