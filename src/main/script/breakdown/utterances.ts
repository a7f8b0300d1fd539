import type { Clause } from './clauses.ts'
import { SAYING, THINKING } from './lexicon/verb-classes.ts'
import { isTag } from './pieces.ts'
import type { Sentence, Story } from './story.ts'

/** What the narration around a quotation tells about its speaker. */
export interface Cue {
  kind: 'tag' | 'beat'
  sentence: Sentence
  clause: Clause
  rule: 'said-verb-after' | 'said-verb-before' | 'action-beat'
}

/** One turn of speech: the quotations of a paragraph that belong to one speaker. */
export interface Utterance {
  index: number
  sentences: Sentence[]
  paragraph: number
  text: string
  cues: Cue[]
  thought: boolean
  /** The base form of its said-verb, '' without. */
  verb: string
  /** Nothing but speech stands between this turn and the one before. */
  follows: boolean
}

/** Gathers turns of speech with the narration that tells who speaks. */
export function readUtterances(story: Story): Utterance[] {
  const utterances: Utterance[] = []
  story.paragraphs.forEach((_, paragraph) => {
    const sentences = story.inParagraph[paragraph] ?? []
    // One turn may be carried over from the paragraph before.
    const earliest = Math.max(0, utterances.length - 1)
    let current: Utterance | null = null
    sentences.forEach((sentence, n) => {
      if (sentence.kind !== 'speech') return
      const before = sentences[n - 1]
      const opensQuotation = before?.kind !== 'speech' || before.quotation !== sentence.quotation
      const carried = utterances.at(-1)
      if (opensQuotation && before === undefined && carried?.sentences.at(-1)?.quotation === sentence.quotation)
        current = carried
      if (!current || (opensQuotation && before && changesSpeaker(current, sentences, n))) {
        current = newUtterance(utterances, story, paragraph)
        utterances.push(current)
      }
      current.sentences.push(sentence)
    })
    const here = utterances
      .slice(earliest)
      .filter((utterance) => utterance.sentences.some((sentence) => sentence.paragraph === paragraph))
    for (const utterance of here) utterance.cues.push(...cuesAround(utterance, sentences, here))
  })
  for (const utterance of utterances) {
    utterance.text = utterance.sentences.map((sentence) => sentence.text).join(' ')
    const tag = utterance.cues.find((cue) => cue.kind === 'tag')
    utterance.verb = tag?.clause.verb ?? ''
    utterance.thought = tag !== undefined && THINKING.has(tag.clause.verb) && tag.clause.verb !== 'wonder'
  }
  return utterances
}

function newUtterance(before: readonly Utterance[], story: Story, paragraph: number): Utterance {
  const last = before.at(-1)
  const between = last ? story.inParagraph.slice(last.paragraph + 1, paragraph) : []
  return {
    index: before.length,
    sentences: [],
    paragraph,
    text: '',
    cues: [],
    thought: false,
    verb: '',
    follows: last !== undefined && between.every((sentences) => sentences.length === 0),
  }
}

/** Inside one paragraph a new speaker comes only with a new «the King cried:» or a tag of their own. */
function changesSpeaker(current: Utterance, sentences: readonly Sentence[], n: number): boolean {
  const own = current.sentences.at(-1)!
  const introduced = tagBefore(sentences, n)
  const closing = tagAfter(sentences, sentences.indexOf(own))
  const next = tagAfter(sentences, lastOfQuotation(sentences, n))
  const first = closing ?? tagBefore(sentences, sentences.indexOf(current.sentences[0]!))
  const second = introduced && introduced.clause !== first?.clause ? introduced : next
  return Boolean(first && second && first.clause !== second.clause && !sameSubject(first, second))
}

/** The same words, or words that may well mean the same person: «said Alice … she added». */
function sameSubject(a: Cue, b: Cue): boolean {
  const first = a.clause.subject
  const second = b.clause.subject
  if (!first || !second) return true
  if (first.kind === 'person' && second.kind === 'person') return first.ids.some((id) => second.ids.includes(id))
  if (first.kind === 'pronoun' && second.kind === 'pronoun') return first.word === second.word
  return second.kind === 'pronoun' && second.word !== 'they' && !(first.kind === 'pronoun' && first.word === 'they')
}

