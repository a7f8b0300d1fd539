import type { RouteOutput } from '../../shared/contract/index.ts'

export type ReuseRow = RouteOutput<'reuse.map'>['rows'][number]

/** Whether a tick does anything: one with a picture of its own has nothing to share, unless it shares already. */
export function canChoose({ source, shows, hasOwn }: ReuseRow): boolean {
  return shows !== null || (source !== null && !hasOwn)
}

/** Panels that share now. */
export function sharing(rows: readonly ReuseRow[]): ReadonlySet<string> {
  return new Set(rows.filter(({ shows }) => shows !== null).map(({ panelId }) => panelId))
}

/** All that could be ticked, added to what is. */
export function withAll(rows: readonly ReuseRow[]): ReadonlySet<string> {
  return new Set(rows.filter(canChoose).map(({ panelId }) => panelId))
}

export interface ReuseEdit {
  pairs: { panelId: string; showsId: string | null }[]
  /** Panels that are to share and do not now: what is saved. */
  added: string[]
  removed: string[]
}

/**
 * What the author's ticks change. A panel that is to share never shows one that is to share itself: then it shows what
 * that one shows.
 */
export function editFor(rows: readonly ReuseRow[], ticked: ReadonlySet<string>): ReuseEdit {
  const target = new Map<string, string>()
  for (const { panelId, source, shows } of rows)
    if (ticked.has(panelId) && (shows ?? source) !== null) target.set(panelId, (shows ?? source)!.panelId)
  const end = (panelId: string): string => {
    const seen = new Set<string>()
    let at = panelId
    while (target.has(at) && !seen.has(at)) {
      seen.add(at)
      at = target.get(at)!
    }
    return at
  }
  const edit: ReuseEdit = { pairs: [], added: [], removed: [] }
  for (const { panelId, shows } of rows) {
    if (!target.has(panelId)) {
      if (shows === null) continue
      edit.pairs.push({ panelId, showsId: null })
      edit.removed.push(panelId)
      continue
    }
    const showsId = end(panelId)
    if (showsId === panelId || showsId === shows?.panelId) continue
    edit.pairs.push({ panelId, showsId })
    if (shows === null) edit.added.push(panelId)
  }
  return edit
}
