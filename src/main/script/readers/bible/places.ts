import type { Person, Place } from '../../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../../shared/domain/diagnostic.ts'
import { said } from '../../../../shared/said/said.ts'
import { foldName } from '../similar-names.ts'
import { readAliases } from './aliases.ts'
import { joinParts } from './clothing.ts'
import { type BibleField, readField, splitOutsideBrackets, takeChapterNumbers } from './fields.ts'
import { idFromName } from './ids.ts'
import { indoorsByName } from './indoors.ts'
import { dropStripClauses } from './looks.ts'
import type { BibleEntry } from './outline.ts'
import { takePeriod } from './period.ts'
import { unusedClause } from './person-draft.ts'

type Zone = Place['zones'][number]

function aliasesInBrackets(note: string): string[] {
  return note
    .split(/,|\s+and\s+|;/)
    .map((part) => part.trim().replace(/^(?:an?|the)\s+/i, ''))
    .filter((part) => part !== '')
}

/** `art-kitchen` is also called `Art's kitchen` when Art is a person of the bible. */
function possessive(words: string, people: readonly Person[]): string[] {
  const [first = '', ...rest] = words.split(' ')
  if (rest.length === 0) return []
  for (const person of people) {
    const alias = person.aliases.find(({ text }) => !text.includes(' ') && foldName(text) === foldName(first))
    if (alias) return [`${alias.text}'s ${rest.join(' ')}`]
  }
  return []
}

function readZones(value: string, placeId: string, people: readonly Person[]): Zone[] {
  return splitOutsideBrackets(value, /[,;]/).map((part) => {
    const match = /^(.*?)\s*(?:\(([^()]*)\))?\.?$/.exec(part)
    const written = match?.[1] ?? part
    const name = written.replace(/[-_]+/g, ' ')
    return {
      id: `${placeId}/${idFromName(written)}`,
      name,
      aliases: [...aliasesInBrackets(match?.[2] ?? ''), ...possessive(name, people)],
    }
  })
}

function readPlace(entry: BibleEntry, people: readonly Person[], file: string, diagnostics: Diagnostic[]): Place {
  const place: Place = {
    id: idFromName(entry.name),
    name: entry.name,
    aliases: [],
    zones: [],
    signature: '',
    light: '',
    indoors: indoorsByName(entry.name),
  }
  let zones = ''
  const drawable = (value: string, line: number): string => {
    const { kept, unused } = dropStripClauses(value)
    for (const clause of unused) diagnostics.push(unusedClause(file, line, entry.name, clause))
    return kept
  }
  const apply = (field: BibleField): boolean => {
    const { name, value, key, line } = field
    if (name === 'id') place.id = value
    else if (name === 'aliases') place.aliases = [...place.aliases, ...readAliases(value).map((alias) => alias.text)]
    else if (name === 'zones') zones = value
    else if (name === 'signature' || name === 'appearance' || name === 'description') {
      place.signature = joinParts(place.signature, drawable(value, line))
    } else if (name === 'light') place.light = joinParts(place.light, drawable(value, line))
    else if (name === 'indoors') place.indoors = /^(?:y|true|indoors|inside|both)/i.test(value)
    else if (name === 'chapters') {
      const chapters = value.split(/[,;]/).flatMap((part) => takeChapterNumbers(part.trim())?.chapters ?? [])
      if (chapters.length > 0) place.chapters = [...new Set(chapters)]
    } else if (takePeriod(key)?.period != null) place.signature = joinParts(place.signature, `${key} ${value}`)
    else return name === 'note'
    return true
  }
  for (const { text, line, isItem } of entry.lines) {
    const field = readField(text, line)
    if (field === null || (field.name === null && !isItem)) {
      place.signature = joinParts(place.signature, text)
    } else if (!apply(field)) {
      diagnostics.push({
        severity: 'info',
        code: 'bible-field-unused',
        file,
        line,
        message: said`${entry.name}: “${field.key}” is no field of a place and is not used.`,
        remedy: said`Use id, aliases, zones, signature, light or chapters.`,
      })
    }
  }
  place.zones = readZones(zones, place.id, people)
  const bare = entry.name.replace(/^the\s+/i, '')
  for (const alias of [entry.name, bare]) {
    if (!place.aliases.some((known) => known.toLowerCase() === alias.toLowerCase())) place.aliases.push(alias)
  }
  return place
}

/** Makes the places of a bible from its entries. */
export function readPlaces(
  entries: readonly BibleEntry[],
  people: readonly Person[],
  file: string,
  diagnostics: Diagnostic[],
): Place[] {
  return entries.map((entry) => readPlace(entry, people, file, diagnostics))
}
