import type { Mention } from './cast.ts'
import {
  ADVERBS,
  BE,
  BODY_PARTS,
  COORDINATORS,
  DETERMINERS,
  DO,
  HAVE,
  MODALS,
  PEOPLE_NOUNS,
  POSSESSIVES,
  PREPOSITIONS,
  RELATIVES,
  SUBJECT_PRONOUNS,
  SUBORDINATORS,
} from './lexicon/function-words.ts'
import type { Token } from './tokens.ts'
import { baseOfIng, verbForm } from './verb-forms.ts'

/** Who or what a clause is about, before pronouns are resolved. */
export type Subject =
  | { kind: 'person'; ids: string[]; first: number; last: number }
  | { kind: 'pronoun'; word: string; first: number; last: number }
  | { kind: 'walk-on'; noun: string; definite: boolean; first: number; last: number }
  | { kind: 'thing'; noun: string; first: number; last: number }

export type Aspect = 'simple' | 'progressive' | 'perfect' | 'passive' | 'modal'

/** A finite verb with its subject. All numbers are token indices, last inclusive. */
export interface Clause {
  subject: Subject | null
  /** The verb's base form. */
  verb: string
  aspect: Aspect
  tense: Tense
  negated: boolean
  /** First auxiliary to main verb. */
  verbFirst: number
  verbLast: number
  /** From the clause's first word to the token before the next clause. */
  first: number
  last: number
  link: 'main' | 'coordinate' | 'relative' | 'subordinate'
  /** The word that links it: `because`, `and`; '' for a main clause. */
  linkWord: string
  /** The subject acts by a part of the body: «her hands shook». */
  bodyPart: string | null
}

interface VerbGroup {
  first: number
  last: number
  base: string
  aspect: Aspect
  negated: boolean
}

export type Tense = 'past' | 'present'

/** The tense a narration is told in, by its commonest verbs. */
export function narrationTense(text: string): Tense {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const past = count(/\b(?:was|were|had|said|did|came|went|\p{L}{3,}ed)\b/gu)
  return count(/\b(?:is|are|has|says|does|comes|goes|looks|turns|takes|stands|sits)\b/g) > past ? 'present' : 'past'
}

/** Reads the finite clauses of one sentence of narration. */
export function readClauses(tokens: readonly Token[], mentions: readonly Mention[], told: Tense): Clause[] {
  const clauses: Clause[] = []
  let boundary = -1
  let i = 0
  while (i < tokens.length) {
    if (mentionAt(mentions, i)) {
      i = mentionAt(mentions, i)!.last + 1
      continue
    }
    const group = verbGroupAt(tokens, mentions, i, clauses, boundary, told)
    if (!group) {
      if (isBoundary(tokens, i) && !joinsNames(tokens, mentions, i)) boundary = i
      i++
      continue
    }
    clauses.push(clauseOf(tokens, mentions, group, clauses, boundary))
    boundary = group.last
    i = group.last + 1
  }
  clauses.forEach((clause, n) => {
    const next = clauses[n + 1]
    clause.last = next ? Math.max(clause.verbLast, next.first - 1) : tokens.length - 1
  })
  return clauses
}

const mentionAt = (mentions: readonly Mention[], i: number): Mention | undefined =>
  mentions.find((mention) => i >= mention.first && i <= mention.last)

/** «the March Hare and the Hatter»: one subject. */
function joinsNames(tokens: readonly Token[], mentions: readonly Mention[], i: number): boolean {
  if (tokens[i]!.lower !== 'and' || !mentionAt(mentions, i - 1)) return false
  return mentionAt(mentions, i + 1) !== undefined
}

const isBoundary = (tokens: readonly Token[], i: number): boolean => {
  const token = tokens[i]!
  if (!token.word) return /[,;:—–()]/.test(token.text)
  return COORDINATORS.has(token.lower) || SUBORDINATORS.has(token.lower)
}

const isAdverb = (token: Token | undefined): boolean =>
  token?.word === true && (ADVERBS.has(token.lower) || /^\p{Ll}{3,}ly$/u.test(token.lower))

/** The verb group that begins at this token, if one does. */
function verbGroupAt(
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
  const auxiliary = BE.has(lower) && !['be', 'been', 'being', 'am'].includes(lower)
    ? 'be'
    : HAVE.has(lower) && lower !== 'having'
      ? 'have'
      : DO.has(lower)
        ? 'do'
        : MODALS.has(lower) || ['wo', 'ca'].includes(lower)
          ? 'modal'
          : null
  if (auxiliary && !(lower === 'may' && token.capital)) return auxiliaryGroup(tokens, mentions, i, auxiliary, negative)
  if (!isFinite(tokens, mentions, i, earlier, boundary, told)) return null
  return { first: i, last: i, base: verbForm(token.lower)!.base, aspect: 'simple', negated: false }
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
    if (isAdverb(token) || token.lower === 'not') continue
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
    if ((auxiliary === 'do' || auxiliary === 'modal') && !DETERMINERS.has(token.lower) && !PREPOSITIONS.has(token.lower)) {
      return { first, last: i, base: token.lower, aspect, negated }
    }
    break
  }
  return { first, last, base: base === 'modal' ? 'be' : base, aspect, negated }
}

