import { monthOf, WEEKDAYS } from './calendar-words.ts'
import { NOT_A_NAME, PLACE_PREPOSITIONS, SPEECH_VERBS } from './name-words.ts'

/** A capital word that comes this often inside sentences is a name. */
const OFTEN = 3
/** … and this often when nobody is ever said to speak under it. */
const VERY_OFTEN = 6

/** A capital word of a text with how it is used. */
export interface NameSighting {
  name: string
  file: string
  /** Where it stands first. */
  line: number
  inSentence: number
  all: number
  /** Beside a verb of speech. */
  speaks: number
  /** Behind a preposition of place. */
  asPlace: number
  /** Behind «the». */
  behindThe: number
}

interface Sightings {
  names: Map<string, NameSighting>
  /** How often each word stands in small letters. */
  small: Map<string, number>
}

export const WORD = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu

export const withoutPossessive = (word: string): string => word.replace(/['’]s$/i, '').replace(/['’]$/, '')

/**
 * The capital words that name somebody or something in a text, most frequent first. Words at the start of a sentence, in
 * capitals, in italics, months and the like do not count as names.
 */
export function sightNames(paragraphs: Iterable<{ text: string; file: string; line: number }>): NameSighting[] {
  const seen: Sightings = { names: new Map(), small: new Map() }
  for (const { text, file, line } of paragraphs) sight(text, file, line, seen)
  return [...seen.names.values()]
    .filter((sighting) => isName(sighting, seen.small.get(sighting.name.toLowerCase()) ?? 0))
    .sort((one, other) => other.all - one.all)
}

function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word) && /\p{Ll}/u.test(word) && !/^I['’]/.test(word)
}

function neverNames(word: string): boolean {
  const lower = word.toLowerCase()
  return NOT_A_NAME.has(lower) || WEEKDAYS.includes(lower) || (monthOf(lower) !== undefined && lower.length > 3)
}

/** Reads one paragraph: which capital words stand inside sentences, beside a verb of speech, behind a preposition. */
function sight(text: string, file: string, line: number, seen: Sightings): void {
  // Titles of ships and books stand in italics.
  const plain = text.replace(/([*_])(\p{Lu}[^*_]{0,80})\1/gu, (whole) => ' '.repeat(whole.length))
  const words = [...plain.matchAll(WORD)]
  words.forEach((match, index) => {
    const word = withoutPossessive(match[0])
    if (!isCapitalised(word)) {
      const lower = word.toLowerCase()
      if (word === lower) seen.small.set(lower, (seen.small.get(lower) ?? 0) + 1)
      return
    }
    if (neverNames(word)) return
    const before = words[index - 1]
    const gap = before === undefined ? '^' : plain.slice(before.index + before[0].length, match.index)
    const after = words[index + 1]?.[0].toLowerCase() ?? ''
    const ahead = before?.[0].toLowerCase() ?? ''
    const beforeArticle = ahead === 'the' ? (words[index - 2]?.[0].toLowerCase() ?? '') : ahead
    const found = seen.names.get(word) ?? {
      name: word,
      file,
      line,
      inSentence: 0,
      all: 0,
      speaks: 0,
      asPlace: 0,
      behindThe: 0,
    }
    seen.names.set(word, found)
    found.all++
    if (ahead === 'the') found.behindThe++
    if (/^,?\s+$/.test(gap)) {
      found.inSentence++
      if (PLACE_PREPOSITIONS.has(beforeArticle)) found.asPlace++
    }
    if (SPEECH_VERBS.has(after) || (SPEECH_VERBS.has(beforeArticle) && /^\s+$/.test(gap))) found.speaks++
  })
}

function isName(sighting: NameSighting, small: number): boolean {
  const { inSentence, asPlace, speaks, all } = sighting
  if (inSentence < OFTEN || small * 4 > all) return false
  if (asPlace * 2 > inSentence && speaks === 0) return false
  return speaks > 0 || inSentence >= VERY_OFTEN
}
