import type { Bible, Person } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { monthOf, WEEKDAYS } from './calendar-words.ts'
import { NOT_A_NAME, PLACE_PREPOSITIONS, SPEECH_VERBS } from './name-words.ts'
import { foldName } from './similar-names.ts'

/** A capital word that comes this often inside sentences is a name. */
const OFTEN = 3
/** … and this often when nobody is ever said to speak under it. */
const VERY_OFTEN = 6
const MOST_NAMES = 20

interface Sighting {
  name: string
  file: string
  line: number
  inSentence: number
  all: number
  speaks: number
  asPlace: number
}

interface Sightings {
  names: Map<string, Sighting>
  /** How often each word stands in small letters. */
  small: Map<string, number>
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu

function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word) && /\p{Ll}/u.test(word) && !/^I['’]/.test(word)
}

function withoutPossessive(word: string): string {
  return word.replace(/['’]s$/i, '').replace(/['’]$/, '')
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
    const behindThe = ahead === 'the' ? (words[index - 2]?.[0].toLowerCase() ?? '') : ahead
    const found = seen.names.get(word) ?? { name: word, file, line, inSentence: 0, all: 0, speaks: 0, asPlace: 0 }
    seen.names.set(word, found)
    found.all++
    if (/^,?\s+$/.test(gap)) {
      found.inSentence++
      if (PLACE_PREPOSITIONS.has(behindThe)) found.asPlace++
    }
    if (SPEECH_VERBS.has(after) || (SPEECH_VERBS.has(behindThe) && /^\s+$/.test(gap))) found.speaks++
  })
}

/** Every word under which the bible knows somebody or some place, folded. */
function knownWords(bible: Bible): Set<string> {
  const places = bible.places.flatMap((place) => [
    place.name,
    ...place.aliases,
    place.signature,
    ...place.zones.flatMap((zone) => [zone.name, ...zone.aliases]),
  ])
  const people = bible.people.flatMap((person) => [
    person.name,
    person.role,
    ...person.aliases.map((alias) => alias.text),
  ])
  return new Set(
    [...places, ...people].flatMap((text) => text.match(WORD) ?? []).map((word) => foldName(withoutPossessive(word))),
  )
}

function isName(sighting: Sighting, small: number): boolean {
  const { inSentence, asPlace, speaks, all } = sighting
  if (inSentence < OFTEN || small * 4 > all) return false
  if (asPlace * 2 > inSentence && speaks === 0) return false
  return speaks > 0 || inSentence >= VERY_OFTEN
}

function unresolvedNames(documents: readonly ScriptDocument[], known: ReadonlySet<string>): Diagnostic[] {
  const seen: Sightings = { names: new Map(), small: new Map() }
  for (const { file, chapters } of documents) {
    for (const scene of chapters.flatMap((chapter) => chapter.scenes)) {
      for (const { text, line } of scene.paragraphs) sight(text, file, line, seen)
    }
  }
  return [...seen.names.values()]
    .filter((sighting) => isName(sighting, seen.small.get(sighting.name.toLowerCase()) ?? 0))
    .filter((sighting) => !known.has(foldName(sighting.name)))
    .sort((one, other) => other.all - one.all)
    .slice(0, MOST_NAMES)
    .map(({ name, all, file, line }) => unresolved(name, `is named ${all} times`, file, line))
}

function unresolved(name: string, how: string, file: string, line: number): Diagnostic {
  return {
    severity: 'warning',
    code: 'name-unresolved',
    file,
    line,
    message: `“${name}” ${how} and has no entry in the bible.`,
    remedy: 'Add an entry, or add the name to the aliases of the person or place meant.',
  }
}

function unresolvedSpeakers(documents: readonly ScriptDocument[], bible: Bible): Diagnostic[] {
  const known = new Set(
    bible.people.flatMap((person) => [person.name, ...person.aliases.map((alias) => alias.text)]).map(foldName),
  )
  const speakers = new Map<string, { times: number; file: string; line: number }>()
  for (const { file, chapters } of documents) {
    for (const panel of chapters.flatMap((chapter) => chapter.scenes.flatMap((scene) => scene.panels))) {
      for (const { speakerName } of panel.lettering) {
        if (speakerName === null) continue
        const folded = foldName(speakerName)
        if (known.has(folded) || known.has(`the ${folded}`)) continue
        const speaker = speakers.get(speakerName) ?? { times: 0, file, line: panel.line }
        speakers.set(speakerName, { ...speaker, times: speaker.times + 1 })
      }
    }
  }
  return [...speakers].map(([name, { times, file, line }]) =>
    unresolved(name, times === 1 ? 'speaks once' : `speaks ${times} times`, file, line),
  )
}

function isUndescribed(person: Person): boolean {
  return (
    !person.referencedOnly &&
    person.always === '' &&
    person.looks.every((look) => look.appearance === '' && look.outfit === '')
  )
}

/**
 * Compares the script with the bible: names and speakers without an entry (`name-unresolved`), people whose entry says
 * nothing about their looks (`name-undescribed`). Words at the start of a sentence, in capitals, in italics, months and
 * the like do not count as names. Without a bible there is nothing to compare with and nothing to report.
 */
export function describeNames(
  documents: readonly ScriptDocument[],
  bible: Bible | null,
  bibleFile = 'bible.md',
): Diagnostic[] {
  if (bible === null) return []
  const undescribed = bible.people.filter(isUndescribed).map(
    (person): Diagnostic => ({
      severity: 'warning',
      code: 'name-undescribed',
      file: bibleFile,
      line: 0,
      message: `“${person.name}” has no look and no outfit in the bible.`,
      remedy: 'Add “always”, “appearance” and “outfit”, or “referenced only” for somebody who is never drawn.',
    }),
  )
  return [...unresolvedSpeakers(documents, bible), ...unresolvedNames(documents, knownWords(bible)), ...undescribed]
}
