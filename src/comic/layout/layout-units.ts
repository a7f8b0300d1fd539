import type { HouseStyle } from './house-styles.ts'
import type { LayoutChapter, LayoutPanel } from './laid-out-page.ts'
import type { LayoutLock, LayoutNote } from './layout-wish.ts'
import { type PageGroup, pageGroups, scriptPages } from './script-pages.ts'
import { leavesOf, type SplitTree } from './split-tree.ts'

/** What page breaks are made between: a panel, with the one that stands within it. */
export interface LayoutUnit {
  panel: LayoutPanel
  inset: LayoutPanel | null
  /** Has one page, or two facing ones, to itself. */
  alone: 'splash' | 'spread' | null
  /** Index into the chapters given. */
  chapter: number
  /** First of its chapter: begins a page, below a heading of this height; null for any other. */
  headingHeightMm: number | null
  /** The author wants a page to begin here. */
  breakBefore: boolean
  /** Should be the first thing seen on turning the page. */
  turn: boolean
}

/** Units `start` to `start + length` are a page of this tree. */
export interface FixedPage {
  start: number
  length: number
  tree: SplitTree
}

export interface LayoutUnits {
  units: LayoutUnit[]
  fixedPages: FixedPage[]
  /** Pages of the author's script that are pages of the book. */
  groups: PageGroup[]
  notes: LayoutNote[]
}

/** Big enough to hold a small panel, and small enough to stand in one. */
const HOST_IMPORTANCE = 4
const INSET_IMPORTANCE = 1
const MOST_INSET_WORDS = 6
/** Panels a fixed page may hold; nobody could read more. */
const MOST_FIXED = 64

/**
 * Puts the panels of a book in order and decides, with the author's locks, which share a page with no other.
 * @param fitsPage whether a picture can fill a page without losing what matters
 */
export function unitsOf(
  chapters: readonly LayoutChapter[],
  style: HouseStyle,
  locks: readonly LayoutLock[],
  fitsPage: (panel: LayoutPanel) => boolean,
): LayoutUnits {
  const notes: LayoutNote[] = []
  const lose = (lock: LayoutLock) => notes.push({ kind: 'lock-lost', lock })
  const ordered = swapPanels(chapters, locks, lose)
  const alone = whoIsAlone(ordered, style, locks, fitsPage)
  const insets = whoIsInset(ordered, style, locks, alone)
  for (const lock of locks) if (lock.kind === 'inset' && lock.on && !insets.has(lock.panel)) lose(lock)
  const turns = pageTurns(ordered, style)

  const units: LayoutUnit[] = []
  for (const [chapter, { panels, headingHeightMm }] of ordered.entries()) {
    for (const [index, panel] of panels.entries()) {
      if (insets.has(panel.id)) units.at(-1)!.inset = panel
      else {
        units.push({
          panel,
          inset: null,
          alone: alone.get(panel.id) ?? null,
          chapter,
          headingHeightMm: index === 0 ? headingHeightMm : null,
          breakBefore: false,
          turn: turns.has(panel.id),
        })
      }
    }
  }
  const fixedPages = applyPageLocks(units, locks, lose)
  return { units, fixedPages, groups: pageGroups(units, fixedPages), notes }
}

function swapPanels(
  chapters: readonly LayoutChapter[],
  locks: readonly LayoutLock[],
  lose: (lock: LayoutLock) => void,
): LayoutChapter[] {
  const swapped = chapters.map((chapter) => ({ ...chapter, panels: [...chapter.panels] }))
  for (const lock of locks) {
    if (lock.kind !== 'swap') continue
    const [a, b] = lock.panels
    const chapter = swapped.find(({ panels }) => panels.some(({ id }) => id === a))
    const first = chapter?.panels.findIndex(({ id }) => id === a) ?? -1
    const second = chapter?.panels.findIndex(({ id }) => id === b) ?? -1
    if (chapter === undefined || first < 0 || second < 0) {
      lose(lock)
      continue
    }
    const { panels } = chapter
    // A scene begins where it begins, and a page of the script too, whichever panel now stands there.
    const [one, other] = [panels[first]!, panels[second]!]
    panels[first] = { ...other, ...startsOf(one) }
    panels[second] = { ...one, ...startsOf(other) }
  }
  return swapped
}

function startsOf({ sceneStart, pageStart = false }: LayoutPanel): Pick<LayoutPanel, 'sceneStart' | 'pageStart'> {
  return { sceneStart, pageStart }
}

/**
 * Decides which of the panels that want a page to themselves get one: the first whose picture fits a page, then always
 * the next that is far enough from the last. The others keep their importance and share a page. Where the script has
 * pages, those of one panel are alone and no others.
 */
