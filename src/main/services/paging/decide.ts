import { layoutDesk } from '../../../comic/layout/lay-out-book.ts'
import type { LayoutLock } from '../../../comic/layout/layout-wish.ts'
import { lockWords } from '../../../comic/layout/layout-wish.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import { type BookLayout, layOut, nameOfPanel } from '../laying-out.ts'
import { type PagesChanged, pagesChanged } from './changed-pages.ts'

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
  const { done, locks: wanted, made } = change(before, locks)
  if (made !== undefined && isKept(made, locks, before.lost)) {
    return { done, changed: false, replaced: [], notes: before.notes, ...pagesChanged(before, before) }
  }
  const tried = layOut(project, {}, { locks: wanted, desk })
  if (made !== undefined && tried.lost.includes(made)) throw cannotHold(made, before)
  // What held until now and no longer does is contradicted by what the author just said.
  const heldUntilNow = (lock: LayoutLock) => locks.includes(lock) && !before.lost.includes(lock)
  const contradicted = new Set(tried.lost.filter(heldUntilNow))
  const kept = wanted.filter((lock) => !contradicted.has(lock))
  const now = contradicted.size === 0 ? tried : layOut(project, {}, { locks: kept, desk })
  project.edits.record(done, project.now(), (rows) => project.layoutLocks.replace(rows, stored, kept, project.now()))
  return {
    done,
    changed: kept.length !== locks.length || kept.some((lock) => !locks.includes(lock)),
    replaced: made === undefined ? [] : replacedBy(made, kept, locks, before),
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
 * Decisions that are gone. One about a page that goes on with other shares, or with other panels because two changed
 * places, is still there.
 */
function replacedBy(
  made: LayoutLock,
  kept: readonly LayoutLock[],
  locks: readonly LayoutLock[],
  layout: BookLayout,
): string[] {
  const trees = new Set(kept.flatMap((lock) => (lock.kind === 'page' ? [lock.tree] : [])))
  const goesOn = (lock: LayoutLock) =>
    lock.kind === 'page' &&
    (trees.has(lock.tree) || (made.kind === 'page' && made.panels.every((id) => lock.panels.includes(id))))
  return locks.filter((lock) => !kept.includes(lock) && !goesOn(lock)).map((lock) => sentenceOf(lock, layout))
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
