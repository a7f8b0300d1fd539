import type { Gender } from '../../../shared/domain/index.ts'
import type { Cast, CastMember } from './cast.ts'
import type { Clause, Subject } from './clauses.ts'
import { figuresIn } from './figures.ts'
import { FEMALE_NOUNS, MALE_NOUNS, VESSELS } from './lexicon/function-words.ts'
import { isArrival } from './presence.ts'
import type { Sentence, Story } from './story.ts'
import { nameStrangers } from './strangers.ts'
import { foldAccents } from './tokens.ts'
import { spokenNames } from './vocatives.ts'

/** Whom a subject stands for, and by what rule. */
export interface Reference {
  id: string
  rule: string
  confidence: number
}

/** Somebody in the picture whom the bible does not know: `man`, `shopkeeper`. */
export interface WalkOn {
  id: string
  noun: string
  /** `the man`; a name where the script gives one. */
  label: string
  /** The script's words for them: `clerk with inky cuffs`; `person` for somebody who only has a name. */
  description: string
  gender: Gender
  /** Sentence that brings them in. */
  sentence: number
}

export interface References {
  /** Keyed by sentence, then clause index. Missing when nobody can be named. */
  of(sentence: Sentence, clause: Clause): Reference | null
  /** All people of a joint subject: «Nell and Art». */
  allOf(sentence: Sentence, clause: Clause): Reference[]
  walkOns: WalkOn[]
}

interface Focus {
  id: string
  gender: Gender
  /** Where they last stood, counted in sentences; a subject counts as later. */
  recency: number
}

/**
 * Resolves the subject of every clause: names, role nouns, pronouns. A pronoun goes to the person acted last whose
 * gender fits; a scene that opens with one takes the first person named after it, or else the point of view.
 * @param povId whose eyes the scene is told through, null when not known
 * @param speakers speaker of each sentence that is speech, as far as known
 */
export function resolveReferences(
  story: Story,
  cast: Cast,
  povId: string | null,
  speakers: ReadonlyMap<number, string>,
): References {
  const resolved = new Map<Clause, Reference[]>()
  const walkOns: WalkOn[] = []
  const focus: Focus[] = []
  const genderOf = (id: string): Gender =>
    cast.members.get(id)?.gender ?? walkOns.find((walkOn) => walkOn.id === id)?.gender ?? 'unknown'
  const see = (id: string, recency: number) => {
    const known = focus.find((entry) => entry.id === id)
    if (known) known.recency = Math.max(known.recency, recency)
    else focus.push({ id, gender: genderOf(id), recency })
  }
  const pov = povId ? cast.members.get(povId) : undefined

  let passing: { id: string; recency: number; paragraph: number }[] = []
  for (const sentence of story.sentences) {
    const at = sentence.index
    for (const visit of passing.filter((candidate) => candidate.paragraph !== sentence.paragraph)) {
      const entry = focus.find((candidate) => candidate.id === visit.id)
      if (entry) entry.recency = visit.recency
    }
    passing = passing.filter((candidate) => candidate.paragraph === sentence.paragraph)
    if (sentence.kind !== 'narration') {
      const speaker = speakers.get(at)
      if (speaker) see(speaker, at + 0.5)
      for (const id of spokenNames([sentence]).called) see(id, at - 0.6)
      continue
    }
    const subjects = sentence.clauses.flatMap((clause) => clause.subject ?? [])
    let pending = sentence.mentions.filter(
      (mention) => !subjects.some((subject) => mention.first >= subject.first && mention.last <= subject.last),
    )
    /** Names count from where they stand: a pronoun never looks ahead of its own clause. */
    const seeMentionsBefore = (token: number) => {
      for (const mention of pending.filter((candidate) => candidate.first < token)) {
        see(pickId(mention.ids, focus, cast), at - (mention.possessive ? 1 : 0.4))
      }
      pending = pending.filter((mention) => mention.first >= token)
    }
    let last: Subject | null = null
    let lastReferences: Reference[] = []
    for (const [n, clause] of sentence.clauses.entries()) {
      const subject = clause.subject
      if (!subject) continue
      seeMentionsBefore(clause.verbFirst)
      const references: Reference[] =
        subject === last
          ? lastReferences
          : referencesOf(subject, {
              sentence,
              clause,
              story,
              cast,
              focus,
              walkOns,
              pov: pov ?? null,
              speaker: speakerBeside(story, sentence, speakers),
              genderOf,
            })
      resolved.set(clause, references)
      // «May had delivered it»: a visit to the past ends with its paragraph.
      const earlier = clause.aspect === 'perfect' && subject.kind !== 'pronoun' && !isArrival(sentence, clause)
      for (const reference of references) {
        const known = focus.find((entry) => entry.id === reference.id)?.recency ?? -Infinity
        if (earlier)
          passing.push({ id: reference.id, recency: Math.max(known, at - 1.5), paragraph: sentence.paragraph })
        see(reference.id, at + 0.6 + n * 0.01)
      }
      last = subject
      lastReferences = references
    }
    seeMentionsBefore(Infinity)
  }
  const strangers = nameStrangers(walkOns, story, cast, resolved)
  for (const [clause, references] of resolved) {
    const named = references.map((reference) =>
      strangers.has(reference.id)
        ? { ...reference, id: strangers.get(reference.id)!, rule: 'stranger-named-later' }
        : reference,
    )
    resolved.set(clause, named)
  }
  return {
    of: (_, clause) => resolved.get(clause)?.[0] ?? null,
    allOf: (_, clause) => resolved.get(clause) ?? [],
    walkOns: walkOns.filter((walkOn) => !strangers.has(walkOn.id)),
  }
}