const lastOfQuotation = (sentences: readonly Sentence[], n: number): number => {
  let last = n
  while (sentences[last + 1]?.kind === 'speech' && sentences[last + 1]!.quotation === sentences[n]!.quotation) last++
  return last
}

/** «…,» said Nell. */
function tagAfter(sentences: readonly Sentence[], speech: number): Cue | null {
  const sentence = sentences[speech + 1]
  if (sentence?.kind !== 'narration' || !(isTag(sentence.text) || !sentences[speech]!.ends)) return null
  const clause = sentence.clauses.slice(0, 2).find((candidate) => isTagClause(candidate, sentence))
  return clause ? { kind: 'tag', sentence, clause, rule: 'said-verb-after' } : null
}

/** Nell said: «…» */
function tagBefore(sentences: readonly Sentence[], speech: number): Cue | null {
  const sentence = sentences[speech - 1]
  if (sentence?.kind !== 'narration' || sentence.ends) return null
  const after = sentences[speech - 2]
  const clause = sentence.clauses.findLast((candidate) => isTagClause(candidate, sentence))
  if (!clause) return null
  // «…,» said Nell, «…»: the same words close the first quotation; they count once, as its tag.
  if (after?.kind === 'speech' && clause === sentence.clauses[0]) return null
  return { kind: 'tag', sentence, clause, rule: 'said-verb-before' }
}

/** «everything that Alice said», «because he asked»: speech that is only spoken of; «so eagerly that the Gryphon said» is speech. */
const NO_TAG = new Set(['because', 'that', 'which', 'what', 'whom'])

const isTagClause = (clause: Clause, sentence: Sentence): boolean =>
  SAYING.has(clause.verb) &&
  clause.subject !== null &&
  clause.aspect !== 'passive' &&
  clause.aspect !== 'modal' &&
  !clause.negated &&
  !(clause.link === 'subordinate' && NO_TAG.has(clause.linkWord) && !/\bso \p{Ll}+ that\b/u.test(sentence.text))

function cuesAround(utterance: Utterance, sentences: readonly Sentence[], here: readonly Utterance[]): Cue[] {
  const cues: Cue[] = []
  const mine = utterance.sentences.filter((sentence) => sentences.includes(sentence))
  for (const sentence of mine) {
    const n = sentences.indexOf(sentence)
    const after = tagAfter(sentences, n)
    const before = tagBefore(sentences, n)
    for (const cue of [after, before]) if (cue && !cues.some((known) => known.clause === cue.clause)) cues.push(cue)
  }
  if (cues.length) return cues
  return beatsAround(mine, sentences, here.length > 1)
}

/** Whoever acts in the paragraph that holds the speech, the nearest narration first. */
function beatsAround(mine: readonly Sentence[], sentences: readonly Sentence[], shared: boolean): Cue[] {
  const first = sentences.indexOf(mine[0]!)
  const last = sentences.indexOf(mine.at(-1)!)
  const inside = sentences.slice(first, last + 1).filter((sentence) => sentence.kind === 'narration')
  const before = sentences.slice(0, first).filter((sentence) => sentence.kind === 'narration')
  const after = shared ? [] : sentences.slice(last + 1).filter((sentence) => sentence.kind === 'narration')
  return [...inside, ...before.toReversed(), ...after]
    .flatMap((sentence) => {
      const clause = sentence.clauses.find(
        (candidate) =>
          (candidate.link === 'main' || candidate.link === 'coordinate') &&
          (candidate.subject?.kind === 'person' || candidate.subject?.kind === 'walk-on' || isPersonal(candidate)),
      )
      return clause ? [{ kind: 'beat' as const, sentence, clause, rule: 'action-beat' as const }] : []
    })
    .slice(0, 2)
}

const isPersonal = (clause: Clause): boolean =>
  clause.subject?.kind === 'pronoun' && ['he', 'she', 'i'].includes(clause.subject.word)
