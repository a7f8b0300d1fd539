import { isDeepStrictEqual } from 'node:util'
import type { Bible, Person, Place } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { said } from '../../../shared/said/said.ts'
import { type KeptOfAuthor, mergeEntry } from '../../script/merge/merge-entries.ts'
import type { CastEntries, CastEntry } from '../../store/cast.ts'
import { emptyPerson, emptyPlace } from '../cast/empty-entries.ts'

/** A bible file that was read, by its source. */
export interface BibleOfSource {
  sourceId: string
  /** As the author knows the file. */
  file: string
  bible: Bible
}

export interface CastAfter {
  cast: CastEntries
  /** What files say otherwise than the author, who said it here. */
  diagnostics: Diagnostic[]
}

/**
 * The cast once these bibles are taken over: their people and places are added or follow what the file says now, and
 * those it named before and names no longer are gone. What came from elsewhere stays. What the author edited, added or
 * took out here stays so; where the file changes the same, that is told.
 */
export function takenOver(before: CastEntries, bibles: readonly BibleOfSource[]): CastAfter {
  const diagnostics: Diagnostic[] = []
  const cast = bibles.reduce(
    ({ people, places }, from) => ({
      people: follow(people, from, from.bible.people, emptyPerson, diagnostics),
      places: follow(places, from, from.bible.places, emptyPlace, diagnostics),
    }),
    before,
  )
  return { cast, diagnostics }
}

/** In the file's order; entries of others after it keep theirs. */
function follow<Body extends Person | Place>(
  entries: readonly CastEntry<Body>[],
  from: BibleOfSource,
  bodies: readonly Body[],
  empty: (id: string, name: string) => Body,
  diagnostics: Diagnostic[],
): CastEntry<Body>[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]))
  const named = new Set(bodies.map(({ id }) => id))
  const others = entries.flatMap((entry): CastEntry<Body>[] => {
    if (named.has(entry.id)) return []
    if (entry.sourceId !== from.sourceId) return [entry]
    // Taken out here, and now there too: there is nothing left to keep.
    if (entry.read === null || entry.removedAt !== null) return []
    diagnostics.push(keptWhole(entry, from.file))
    return [{ ...entry, sourceId: null, read: null }]
  })
  const own = bodies.map((body, position): CastEntry<Body> => {
    const before = known.get(body.id)
    const fresh = { id: body.id, position, name: body.name, sourceId: from.sourceId, removedAt: null }
    if (before === undefined) return { ...fresh, body, read: null }
    const base = before.read ?? (before.sourceId === null ? empty(before.id, '') : before.body)
    const merged = mergeEntry(base, before.body, body, (kept) =>
      diagnostics.push(keptPart(before.name, from.file, kept)),
    )
    const isAsRead = isDeepStrictEqual(merged, body)
    return { ...fresh, name: merged.name, body: merged, read: isAsRead ? null : body, removedAt: before.removedAt }
  })
  return [...own, ...others].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

function keptWhole({ name }: CastEntry, file: string): Diagnostic {
  return {
    severity: 'info',
    code: 'bible-edited-entry-kept',
    file,
    line: 0,
    message: said`${name} is no longer in the file. You edited the entry here, so it stays.`,
    remedy: said`Remove it from the cast if it is not wanted any more.`,
  }
}

function keptPart(name: string, file: string, { where, mine, theirs }: KeptOfAuthor): Diagnostic {
  return {
    severity: 'info',
    code: 'bible-edit-kept',
    file,
    line: 0,
    message: said`${name}, ${wordsOf(where)}: the file says ${inShort(theirs)} now; yours stays: ${inShort(mine)}.`,
    remedy: said`Open the entry in the cast to take what the file says.`,
  }
}

/** `looks, 1926, outfit`; fields by the names authors know them by. */
function wordsOf(where: readonly string[]): string {
  return where.map((word) => FIELD_WORDS[word] ?? `“${word.split('\n')[0]}”`).join(', ')
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: 'name',
  aliases: 'alias',
  gender: 'gender',
  kind: 'kind',
  born: 'born',
  died: 'died',
  age: 'age',
  role: 'role',
  always: 'always',
  looks: 'look',
  label: 'name',
  from: 'from',
  until: 'until',
  chapters: 'chapters',
  appearance: 'appearance',
  outfit: 'outfit',
  referencedOnly: 'only spoken of',
  count: 'how many',
  zones: 'zone',
  signature: 'signature',
  light: 'light',
  indoors: 'indoors',
}

/** As much of a value as fits a sentence. */
const SAID = 120

function inShort(value: unknown): string {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return 'nothing'
  const words = typeof value === 'string' ? value : Array.isArray(value) ? value.map(partOf).join(', ') : partOf(value)
  return `“${words.length > SAID ? `${words.slice(0, SAID)}…` : words}”`
}

function partOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const { text, label, name, appearance, outfit } = value as Readonly<Record<string, string | undefined>>
  return text ?? name ?? [label, appearance, outfit].filter(Boolean).join(': ')
}
