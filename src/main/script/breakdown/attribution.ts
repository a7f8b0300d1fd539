import type { Gender } from '../../../shared/domain/index.ts'
import type { Cast } from './cast.ts'
import type { References } from './references.ts'
import type { Sentence, Story } from './story.ts'
import type { Cue, Utterance } from './utterances.ts'
import { type SpokenNames, spokenNames } from './vocatives.ts'

export interface Speaker {
  /** Null when nobody can be named. */
  id: string | null
  rule: string
  words: string
  /** 0–1; how far the best reading is ahead of the second best. */
  confidence: number
  /** Who else may say it, the likeliest first; absent where nobody else was weighed. */
  instead?: string[]
}

interface Candidate {
  id: string
  gender: Gender
  animal: boolean
  /** Not human at all, tagged or not: «it said» may be theirs. */
  beast: boolean
  /** Standing weight, the same for every line: minor people, groups and those who never act are seldom heard. */
  prior: number
  /** Index of the sentence where the script first shows them, Infinity when it never does. */
  seen: number
}

/** So many others are named beside the speaker. */
const OTHERS = 2

/** How much each sign weighs, in even steps of a log-likelihood. */
const WEIGHT = {
  nameTag: 10,
  otherThanTag: -6,
  pronounFits: 1,
  pronounResolved: 2,
  pronounUnknown: -1.5,
  pronounGender: -6,
  nameBeat: 4,
  beatResolved: 1.6,
  beatGender: -3,
  paragraphBefore: 0.7,
  called: -5,
  answersCall: 2.2,
  calledNext: 0.8,
  ownName: 5,
  pointOfView: 0.6,
  minor: -1.5,
  group: -3,
  idle: -1.5,
  actsNearby: 0.7,
  speaksOfSelf: -2,
  silentAnimal: -5,
  notYetSeen: -2.2,
  neverSeen: -4,
  sameAgain: -3,
  goesOn: 1.5,
  sameAfterNarration: -0.8,
  twoBack: 1.3,
}

/**
 * Finds the speakers of a scene all together: tags and beats pull single lines, taking turns ties them to their
 * neighbours, and the best path through all lines wins. A line is only as sure as that path is ahead of the next.
 * @param references resolved without speakers, so that no guess feeds on itself
 */
export function attribute(
  story: Story,
  utterances: readonly Utterance[],
  cast: Cast,
  references: References,
  povId: string | null,
): Speaker[] {
  const names = utterances.map((utterance) => spokenNames(utterance.sentences))
  const candidates = candidatesOf(story, utterances, cast, references, names)
  if (!candidates.length) return utterances.map(() => ({ id: null, rule: 'nobody-named', words: '', confidence: 0 }))
  const scores = utterances.map((utterance, n) =>
    candidates.map((candidate) => lineScore(candidate, utterance, names, n, { story, references, utterances, povId })),
  )
  const best = bestScores(utterances, candidates.length, scores)
  return utterances.map((utterance, n) => {
    const ranked = candidates
      .map((candidate, c) => ({ candidate, score: best[n]![c]! }))
      .sort((a, b) => b.score - a.score)
    const gap = ranked.length > 1 ? ranked[0]!.score - ranked[1]!.score : 6
    return {
      ...explain(ranked[0]!.candidate.id, utterance, references),
      confidence: 1 / (1 + Math.exp(-gap)),
      instead: ranked.slice(1, 1 + OTHERS).map(({ candidate }) => candidate.id),
    }
  })
}