/** A finite verb, or a participle or a noun that only looks like one? Decided by what stands before. */
function isFinite(
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
  while (j >= 0 && isAdverb(tokens[j]) && j > boundary) j--
  const before = tokens[j]
  const beforeMention = mentionAt(mentions, j)
  if (form.present && !form.past) {
    const subjectBefore = (beforeMention && !beforeMention.possessive) || SUBJECT_PRONOUNS.has(before?.lower ?? '')
    const noun = before?.word === true && !DETERMINERS.has(before.lower) && !PREPOSITIONS.has(before.lower) && !before.possessive
    if (told === 'past') return Boolean(subjectBefore)
    const follows = COORDINATORS.has(before?.lower ?? '') || before?.text === ','
    return Boolean(subjectBefore || (noun && j > boundary && !follows) || (follows && previous !== null))
  }
  if (!form.past) return false
  if (!before) return !form.participle || startsInverted(tokens, mentions, i)
  if (BE.has(before.lower) || HAVE.has(before.lower) || before.lower === 'got') return false
  if (before.word && (DETERMINERS.has(before.lower) || before.possessive || before.lower === 'to')) return false
  if (beforeMention || SUBJECT_PRONOUNS.has(before.lower) || RELATIVES.has(before.lower)) return true
  if (before.word && PREPOSITIONS.has(before.lower) && !['up', 'down', 'out', 'off', 'in', 'along', 'round'].includes(before.lower)) return false
  const linked = COORDINATORS.has(before.lower) || /[,;:—–)]/.test(before.text)
  if (linked) {
    if (!form.participle) return true
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
  return previous === null || boundary > previous.verbLast || tokens[i - 1]!.text === ','
}

