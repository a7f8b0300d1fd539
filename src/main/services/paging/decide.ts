import { layoutDesk } from '../../../comic/layout/lay-out-book.ts'
import type { LayoutLock } from '../../../comic/layout/layout-wish.ts'
import { lockWords } from '../../../comic/layout/layout-wish.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import { type BookLayout, layOut, nameOfPanel } from '../laying-out.ts'
import { type PagesChanged, pagesChanged } from './changed-pages.ts'
import { keepEdit } from './keep-edit.ts'

/** What came of a decision about pages. */
export interface DecisionReport extends PagesChanged {
  /** What was done, in the author's words. */
  done: string
  /** False when all was that way already; then nothing was kept either. */
  changed: boolean
  /** Earlier decisions that gave way to this one, in the author's words. Undo brings them back. */
  replaced: string[]
  /** What of the author's wishes cannot be, now. */
  notes: string[]
}

/** What an author wants changed about the decisions there are. */
export interface Change {
  /** In the author's words: `Page 3 fixed`. */
  done: string
  /** All decisions from now on, in order; those that stay are the same objects. */
  locks: readonly LayoutLock[]
  /** The one that must hold; absent where decisions are only taken back. */
  made?: LayoutLock
  /** Two panels that change places, also in earlier decisions about pages. */
  exchanged?: readonly [string, string]
}

/**
 * Changes what is decided about pages, as one edit that can be undone. A decision that could not hold is refused, and
 * those it contradicts give way to it.
 *
 * @param change from the layout as it is, and the decisions there are
 * @throws AppError WRONG_USE, READ_ONLY; then nothing is changed
 */
export function decide(
  project: Project,
  change: (layout: BookLayout, locks: readonly LayoutLock[]) => Change,
): DecisionReport {
  assertPages(project)
  const stored = project.layoutLocks.all()
  const locks = stored.map(({ lock }) => lock)
  const desk = layoutDesk()
  const before = layOut(project, {}, { locks, desk })
  const { done, locks: wanted, made, exchanged } = change(before, locks)
  const origins = originsOf(wanted, locks, exchanged)
  if (made !== undefined && isKept(made, locks, before.lost)) {
    return { done, changed: false, replaced: [], notes: before.notes, ...pagesChanged(before, before) }
  }
  const tried = layOut(project, {}, { locks: wanted, desk })
  if (made !== undefined && tried.lost.includes(made)) throw cannotHold(made, before)
  // What held until now and no longer does is contradicted by what the author just said.
  const heldUntilNow = (lock: LayoutLock) => {
    const old = origins.get(lock)
    return old !== undefined && !before.lost.includes(old)
  }
  const contradicted = new Set(tried.lost.filter(heldUntilNow))
  const kept = wanted.filter((lock) => !contradicted.has(lock))
  const now = contradicted.size === 0 ? tried : layOut(project, {}, { locks: kept, desk })
  keepEdit(project, done, (rows, at) => project.layoutLocks.replace(rows, stored, kept, at))
  return {
    done,
    changed: kept.length !== locks.length || kept.some((lock) => !locks.includes(lock)),
    replaced: replacedBy(made, origins, locks, contradicted, before),
    notes: now.notes,
    ...pagesChanged(before, now),
  }
}

/** @throws AppError READ_ONLY, WRONG_USE for a book without pages */
function assertPages(project: Project): void {
  if (project.readOnly) throw project.readOnly
  if (project.book.settings().readingDirection !== 'vertical') return
  throw new AppError('WRONG_USE', 'This book is a strip to scroll: it has no pages to decide on.', {
    remedy: 'Its panels stand one below the other, in the order of the script.',
  })
}

function isKept(made: LayoutLock, locks: readonly LayoutLock[], lost: readonly LayoutLock[]): boolean {
  const words = rounded(made)
  return locks.some((lock) => rounded(lock) === words && !lost.includes(lock))
}

/** Shares come out of a layout a hair's breadth off from how they went in. */
function rounded(lock: LayoutLock): string {
  return JSON.stringify(lock, (_, value) => (typeof value === 'number' ? Number(value.toFixed(6)) : value))
}

/**
 * The decision that each wanted one comes from: itself, or the one about the same page before two panels changed places
 * on it. A new one comes from none.
 */
function originsOf(
  wanted: readonly LayoutLock[],
  locks: readonly LayoutLock[],
  exchanged: readonly [string, string] | undefined,
): Map<LayoutLock, LayoutLock> {
  const other = (id: string) => (id === exchanged?.[0] ? exchanged[1] : id === exchanged?.[1] ? exchanged[0] : id)
  const isBefore = (old: LayoutLock, lock: LayoutLock) =>
    old.kind === 'page' && lock.kind === 'page' && old.panels.map(other).join() === lock.panels.join()
  return new Map(
    wanted.flatMap((lock) => {
      const origin = locks.find((old) => old === lock || (exchanged !== undefined && isBefore(old, lock)))
      return origin === undefined ? [] : [[lock, origin] as const]
    }),
  )
}

/**
 * Decisions that gave way. One about a page that goes on with other shares, or with other panels because two changed
 * places, is still there; and where decisions are only taken back, only those count that this contradicts.
 */
function replacedBy(
  made: LayoutLock | undefined,
  origins: ReadonlyMap<LayoutLock, LayoutLock>,
  locks: readonly LayoutLock[],
  contradicted: ReadonlySet<LayoutLock>,
  layout: BookLayout,
): string[] {
  const stay = new Set(origins.values())
  const gaveWay = new Set([...contradicted].map((lock) => origins.get(lock)))
  const goesOn = (lock: LayoutLock) =>
    lock.kind === 'page' && made?.kind === 'page' && made.panels.every((id) => lock.panels.includes(id))
  return locks
    .filter((lock) => gaveWay.has(lock) || (made !== undefined && !stay.has(lock) && !goesOn(lock)))
    .map((lock) => sentenceOf(lock, layout))
}

/** A decision as a sentence. */
export function sentenceOf(lock: LayoutLock, { panels }: Pick<BookLayout, 'panels'>): string {
  const words = lockWords(lock, (id) => nameOfPanel(panels.get(id)))
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

function cannotHold(lock: LayoutLock, layout: BookLayout): AppError {
  return new AppError('WRONG_USE', `This cannot be: ${lockWords(lock, (id) => nameOfPanel(layout.panels.get(id)))}.`, {
    remedy: REASONS[lock.kind],
  })
}

const REASONS: Readonly<Record<LayoutLock['kind'], string>> = {
  page: 'Its panels must follow each other in one chapter, and none of them may have a page to itself.',
  break: 'A panel that stands within another cannot begin a page.',
  alone: 'The panel is not in the book.',
  swap: 'Only panels of one chapter change places.',
  inset:
    'The panel before it must be of the same chapter, not stand within another, and not run over two pages; and the panel itself must not have a page to itself.',
}