/** Everybody who acts or is called in this scene; the bible's others stay out of it. */
function candidatesOf(
  story: Story,
  utterances: readonly Utterance[],
  cast: Cast,
  references: References,
  names: readonly SpokenNames[],
): Candidate[] {
  const seen = new Map<string, number>()
  const tagged = new Set<string>()
  const acting = new Set<string>()
  const see = (id: string, at: number) => seen.set(id, Math.min(seen.get(id) ?? Infinity, at))
  for (const sentence of story.sentences) {
    for (const clause of sentence.clauses)
      for (const { id } of references.allOf(sentence, clause)) {
        see(id, sentence.index)
        if (clause.link !== 'subordinate' && (clause.aspect === 'simple' || clause.aspect === 'progressive'))
          acting.add(id)
      }
    if (sentence.kind !== 'narration') continue
    for (const mention of sentence.mentions)
      if (!mention.possessive) for (const id of mention.ids) see(id, sentence.index + 0.5)
  }
  utterances.forEach((utterance, n) => {
    for (const cue of utterance.cues) {
      const reference = references.of(cue.sentence, cue.clause)
      if (cue.kind === 'tag' && reference) {
        tagged.add(reference.id)
        see(reference.id, utterance.sentences[0]!.index)
      }
    }
    for (const id of names[n]!.called) {
      see(id, utterance.sentences[0]!.index)
      acting.add(id)
    }
  })
  const walkOns = references.walkOns.filter((walkOn) => tagged.has(walkOn.id))
  const people = [...cast.members.values()].filter((member) => member.drawable && seen.has(member.id))
  return [
    ...people.map((member) => ({
      id: member.id,
      gender: member.gender,
      animal: member.animal && !tagged.has(member.id),
      beast: member.animal,
      prior: tagged.has(member.id)
        ? 0
        : (member.minor ? WEIGHT.minor : 0) +
          (member.group ? WEIGHT.group : 0) +
          (acting.has(member.id) ? 0 : WEIGHT.idle),
      seen: seen.get(member.id) ?? Infinity,
    })),
    ...walkOns.map((walkOn) => ({
      id: walkOn.id,
      gender: walkOn.gender,
      animal: false,
      beast: false,
      prior: 0,
      seen: walkOn.sentence,
    })),
  ]
}

interface Surroundings {
  story: Story
  references: References
  utterances: readonly Utterance[]
  povId: string | null
}

function lineScore(
  candidate: Candidate,
  utterance: Utterance,
  names: readonly SpokenNames[],
  n: number,
  around: Surroundings,
): number {
  const spoken = names[n]!
  let score = candidate.prior + (candidate.id === around.povId ? WEIGHT.pointOfView : 0)
  const tags = utterance.cues.filter((cue) => cue.kind === 'tag')
  for (const cue of tags.slice(0, 1)) score += cueScore(candidate, cue, around.references)
  if (!tags.length) {
    utterance.cues.forEach((cue, rank) => {
      score += cueScore(candidate, cue, around.references) / (rank + 1)
    })
  }
  if (spoken.called.includes(candidate.id)) score += WEIGHT.called
  if (spoken.mentioned.includes(candidate.id)) score += WEIGHT.speaksOfSelf
  if (utterance.follows && n > 0 && names[n - 1]!.called.includes(candidate.id)) score += WEIGHT.answersCall
  if (spoken.own.includes(candidate.id)) score += WEIGHT.ownName
  if (around.utterances[n + 1]?.follows && names[n + 1]!.called.includes(candidate.id)) score += WEIGHT.calledNext
  if (candidate.animal) score += WEIGHT.silentAnimal
  if (candidate.seen === Infinity) score += WEIGHT.neverSeen
  else if (candidate.seen > utterance.sentences.at(-1)!.index + 3 && n > 0) score += WEIGHT.notYetSeen
  if (!utterance.follows && !utterance.cues.length) score += paragraphBefore(candidate, utterance, around)
  if (utterance.follows && !utterance.cues.length && actsBeside(candidate, utterance, around))
    score += WEIGHT.actsNearby
  return score
}

/** Does something in the narration of the paragraph before, whoever speaks there. */
function actsBeside(candidate: Candidate, utterance: Utterance, { story, references }: Surroundings): boolean {
  return (story.inParagraph[utterance.paragraph - 1] ?? []).some((sentence) =>
    sentence.clauses.some((clause) => references.of(sentence, clause)?.id === candidate.id),
  )
}

function cueScore(candidate: Candidate, cue: Cue, references: References): number {
  const subject = cue.clause.subject
  const reference = references.of(cue.sentence, cue.clause)
  const tag = cue.kind === 'tag'
  if (!subject || subject.kind === 'thing') return 0
  if (subject.kind === 'pronoun' && subject.word === 'it')
    return tag && candidate.gender !== 'unknown' && !candidate.beast ? WEIGHT.beatGender : 0
  if (subject.kind === 'pronoun' && ['he', 'she'].includes(subject.word)) {
    const gender = subject.word === 'he' ? 'male' : 'female'
    if (candidate.gender !== gender && candidate.gender !== 'unknown')
      return tag ? WEIGHT.pronounGender : WEIGHT.beatGender
    if (reference?.id === candidate.id) return tag ? WEIGHT.pronounResolved : WEIGHT.beatResolved
    return tag ? (candidate.gender === gender ? WEIGHT.pronounFits : WEIGHT.pronounUnknown) : 0
  }
  if (!reference) return 0
  if (reference.id === candidate.id) return tag ? WEIGHT.nameTag : WEIGHT.nameBeat
  return tag ? WEIGHT.otherThanTag : 0
}

