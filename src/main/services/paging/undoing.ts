import type { Project } from '../../open-project.ts'
import { layOut } from '../laying-out.ts'
import { redoEdit, type Undone, undoEdit } from '../undoing.ts'
import { type PagesChanged, pagesChanged, pagesOfPanels } from './changed-pages.ts'

/** What came of undoing, or of doing again. */
export interface UndoReport extends PagesChanged, Undone {}

/**
 * Takes back what the author did last, also before a restart, and tells which pages are otherwise now.
 *
 * @throws AppError WRONG_USE when something else has changed since what it changed, READ_ONLY
 */
export function undoLast(project: Project): Promise<UndoReport> {
  return step(project, undoEdit)
}

/** Does again what was undone last. @throws AppError as `undoLast` */
export function redoLast(project: Project): Promise<UndoReport> {
  return step(project, redoEdit)
}

async function step(project: Project, move: (project: Project) => Promise<Undone>): Promise<UndoReport> {
  if (project.readOnly) throw project.readOnly
  const before = layOut(project)
  const moves = project.letteringLocks.all()
  const undone = await move(project)
  const now = layOut(project)
  const changed = pagesChanged(before, now)
  const lettered = pagesOfPanels(now, panelsThatDiffer(moves, project.letteringLocks.all()))
  return {
    ...changed,
    pages: [...new Set([...changed.pages, ...lettered])].sort((a, b) => a - b),
    ...undone,
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
