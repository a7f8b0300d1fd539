import { WORN_NOUNS } from '../readers/bible/clothing-words.ts'
import { speciesOf } from '../readers/bible/kind-words.ts'
import { mentionAt } from './clause-boundaries.ts'
import { COLOURS, DEPICTIONS, FIGURE_NOUNS, FIGURE_PLURALS, NUMBERS, ORDINALS } from './lexicon/figure-nouns.ts'
import {
  BE,
  BODY_PARTS,
  COORDINATORS,
  DETERMINERS,
  GARMENTS,
  HAVE,
  PREPOSITIONS,
  SUBJECT_PRONOUNS,
  SUBORDINATORS,
} from './lexicon/function-words.ts'
import { PROPS } from './lexicon/props.ts'
import { FACING, HANDLING, MOTION, POSTURE } from './lexicon/verb-classes.ts'
import { type Sentence, wordsBetween } from './story.ts'
import type { Token } from './tokens.ts'
import { verbForm } from './verb-forms.ts'
import { isAdverb } from './verb-groups.ts'

/** Somebody whom a text names by a common noun: «a bearded man», «two movers in brown overalls». */
export interface Figure {
  /** Singular. */
  noun: string
  count: number
  /** «the man», «both women», «her father»: meant as known already. */
  definite: boolean
  /** The words of the noun phrase without its article: `girl with two plaits`. */
  description: string
  /** Token indices: the phrase begins, its noun, the phrase ends. */
  first: number
  head: number
  last: number
}

type Phrase = Pick<Sentence, 'text' | 'tokens' | 'mentions'>

