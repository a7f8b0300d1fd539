import { CLIMACTIC, LEAVING, MOTION, REVEALING } from './lexicon/verb-classes.ts'
import type { SceneReading } from './read-scene.ts'
import type { Sentence } from './story.ts'
import { countWords } from './tokens.ts'

/** A stretch of the scene that is never cut: one sentence, with the quotation that belongs to it. */
export interface Beat {
  sentences: Sentence[]
  words: number
  /** How good a place before this beat is for a cut; below 0 holds it to the beat before. */
  cutBefore: number
  /** Why, as the name of the strongest rule. */
  reason: string
  climax: boolean
  reveal: boolean
  entrance: boolean
}

const TURNS =
  /^(?:Then|Suddenly|At last|Meanwhile|Now|Next|After (?:a|that|some)|Later|Just then|At that|When|Presently|By (?:the|then)|At (?:ten|eleven|twelve|midnight|noon))\b/

/** Cuts a scene into beats and weighs the joints between them. */
export function readBeats(reading: SceneReading): Beat[] {
  const groups: Sentence[][] = []
  let open: Sentence[] = []
  for (const sentence of reading.story.sentences) {
    open.push(sentence)
    if (sentence.ends) {
      groups.push(open)
      open = []
    }
  }
  if (open.length) groups.push(open)
  return groups.map((sentences, n) => beatOf(sentences, groups[n - 1], reading))
}

function beatOf(sentences: Sentence[], before: Sentence[] | undefined, reading: SceneReading): Beat {
  const acts = sentences.flatMap((sentence) =>
    sentence.clauses
      .filter((clause) => clause.aspect === 'simple' && !clause.negated && clause.link !== 'subordinate')
      .map((clause) => ({ clause, id: reading.references.of(sentence, clause)?.id ?? null })),
  )
  const climax = acts.some(({ clause }) => CLIMACTIC.has(clause.verb))
  const first = sentences[0]!.index
  const last = sentences.at(-1)!.index
  const entrance =
    first > 0 &&
    [...reading.presence.spans.values()].some((span) => span.first > 2 && span.first >= first && span.first <= last)
  const reveal = entrance || acts.some(({ clause }) => REVEALING.has(clause.verb))
  return {
    sentences,
    words: countWords(sentences.map((sentence) => sentence.text).join(' ')),
    ...joint(sentences, before, reading, { climax, entrance }),
    climax,
    reveal,
    entrance,
  }
}

function joint(
  sentences: readonly Sentence[],
  before: readonly Sentence[] | undefined,
  reading: SceneReading,
  beat: { climax: boolean; entrance: boolean },
): Pick<Beat, 'cutBefore' | 'reason'> {
  if (!before) return { cutBefore: 0, reason: 'scene-opens' }
  const first = sentences[0]!
  const last = before.at(-1)!
  const reasons: [string, number][] = []
  if (first.paragraph !== last.paragraph) reasons.push(['new-paragraph', 1])
  else reasons.push(['same-paragraph', -0.5])
  if (first.kind === 'speech' && last.kind === 'speech' && first.quotation === last.quotation)
    reasons.push(['same-speech', -1])
  if (beat.entrance) reasons.push(['entrance', 2])
  if (beat.climax) reasons.push(['action', 1])
  if (first.kind === 'narration' && TURNS.test(first.text)) reasons.push(['turn', 1])
  if (first.kind !== last.kind && first.paragraph !== last.paragraph) reasons.push(['talk-and-action', 0.6])
  if (first.kind === 'document' || last.kind === 'document') reasons.push(['document', 0.5])
  if (last.kind === 'speech' && last.text.endsWith('?') && first.kind === 'speech') reasons.push(['answer', -1.4])
  if (leaves(before, reading)) reasons.push(['exit', 1.5])
  const strongest = reasons.toSorted((a, b) => b[1] - a[1])[0]!
  return { cutBefore: reasons.reduce((sum, [, weight]) => sum + weight, 0), reason: strongest[0] }
}

/** Somebody goes and does nothing in the scene after it. */
function leaves(sentences: readonly Sentence[], reading: SceneReading): boolean {
  return sentences.some((sentence) =>
    sentence.clauses.some((clause) => {
      const id = reading.references.of(sentence, clause)?.id
      const span = id ? reading.presence.spans.get(id) : undefined
      return span?.last === sentence.index && (LEAVING.has(clause.verb) || MOTION.has(clause.verb))
    }),
  )
}
