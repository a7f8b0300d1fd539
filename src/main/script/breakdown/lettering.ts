import { SURE } from '../../../shared/domain/evidence.ts'
import type { BalloonKind, Lettering } from '../../../shared/domain/index.ts'
import { lettersOf, markEmphasis } from './emphasis.ts'
import { SHOUTING, WHISPERING } from './lexicon/verb-classes.ts'
import { isTag } from './pieces.ts'
import type { SceneReading } from './read-scene.ts'
import { soundsIn } from './sounds.ts'
import type { Sentence } from './story.ts'
import { countWords } from './tokens.ts'

/** Words that fit a balloon, a caption. */
const BALLOON_WORDS = 30
const CAPTION_WORDS = 20
/**
 * Balloons, captions and effect words of one panel in reading order.
 * @param unseen narration that no picture carries
 */
export function letteringOf(
  sentences: readonly Sentence[],
  unseen: readonly Sentence[],
  reading: SceneReading,
): Lettering[] {
  const lettering: Lettering[] = []
  const told = unseen.find(
    (sentence) =>
      countWords(sentence.text) <= CAPTION_WORDS &&
      countWords(sentence.text) > 2 &&
      /[.!?]$/.test(sentence.text) &&
      !hasSpeechBeside(sentence, sentences),
  )
  let document = false
  let at = 0
  while (at < sentences.length) {
    const sentence = sentences[at]!
    if (sentence.kind === 'speech') {
      const run = runOfSpeech(sentences, at, reading)
      lettering.push(...balloonsOf(run, reading))
      at = sentences.indexOf(run.at(-1)!) + 1
      continue
    }
    if (sentence.kind === 'document' && !document) {
      document = true
      lettering.push(caption(firstWords(sentence.text, BALLOON_WORDS)))
    }
    if (sentence === told) lettering.push(...inItsMarks([sentence.text], [sentence]).map(caption))
    for (const text of soundsIn(sentence)) lettering.push({ ...caption(text), kind: 'sfx' })
    at++
  }
  return lettering
}

export const caption = (text: string): Lettering => ({
  kind: 'caption',
  balloon: 'speech',
  speakerId: null,
  speakerName: null,
  text,
  sure: true,
})

/** «she said» and its kin are no captions. */
const hasSpeechBeside = (sentence: Sentence, sentences: readonly Sentence[]): boolean =>
  sentences.some(
    (other) =>
      other.kind === 'speech' && Math.abs(other.index - sentence.index) === 1 && (!other.ends || !sentence.ends),
  )

/** What one speaker says in one breath, over a «said Nell» in the middle of it. */
function runOfSpeech(sentences: readonly Sentence[], at: number, reading: SceneReading): Sentence[] {
  const utterance = reading.utterances.find((candidate) => candidate.sentences.includes(sentences[at]!))
  const run = [sentences[at]!]
  for (let i = at + 1; i < sentences.length; i++) {
    const sentence = sentences[i]!
    if (utterance?.sentences.includes(sentence)) run.push(sentence)
    else if (
      sentence.kind !== 'narration' ||
      !isTag(sentence.text) ||
      !utterance?.sentences.includes(sentences[i + 1]!)
    )
      break
  }
  return run
}

/** The comma before «said Nell» becomes a full stop where a sentence ends; balloons close with a mark. */
function joinSpeech(run: readonly Sentence[]): string {
  return run
    .map((sentence, i) => {
      const next = run[i + 1]?.text
      const ends = next === undefined || /^["'“‘(]?\p{Lu}/u.test(next)
      return ends ? sentence.text.replace(/[,;]$/, '.') : sentence.text
    })
    .join(' ')
}

function balloonsOf(run: readonly Sentence[], reading: SceneReading): Lettering[] {
  const n = reading.utterances.findIndex((utterance) => utterance.sentences.includes(run[0]!))
  const speaker = reading.speakers[n]
  const utterance = reading.utterances[n]
  const walkOn = reading.references.walkOns.find((candidate) => candidate.id === speaker?.id)
  const member = speaker?.id ? reading.cast.members.get(speaker.id) : undefined
  const parts = splitSpeech(joinSpeech(run))
  const lettered = inItsMarks(parts, run)
  return parts.map((part, at) => ({
    kind: 'dialogue',
    balloon: balloonKind(part, utterance?.verb ?? '', utterance?.thought ?? false),
    speakerId: member?.id ?? null,
    speakerName: walkOn ? walkOn.label : (member?.name ?? null),
    text: lettered[at]!,
    sure: (speaker?.confidence ?? 0) >= SURE,
  }))
}

/** The words of sentences, shared out and with a full stop for a comma, with the marks of emphasis the script has. */
function inItsMarks(parts: readonly string[], sentences: readonly Sentence[]): string[] {
  if (sentences.every(({ stressed }) => stressed === undefined)) return [...parts]
  const letters = sentences.flatMap(({ text, stressed }) => lettersOf(text, stressed))
  return markEmphasis(parts, letters)
}

/** Shape of the balloon for words said with this verb. */
export function balloonKind(text: string, verb: string, thought: boolean): BalloonKind {
  if (thought) return 'thought'
  if (WHISPERING.has(verb)) return 'whisper'
  if (SHOUTING.has(verb) && (text.includes('!') || verb !== 'cry')) return 'burst'
  return /\p{Lu}{4,}.*!/u.test(text) || /!!/.test(text) ? 'burst' : 'speech'
}

/** Cuts a long speech at the ends of sentences, then at commas, into balloons of at most thirty words. */
function splitSpeech(text: string): string[] {
  const fits = (part: string) => countWords(part) <= BALLOON_WORDS
  const parts: string[] = []
  for (const sentence of text.split(/(?<=[.!?…]["'’”]*)\s+/)) {
    const pieces = fits(sentence) ? [sentence] : sentence.split(/(?<=[,;:—])\s*/)
    for (const piece of pieces) {
      const joined = parts.length ? `${parts.at(-1)} ${piece}` : piece
      if (parts.length && fits(joined)) parts[parts.length - 1] = joined
      else parts.push(...(fits(piece) ? [piece] : piecesOf(piece)))
    }
  }
  return parts.filter((part) => part.trim() !== '')
}

function piecesOf(text: string): string[] {
  const words = text.split(/\s+/)
  const count = Math.ceil(words.length / BALLOON_WORDS)
  const size = Math.ceil(words.length / count)
  return Array.from({ length: count }, (_, n) => words.slice(n * size, (n + 1) * size).join(' '))
}

const firstWords = (text: string, limit: number): string =>
  splitSpeech(text.replace(/^>\s*/gm, ''))[0] ?? text.split(/\s+/).slice(0, limit).join(' ')
