import type { Mention } from './cast.ts'
import { isBoundary, joinsNames, mentionAt } from './clause-boundaries.ts'
import { COORDINATORS, PREPOSITIONS, RELATIVES, SUBORDINATORS } from './lexicon/function-words.ts'
import { type Subject, speakerOf, subjectAfter, subjectBefore, subjectIn } from './subjects.ts'
import type { Token } from './tokens.ts'
import { verbForm } from './verb-forms.ts'
import { isAdverb, type VerbGroup, verbGroupAt } from './verb-groups.ts'

export type { Subject } from './subjects.ts'
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

/** Only people do these; a door that creaks and a wind that sighs are not among them. */
const TELLING = new Set(['say', 'ask', 'reply', 'answer', 'exclaim', 'remark', 'whisper', 'mutter', 'shout', 'murmur'])

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
  // «which Seven looked at»: with a subject of its own it only hangs on the word.
  const onlyAdverb = group.first === start || (group.first === start + 1 && isAdverb(tokens[start]))
  const relative = linkToken !== null && RELATIVES.has(linkToken.lower) && onlyAdverb
  let span: [number, number] = [start, group.first - 1]
  while (span[1] >= span[0] && isAdverb(tokens[span[1]])) span = [span[0], span[1] - 1]
  let found = span[1] >= span[0] ? subjectIn(tokens, mentions, span[0], span[1]) : null
  let link: Clause['link'] = 'main'
  if (linkToken && SUBORDINATORS.has(linkToken.lower)) link = relative ? 'relative' : 'subordinate'
  else if (linkToken && COORDINATORS.has(linkToken.lower)) link = 'coordinate'
  // «the road the map had left out», «she knew he was there»: hangs on the verb before without a word between.
  // «A noise that came up the pipe woke Max»: past its relative clause the sentence goes on.
  const resumes = afterVerb && before.every((clause) => clause.link === 'relative') && found?.subject.kind !== 'pronoun'
  if (resumes) found = previous.subject ? { subject: previous.subject, bodyPart: previous.bodyPart } : null
  const bare = afterVerb && !resumes && found !== null && previous.link !== 'subordinate'
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
  const subject = found?.subject ?? null
  return {
    subject: subject && TELLING.has(group.base) && group.aspect === 'simple' ? speakerOf(subject, tokens) : subject,
    bodyPart: found?.bodyPart ?? null,
    verb: group.base,
    aspect: group.aspect,
    negated: group.negated,
    tense: isPresent(tokens[group.first]!.lower) ? 'present' : 'past',
    verbFirst: group.first,
    verbLast: group.last,
    first: linkToken?.word
      ? boundary
      : resumes
        ? group.first
        : afterVerb && found
          ? Math.max(start, found.subject.first)
          : start,
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
