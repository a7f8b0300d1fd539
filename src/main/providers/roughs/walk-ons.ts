import type { Stage, StagePerson } from '../../../shared/domain/generation.ts'
import { singular, wordsOf } from './reading.ts'
import { CROWDS, FOLK, NUMBERS } from './vocabulary/folk.ts'

/** People the words show who have no place in the panel's list. */
export interface WalkOns {
  people: StagePerson[]
  /** A crowd stands behind; a few may carry the picture. */
  crowd: boolean
}

const CROWD = 6
/** A plural nobody counted. */
const SOME = 3
const SINGLE = new Set(['a', 'an', 'another', 'the', 'one'])
/** "The other children", "like two clerks": spoken of, not there. */
const ABSENT = new Set(['other', 'about', 'thinking', 'like', 'her', 'his', 'their', 'no', 'my', 'your', 'of'])
/** Nouns that are as often what somebody does. */
const VERBS = new Set(['nurse', 'guard', 'cook', 'doctor', 'man'])
/** How many words before a noun may say how many or which. */
const BEFORE = 4

/**
 * Reads "two movers", "a queue of people", "the clerk" out of a panel. One single person counts only where the panel
 * lists nobody: beside the cast, "the man" is mostly one of them.
 */
export function walkOnsOf({ panel, people }: Stage): WalkOns {
  const listed = panel.people.filter(({ role }) => role !== 'mentioned')
  const cast = new Set(listed.flatMap(({ personId }) => wordsOf(personId.replaceAll('-', ' '))))
  for (const { name, personId } of people)
    if (listed.some((one) => one.personId === personId)) for (const word of wordsOf(name)) cast.add(word)
  const tokens = panel.what.match(/[\p{L}\p{N}’']+|[.,;:!?]/gu) ?? []
  for (const [at, token] of tokens.entries()) {
    const word = token.toLowerCase()
    const noun = singular(word)
    const crowd = CROWDS.get(word) ?? CROWDS.get(noun)
    if (crowd !== undefined) return { people: several(crowd, CROWD, tokens, at), crowd: true }
    if (!FOLK.has(noun) || /[’']/.test(word)) continue
    const before = tokens.slice(Math.max(0, at - BEFORE), at).map((one) => one.toLowerCase())
    const counted = before.map((one) => NUMBERS.get(one)).findLast((count) => count !== undefined)
    if (VERBS.has(noun) && !before.slice(-2).some((one) => SINGLE.has(one) || NUMBERS.has(one))) continue
    if (listed.length > 0 && before.slice(-2).some((one) => ABSENT.has(one))) continue
    const plural = noun !== word
    if (plural || counted !== undefined) {
      const count = counted ?? SOME
      const missing = cast.has(noun) ? count - 1 : count
      if (missing > 0) return { people: several(noun, missing, tokens, at, sameAs(people, noun)), crowd: false }
    } else if (listed.length === 0 && before.some((one) => SINGLE.has(one))) {
      return { people: several(noun, 1, tokens, at, sameAs(people, noun)), crowd: false }
    }
  }
  return { people: [], crowd: false }
}

const sameAs = (people: readonly StagePerson[], noun: string) =>
  people.find(({ name, personId }) => wordsOf(`${name} ${personId}`).includes(noun)) ?? null

/** `count` people of one noun, dressed as the words right after it say: "two movers in brown overalls". */
function several(
  noun: string,
  count: number,
  tokens: readonly string[],
  at: number,
  model: StagePerson | null = null,
): StagePerson[] {
  const { gender, age, outfit } = FOLK.get(noun)!
  const end = tokens.findIndex((token, i) => i > at && /^[.,;:!?]$/.test(token))
  const after = tokens.slice(at + 1, Math.min(end < 0 ? tokens.length : end, at + 8))
  const described = after[0]?.toLowerCase() === 'in' ? after.slice(1).join(' ') : ''
  return Array.from({ length: count }, (_, i) => ({
    personId: `${noun} ${i + 1}`,
    name: noun,
    kind: 'person',
    gender: gender === 'unknown' ? (i % 2 === 0 ? 'female' : 'male') : gender,
    age,
    appearance: model?.appearance ?? tokens.slice(Math.max(0, at - 3), at).join(' '),
    outfit: model?.outfit || described || outfit,
  }))
}
