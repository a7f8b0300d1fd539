import type { Mention } from './cast.ts'
import { isBoundary } from './clause-boundaries.ts'
import {
  BODY_PARTS,
  DETERMINERS,
  PEOPLE_NOUNS,
  POSSESSIVES,
  PREPOSITIONS,
  SUBJECT_PRONOUNS,
} from './lexicon/function-words.ts'
import type { Token } from './tokens.ts'
import { isAdverb } from './verb-groups.ts'

/** Who or what a clause is about, before pronouns are resolved. */
export type Subject =
  | { kind: 'person'; ids: string[]; first: number; last: number }
  | { kind: 'pronoun'; word: string; first: number; last: number }
  /** `name` when the script names somebody the bible does not know: «said Tranter». */
  | { kind: 'walk-on'; noun: string; name: string | null; definite: boolean; first: number; last: number }
  | { kind: 'thing'; noun: string; first: number; last: number }

export interface FoundSubject {
  subject: Subject
  bodyPart: string | null
}

/** The noun phrase that a stretch before the verb ends in. */
export function subjectIn(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  from: number,
  to: number,
): FoundSubject | null {
  const inside = mentions.filter((mention) => mention.first >= from && mention.last <= to)
  const lone = tokens[to]!
  if (SUBJECT_PRONOUNS.has(lone.lower)) {
    return { subject: { kind: 'pronoun', word: lone.lower, first: to, last: to }, bodyPart: null }
  }
  const owned = bodySubject(tokens, inside, from, to)
  if (owned) return owned
  const free = inside.filter((mention) => !mention.possessive && !hangsOnPreposition(tokens, mention.first, from))
  if (free.length) {
    const together =
      free.length > 1 && tokens.slice(free[0]!.last + 1, free.at(-1)!.first).some((token) => token.lower === 'and')
    const chosen = together ? free : [free.at(-1)!]
    return {
      subject: {
        kind: 'person',
        ids: together ? [...new Set(free.map((mention) => mention.ids[0]!))] : chosen[0]!.ids,
        first: chosen[0]!.first,
        last: chosen.at(-1)!.last,
      },
      bodyPart: null,
    }
  }
  return nounSubject(tokens, from, to)
}

/** `one of the fitters` keeps its person; `a word from Nell` does not. */
function hangsOnPreposition(tokens: readonly Token[], first: number, from: number): boolean {
  let i = first - 1
  while (
    i >= from &&
    (DETERMINERS.has(tokens[i]!.lower) || tokens[i]!.lower === 'poor' || tokens[i]!.lower === 'old')
  ) {
    if (['her', 'him'].includes(tokens[i]!.lower)) return false
    i--
  }
  if (i < from || !PREPOSITIONS.has(tokens[i]!.lower)) return false
  return !(
    tokens[i]!.lower === 'of' &&
    /^(?:one|two|three|some|both|none|neither|each|many|all|either)$/.test(tokens[i - 1]?.lower ?? '')
  )
}

/** «Her hands shook», «Nell's face came up». */
function bodySubject(
  tokens: readonly Token[],
  inside: readonly Mention[],
  from: number,
  to: number,
): FoundSubject | null {
  const head = headIndex(tokens, from, to)
  const noun = tokens[head]
  if (!noun || !BODY_PARTS.has(noun.lower)) return null
  const owner = inside.filter((mention) => mention.possessive && mention.last < head).at(-1)
  if (owner) {
    return { subject: { kind: 'person', ids: owner.ids, first: owner.first, last: owner.last }, bodyPart: noun.lower }
  }
  for (let i = head - 1; i >= from; i--) {
    const word = tokens[i]!.lower
    if (!POSSESSIVES.has(word)) continue
    const pronoun = { his: 'he', her: 'she', its: 'it', their: 'they', my: 'i', our: 'we' }[word]
    return pronoun ? { subject: { kind: 'pronoun', word: pronoun, first: i, last: i }, bodyPart: noun.lower } : null
  }
  return null
}

/** Head of a noun phrase: its last word before the first preposition that is not its first word. */
function headIndex(tokens: readonly Token[], from: number, to: number): number {
  for (let i = from + 1; i <= to; i++) if (PREPOSITIONS.has(tokens[i]!.lower)) return i - 1
  return to
}

