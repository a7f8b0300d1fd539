import type { TreeRow } from './rows.ts'

/** What is chosen in the tree, and where the keyboard stands. Ids of chapters, scenes and panels. */
export interface Selection {
  ids: ReadonlySet<string>
  /** Where a range begins. */
  anchor: string | null
  /** Where the keyboard stands. */
  lead: string | null
}

export const NOTHING: Selection = { ids: new Set(), anchor: null, lead: null }

/** How a row is reached: alone, added to or taken from what is chosen, as the end of a range, or without choosing it. */
export type Reach = 'only' | 'toggle' | 'range' | 'move'

export function reach(selection: Selection, rows: readonly Pick<TreeRow, 'id'>[], id: string, how: Reach): Selection {
  switch (how) {
    case 'only':
      return { ids: new Set([id]), anchor: id, lead: id }
    case 'move':
      return { ...selection, lead: id }
    case 'toggle': {
      const ids = new Set(selection.ids)
      if (!ids.delete(id)) ids.add(id)
      return { ids, anchor: id, lead: id }
    }
    case 'range': {
      const anchor = selection.anchor ?? selection.lead ?? id
      const [from, to] = [anchor, id].map((each) => rows.findIndex((row) => row.id === each))
      if (from! < 0 || to! < 0) return reach(selection, rows, id, 'only')
      const ids = rows.slice(Math.min(from!, to!), Math.max(from!, to!) + 1).map((row) => row.id)
      return { ids: new Set(ids), anchor, lead: id }
    }
  }
}

/**
 * What is left of a selection when rows went; the keyboard stays near where it stood: beside what is no more, and at what
 * was closed over the rest.
 */
export function stillThere(
  selection: Selection,
  before: readonly Pick<TreeRow, 'id'>[],
  now: readonly Pick<TreeRow, 'id'>[],
  isInBook: (id: string) => boolean,
): Selection {
  const there = new Set(now.map(({ id }) => id))
  const isThere = (id: string | null) => id === null || there.has(id)
  const keptIds = [...selection.ids].filter((id) => there.has(id))
  if (keptIds.length === selection.ids.size && isThere(selection.lead) && isThere(selection.anchor)) return selection
  const at = before.findIndex(({ id }) => id === selection.lead)
  const above = () => before.slice(0, at).findLast(({ id }) => there.has(id))
  const below = () => before.slice(at + 1).find(({ id }) => there.has(id))
  const near =
    isThere(selection.lead) || at < 0 ? null : isInBook(selection.lead!) ? (above() ?? below()) : (below() ?? above())
  const lead = isThere(selection.lead) ? selection.lead : (near?.id ?? null)
  const ids = keptIds.length > 0 || lead === null ? keptIds : [lead]
  return { ids: new Set(ids), anchor: isThere(selection.anchor) ? selection.anchor : lead, lead }
}

/** Chosen rows in the order they stand; what stands in another chosen one goes with it. */
export function chosenRows(rows: readonly TreeRow[], { ids }: Selection): TreeRow[] {
  return rows.filter((row) => {
    if (!ids.has(row.id)) return false
    for (let at = row.parent; at >= 0; at = rows[at]!.parent) if (ids.has(rows[at]!.id)) return false
    return true
  })
}
