import type { LaidOutPage } from './laid-out-page.ts'
import type { LayoutLock } from './layout-wish.ts'
import { leavesOf, type Split, type SplitTree } from './split-tree.ts'

/** No part is dragged smaller than this share of what it and its neighbour have. */
const SMALLEST_SHARE = 0.12

/** Where a cut lies in a page's tree: which part of the page, which part of that, and so on; empty for the page. */
export type SplitPath = readonly number[]

/** Keeps a page as it is. */
export function fixPage(page: LaidOutPage): LayoutLock {
  return { kind: 'page', panels: panelsOf(page), tree: page.tree ?? 'panel' }
}

/**
 * Moves a gutter of a page; the page is fixed from then on.
 * @param path the cut the gutter belongs to
 * @param gutter 0 for the one after its first part
 * @param by share of the cut's length, positive in the direction the page was laid out in: down, or on in reading order
 * @returns null when there is no such gutter
 */
export function moveSplit(page: LaidOutPage, path: SplitPath, gutter: number, by: number): LayoutLock | null {
  const tree = changed(page.tree ?? 'panel', path, (split) => {
    const shares = split.shares ?? split.parts.map(() => 1 / split.parts.length)
    const [before, after] = [shares[gutter], shares[gutter + 1]]
    if (before === undefined || after === undefined) return null
    const least = (before + after) * SMALLEST_SHARE
    const moved = Math.min(before + after - least, Math.max(least, before + by))
    return { ...split, shares: shares.with(gutter, moved).with(gutter + 1, before + after - moved) }
  })
  return tree === null ? null : { kind: 'page', panels: panelsOf(page), tree }
}

/**
 * Makes one slot of two neighbouring ones. Panels after them move up by one slot, and the page's last panel moves on to
 * the next page; the page is fixed from then on.
 * @returns null when the two slots do not share a whole side, or the page has only one
 */
export function mergeSlots(page: LaidOutPage, first: string, second: string): LayoutLock | null {
  const panels = panelsOf(page)
  const [at, next] = [panels.indexOf(first), panels.indexOf(second)]
  if (at < 0 || next !== at + 1) return null
  const tree = withoutLeaf(page.tree ?? 'panel', at)
  return tree === null ? null : { kind: 'page', panels: panels.slice(0, -1), tree }
}

/**
 * Adds a decision and drops those it replaces: earlier ones about the same panel or the same page. Panels that change
 * places do so on fixed pages too; swapped once more they are back.
 */
export function withLock(locks: readonly LayoutLock[], lock: LayoutLock): LayoutLock[] {
  if (lock.kind !== 'swap') return [...locks.filter((older) => !replaces(lock, older)), lock]
  const { panels } = lock
  const isUndone = (older: LayoutLock) => older.kind === 'swap' && panels.every((id) => older.panels.includes(id))
  const kept = locks.filter((older) => !isUndone(older)).map((older) => exchanged(older, panels))
  return kept.length < locks.length ? kept : [...kept, lock]
}

function exchanged(lock: LayoutLock, [a, b]: readonly [string, string]): LayoutLock {
  if (lock.kind !== 'page') return lock
  return { ...lock, panels: lock.panels.map((id) => (id === a ? b : id === b ? a : id)) }
}

/** Lets a page flow again: drops what fixes any of its panels to a page. */
export function releasePage(locks: readonly LayoutLock[], page: LaidOutPage): LayoutLock[] {
  const panels = panelsOf(page)
  return locks.filter((lock) => !(lock.kind === 'page' && lock.panels.some((id) => panels.includes(id))))
}

function panelsOf(page: LaidOutPage): string[] {
  return page.panels.filter(({ inset }) => inset !== true).map(({ id }) => id)
}

function replaces(lock: LayoutLock, older: LayoutLock): boolean {
  if (lock.kind === 'page' && older.kind === 'page') return older.panels.some((id) => lock.panels.includes(id))
  if (lock.kind === 'break' && older.kind === 'break') return older.before === lock.before
  if (lock.kind === 'alone' && older.kind === 'page') return lock.as !== 'no' && older.panels.includes(lock.panel)
  if (lock.kind === 'alone' || lock.kind === 'inset') return older.kind === lock.kind && older.panel === lock.panel
  return false
}

function changed(tree: SplitTree, path: SplitPath, change: (split: Split) => Split | null): SplitTree | null {
  if (tree === 'panel') return null
  const [first, ...rest] = path
  if (first === undefined) return change(tree)
  const part = tree.parts[first]
  const inner = part === undefined ? null : changed(part, rest, change)
  return inner === null ? null : { ...tree, parts: tree.parts.with(first, inner) }
}

/** The tree with leaf `at` and the one after it as one; null when they are not parts of one cut. */
function withoutLeaf(tree: SplitTree, at: number): SplitTree | null {
  if (tree === 'panel') return null
  let before = 0
  for (const [index, part] of tree.parts.entries()) {
    const count = leavesOf(part)
    if (at < before + count) {
      if (part !== 'panel') {
        const inner = withoutLeaf(part, at - before)
        return inner === null ? null : { ...tree, parts: tree.parts.with(index, inner) }
      }
      return tree.parts[index + 1] === 'panel' ? joined(tree, index) : null
    }
    before += count
  }
  return null
}

function joined(split: Split, index: number): SplitTree {
  if (split.parts.length === 2) return 'panel'
  const { shares } = split
  const parts = split.parts.toSpliced(index + 1, 1)
  if (shares === undefined) return { ...split, parts }
  return { ...split, parts, shares: shares.with(index, shares[index]! + shares[index + 1]!).toSpliced(index + 1, 1) }
}
