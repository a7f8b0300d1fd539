import type { RouteInput, Sheet, SheetBox, SheetSettings } from '../../../../shared/contract/index.ts'

/** What is to be kept of a draft: only what is otherwise than before. */
export type SheetPatch = Omit<RouteInput<'sheet.save'>, 'revision'>

/** What of `now` is otherwise than `before`; null = nothing. Objects that were not touched are compared by themselves. */
export function changesOf(before: Sheet, now: Sheet): SheetPatch | null {
  const patch: SheetPatch = {}
  if (now.mode !== before.mode) patch.mode = now.mode
  if (now.text !== before.text) patch.text = now.text
  if (!isSame(now.selection, before.selection)) patch.selection = now.selection
  const settings = changedSettings(before.settings, now.settings)
  if (settings) patch.settings = settings
  if (now.boxes !== before.boxes) Object.assign(patch, changedBoxes(before.boxes, now.boxes))
  return Object.keys(patch).length === 0 ? null : patch
}

/** A draft with changes put over it. */
export function withChanges(sheet: Sheet, { mode, text, selection, settings, changed, boxes }: SheetPatch): Sheet {
  const byId = new Map(changed?.map((box) => [box.id, box]))
  return {
    mode: mode ?? sheet.mode,
    text: text ?? sheet.text,
    selection: selection ?? sheet.selection,
    settings: { ...sheet.settings, ...settings } as SheetSettings,
    boxes: boxes ?? (byId.size === 0 ? sheet.boxes : sheet.boxes.map((box) => byId.get(box.id) ?? box)),
    revision: sheet.revision,
  }
}

/**
 * Two changes of one draft put together, so that neither is lost: what was changed here over what was changed there. A
 * box that one side took out and the other wrote on stays. Also an undo: `base` after the act, `theirs` before it.
 */
export function merged(base: Sheet, mine: Sheet, theirs: Sheet): Sheet {
  const settings = changedSettings(base.settings, mine.settings)
  return {
    mode: mine.mode === base.mode ? theirs.mode : mine.mode,
    text: mine.text === base.text ? theirs.text : mine.text,
    selection: isSame(mine.selection, base.selection) ? theirs.selection : mine.selection,
    settings: settings ? { ...theirs.settings, ...settings } : theirs.settings,
    boxes: mergedBoxes(base.boxes, mine.boxes, theirs.boxes),
    revision: theirs.revision,
  }
}

function mergedBoxes(base: readonly SheetBox[], mine: readonly SheetBox[], theirs: readonly SheetBox[]): SheetBox[] {
  const before = new Map(base.map((box) => [box.id, box]))
  const here = new Map(mine.map((box) => [box.id, box]))
  const there = new Map(theirs.map((box) => [box.id, box]))
  const wasChanged = (box: SheetBox) => !isSame(box, before.get(box.id) ?? null)
  const standing = (id: string): SheetBox | null => {
    const [old, my, their] = [before.get(id), here.get(id), there.get(id)]
    if (my && their) return wasChanged(my) ? my : their
    const only = my ?? their
    if (!only) return null
    // Taken out by one side: only what the other wrote on since, or made, stays.
    return old && !wasChanged(only) ? null : only
  }
  const order = isSameOrder(base, theirs) ? [mine, theirs] : [theirs, mine]
  const ids: string[] = []
  const placed = new Set<string>()
  for (const list of order)
    list.forEach(({ id }, at) => {
      if (placed.has(id)) return
      placed.add(id)
      // What only the second order knows comes behind its neighbour there.
      const neighbour = list[at - 1]?.id
      const place = list === order[0] || neighbour === undefined ? -1 : ids.indexOf(neighbour)
      if (list !== order[0] && at === 0) ids.unshift(id)
      else if (place < 0) ids.push(id)
      else ids.splice(place + 1, 0, id)
    })
  return ids.flatMap((id) => standing(id) ?? [])
}

function isSameOrder(one: readonly SheetBox[], other: readonly SheetBox[]): boolean {
  return one.length === other.length && one.every(({ id }, at) => id === other[at]?.id)
}

function changedSettings(before: SheetSettings, now: SheetSettings): Partial<SheetSettings> | null {
  if (before === now) return null
  const names = (Object.keys(now) as (keyof SheetSettings)[]).filter((name) => !isSame(before[name], now[name]))
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, now[name]]))
}

function changedBoxes(before: readonly SheetBox[], now: readonly SheetBox[]): Pick<SheetPatch, 'boxes' | 'changed'> {
  if (!isSameOrder(before, now)) return { boxes: [...now] }
  const changed = now.filter((box, at) => box !== before[at] && !isSame(box, before[at]))
  return changed.length === 0 ? {} : { changed }
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