function nounSubject(tokens: readonly Token[], from: number, to: number): FoundSubject | null {
  let start = from
  // «On the wall a chart …»: the phrase in front belongs to the verb, not to its subject.
  for (let i = to; i > from; i--) {
    if (DETERMINERS.has(tokens[i]!.lower) && !PREPOSITIONS.has(tokens[i - 1]!.lower)) {
      start = i
      break
    }
  }
  const head = headIndex(tokens, start, to)
  const noun = tokens[head]
  if (!noun?.word) return null
  const first = tokens[start]!.lower
  if (PEOPLE_NOUNS.has(noun.lower) && (DETERMINERS.has(first) || noun.capital) && !noun.possessive) {
    return {
      subject: {
        kind: 'walk-on',
        noun: noun.lower,
        name: null,
        definite: first !== 'a' && first !== 'an',
        first: start,
        last: head,
      },
      bodyPart: null,
    }
  }
  return { subject: { kind: 'thing', noun: noun.lower, first: start, last: head }, bodyPart: null }
}

/** What a relative pronoun stands for. */
export function subjectBefore(tokens: readonly Token[], mentions: readonly Mention[], to: number): FoundSubject | null {
  let end = to
  while (end >= 0 && !tokens[end]!.word) end--
  const mention = mentions.find((candidate) => candidate.last === end)
  if (mention)
    return { subject: { kind: 'person', ids: mention.ids, first: mention.first, last: mention.last }, bodyPart: null }
  let from = end
  while (from > 0 && tokens[from - 1]!.word && !isBoundary(tokens, from - 1) && end - from < 6) from--
  return end >= 0 ? nounSubject(tokens, from, end) : null
}

/** «On the wall hung a chart», «said Nell». */
export function subjectAfter(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  from: number,
): FoundSubject | null {
  let to = from
  while (to < tokens.length && tokens[to]!.word && to - from < 5 && !(to > from && isBoundary(tokens, to))) to++
  if (to === from) return null
  const mention = mentions.find(
    (candidate) => candidate.first >= from && candidate.first <= from + 2 && !candidate.possessive,
  )
  const between = mention ? tokens.slice(from, mention.first) : []
  if (
    mention &&
    between.every((token) => DETERMINERS.has(token.lower) || /^(?:poor|old|young|little)$/.test(token.lower))
  ) {
    return { subject: { kind: 'person', ids: mention.ids, first: mention.first, last: mention.last }, bodyPart: null }
  }
  if (SUBJECT_PRONOUNS.has(tokens[from]!.lower)) {
    return { subject: { kind: 'pronoun', word: tokens[from]!.lower, first: from, last: from }, bodyPart: null }
  }
  if (!DETERMINERS.has(tokens[from]!.lower) && !tokens[from]!.capital) return null
  return nounSubject(tokens, from, headIndex(tokens, from, to - 1))
}

/** Things that are quoted without being anybody. */
const QUOTED_THINGS = new Set(
  'voice voices chorus letter label book paper sign clock wind bell note telegram newspaper words page card radio recording echo message line poster map one neither none either each somebody someone nobody everybody everyone all both others they two three'.split(
    ' ',
  ),
)

/** «said the Dodo very solemnly»: how it is said is no part of who says it. */
function withoutAdverbs(tokens: readonly Token[], first: number, last: number): number {
  let end = last
  while (end > first && (isAdverb(tokens[end]) || DEGREES.has(tokens[end]!.lower))) end--
  return end
}

const DEGREES = new Set('very more so too rather quite again aloud indeed softly next afterwards together'.split(' '))

/** Whoever says something is somebody, also under a noun or a name that no list holds: «said the Pigeon». */
export function speakerOf(subject: Subject, tokens: readonly Token[]): Subject {
  if (subject.kind !== 'thing') return subject
  const { first: from } = subject
  const last = withoutAdverbs(tokens, from, subject.last)
  const first = tokens[from]!
  const head = tokens[last]!
  if (QUOTED_THINGS.has(head.lower)) return subject
  if (DETERMINERS.has(first.lower) && last > from && last - from <= 3) {
    const noun = tokens
      .slice(from + 1, last + 1)
      .map((token) => token.lower)
      .join(' ')
    return {
      kind: 'walk-on',
      noun,
      name: null,
      definite: first.lower !== 'a' && first.lower !== 'an',
      first: from,
      last,
    }
  }
  const name = tokens.slice(from, last + 1)
  if (!head.capital || name.length > 3 || !name.every((token) => token.capital)) return subject
  return {
    kind: 'walk-on',
    noun: head.lower,
    name: name.map((token) => token.text).join(' '),
    definite: true,
    first: from,
    last,
  }
}