/** «Her father looked at him for a while.» and then a line: likely his. */
function paragraphBefore(candidate: Candidate, utterance: Utterance, { story, references }: Surroundings): number {
  const before = (story.inParagraph[utterance.paragraph - 1] ?? []).filter(({ kind }) => kind === 'narration')
  const subjects = before
    .flatMap((sentence) =>
      sentence.clauses
        .filter((clause) => clause.link === 'main' && (clause.aspect === 'simple' || clause.aspect === 'progressive'))
        .map((clause) => references.allOf(sentence, clause).map((reference) => reference.id)),
    )
    .filter((ids) => ids.length > 0)
  const share = (ids: readonly string[] | undefined) =>
    ids?.includes(candidate.id) ? WEIGHT.paragraphBefore / 2 / ids.length : 0
  return share(subjects[0]) + share(subjects.at(-1))
}

/** «‘…,’ she went on», «said Alice to herself»: the same voice carries on. */
function goesOn(utterance: Utterance): boolean {
  return utterance.cues.some(
    ({ kind, clause, sentence }) =>
      kind === 'tag' &&
      (['add', 'continue', 'go', 'finish'].includes(clause.verb) ||
        sentence.tokens
          .slice(clause.verbLast + 1, clause.verbLast + 6)
          .some((token) => /^(?:herself|himself|itself|again|myself)$/.test(token.lower))),
  )
}

/** Score of the best path through all lines that gives line n to candidate c. */
function bestScores(utterances: readonly Utterance[], size: number, scores: readonly number[][]): number[][] {
  const turn = (n: number, before: number | null, last: number, now: number): number => {
    const utterance = utterances[n]!
    const sameParagraph = utterances[n - 1]!.paragraph === utterance.paragraph
    if (last === now && goesOn(utterance)) return WEIGHT.goesOn
    if (last === now) return utterance.follows ? (sameParagraph ? -1 : WEIGHT.sameAgain) : WEIGHT.sameAfterNarration
    return before === now && utterance.follows && utterances[n - 1]!.follows ? WEIGHT.twoBack : 0
  }
  const pairs = size * size
  const forward: Float64Array[] = []
  utterances.forEach((_, n) => {
    const row = new Float64Array(pairs).fill(-Infinity)
    for (let last = 0; last < size; last++) {
      for (let now = 0; now < size; now++) {
        const own = scores[n]![now]!
        let best =
          n === 0 ? (last === 0 ? 0 : -Infinity) : n === 1 ? scores[0]![last]! + turn(1, null, last, now) : -Infinity
        if (n >= 2) {
          for (let before = 0; before < size; before++) {
            const path = forward[n - 1]![before * size + last]! + turn(n, before, last, now)
            if (path > best) best = path
          }
        }
        row[last * size + now] = best + own
      }
    }
    forward.push(row)
  })
  const backward: Float64Array[] = utterances.map(() => new Float64Array(pairs))
  for (let n = utterances.length - 2; n >= 0; n--) {
    for (let last = 0; last < size; last++) {
      for (let now = 0; now < size; now++) {
        let best = -Infinity
        for (let next = 0; next < size; next++) {
          const path =
            backward[n + 1]![now * size + next]! + scores[n + 1]![next]! + turn(n + 1, n === 0 ? null : last, now, next)
          if (path > best) best = path
        }
        backward[n]![last * size + now] = best
      }
    }
  }
  return utterances.map((_, n) =>
    Array.from({ length: size }, (_unused, now) => {
      let best = -Infinity
      for (let last = 0; last < size; last++)
        best = Math.max(best, forward[n]![last * size + now]! + backward[n]![last * size + now]!)
      return best
    }),
  )
}

function explain(id: string, utterance: Utterance, references: References): Omit<Speaker, 'confidence' | 'instead'> {
  const cue = utterance.cues.find((candidate) => references.of(candidate.sentence, candidate.clause)?.id === id)
  if (!cue) return { id, rule: utterance.index === 0 ? 'only-fitting-speaker' : 'taking-turns', words: '' }
  const pronoun = cue.clause.subject?.kind === 'pronoun'
  return { id, rule: pronoun ? `${cue.rule}-pronoun` : cue.rule, words: clauseWords(cue.sentence, cue) }
}

const clauseWords = (sentence: Sentence, { clause }: Cue): string => {
  const subject = clause.subject!
  const first = sentence.tokens[Math.min(clause.verbFirst, subject.first)]!
  const last = sentence.tokens[Math.max(clause.verbLast, subject.last)]!
  return sentence.text.slice(first.start, last.end)
}