/** Adjectives before a noun and words of what follows it that are still about them. */
const MOST_ADJECTIVES = 5
const MOST_WORDS_AFTER = 8
const AGE = /^(?:\d+|\w+teen|\w+ty|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$/
/** A crowd is drawn as so many. */
const CROWD = 4

/** Everybody whom a sentence shows under a common noun. Names are not among them, nor comparisons and portraits. */
export function figuresIn(sentence: Phrase): Figure[] {
  const figures: Figure[] = []
  sentence.tokens.forEach((token, i) => {
    const figure = isOneMore(sentence, i, figures.at(-1)) ?? figureAt(sentence, i)
    if (figure && token.word) figures.push(figure)
  })
  return figures
}

/** The figure whose noun stands at this token. */
function figureAt(sentence: Phrase, head: number): Figure | null {
  const { tokens, mentions } = sentence
  const token = tokens[head]!
  const noun = singularFigure(token.lower)
  if (!noun || token.possessive || mentionAt(mentions, head) || (token.capital && head > 0)) return null
  const after = tokens[head + 1]
  const plural = noun !== token.lower
  // «guard rail», «child seat»: the noun only qualifies another one.
  if (after && !plural && (PROPS.has(after.lower) || BODY_PARTS.has(after.lower) || singularFigure(after.lower)))
    return null
  const opening = openingOf(sentence, head)
  const lead = opening.determiner
  if (lead && /^(?:no|any|every|each|neither|either)$/.test(lead)) return null
  if (!lead && plural && isVerb(sentence, head)) return null
  if (!lead && !(plural || opening.first === 0 || isPaired(tokens, head))) return null
  if (noun === 'figure' && plural) return null
  if (isUnreal(sentence, opening.first)) return null
  const last = endOfPhrase(sentence, head)
  const count = lead && NUMBERS[lead] ? NUMBERS[lead] : plural ? (lead ? 2 : CROWD) : 1
  return {
    noun,
    count,
    definite: lead
      ? !['a', 'an', 'another', 'some', 'several', 'many', 'few'].includes(lead) && !isNumber(lead)
      : !plural,
    description: describe(sentence, opening.adjective, head, last, plural ? noun : null),
    first: opening.first,
    head,
    last,
  }
}

/** «She nurses the hand», «Nell guards the door»: the plural of a noun is a verb after its subject. */
const isVerb = ({ tokens, mentions }: Phrase, i: number): boolean =>
  SUBJECT_PRONOUNS.has(tokens[i - 1]?.lower ?? '') || mentionAt(mentions, i - 1)?.possessive === false

const isNumber = (word: string): boolean => word !== 'both' && NUMBERS[word] !== undefined

/** `men`, `fitters`, `children` as `man`, `fitter`, `child`; null for words that are nobody. */
function singularFigure(word: string): string | null {
  if (FIGURE_NOUNS.has(word) || speciesOf(word)) return word
  const irregular = FIGURE_PLURALS[word]
  if (irregular) return irregular
  if (/men$/.test(word) && FIGURE_NOUNS.has(word.replace(/men$/, 'man'))) return word.replace(/men$/, 'man')
  for (const ending of [/s$/, /es$/, /ies$/]) {
    const singular = word.replace(ending, ending.source === 'ies$' ? 'y' : '')
    if (singular !== word && (FIGURE_NOUNS.has(singular) || speciesOf(singular))) return singular
  }
  return null
}

/** «Mother and son on the two ends of a bench»: bare nouns in a pair are people. */
const isPaired = (tokens: readonly Token[], i: number): boolean =>
  (tokens[i + 1]?.lower === 'and' && singularFigure(tokens[i + 2]?.lower ?? '') !== null) ||
  (tokens[i - 1]?.lower === 'and' && singularFigure(tokens[i - 2]?.lower ?? '') !== null)

interface Opening {
  /** First token of the phrase, and of its adjectives. */
  first: number
  adjective: number
  determiner: string | null
}

/** Goes back over adjectives to the article or number that opens the phrase. */
function openingOf({ tokens, mentions }: Phrase, head: number): Opening {
  let i = head - 1
  while (i >= 0 && head - i <= MOST_ADJECTIVES && isAdjective(tokens[i]!) && !mentionAt(mentions, i)) i--
  const opener = tokens[i]
  const determines = opener?.word && (DETERMINERS.has(opener.lower) || NUMBERS[opener.lower] !== undefined)
  if (!determines || mentionAt(mentions, i)) return { first: i + 1, adjective: i + 1, determiner: null }
  // «the two women», «both the men»
  const before = tokens[i - 1]?.lower ?? ''
  const twice = isNumber(opener.lower) && ['the', 'these', 'those', 'her', 'his', 'their'].includes(before)
  return { first: twice ? i - 1 : i, adjective: i + 1, determiner: twice ? 'both' : opener.lower }
}

function isAdjective(token: Token): boolean {
  if (!token.word || token.capital) return false
  const { lower } = token
  if (DETERMINERS.has(lower) || NUMBERS[lower] !== undefined || PREPOSITIONS.has(lower)) return false
  if (COORDINATORS.has(lower) || SUBORDINATORS.has(lower) || SUBJECT_PRONOUNS.has(lower)) return false
  if (BE.has(lower) || HAVE.has(lower)) return false
  const form = verbForm(lower)
  return !form || form.participle
}

/** Like somebody, as if somebody, the portrait of somebody: nobody who is there. */
function isUnreal({ tokens }: Phrase, first: number): boolean {
  const before = tokens[first - 1]?.lower ?? ''
  if (before === 'like' || before === 'as' || before === 'than') return true
  if (before === 'of') {
    const shown = tokens[first - 2]?.lower ?? ''
    if (DEPICTIONS.has(shown) || /^(?:expression|voice|sound|size|shape|air|look|smell|kind|way)$/.test(shown))
      return true
  }
  for (let i = first - 1; i > 0 && /[^,;:.—]/.test(tokens[i]!.text); i--) {
    if (tokens[i]!.lower === 'like' && !/^looks?$/.test(tokens[i - 1]!.lower)) return true
    if (tokens[i - 1]!.lower === 'as' && /^(?:if|though)$/.test(tokens[i]!.lower)) return true
  }
  return false
}

/** Last token that still describes them: «with two plaits», «in brown overalls», «of sixteen», «under a pulled-down hat». */
function endOfPhrase(sentence: Phrase, head: number): number {
  const { tokens } = sentence
  let end = head
  while (end - head < MOST_WORDS_AFTER) {
    const stop = endOfModifier(sentence, end + 1)
    if (stop === null) break
    end = stop
  }
  return end < tokens.length ? end : head
}

function endOfModifier({ tokens, mentions }: Phrase, at: number): number | null {
  const opens = tokens[at]?.lower ?? ''
  if (!/^(?:with|in|of|under)$/.test(opens)) return null
  let last = at
  for (let i = at + 1; i < tokens.length && i - at <= MOST_WORDS_AFTER; i++) {
    const token = tokens[i]!
    if (!token.word || mentionAt(mentions, i)) break
    const goesOn = token.lower === 'and' && DETERMINERS.has(tokens[i + 1]?.lower ?? '') && opens === 'in'
    if (isBreak(tokens, i) && !goesOn) break
    last = i
  }
  const inside = tokens.slice(at + 1, last + 1).map((token) => token.lower)
  if (!inside.length) return null
  if (opens === 'of') return AGE.test(inside[0]!) ? at + 1 : null
  if (opens === 'with') return last
  const worn = inside.some((word) => GARMENTS.has(word) || COLOURS.has(word) || isClothing(word))
  return worn ? last : null
}

const isClothing = (word: string): boolean =>
  WORN_NOUNS.has(word) || WORN_NOUNS.has(word.replace(/s$/, '')) || WORN_NOUNS.has(word.replace(/es$/, ''))

/** Where a description ends: the next preposition, joint or verb. */
function isBreak(tokens: readonly Token[], i: number): boolean {
  const { lower } = tokens[i]!
  if (PREPOSITIONS.has(lower) && lower !== 'of') return true
  if (COORDINATORS.has(lower) || SUBORDINATORS.has(lower) || BE.has(lower) || HAVE.has(lower)) return true
  if (SUBJECT_PRONOUNS.has(lower) || isAdverb(tokens[i])) return true
  const before = tokens[i - 1]!.lower
  const afterNoun =
    before.endsWith('s') || GARMENTS.has(before) || BODY_PARTS.has(before) || PROPS.has(before) || isClothing(before)
  if (!afterNoun) return false
  // After a plural a word in s is the verb: «with inky cuffs pretends».
  if (before.endsWith('s') && lower.endsWith('s') && !isClothing(lower) && !BODY_PARTS.has(lower)) return true
  const form = verbForm(lower)
  const base = [HANDLING, MOTION, POSTURE, FACING].some((set) => set.has(lower))
  return base || (form !== null && (form.present || form.past)) || lower.endsWith('ing')
}

function describe(
  { text, tokens }: Phrase,
  adjective: number,
  head: number,
  last: number,
  singular: string | null,
): string {
  const words = wordsBetween({ text, tokens } as Sentence, adjective, last)
  const own = singular
    ? `${text.slice(tokens[adjective]!.start, tokens[head]!.start)}${singular}${text.slice(tokens[head]!.end, tokens[last]!.end)}`
    : words
  return own.replace(/\s+/g, ' ').replace(/^\p{Lu}/u, (letter) => letter.toLowerCase())
}

/** «Three men carry a fourth»: somebody of the same kind. */
function isOneMore({ tokens }: Phrase, i: number, before: Figure | undefined): Figure | null {
  const token = tokens[i]!
  const opener = tokens[i - 1]?.lower ?? ''
  if (!before || !ORDINALS.has(token.lower) || !['a', 'the', 'another'].includes(opener)) return null
  const next = tokens[i + 1]
  const alone = !next?.word || PREPOSITIONS.has(next.lower) || COORDINATORS.has(next.lower)
  if (!alone) return null
  return { ...before, count: 1, definite: false, description: before.noun, first: i - 1, head: i, last: i }
}
