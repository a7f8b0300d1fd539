import type { Cast } from './cast.ts'
import type { Clause } from './clauses.ts'
import type { Reference, WalkOn } from './references.ts'
import type { Story } from './story.ts'
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

function isNewcomer(id: string, walkOn: WalkOn, story: Story, cast: Cast): boolean {
  const member = cast.members.get(id)
  if (!member?.drawable || member.animal || (walkOn.gender !== 'unknown' && member.gender !== walkOn.gender)) return false
  return !story.sentences.some(
    (sentence) => sentence.index < walkOn.sentence && sentence.mentions.some((mention) => mention.ids.includes(id)),
  )
}