interface Situation {
  sentence: Sentence
  clause: Clause
  story: Story
  cast: Cast
  focus: Focus[]
  walkOns: WalkOn[]
  pov: CastMember | null
  /** Who speaks in the same paragraph, as far as known. */
  speaker: string | null
  genderOf: (id: string) => Gender
}

/** Words that fit several people go to the one seen last, else to the first who may be drawn. */
function pickId(ids: readonly string[], focus: readonly Focus[], cast: Cast): string {
  if (ids.length === 1) return ids[0]!
  const recent = focus.filter((entry) => ids.includes(entry.id)).sort((a, b) => b.recency - a.recency)[0]
  return recent?.id ?? ids.find((id) => cast.members.get(id)?.drawable) ?? ids[0]!
}

function referencesOf(subject: Subject, situation: Situation): Reference[] {
  if (subject.kind === 'person') {
    const joint =
      subject.ids.length > 1 &&
      situation.sentence.mentions.filter((m) => m.first >= subject.first && m.last <= subject.last).length > 1
    if (joint) return subject.ids.map((id) => ({ id, rule: 'name', confidence: 0.95 }))
    const id = pickId(subject.ids, situation.focus, situation.cast)
    return [
      { id, rule: subject.ids.length > 1 ? 'shared-alias' : 'name', confidence: subject.ids.length > 1 ? 0.6 : 0.97 },
    ]
  }
  if (subject.kind === 'pronoun') {
    const found = resolvePronoun(subject.word, situation)
    return found ? [found] : []
  }
  if (subject.kind === 'walk-on') {
    const found = resolveWalkOn(subject, situation)
    return found ? [found] : []
  }
  const known = situation.walkOns.find((walkOn) => walkOn.noun === subject.noun)
  if (known) return [{ id: known.id, rule: 'walk-on', confidence: 0.8 }]
  return []
}

function resolvePronoun(word: string, situation: Situation): Reference | null {
  if (word === 'i') return situation.pov ? { id: situation.pov.id, rule: 'first-person', confidence: 0.9 } : null
  const gender: Gender | null = word === 'he' ? 'male' : word === 'she' ? 'female' : null
  if (!gender) return null
  if (gender === 'female' && followsVessel(situation)) return null
  const fits = (candidate: Gender) => candidate === gender || candidate === 'unknown'
  if (situation.speaker && situation.genderOf(situation.speaker) === gender) {
    return { id: situation.speaker, rule: 'pronoun-beside-speech', confidence: 0.85 }
  }
  const recent = situation.focus
    .filter(
      (entry) => fits(entry.gender) && !isFarAnimal(entry, situation) && !situation.cast.members.get(entry.id)?.group,
    )
    .map((entry) => ({
      ...entry,
      recency:
        entry.recency - (entry.gender === gender ? 0 : 6) - (situation.cast.members.get(entry.id)?.minor ? 6 : 0),
    }))
    .sort((a, b) => b.recency - a.recency)
  const pov = situation.pov && fits(situation.pov.gender) ? situation.pov : null
  const first = recent[0]
  if (first && situation.sentence.index - first.recency < 16) {
    const rivals = recent.filter((entry) => first.recency - entry.recency < 0.5).length
    return { id: first.id, rule: 'pronoun-last-acting', confidence: rivals > 1 ? 0.6 : 0.85 }
  }
  const later = firstNamedAfter(situation, fits)
  if (later && pov && later !== pov.id) return { id: pov.id, rule: 'pronoun-point-of-view', confidence: 0.7 }
  if (later) return { id: later, rule: 'pronoun-named-later', confidence: 0.75 }
  return pov ? { id: pov.id, rule: 'pronoun-point-of-view', confidence: 0.75 } : null
}

