import type { Mention } from './cast.ts'
import { mentionAt } from './clause-boundaries.ts'
import type { Aspect, Clause, Tense } from './clauses.ts'
import {
  ADVERBS,
  BE,
  COORDINATORS,
  DETERMINERS,
  DO,
  HAVE,
  MODALS,
  PREPOSITIONS,
  RELATIVES,
  SUBJECT_PRONOUNS,
} from './lexicon/function-words.ts'
import type { Token } from './tokens.ts'
import { baseOfIng, verbForm } from './verb-forms.ts'

/** A finite verb with its auxiliaries; token indices, last inclusive. */
export interface VerbGroup {
  first: number
  last: number
  base: string
  aspect: Aspect
  negated: boolean
}

/** «so much frightened»: how far something goes. */
const DEGREES = new Set(['so', 'very', 'much', 'too', 'more', 'most', 'deal'])

/** May stand between a subject and its verb. */
export const isAdverb = (token: Token | undefined): boolean =>
  token?.word === true && (ADVERBS.has(token.lower) || /^\p{Ll}{3,}ly$/u.test(token.lower))

/** The verb group that begins at this token, if one does. */
export function verbGroupAt(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  i: number,
  earlier: readonly Clause[],
  boundary: number,
  told: Tense,
): VerbGroup | null {
  const token = tokens[i]!
  if (!token.word || (token.possessive && !/^(?:he|she|it|that|there)$/.test(token.lower))) return null
  let j = i - 1
  while (j >= 0 && isAdverb(tokens[j])) j--
  if (tokens[j]?.lower === 'to') return null
  const negative = token.lower.endsWith("n't")
  const lower = negative ? token.lower.slice(0, -3) : token.lower
  const auxiliary =
    BE.has(lower) && !['be', 'been', 'being', 'am'].includes(lower)
      ? 'be'
      : HAVE.has(lower) && lower !== 'having'
        ? 'have'
        : DO.has(lower)
          ? 'do'
          : MODALS.has(lower) || ['wo', 'ca'].includes(lower)
            ? 'modal'
            : null
  // «to carry it down and have it be true»: told in the past, a bare «have» belongs to an infinitive.
  if (told === 'past' && (lower === 'have' || lower === 'do') && !negative && !isPluralSubject(tokens, mentions, j))
    return null
  if (auxiliary && !(lower === 'may' && token.capital)) return auxiliaryGroup(tokens, mentions, i, auxiliary, negative)
  if (!isFiniteVerb(tokens, mentions, i, earlier, boundary, told)) return null
  return { first: i, last: i, base: verbForm(token.lower)!.base, aspect: 'simple', negated: false }
}

/** `I`, `they`, `the men`, a question, or a modal before: what «have» and «do» go with. */
function isPluralSubject(tokens: readonly Token[], mentions: readonly Mention[], i: number): boolean {
  const before = tokens[i]
  if (!before?.word || mentionAt(mentions, i)) return !before || mentionAt(mentions, i) !== undefined
  return (
    SUBJECT_PRONOUNS.has(before.lower) ||
    RELATIVES.has(before.lower) ||
    /(?:[^s]s|men|people|children)$/.test(before.lower)
  )
}

