/**
 * Pictures that the next act is about. All of them at first, those that still come too: what is kept are the exceptions,
 * by picture with its panel. So a book of 36,000 pictures is chosen without naming one.
 */
export interface Selection {
  base: 'all' | 'none'
  except: ReadonlyMap<string, string>
}

export const ALL: Selection = { base: 'all', except: new Map() }
export const NONE: Selection = { base: 'none', except: new Map() }

export function isSelected({ base, except }: Selection, takeId: string): boolean {
  return (base === 'all') !== except.has(takeId)
}

export interface Named {
  takeId: string
  panelId: string
}

/** With these pictures in it, or without them. */
export function withThese(selection: Selection, those: readonly Named[], selected: boolean): Selection {
  const except = new Map(selection.except)
  for (const { takeId, panelId } of those) {
    if (selected === (selection.base === 'all')) except.delete(takeId)
    else except.set(takeId, panelId)
  }
  return { base: selection.base, except }
}

export function toggled(selection: Selection, one: Named): Selection {
  return withThese(selection, [one], !isSelected(selection, one.takeId))
}

export interface Chosen {
  takes: number
  panels: number
  ofTakes: number
}

/** How many pictures are chosen, over how many panels. */
export function chosen(
  { base, except }: Selection,
  { panelIds, takes }: { panelIds: readonly string[]; takes: readonly number[] },
): Chosen {
  const exceptions = new Map<string, number>()
  for (const panelId of except.values()) exceptions.set(panelId, (exceptions.get(panelId) ?? 0) + 1)
  const sum: Chosen = { takes: 0, panels: 0, ofTakes: 0 }
  for (const [row, panelId] of panelIds.entries()) {
    const there = takes[row] ?? 0
    const apart = Math.min(there, exceptions.get(panelId) ?? 0)
    const own = base === 'all' ? there - apart : apart
    sum.takes += own
    sum.ofTakes += there
    if (own > 0) sum.panels++
  }
  return sum
}

/** As text that outlives a reload; null = it is not one. */
export function writeSelection({ base, except }: Selection): string {
  return JSON.stringify({ base, except: [...except] })
}

export function readSelection(text: string | null): Selection {
  try {
    const { base, except } = JSON.parse(text ?? '') as { base: unknown; except: unknown }
    if ((base !== 'all' && base !== 'none') || !Array.isArray(except)) return ALL
    return { base, except: new Map(except as [string, string][]) }
  } catch {
    return ALL
  }
}
