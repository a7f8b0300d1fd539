import type { GalleryFilter, PanelTakes, Problem, RouteOutput, Take } from '../../../shared/contract/index.ts'
import { type Client, RequestError } from '../../api/client.ts'

export type Outline = RouteOutput<'takes.outline'>

/** The pictures of one filter: the outline of all, and the panels that are looked at. Old ones stay until new are here. */
export interface Source {
  outline(): Outline | null
  problem(): Problem | null
  panel(panelId: string): PanelTakes | undefined
  /** What was in sight and ahead last, for when the author comes back. */
  known(): [panelId: string, panel: PanelTakes][]
  /**
   * Panels in sight: they are asked for, and asked for again when something changes. Those that will come into sight are
   * asked for many at once, before the author is there.
   */
  want(panelIds: readonly string[], ahead: readonly string[]): void
  /** Asks for panels that are not here yet; for those who need them whether they are in sight or not. */
  ensure(panelIds: readonly string[]): Promise<void>
  /** Shows what the author has just said before main has answered. */
  patch(those: readonly { takeId: string; panelId: string }[], change: (take: Take) => Take): void
  /** The panel the author is at: it stays in the list whatever its state. */
  stayAt(panelId: string | null): void
  /** After something changed that nobody tells of. */
  again(): void
  onOutline(listener: () => void): () => void
  onPanel(panelId: string, listener: () => void): () => void
  close(): void
}

/** Panels asked for at once. */
const MOST_PANELS = 100
/** Of those that are not in sight yet: few, so that an answer is read within a frame. */
const MOST_AHEAD = 12
/** Between two looks at the outline, ms: pictures land several a second. */
const APART_MS = 400
/** Panels that are kept when they are out of sight. */
const KEPT = 600

export interface Question {
  edition: { style: string | null; lang: string | null }
  filter: GalleryFilter
}

