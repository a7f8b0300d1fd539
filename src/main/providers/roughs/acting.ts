import type { Stage } from '../../../shared/domain/generation.ts'
import type { Expression, PanelPerson, Pose } from '../../../shared/domain/panel.ts'
import { findTerms, wordsOf } from './reading.ts'
import { ACTIONS, FEELINGS } from './vocabulary/actions.ts'

/** Parts of names that many people share. */
const TITLES = new Set(
  'mr mrs miss ms dr sir lady lord aunt uncle old young the of captain king queen and s a'.split(' '),
)
const PRONOUNS = new Set('he she it his her its they their'.split(' '))

export interface Acting {
  pose: Pose
  expression: Expression
}

/**
 * What somebody does and feels: as the panel says it, and where the panel leaves both open, as its words say it.
 * A panel that says "stand" may mean that or nothing at all; words that show a body doing something know better.
 */
export function actingOf({ panel, people }: Stage, { personId, pose, expression }: PanelPerson): Acting {
  if (pose !== 'stand' && expression !== 'neutral') return { pose, expression }
  const seen = panel.people.filter(({ role }) => role !== 'mentioned')
  const about = clausesOf(
    panel.what,
    personId,
    seen.map((one) => one.personId),
    nameOf(people),
  )
  // Who is alone in a panel that never names them is whoever its words are about.
  const clauses = about.length === 0 && seen.length <= 1 ? [panel.what] : about
  return {
    pose: pose === 'stand' ? (first(clauses, ACTIONS) ?? pose) : pose,
    expression: expression === 'neutral' ? (first(clauses, FEELINGS) ?? expression) : expression,
  }
}

function first<T>(clauses: readonly string[], vocabulary: ReadonlyMap<string, T>): T | null {
  for (const clause of clauses) {
    const found = findTerms(clause, vocabulary)[0]
    if (found) return found.value
  }
  return null
}

const nameOf = (people: Stage['people']) => (id: string) => {
  const person = people.find(({ personId }) => personId === id)
  return new Set(wordsOf(`${person?.name ?? ''} ${id.replaceAll('-', ' ')}`).filter((word) => !TITLES.has(word)))
}

/**
 * The stretches of a text that are about one person: from a mention to the next mention of somebody else, and on into
 * sentences that begin with a pronoun.
 */
function clausesOf(
  text: string,
  personId: string,
  everyone: readonly string[],
  nameOf: (id: string) => ReadonlySet<string>,
): string[] {
  const names = new Map(everyone.map((id) => [id, nameOf(id)]))
  const clauses: string[] = []
  let about: string | null = null
  for (const sentence of text.split(/(?<=[.!?;:])\s+/)) {
    let clause: string[] = []
    const close = () => {
      if (about === personId && clause.length > 0) clauses.push(clause.join(' '))
      clause = []
    }
    const opening = wordsOf(sentence)[0]
    if (opening === undefined || !PRONOUNS.has(opening)) about = null
    for (const token of sentence.match(/[\p{L}\p{N}]+/gu) ?? []) {
      const [word] = wordsOf(token)
      const named = everyone.find((id) => names.get(id)!.has(word ?? ''))
      if (named === undefined) clause.push(token)
      else if (named !== about) {
        close()
        about = named
      }
    }
    close()
  }
  return clauses
}
