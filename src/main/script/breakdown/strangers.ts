import type { Cast } from './cast.ts'
import type { Clause } from './clauses.ts'
import { MOTION, SAYING } from './lexicon/verb-classes.ts'
import type { Reference, WalkOn } from './references.ts'
import type { Sentence, Story } from './story.ts'
import { spokenNames } from './vocatives.ts'

/** Words that hide who somebody is; a waiter stays a waiter. */
const VEILED = new Set(['man', 'woman', 'boy', 'girl', 'stranger', 'gentleman', 'lady', 'child', 'youth'])
/** How soon after the stranger's last move the name must fall. */
const SOON = 4

/**
 * «A man was standing there … the man said: … »Mr Voss?«»: a stranger whom somebody then calls by a name not heard in
 * the scene before is the one so called.
 * @returns ids of people by id of the walk-on
 */
export function nameStrangers(
  walkOns: readonly WalkOn[],
  story: Story,
  cast: Cast,
  resolved: ReadonlyMap<Clause, readonly Reference[]>,
): Map<string, string> {
  const named = new Map<string, string>()
  for (const walkOn of walkOns.filter((candidate) => VEILED.has(candidate.noun))) {
    const moves = story.sentences.filter((sentence) =>
      sentence.clauses.some((clause) => resolved.get(clause)?.some((reference) => reference.id === walkOn.id)),
    )
    for (const sentence of story.sentences) {
      if (sentence.kind === 'narration') {
        const actor =
          moves.length && sentence.index > moves[0]!.index ? actsUnannounced(sentence, walkOn, story, cast) : undefined
        if (actor && !moves.some((move) => move.index > sentence.index + SOON)) {
          named.set(walkOn.id, actor)
          break
        }
        continue
      }
      if (sentence.kind !== 'speech') continue
      const since = moves.findLast((move) => move.index < sentence.index)
      if (!since || sentence.index - since.index > SOON) continue
      const called = spokenNames([sentence]).called.find((id) => isNewcomer(id, walkOn, story, cast))
      if (called) {
        named.set(walkOn.id, called)
        break
      }
    }
  }
  return named
}

/** «Fen drew it from his sleeve»: a new name that does not come in must have been there already. */
function actsUnannounced(sentence: Sentence, walkOn: WalkOn, story: Story, cast: Cast): string | undefined {
  const clause = sentence.clauses.find((candidate) => candidate.link === 'main' || candidate.link === 'coordinate')
  const subject = clause?.subject
  if (!clause || subject?.kind !== 'person' || subject.ids.length !== 1 || clause.bodyPart) return undefined
  const deed =
    clause.aspect === 'simple' && !MOTION.has(clause.verb) && !SAYING.has(clause.verb) && clause.verb !== 'be'
  const id = subject.ids[0]!
  const before = story.sentences.slice(walkOn.sentence, sentence.index)
  const unheard = !before.some((other) => other.mentions.some((mention) => mention.ids.includes(id)))
  return deed && unheard && isNewcomer(id, walkOn, story, cast) ? id : undefined
}

function isNewcomer(id: string, walkOn: WalkOn, story: Story, cast: Cast): boolean {
  const member = cast.members.get(id)
  if (!member?.drawable || member.animal) return false
  const known = walkOn.gender !== 'unknown' && member.gender !== 'unknown'
  if (known && member.gender !== walkOn.gender) return false
  return !story.sentences.some(
    (sentence) => sentence.index < walkOn.sentence && sentence.mentions.some((mention) => mention.ids.includes(id)),
  )
}