/** `was not going`, `had put`, `could have walked`, `did not laugh`. */
function auxiliaryGroup(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  first: number,
  auxiliary: 'be' | 'have' | 'do' | 'modal',
  negative: boolean,
): VerbGroup {
  let negated = negative
  let aspect: Aspect = auxiliary === 'modal' ? 'modal' : 'simple'
  let base = auxiliary
  let last = first
  for (let i = first + 1; i < tokens.length && i <= first + 7; i++) {
    const token = tokens[i]!
    if (mentionAt(mentions, i) && i === last + 1 && tokens.at(-1)?.text === '?') continue
    if (token.lower === 'not' || token.lower === 'never') negated = true
    if (isAdverb(token) || token.lower === 'not' || DEGREES.has(token.lower)) continue
    if (!token.word || mentionAt(mentions, i)) break
    if (token.lower === 'been' || token.lower === 'be' || (token.lower === 'have' && auxiliary === 'modal')) {
      if (aspect === 'simple' && token.lower === 'been') aspect = 'perfect'
      base = 'be'
      last = i
      continue
    }
    const ing = baseOfIng(token.lower)
    if (ing && base === 'be') {
      return { first, last: i, base: ing, aspect: aspect === 'simple' ? 'progressive' : aspect, negated }
    }
    const form = verbForm(token.lower)
    if (auxiliary === 'have' && (form?.participle || token.lower === 'done')) {
      return { first, last: i, base: form!.base, aspect: 'perfect', negated }
    }
    if (base === 'be' && form?.participle && !DETERMINERS.has(token.lower)) {
      return { first, last: i, base: form.base, aspect: aspect === 'simple' ? 'passive' : aspect, negated }
    }
    if (
      (auxiliary === 'do' || auxiliary === 'modal') &&
      !DETERMINERS.has(token.lower) &&
      !PREPOSITIONS.has(token.lower)
    ) {
      return { first, last: i, base: token.lower, aspect, negated }
    }
    break
  }
  return { first, last, base: base === 'modal' ? 'be' : base, aspect, negated }
}

/** A finite verb, or a participle or a noun that only looks like one? Decided by what stands before. */
function isFiniteVerb(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  i: number,
  earlier: readonly Clause[],
  boundary: number,
  told: Tense,
): boolean {
  const previous = earlier.at(-1) ?? null
  const token = tokens[i]!
  const form = verbForm(token.lower)
  if (!form || (token.capital && i > 0 && tokens[i - 1]!.word)) return false
  let j = i - 1
  while (j > boundary && (isAdverb(tokens[j]) || (tokens[j]!.lower === 'very' && j < i - 1))) j--
  const before = tokens[j]
  // «a little bit»: still the noun that the article waits for.
  if (before?.lower === 'little' && DETERMINERS.has(tokens[j - 1]?.lower ?? '')) return false
  if (form.participle && before && DEGREES.has(before.lower)) return false
  const beforeMention = mentionAt(mentions, j)
  if (form.present && !form.past) {
    if (!before) return startsInverted(tokens, mentions, i)
    const subjectBefore = (beforeMention && !beforeMention.possessive) || SUBJECT_PRONOUNS.has(before?.lower ?? '')
    const noun =
      before?.word === true && !DETERMINERS.has(before.lower) && !PREPOSITIONS.has(before.lower) && !before.possessive
    if (told === 'past') return Boolean(subjectBefore)
    const follows = COORDINATORS.has(before?.lower ?? '') || before?.text === ','
    return Boolean(subjectBefore || (noun && j > boundary && !follows) || (follows && previous !== null))
  }
  if (!form.past) return false
  if (!before) return !form.participle || startsInverted(tokens, mentions, i)
  if (BE.has(before.lower) || HAVE.has(before.lower) || before.lower === 'got') return false
  if (isPronounThat(tokens, mentions, j)) return true
  if (before.word && (DETERMINERS.has(before.lower) || before.possessive || before.lower === 'to')) return false
  if (beforeMention || SUBJECT_PRONOUNS.has(before.lower) || RELATIVES.has(before.lower)) return true
  if (
    before.word &&
    PREPOSITIONS.has(before.lower) &&
    !['up', 'down', 'out', 'off', 'in', 'along', 'round'].includes(before.lower)
  )
    return false
  const linked = COORDINATORS.has(before.lower) || /[,;:—–)]/.test(before.text)
  if (linked) {
    if (!form.participle) return true
    // «came up, yellow and lined, with …»: the second of two adjectives.
    if (before.lower === 'and' && tokens[j - 2]?.text === ',' && !tokens[i + 1]?.word) return false
    if (before.lower === 'but') return true
    if (COORDINATORS.has(before.lower)) return previous === null || previous.aspect !== 'passive'
    // «Bosun, who was not allowed there, barked»: the main verb is still to come.
    if (earlier.length && earlier.every((clause) => clause.link === 'relative')) return true
    return /[;:—–)]/.test(before.text) || (previous !== null && previous.verb !== 'be' && continuesList(tokens, i))
  }
  if (!form.participle) return true
  // A bare noun: its verb, unless the clause has one already or it hangs on «with».
  const joined = tokens[boundary]?.lower === 'and' && tokens[boundary - 1]?.word
  const since = joined ? (previous?.verbLast ?? boundary) + 1 : boundary + 1
  const between = tokens.slice(since, i)
  if (between.some((word) => word.lower === 'with' || word.lower === 'without')) return false
  if (hangsBehindPreposition(tokens, mentions, boundary + 1, i)) return false
  if (previous === null || boundary > previous.verbLast || tokens[i - 1]!.text === ',') return true
  return opensMainClause(tokens, mentions, previous, i)
}

