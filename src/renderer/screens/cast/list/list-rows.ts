import type { RouteOutput } from '../../../../shared/contract/index.ts'

export type CastList = RouteOutput<'cast.list'>
export type PersonRow = CastList['people'][number]
export type PlaceRow = CastList['places'][number]
export type WalkOnRow = CastList['walkOns'][number]

/** What stands in the list: a heading over a group, and those in it. */
export type ListRow =
  | { kind: 'heading'; group: 'people' | 'places' | 'walkOns'; count: number }
  | { kind: 'person'; person: PersonRow }
  | { kind: 'place'; place: PlaceRow }
  | { kind: 'walkOn'; walkOn: WalkOnRow }

/** Who or what is chosen. */
export type Chosen = { kind: 'person' | 'place' | 'walkOn'; id: string }

/** Rows in the book's order; under a filter, those with every word of it at the start of a word. */
export function listRows({ people, places, walkOns }: CastList, filter: string): ListRow[] {
  const wanted = fold(filter).split(/\s+/u).filter(Boolean)
  const fits = (...texts: readonly string[]) => {
    const words = texts.flatMap((text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])
    return wanted.every((part) => words.some((word) => word.startsWith(part)))
  }
  const persons = people.filter(({ name, role, aliases }) => fits(name, role, ...aliases))
  const sites = places.filter(({ name, aliases }) => fits(name, ...aliases))
  const strangers = walkOns.filter(({ name }) => fits(name))
  return [
    ...group('people', persons, (person): ListRow => ({ kind: 'person', person })),
    ...group('places', sites, (place): ListRow => ({ kind: 'place', place })),
    ...group('walkOns', strangers, (walkOn): ListRow => ({ kind: 'walkOn', walkOn })),
  ]
}

function group<Entry>(
  name: 'people' | 'places' | 'walkOns',
  entries: readonly Entry[],
  row: (entry: Entry) => ListRow,
): ListRow[] {
  return entries.length === 0 ? [] : [{ kind: 'heading', group: name, count: entries.length }, ...entries.map(row)]
}

/** Whom a row lets the author choose; null = nobody. */
export function chosenBy(row: ListRow): Chosen | null {
  switch (row.kind) {
    case 'heading':
      return null
    case 'person':
      return { kind: 'person', id: row.person.id }
    case 'place':
      return { kind: 'place', id: row.place.id }
    case 'walkOn':
      return { kind: 'walkOn', id: row.walkOn.id }
  }
}

/** How far a key moves in the list; null = it does not. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** Who is chosen after a key; null = the key moves nothing. */
export function movedBy(key: string, rows: readonly ListRow[], chosen: Chosen | null): Chosen | null {
  const step = STEPS[key]
  return step === undefined ? null : neighbour(rows, chosen, step)
}

/** The one so many further on in the list, the last or first where it ends; null = there is nobody. */
export function neighbour(rows: readonly ListRow[], chosen: Chosen | null, step: number): Chosen | null {
  const all = rows.flatMap((row) => chosenBy(row) ?? [])
  const at = all.findIndex((each) => isSame(each, chosen))
  const next = at < 0 ? (step < 0 ? all.length - 1 : 0) : at + step
  return all[Math.max(0, Math.min(all.length - 1, next))] ?? null
}

export function isSame(one: Chosen | null, other: Chosen | null): boolean {
  return one !== null && other !== null && one.kind === other.kind && one.id === other.id
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}
