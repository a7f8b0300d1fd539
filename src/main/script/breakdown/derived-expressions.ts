import type { BalloonKind, Evidence, Expression, Mood, PanelPerson } from '../../../shared/domain/index.ts'
import { LINE_LOOKS, LISTENING_LOOKS, MOOD_LOOKS, OUTCRY_LOOKS, SAID_LOOKS } from './lexicon/voices.ts'

/** One line spoken in a panel. */
export interface Voice {
  personId: string
  text: string
  balloon: BalloonKind
  /** Its said-verb in the base form; '' without. */
  verb: string
}

/** What a panel says besides its people. */
export interface Surroundings {
  voices: readonly Voice[]
  /** Mood of the panel's own words; null when they lean nowhere. */
  mood: Mood | null
  /** Those whose faces are not drawn as people's: animals. */
  isAnimal: (personId: string) => boolean
}

interface Inkling {
  expression: Expression
  words: string
  rule: string
  confidence: number
}

/**
 * People with the expressions that their own lines, the mood of the moment and who they listen to speak for, where the
 * text says none. Somebody for whom nothing speaks stays neutral.
 */
export function withExpressions(people: readonly PanelPerson[], around: Surroundings): PanelPerson[] {
  const isOpen = (person: PanelPerson) =>
    person.role !== 'mentioned' && person.expression === 'neutral' && !around.isAnimal(person.personId)
  const speaking = people.map((person) => {
    const lines = around.voices.filter(({ personId }) => personId === person.personId)
    return isOpen(person) ? wear(person, bySpeech(lines, around.mood)) : person
  })
  return speaking.map((person) =>
    isOpen(person) ? wear(person, byMood(around.mood) ?? byListening(person, speaking, around.voices)) : person,
  )
}

function wear(person: PanelPerson, inkling: Inkling | null): PanelPerson {
  if (!inkling) return person
  const { expression, ...grounds } = inkling
  const evidence: Evidence = { about: 'expression', ...grounds }
  return { ...person, expression, evidence: [...person.evidence, evidence] }
}

/** How it is said before what is said, and that before how it ends; the last line tells most. */
function bySpeech(lines: readonly Voice[], mood: Mood | null): Inkling | null {
  for (const line of lines.toReversed()) {
    const found = byVerb(line) ?? byWords(line) ?? byDelivery(line, mood) ?? byMark(line, mood)
    if (found) return found
  }
  return null
}

function byVerb({ verb }: Voice): Inkling | null {
  const expression = SAID_LOOKS.get(verb)
  return expression ? { expression, words: verb, rule: 'said-verb', confidence: 0.65 } : null
}

function byWords({ text }: Voice): Inkling | null {
  for (const { pattern, look } of LINE_LOOKS) {
    const match = pattern.exec(text)
    if (match) return { expression: look, words: match[0], rule: 'words-of-the-line', confidence: 0.5 }
  }
  return null
}

function byDelivery({ balloon, text }: Voice, mood: Mood | null): Inkling | null {
  const words = text.slice(0, 60)
  if (balloon === 'burst') {
    const expression = (mood && OUTCRY_LOOKS[mood]) ?? 'angry'
    return { expression, words, rule: 'shouted', confidence: 0.55 }
  }
  if (balloon === 'whisper')
    return { expression: mood === 'tender' ? 'smile' : 'worried', words, rule: 'whispered', confidence: 0.5 }
  return balloon === 'thought' ? { expression: 'thoughtful', words, rule: 'thought', confidence: 0.6 } : null
}

function byMark({ text }: Voice, mood: Mood | null): Inkling | null {
  const words = text.slice(-40)
  if (/\?!|!\?/.test(text)) return { expression: 'surprised', words, rule: 'question-and-outcry', confidence: 0.55 }
  if (text.includes('!')) {
    const startled = /^(?:oh|ah|o|what|why|look|there|good|my)\b/i.test(text)
    const expression = (mood && OUTCRY_LOOKS[mood]) ?? (startled ? 'surprised' : 'determined')
    return { expression, words, rule: 'outcry', confidence: 0.45 }
  }
  if (/(?:…|\.\.\.|—|–)["'’”]*$/.test(text)) {
    const uneasy = mood === 'tense' || mood === 'fearful' || mood === 'sad'
    return { expression: uneasy ? 'worried' : 'thoughtful', words, rule: 'breaks-off', confidence: 0.45 }
  }
  if (/\?["'’”]*$/.test(text)) {
    // Two words or one ask in surprise; a longer question is thought about.
    const short = text.split(/\s+/).length <= 3
    return { expression: short ? 'surprised' : 'thoughtful', words, rule: 'question', confidence: 0.4 }
  }
  return null
}

function byMood(mood: Mood | null): Inkling | null {
  const expression = mood ? MOOD_LOOKS[mood] : undefined
  return expression ? { expression, words: mood!, rule: 'mood-of-the-moment', confidence: 0.4 } : null
}

function byListening(listener: PanelPerson, people: readonly PanelPerson[], voices: readonly Voice[]): Inkling | null {
  const last = voices.findLast(({ personId }) => personId !== listener.personId)
  const speaker = people.find(({ personId }) => personId === last?.personId)
  const expression = speaker ? LISTENING_LOOKS[speaker.expression] : undefined
  return expression ? { expression, words: last!.text.slice(0, 40), rule: 'listens', confidence: 0.35 } : null
}