/** «a rattle that ran», «That made them laugh», «This seemed to her»: no article. */
function isPronounThat(tokens: readonly Token[], mentions: readonly Mention[], i: number): boolean {
  const { lower } = tokens[i]!
  const before = tokens[i - 1]
  if (lower !== 'that' && (lower !== 'this' || before?.word)) return false
  if (before?.word)
    return !PREPOSITIONS.has(before.lower) && !COORDINATORS.has(before.lower) && verbForm(before.lower) === null
  const after = tokens[i + 2]
  return (
    after?.word === true &&
    (PREPOSITIONS.has(after.lower) ||
      DETERMINERS.has(after.lower) ||
      after.lower.endsWith('ing') ||
      /^(?:them|him|her|it|us|me)$/.test(after.lower) ||
      mentionAt(mentions, i + 2) !== undefined)
  )
}

/** «at the knot of hair skewered with a pencil»: a noun behind a preposition is nobody's subject. */
function hangsBehindPreposition(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  from: number,
  verb: number,
): boolean {
  if (!PREPOSITIONS.has(tokens[from]?.lower ?? '') || startsInverted(tokens, mentions, verb)) return false
  for (let i = from + 1; i < verb; i++) {
    const free = DETERMINERS.has(tokens[i]!.lower) || SUBJECT_PRONOUNS.has(tokens[i]!.lower)
    if (free && !PREPOSITIONS.has(tokens[i - 1]!.lower)) return false
  }
  return true
}

/** «When Max pulled the door shut the porter sneezed»: after a clause in front without a comma a second noun has its verb. */
function opensMainClause(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  previous: Clause,
  verb: number,
): boolean {
  if (previous.link !== 'subordinate' || previous.first > 1) return false
  let nouns = 0
  for (let i = previous.verbLast + 1; i < verb; i++) {
    const opens = DETERMINERS.has(tokens[i]!.lower) || mentionAt(mentions, i)?.first === i
    if (opens && !PREPOSITIONS.has(tokens[i - 1]!.lower)) nouns++
  }
  return nouns >= 2
}

/** «asked the king», «cried Alice»: a tag with its speaker behind. */
function startsInverted(tokens: readonly Token[], mentions: readonly Mention[], i: number): boolean {
  const at = /^(?:poor|old|young|little|dear)$/.test(tokens[i + 1]?.lower ?? '') ? i + 2 : i + 1
  const next = tokens[at]
  return (
    next?.word === true &&
    (next.capital ||
      DETERMINERS.has(next.lower) ||
      SUBJECT_PRONOUNS.has(next.lower) ||
      mentionAt(mentions, at) !== undefined)
  )
}

/** `She got up, crossed the room and opened the door`: another verb follows after «and». */
function continuesList(tokens: readonly Token[], i: number): boolean {
  for (let j = i + 1; j < tokens.length; j++) {
    if (/[;:—]/.test(tokens[j]!.text)) return false
    if (!COORDINATORS.has(tokens[j]!.lower)) continue
    const after = tokens[j + 1]
    if (after?.word && verbForm(after.lower)?.past && !BE.has(after.lower) && !HAVE.has(after.lower)) return true
  }
  return false
}
