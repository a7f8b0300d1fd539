import { folderOf, pathWithin } from './names.ts'
import type { ImageryCharacter } from './read-character.ts'
import type { ChapterPerson, ImageryFile, InventoryEntry, Target } from './target.ts'

/** At most so many pictures of one person: more say less. */
const MOST_PER_PERSON = 2

export interface ChosenReference {
  id: string
  /** Whom or what it shows: a slug. */
  of: string
  /** As the prompt calls it. */
  called: string
  role: 'face' | 'outfit' | 'place'
  /** Relative to the imagery folder. */
  path: string
}

/** Why an id leads to no picture. */
export type ReferenceGap = 'no-folder' | 'unknown-id' | 'missing-file' | 'off-canon'

export interface PersonReferences {
  chosen: ChosenReference[]
  gaps: { id: string; line: number; why: ReferenceGap }[]
  /** Ids that lead to a picture, in the order of the list. */
  resolved: string[]
}

/** Pictures of somebody that can be sent: portrait first, then those that match the canon, then approved ones. */
export function usableReferences(
  { inventory, file }: ImageryCharacter,
  exists: (path: string) => boolean,
): InventoryEntry[] {
  return inventory
    .filter(({ path, matchesCanon }) => {
      const within = pathWithin(folderOf(file), path)
      return matchesCanon !== false && within !== null && exists(within)
    })
    .sort((a, b) => rank(a) - rank(b))
}

function rank({ portrait, matchesCanon, approved }: InventoryEntry): number {
  return (portrait ? 0 : 4) + (matchesCanon === true ? 0 : 2) + (approved ? 0 : 1)
}

/** Follows the ids a chapter lists for somebody through their own inventory. */
export function resolvePerson(
  person: ChapterPerson,
  character: ImageryCharacter | undefined,
  exists: (path: string) => boolean,
): PersonReferences {
  const gaps: PersonReferences['gaps'] = []
  const resolved = new Set<string>()
  const usable = character ? usableReferences(character, exists) : []
  for (const { id, line } of person.references) {
    const entry = character?.inventory.find((each) => each.id === id)
    if (!character) gaps.push({ id, line, why: 'no-folder' })
    else if (!entry) gaps.push({ id, line, why: 'unknown-id' })
    else if (entry.matchesCanon === false) gaps.push({ id, line, why: 'off-canon' })
    else if (!usable.includes(entry)) gaps.push({ id, line, why: 'missing-file' })
    else resolved.add(id)
  }
  const chosen = usable
    .filter(({ id }) => resolved.has(id))
    .slice(0, MOST_PER_PERSON)
    .map(
      (entry): ChosenReference => ({
        id: entry.id,
        of: person.ref,
        called: person.name,
        role: entry.portrait ? 'face' : 'outfit',
        path: pathWithin(folderOf(character!.file), entry.path)!,
      }),
    )
  return { chosen, gaps, resolved: [...resolved] }
}

/** The picture of a whole place goes along with those of its parts. */
export function placeReference(
  file: ImageryFile,
  target: Target,
  exists: (path: string) => boolean,
): { chosen: ChosenReference[]; dangling: string[] } {
  if (file.kind !== 'location') return { chosen: [], dangling: [] }
  const listed = file.overviewReference !== null && target.role !== 'overview' ? [file.overviewReference] : []
  const ids = [...new Set([...target.references, ...listed])]
  const inventory = [...file.targets.flatMap((each) => each.inventory), ...file.inventory]
  const chosen: ChosenReference[] = []
  const dangling: string[] = []
  for (const id of ids) {
    const path = inventory
      .filter((entry) => entry.id === id && entry.matchesCanon !== false)
      .map((entry) => pathWithin(folderOf(file.file), entry.path))
      .find((each) => each !== null && exists(each))
    if (path) chosen.push({ id, of: file.entity, called: file.title, role: 'place', path })
    else dangling.push(id)
  }
  return { chosen: chosen.slice(0, MOST_PER_PERSON), dangling }
}

/** Years that a text names: 1800 to 2199. */
export function yearsIn(text: string): number[] {
  return [...text.matchAll(/(?<!\d)(?:18|19|20|21)\d\d(?!\d)/g)].map(([year]) => Number(year))
}

/**
 * Whether a picture shows a look of other years than those a chapter plays in; null where one of them names no year.
 */
export function isOfAnotherPeriod(entry: InventoryEntry, chapterYears: readonly number[]): boolean | null {
  if (entry.portrait || chapterYears.length === 0) return null
  const years = yearsIn(`${entry.id} ${entry.notes}`)
  if (years.length === 0) return null
  const [from, until] = [Math.min(...years), Math.max(...years)]
  return !chapterYears.some((year) => year >= from && year <= until)
}