/** @param before the same question, answered when the author was here last: shown until it is answered anew */
export function openSource(client: Client, { edition, filter }: Question, before?: Source): Source {
  let outline: Outline | null = before?.outline() ?? null
  let problem: Problem | null = null
  let wanted: readonly string[] = []
  let ahead: readonly string[] = []
  let here: string | null = null
  let isOpen = true
  let outlineNumber = 0
  let askedAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | null = null
  const panels = new Map<string, PanelTakes>(before?.known())
  /** Those that may be otherwise by now. */
  const old = new Set<string>(panels.keys())
  /** Those that are not in the script any more. */
  const gone = new Set<string>()
  const underWay = new Map<string, Promise<void>>()
  const outlineListeners = new Set<() => void>()
  const panelListeners = new Map<string, Set<() => void>>()
  /** Changes the author made that no answer holds yet. */
  let round = 0
  let isLoading = false
  let hasFailed = false

  const tellOutline = () => {
    for (const listener of outlineListeners) listener()
  }
  const tellPanel = (id: string) => {
    for (const listener of panelListeners.get(id) ?? []) listener()
  }

  async function askOutline(): Promise<void> {
    const own = ++outlineNumber
    askedAt = Date.now()
    try {
      const answer = await client.request('takes.outline', {
        edition,
        filter,
        ...(here !== null && filter.show ? { alsoPanelId: here } : {}),
      })
      if (!isOpen || own !== outlineNumber) return
      outline = answer
      problem = null
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      if (!isOpen || own !== outlineNumber) return
      problem = error.problem
    }
    tellOutline()
  }

  function outlineSoon(): void {
    if (timer !== null) return
    timer = setTimeout(
      () => {
        timer = null
        void askOutline()
      },
      Math.max(0, askedAt + APART_MS - Date.now()),
    )
  }

  function load(ids: readonly string[]): Promise<void> {
    const asked = [...ids]
    const own = round
    for (const id of asked) old.delete(id)
    const { show: _, ...rest } = filter
    const loading = client
      .request('takes.panels', { panelIds: asked, edition, filter: rest })
      .then(({ panels: found }) => {
        hasFailed = false
        if (!isOpen) return
        const there = new Set(found.map(({ panelId }) => panelId))
        for (const id of asked) if (!there.has(id)) gone.add(id)
        for (const panel of found) {
          const before = panels.get(panel.panelId)
          const after = before === undefined ? panel : sameWhereEqual(before, panel)
          panels.delete(panel.panelId)
          panels.set(panel.panelId, after)
          // Something was said meanwhile: this answer may not hold it yet.
          if (own !== round) old.add(panel.panelId)
          if (after !== before) tellPanel(panel.panelId)
        }
        for (const id of panels.keys()) {
          if (panels.size <= KEPT) break
          if (!wanted.includes(id) && !ahead.includes(id)) panels.delete(id)
        }
      })
      .catch((error) => {
        // What cannot be had now is asked for with the next change.
        if (!(error instanceof RequestError)) throw error
        for (const id of asked) old.add(id)
        hasFailed = true
      })
      .finally(() => {
        for (const id of asked) if (underWay.get(id) === loading) underWay.delete(id)
      })
    for (const id of asked) underWay.set(id, loading)
    return loading
  }

  function missing(ids: readonly string[]): string[] {
    return ids.filter((id) => (!panels.has(id) || old.has(id)) && !underWay.has(id) && !gone.has(id))
  }

  /** One request at a time for what is in sight: who scrolls fast asks for where they are, not for all they passed. */
  async function loadWanted(): Promise<void> {
    if (isLoading || !isOpen) return
    const lacking = missing(wanted).slice(0, MOST_PANELS)
    if (lacking.length === 0) {
      // Not one by one as they come nearer.
      const coming = missing(ahead)
      if (coming.length >= Math.min(MOST_AHEAD, ahead.length)) lacking.push(...coming.slice(0, MOST_AHEAD))
    }
    if (lacking.length === 0) return
    isLoading = true
    await load(lacking)
    isLoading = false
    if (!hasFailed) void loadWanted()
  }

  async function loadAll(ids: readonly string[]): Promise<void> {
    const lacking = missing(ids)
    const parts: Promise<void>[] = []
    for (let at = 0; at < lacking.length; at += MOST_PANELS) parts.push(load(lacking.slice(at, at + MOST_PANELS)))
    await Promise.all([...parts, ...ids.flatMap((id) => underWay.get(id) ?? [])])
  }

  const changed = () => {
    round++
    gone.clear()
    for (const id of panels.keys()) old.add(id)
    outlineSoon()
    // Whatever is under way may have been read before the change.
    void Promise.allSettled([...underWay.values()]).then(() => {
      void loadWanted()
    })
  }
  const unsubscribe = client.onChange(['takes', 'tree'], changed)
  void askOutline()

  return {
    outline: () => outline,
    problem: () => problem,
    panel: (id) => panels.get(id),
    known: () => [...panels].filter(([id]) => wanted.includes(id) || ahead.includes(id)),
    want(ids, next) {
      wanted = ids
      ahead = next
      void loadWanted()
    },
    ensure: loadAll,
    patch(those, change) {
      round++
      const byPanel = Map.groupBy(those, ({ panelId }) => panelId)
      for (const [panelId, named] of byPanel) {
        const panel = panels.get(panelId)
        if (!panel) continue
        const ids = new Set(named.map(({ takeId }) => takeId))
        panels.set(panelId, {
          ...panel,
          takes: panel.takes.map((take) => (ids.has(take.id) ? change(take) : take)),
        })
        tellPanel(panelId)
      }
    },
    stayAt(panelId) {
      if (panelId === here) return
      here = panelId
      if (filter.show) outlineSoon()
    },
    again: changed,
    onOutline(listener) {
      outlineListeners.add(listener)
      return () => outlineListeners.delete(listener)
    },
    onPanel(panelId, listener) {
      const own = panelListeners.get(panelId) ?? new Set()
      panelListeners.set(panelId, own)
      own.add(listener)
      return () => {
        own.delete(listener)
        if (own.size === 0) panelListeners.delete(panelId)
      }
    },
    close() {
      isOpen = false
      if (timer !== null) clearTimeout(timer)
      unsubscribe()
    },
  }
}

/** The answer, with everything in it that is as it was being what it was: that is not drawn again. */
function sameWhereEqual(before: PanelTakes, after: PanelTakes): PanelTakes {
  if (isEqual(before, after)) return before
  const takes = new Map(before.takes.map((take) => [take.id, take]))
  const open = new Map(before.open.map((wish) => [wish.jobId, wish]))
  return {
    ...after,
    takes: after.takes.map((take) => kept(takes.get(take.id), take)),
    open: after.open.map((wish) => kept(open.get(wish.jobId), wish)),
  }
}

function kept<Value>(before: Value | undefined, after: Value): Value {
  return before !== undefined && isEqual(before, after) ? before : after
}

/** Both come from main, written by the same hand. */
function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