/** «asked the king», «cried Alice»: a tag with its speaker behind. */
function startsInverted(tokens: readonly Token[], mentions: readonly Mention[], i: number): boolean {
  const next = tokens[i + 1]
  return next?.word === true && (DETERMINERS.has(next.lower) || SUBJECT_PRONOUNS.has(next.lower) || mentionAt(mentions, i + 1) !== undefined)
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

function clauseOf(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  group: VerbGroup,
  before: readonly Clause[],
  boundary: number,
): Clause {
  const previous = before.at(-1) ?? null
  const start = boundary + 1
  const afterVerb = previous !== null && boundary === previous.verbLast
  const linkToken = boundary >= 0 && !afterVerb ? tokens[boundary]! : null
  const linkWord = linkToken?.word ? linkToken.lower : (tokens[start - 2]?.lower ?? '')
  const relative = linkToken !== null && RELATIVES.has(linkToken.lower) && group.first - start <= 1
  let span: [number, number] = [start, group.first - 1]
  while (span[1] >= span[0] && isAdverb(tokens[span[1]])) span = [span[0], span[1] - 1]
  let found = span[1] >= span[0] ? subjectIn(tokens, mentions, span[0], span[1]) : null
  let link: Clause['link'] = 'main'
  if (linkToken && SUBORDINATORS.has(linkToken.lower)) link = relative ? 'relative' : 'subordinate'
  else if (linkToken && COORDINATORS.has(linkToken.lower)) link = 'coordinate'
  // «the year the letter was talking about», «she knew he was there»: hangs on the verb before without a word between.
  const bare = afterVerb && found !== null && previous.link !== 'subordinate'
  if (bare) link = 'subordinate'
  if (relative) found = subjectBefore(tokens, mentions, boundary - 1)
  if (!found && before.length && (link === 'coordinate' || span[1] < span[0])) {
    found = previous!.subject ? { subject: previous!.subject, bodyPart: previous!.bodyPart } : null
    if (link === 'coordinate') link = previous!.link
  }
  const fronted = !found || (found.subject.kind === 'thing' && startsWithPreposition(tokens, span))
  if (fronted && link === 'main') {
    found = subjectAfter(tokens, mentions, group.last + 1) ?? found
  }
  return {
    subject: found?.subject ?? null,
    bodyPart: found?.bodyPart ?? null,
    verb: group.base,
    aspect: group.aspect,
    negated: group.negated,
    tense: isPresent(tokens[group.first]!.lower) ? 'present' : 'past',
    verbFirst: group.first,
    verbLast: group.last,
    first: linkToken?.word ? boundary : afterVerb && found ? Math.max(start, found.subject.first) : start,
    last: group.last,
    link,
    linkWord: link === 'main' ? '' : linkWord,
  }
}

/** `is`, `has`, `turns`, `can`; the past has a form of its own or none other. */
function isPresent(word: string): boolean {
  if (/^(?:am|is|are|has|have|do|does|can|will|shall|may|must)(?:n't)?$/.test(word)) return true
  const form = verbForm(word)
  return form?.present === true && !form.past
}

const startsWithPreposition = (tokens: readonly Token[], span: [number, number]): boolean =>
  PREPOSITIONS.has(tokens[span[0]]?.lower ?? '')

interface FoundSubject {
  subject: Subject
  bodyPart: string | null
}

/** The noun phrase that a stretch before the verb ends in. */
function subjectIn(tokens: readonly Token[], mentions: readonly Mention[], from: number, to: number): FoundSubject | null {
  const inside = mentions.filter((mention) => mention.first >= from && mention.last <= to)
  const lone = tokens[to]!
  if (SUBJECT_PRONOUNS.has(lone.lower)) {
    return { subject: { kind: 'pronoun', word: lone.lower, first: to, last: to }, bodyPart: null }
  }
  const owned = bodySubject(tokens, inside, from, to)
  if (owned) return owned
  const free = inside.filter((mention) => !mention.possessive && !hangsOnPreposition(tokens, mention.first, from))
  if (free.length) {
    const together = free.length > 1 && tokens.slice(free[0]!.last + 1, free.at(-1)!.first).some((token) => token.lower === 'and')
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
  while (i >= from && (DETERMINERS.has(tokens[i]!.lower) || tokens[i]!.lower === 'poor' || tokens[i]!.lower === 'old')) {
    if (['her', 'him'].includes(tokens[i]!.lower)) return false
    i--
  }
  if (i < from || !PREPOSITIONS.has(tokens[i]!.lower)) return false
  return !(tokens[i]!.lower === 'of' && /^(?:one|two|three|some|both|none|neither|each|many|all|either)$/.test(tokens[i - 1]?.lower ?? ''))
}

/** «Her hands shook», «Nell's face came up». */
function bodySubject(tokens: readonly Token[], inside: readonly Mention[], from: number, to: number): FoundSubject | null {
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
    return { subject: { kind: 'walk-on', noun: noun.lower, definite: first !== 'a' && first !== 'an', first: start, last: head }, bodyPart: null }
  }
  return { subject: { kind: 'thing', noun: noun.lower, first: start, last: head }, bodyPart: null }
}

/** What a relative pronoun stands for. */
function subjectBefore(tokens: readonly Token[], mentions: readonly Mention[], to: number): FoundSubject | null {
  let end = to
  while (end >= 0 && !tokens[end]!.word) end--
  const mention = mentions.find((candidate) => candidate.last === end)
  if (mention) return { subject: { kind: 'person', ids: mention.ids, first: mention.first, last: mention.last }, bodyPart: null }
  let from = end
  while (from > 0 && tokens[from - 1]!.word && !isBoundary(tokens, from - 1) && end - from < 6) from--
  return end >= 0 ? nounSubject(tokens, from, end) : null
}

/** «On the wall hung a chart», «said Nell». */
function subjectAfter(tokens: readonly Token[], mentions: readonly Mention[], from: number): FoundSubject | null {
  let to = from
  while (to < tokens.length && tokens[to]!.word && to - from < 5 && !(to > from && isBoundary(tokens, to))) to++
  if (to === from) return null
  const start = tokens[from]!.lower === 'the' || tokens[from]!.lower === 'a' ? from : from
  const mention = mentions.find((candidate) => candidate.first >= from && candidate.first <= from + 2 && !candidate.possessive)
  const between = mention ? tokens.slice(from, mention.first) : []
  if (mention && between.every((token) => DETERMINERS.has(token.lower) || /^(?:poor|old|young|little)$/.test(token.lower))) {
    return { subject: { kind: 'person', ids: mention.ids, first: mention.first, last: mention.last }, bodyPart: null }
  }
  if (SUBJECT_PRONOUNS.has(tokens[from]!.lower)) {
    return { subject: { kind: 'pronoun', word: tokens[from]!.lower, first: from, last: from }, bodyPart: null }
  }
  if (!DETERMINERS.has(tokens[from]!.lower)) return null
  return nounSubject(tokens, start, headIndex(tokens, from, to - 1))
}
