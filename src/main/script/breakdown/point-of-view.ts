import type { Evidence } from '../../../shared/domain/index.ts'
import type { Cast, CastMember } from './cast.ts'
import type { BreakdownContext } from './context.ts'
import { MENTAL } from './lexicon/verb-classes.ts'
import type { Story } from './story.ts'

export interface PointOfView {
  id: string | null
  evidence: Evidence
}

/**
 * Whose eyes the scene is told through: who acts and above all thinks and feels in the narration. A scene that names
 * nobody keeps the eyes of the scene before when the pronouns allow it.
 */
export function pointOfView(story: Story, cast: Cast, context: BreakdownContext): PointOfView {
  const narration = story.sentences.filter((sentence) => sentence.kind === 'narration')
  const scores = new Map<string, number>()
  const pronouns = { he: 0, she: 0, i: 0 }
  const acting = new Set<string>()
  for (const sentence of narration) {
    for (const clause of sentence.clauses) {
      const weight = MENTAL.has(clause.verb) ? 2 : 1
      const subject = clause.subject
      if (subject?.kind === 'person' && subject.ids.length === 1) {
        if (clause.aspect !== 'perfect' && clause.link !== 'subordinate') acting.add(subject.ids[0]!)
        const byRole = /^(?:the|her|his|their|my)$/.test(sentence.tokens[subject.first]!.lower)
        scores.set(subject.ids[0]!, (scores.get(subject.ids[0]!) ?? 0) + weight - (byRole ? 1.5 : 0))
      } else if (subject?.kind === 'pronoun' && subject.word in pronouns) {
        pronouns[subject.word as keyof typeof pronouns] += weight
      }
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
    score: povScore(member, scores, pronouns, actors.filter((other) => other.gender === member.gender).length),
  }))
  named.sort((a, b) => b.score - a.score)
  const foreign = pronouns.she > 2 * pronouns.he && pronouns.she >= 5 ? 'female' : pronouns.he > 2 * pronouns.she && pronouns.he >= 5 ? 'male' : null
  const told = !foreign || named.some(({ member }) => member.gender === foreign || member.gender === 'unknown')
  if (named.length && told) {
    const lead = named[0]!.score - (named[1]?.score ?? 0)
    return found(named[0]!.member.id, named[0]!.member.name, 'acts-and-thinks-most', lead > 2 ? 0.8 : 0.6)
  }
  return unnamed(people, pronouns, context)
}

function povScore(member: CastMember, scores: ReadonlyMap<string, number>, pronouns: { he: number; she: number }, sharing: number): number {
  const shared = member.gender === 'male' ? pronouns.he : member.gender === 'female' ? pronouns.she : 0
  return (scores.get(member.id) ?? 0) + (shared * 0.6) / sharing + (member.viewpoint ? 3 : 0)
}

function unnamed(people: readonly CastMember[], pronouns: { he: number; she: number }, context: BreakdownContext): PointOfView {
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