function whoIsAlone(
  chapters: readonly LayoutChapter[],
  style: HouseStyle,
  locks: readonly LayoutLock[],
  fitsPage: (panel: LayoutPanel) => boolean,
): Map<string, 'splash' | 'spread'> {
  const decided = new Map(locks.flatMap((lock) => (lock.kind === 'alone' ? [[lock.panel, lock.as] as const] : [])))
  const alone = new Map<string, 'splash' | 'spread'>()
  const apart = style.splashesApart ?? Infinity
  let since = apart
  const onPage = new Map(
    chapters.flatMap(({ panels }) =>
      scriptPages(panels).flatMap((page) => page.map(({ id }) => [id, page.length] as const)),
    ),
  )
  for (const panel of chapters.flatMap(({ panels }) => panels)) {
    const { id, splash, spread } = panel
    const written = onPage.get(id)
    const isGranted = written === undefined ? splash && since >= apart && fitsPage(panel) : written === 1
    const asked = decided.get(id) ?? (spread === true ? 'spread' : isGranted ? 'splash' : 'no')
    if (asked !== 'no') alone.set(id, asked)
    since = asked === 'no' ? since + 1 : 1
  }
  return alone
}

/**
 * The reveals worth turning a page for. A reader turns once in two pages: of reveals that stand closer than that only
 * the most important one is kept, of equals the first.
 */
export function pageTurns(chapters: readonly LayoutChapter[], style: HouseStyle): Set<string> {
  const apart = Math.round(2 * style.panels.usual)
  const reveals = chapters
    .flatMap(({ panels }) => panels)
    .flatMap((panel, at) => (panel.reveal === true ? [{ id: panel.id, at, importance: panel.importance }] : []))
  const kept: typeof reveals = []
  for (const reveal of reveals.toSorted((a, b) => b.importance - a.importance || a.at - b.at)) {
    if (kept.every(({ at }) => Math.abs(at - reveal.at) >= apart)) kept.push(reveal)
  }
  return new Set(kept.map(({ id }) => id))
}

function whoIsInset(
  chapters: readonly LayoutChapter[],
  style: HouseStyle,
  locks: readonly LayoutLock[],
  alone: ReadonlyMap<string, 'splash' | 'spread'>,
): Set<string> {
  const decided = new Map(locks.flatMap((lock) => (lock.kind === 'inset' ? [[lock.panel, lock.on] as const] : [])))
  const insets = new Set<string>()
  for (const { panels } of chapters) {
    for (const [index, panel] of panels.entries()) {
      const host = panels[index - 1]
      if (host === undefined || insets.has(host.id) || alone.has(panel.id) || alone.get(host.id) === 'spread') continue
      const suits =
        style.insets &&
        host.importance >= HOST_IMPORTANCE &&
        panel.importance <= INSET_IMPORTANCE &&
        (panel.words ?? 0) <= MOST_INSET_WORDS &&
        !panel.sceneStart &&
        panel.pageStart !== true &&
        panel.reveal !== true
      if (decided.get(panel.id) ?? suits) insets.add(panel.id)
    }
  }
  return insets
}

/** Marks the breaks and finds the fixed pages; of those that overlap, the later one holds. */
function applyPageLocks(
  units: LayoutUnit[],
  locks: readonly LayoutLock[],
  lose: (lock: LayoutLock) => void,
): FixedPage[] {
  const at = new Map(units.map(({ panel }, index) => [panel.id, index]))
  const inBook = new Set(units.flatMap(({ panel, inset }) => (inset === null ? [panel.id] : [panel.id, inset.id])))
  const fixed: (FixedPage & { lock: LayoutLock })[] = []
  for (const lock of locks) {
    if (lock.kind === 'alone' && !inBook.has(lock.panel)) lose(lock)
    if (lock.kind === 'break') {
      const index = at.get(lock.before)
      if (index === undefined) lose(lock)
      else units[index]!.breakBefore = true
    }
    if (lock.kind !== 'page') continue
    const start = at.get(lock.panels[0] ?? '') ?? -1
    const length = lock.panels.length
    const run = start < 0 ? [] : units.slice(start, start + length)
    const together =
      run.length === length &&
      length <= MOST_FIXED &&
      run.every(
        ({ panel, chapter, alone }, index) =>
          panel.id === lock.panels[index] && chapter === run[0]!.chapter && (alone === null || length === 1),
      ) &&
      leavesOf(lock.tree) === length
    if (!together) {
      lose(lock)
      continue
    }
    for (const older of fixed.filter((page) => page.start < start + length && start < page.start + page.length)) {
      fixed.splice(fixed.indexOf(older), 1)
      lose(older.lock)
    }
    fixed.push({ start, length, tree: lock.tree, lock })
  }
  for (const lock of locks) {
    if (lock.kind !== 'break') continue
    const index = at.get(lock.before) ?? -1
    const within = fixed.find((page) => page.start < index && index < page.start + page.length)
    if (within === undefined) continue
    // The later of the two decisions holds.
    if (locks.indexOf(lock) > locks.indexOf(within.lock)) {
      fixed.splice(fixed.indexOf(within), 1)
      lose(within.lock)
    } else {
      units[index]!.breakBefore = false
      lose(lock)
    }
  }
  return fixed.map(({ start, length, tree }) => ({ start, length, tree }))
}
