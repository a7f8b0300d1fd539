import type { Bible, Person } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { said } from '../../../shared/said/said.ts'
import { sightNames, WORD, withoutPossessive } from './sight-names.ts'
import { foldName } from './similar-names.ts'
import { speakingNames } from './speaking-names.ts'

const MOST_NAMES = 20

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

const paragraphsOf = (documents: readonly ScriptDocument[]) =>
  documents.flatMap(({ file, chapters }) =>
    chapters.flatMap(({ scenes }) => scenes.flatMap(({ paragraphs }) => paragraphs.map((one) => ({ ...one, file })))),
  )

function unresolvedNames(documents: readonly ScriptDocument[], known: ReadonlySet<string>): Diagnostic[] {
  return sightNames(paragraphsOf(documents))
    .filter((sighting) => !known.has(foldName(sighting.name)))
    .slice(0, MOST_NAMES)
    .map(({ name, all, file, line }) =>
      unresolved(said`“${name}” is named ${all} times and has no entry in the bible.`, file, line),
    )
}

function unresolved(how: string, file: string, line: number): Diagnostic {
  return {
    severity: 'warning',
    code: 'name-unresolved',
    file,
    line,
    message: how,
    remedy: said`Add an entry, or add the name to the aliases of the person or place meant.`,
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
    unresolved(
      said`“${name}” ${times === 1 ? 'speaks once' : `speaks ${times} times`} and has no entry in the bible.`,
      file,
      line,
    ),
  )
}

function isUndescribed(person: Person): boolean {
  return (
    !person.referencedOnly &&
    person.always === '' &&
    person.looks.every((look) => look.appearance === '' && look.outfit === '')
  )
}

/** Names told in one line; the rest are counted. */
const NAMES_TOLD = 5

/** Without a bible nobody is described: that is one thing to know, not one for each of them. */
function nobodyDescribed(documents: readonly ScriptDocument[]): Diagnostic[] {
  const scenes = documents.flatMap(({ chapters }) => chapters.flatMap((chapter) => chapter.scenes))
  const names = speakingNames(scenes).map(({ name }) => name)
  if (names.length === 0) return []
  const told = names.slice(0, NAMES_TOLD)
  const more = names.length - told.length
  const last = more > 0 ? `${more} more` : told.pop()!
  const who = told.length > 0 ? `${told.join(', ')} and ${last}` : last
  const plural = names.length > 1
  return [
    {
      severity: 'info',
      code: 'people-undescribed',
      file: documents[0]?.file ?? '',
      line: 0,
      message: plural
        ? said`There is no bible yet, so ${who} are drawn with looks of the app’s own choosing.`
        : said`There is no bible yet, so ${who} is drawn with a look of the app’s own choosing.`,
      remedy: said`To choose them, write “bible.md”: “## People”, and below it “### ${names[0]}” with “- always: …” for each. Then import it.`,
    },
  ]
}

/**
 * Compares the script with the bible: names and speakers without an entry (`name-unresolved`), people whose entry says
 * nothing about their looks (`name-undescribed`). Words at the start of a sentence, in capitals, in italics, months and
 * the like do not count as names. Without a bible one line tells that nobody is described (`people-undescribed`).
 */
export function describeNames(
  documents: readonly ScriptDocument[],
  bible: Bible | null,
  bibleFile = 'bible.md',
): Diagnostic[] {
  if (bible === null) return nobodyDescribed(documents)
  const undescribed = bible.people.filter(isUndescribed).map(
    (person): Diagnostic => ({
      severity: 'warning',
      code: 'name-undescribed',
      file: bibleFile,
      line: 0,
      message: said`“${person.name}” has no look and no outfit in the bible.`,
      remedy: said`Add “always”, “appearance” and “outfit”, or “referenced only” for somebody who is never drawn.`,
    }),
  )
  return [...unresolvedSpeakers(documents, bible), ...unresolvedNames(documents, knownWords(bible)), ...undescribed]
}
