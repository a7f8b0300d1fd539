import type { Project } from '../../open-project.ts'
import type { Edit } from '../../store/edit-journal.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { layOut } from '../laying-out.ts'
import { type PagesChanged, pagesChanged, pagesOfPanels } from './changed-pages.ts'

/** What came of undoing, or of doing again. */
export interface UndoReport extends PagesChanged {
  /** The edit, in the author's words; null when there was none. */
  label: string | null
  /** What the next undo would take back, and the next redo do again. */
  next: { undo: Edit | null; redo: Edit | null }
}

/**
 * Takes back what the author did last, also before a restart.
 *
 * @throws AppError WRONG_USE when something else has changed since what it changed, READ_ONLY
 */
export function undoLast(project: Project): UndoReport {
  return step(project, () => project.edits.undo())
}

/** Does again what was undone last. @throws AppError as `undoLast` */
export function redoLast(project: Project): UndoReport {
  return step(project, () => project.edits.redo())
}

/** Edits that undo would take back, last one first, and those that redo would do again, next one first. */
export function listEdits(project: Project, limit: number): { undo: Edit[]; redo: Edit[] } {
  return { undo: project.edits.undoable(limit), redo: project.edits.redoable(limit) }
}

function step(project: Project, move: () => Edit | null): UndoReport {
  if (project.readOnly) throw project.readOnly
  const before = layOut(project)
  const moves = project.letteringLocks.all()
  const edit = orStorageFailure(project, move)
  const now = layOut(project)
  const changed = pagesChanged(before, now)
  const lettered = pagesOfPanels(now, panelsThatDiffer(moves, project.letteringLocks.all()))
  const { undo, redo } = listEdits(project, 1)
  return {
    ...changed,
    pages: [...new Set([...changed.pages, ...lettered])].sort((a, b) => a - b),
    label: edit?.label ?? null,
    next: { undo: undo[0] ?? null, redo: redo[0] ?? null },
  }
}

function orStorageFailure<Result>(project: Project, write: () => Result): Result {
  try {
    return write()
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
}

function panelsThatDiffer<Lock extends { panelId: string }>(
  before: readonly Lock[],
  now: readonly Lock[],
): Set<string> {
  const words = (locks: readonly Lock[]) => new Map(locks.map((lock) => [JSON.stringify(lock), lock.panelId]))
  const [old, fresh] = [words(before), words(now)]
  return new Set(
    [...[...old].filter(([key]) => !fresh.has(key)), ...[...fresh].filter(([key]) => !old.has(key))].map(
      ([, id]) => id,
    ),
  )
}