/** «…» He felt in his pocket: the narration beside a line is about whoever says it. */
function speakerBeside(story: Story, sentence: Sentence, speakers: ReadonlyMap<number, string>): string | null {
  const beside = (story.inParagraph[sentence.paragraph] ?? []).filter((other) => other.kind === 'speech')
  const ids = new Set(beside.map((speech) => speakers.get(speech.index)))
  return ids.size === 1 ? ([...ids][0] ?? null) : null
}

/** «There was a ferry. She was late.» */
function followsVessel({ story, sentence }: Situation): boolean {
  const before = story.sentences[sentence.index - 1]
  const shows = before?.clauses.some(
    (clause) =>
      clause.subject?.kind === 'thing' && (clause.subject.noun === 'there' || VESSELS.has(clause.subject.noun)),
  )
  return Boolean(shows && before?.tokens.some((token) => VESSELS.has(token.lower)))
}

/** «He» goes to a beast only while it is the one just spoken of. */
const isFarAnimal = (entry: Focus, { cast, sentence }: Situation): boolean =>
  cast.members.get(entry.id)?.animal === true && sentence.index - entry.recency > 1

/** A name that comes more sentences later than this explains no pronoun to a reader. */
const LOOK_AHEAD = 100

function firstNamedAfter({ story, sentence, cast }: Situation, fits: (gender: Gender) => boolean): string | null {
  for (const later of story.sentences.slice(sentence.index, sentence.index + LOOK_AHEAD)) {
    if (later.kind !== 'narration') continue
    for (const clause of later.clauses) {
      const subject = clause.subject
      if (
        subject?.kind !== 'person' ||
        subject.ids.length !== 1 ||
        clause.aspect === 'perfect' ||
        clause.aspect === 'modal'
      )
        continue
      const member = cast.members.get(subject.ids[0]!)
      if (member && !member.animal && member.drawable && fits(member.gender)) return member.id
    }
  }
  return null
}

/** «A man» comes in; «the man» is the one who came in, or somebody just seen whom the words fit. */
function resolveWalkOn(subject: Extract<Subject, { kind: 'walk-on' }>, situation: Situation): Reference | null {
  const gender: Gender = MALE_NOUNS.has(subject.noun) ? 'male' : FEMALE_NOUNS.has(subject.noun) ? 'female' : 'unknown'
  const known = situation.walkOns.find((walkOn) => walkOn.noun === subject.noun)
  if (known) return { id: known.id, rule: 'walk-on', confidence: 0.8 }
  const called = situation.cast.calledBy(subject.noun)
  if (called.length === 1 && situation.cast.members.get(called[0]!)?.drawable)
    return { id: called[0]!, rule: 'noun-of-an-alias', confidence: 0.8 }
  if (subject.definite && gender !== 'unknown') {
    const seen = situation.focus
      .filter((entry) => entry.gender === gender || entry.gender === 'unknown')
      .filter((entry) => entry.recency > situation.sentence.index - 8 && !situation.cast.members.get(entry.id)?.animal)
      .sort((a, b) => b.recency - a.recency)[0]
    if (seen) return { id: seen.id, rule: 'role-noun-last-seen', confidence: 0.6 }
  }
  // «As anyone does in the rain»: a truth at large, nobody in the room.
  if (situation.clause.tense !== situation.story.tense || situation.clause.aspect === 'modal') return null
  const figure = figuresIn(situation.sentence).find(({ head }) => subject.first <= head && head <= subject.last)
  const walkOn: WalkOn = {
    id: foldAccents(subject.name ?? subject.noun)
      .toLowerCase()
      .replace(/\s+/g, '-'),
    noun: subject.noun,
    label: subject.name ?? `the ${subject.noun}`,
    // A name by itself is nobody's description, and without one it would be taken for what they are: “the tom”.
    description: subject.name ? 'person' : (figure?.description ?? subject.noun),
    gender,
    sentence: situation.sentence.index,
  }
  situation.walkOns.push(walkOn)
  return { id: walkOn.id, rule: 'walk-on', confidence: 0.8 }
}
