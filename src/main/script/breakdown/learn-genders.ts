import type { Cast, CastMember } from './cast.ts'
import { FEMALE_PRONOUNS, MALE_PRONOUNS } from './lexicon/function-words.ts'
import type { Sentence, Story } from './story.ts'

/**
 * The cast with genders that the bible leaves open, as far as the story tells them:
 * «Idris ducked under the frame. His glasses had fogged.»
 */
export function learnGenders(story: Story, cast: Cast): Cast {
  const votes = new Map<string, number>()
  story.sentences.forEach((sentence, n) => {
    const id = soleSubject(sentence)
    const next = story.sentences[n + 1]
    if (!id || cast.members.get(id)?.gender !== 'unknown') return
    if (next?.kind !== 'narration' || next.paragraph !== sentence.paragraph) return
    const word = next.tokens[0]?.lower ?? ''
    const vote = MALE_PRONOUNS.has(word) ? 1 : FEMALE_PRONOUNS.has(word) ? -1 : 0
    votes.set(id, (votes.get(id) ?? 0) + vote)
  })
  const members = new Map(
    [...cast.members].map(([id, member]): [string, CastMember] => {
      const vote = votes.get(id) ?? 0
      return [id, vote === 0 ? member : { ...member, gender: vote > 0 ? 'male' : 'female' }]
    }),
  )
  return { ...cast, members }
}

/** The one person a sentence of narration names, when they are its subject. */
function soleSubject(sentence: Sentence): string | null {
  const ids = new Set(sentence.mentions.flatMap((mention) => mention.ids))
  const subject = sentence.clauses[0]?.subject
  return ids.size === 1 && subject?.kind === 'person' ? subject.ids[0]! : null
}
