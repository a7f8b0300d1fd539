import type { Bible } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { readField } from './bible/fields.ts'
import { type BibleEntry, outlineBible, sectionOf } from './bible/outline.ts'
import { readPeople } from './bible/people.ts'
import { readPlaces } from './bible/places.ts'

const PLACE_FIELDS = new Set(['zones', 'signature', 'light', 'indoors'])
const TELLING_FIELDS = new Set([
  'id',
  'aliases',
  'born',
  'age',
  'always',
  'appearance',
  'outfit',
  'look',
  ...PLACE_FIELDS,
])

function fieldNames(entry: BibleEntry): (string | null)[] {
  return entry.lines.map(({ text, line }) => readField(text, line)?.name ?? null)
}

function isPlace(entry: BibleEntry): boolean {
  if (entry.section !== null) return entry.section === 'places'
  return fieldNames(entry).some((name) => name !== null && PLACE_FIELDS.has(name))
}

/**
 * Reads a bible of people and places from Markdown: sections (`## People`, `## Places`), a heading for each entry,
 * `- key: value` items below it. Looks come out complete and dated, aliases with their bounds.
 * Fields and clauses that cannot be used are reported. Never throws on any text.
 */
export function readBible(text: string, file: string): { bible: Bible; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const entries = outlineBible(text).filter((entry) => {
    if (entry.lines.length === 0) return false
    return entry.section !== null || fieldNames(entry).some((name) => name !== null && TELLING_FIELDS.has(name))
  })
  const people = readPeople(
    entries.filter((entry) => !isPlace(entry)),
    file,
    diagnostics,
  )
  const places = readPlaces(entries.filter(isPlace), people, file, diagnostics)
  return { bible: { people, places }, diagnostics: diagnostics.sort((one, other) => one.line - other.line) }
}

/** Knows a bible for what it is: a heading for people or places with fields below it, or several entries with ids. */
export function isBible(text: string): boolean {
  const hasSection = text
    .split('\n')
    .some((line) => /^ {0,3}#{1,6}\s/.test(line) && sectionOf(line.replace(/^\s*#+/, '')) !== undefined)
  const entries = outlineBible(text).filter((entry) => {
    const telling = fieldNames(entry).filter((name) => name !== null && TELLING_FIELDS.has(name))
    return telling.length >= 2 || (entry.section !== null && entry.lines.some((line) => line.isItem))
  })
  return entries.length >= (hasSection ? 1 : 2)
}
