import type { Project } from '../open-project.ts'
import { followCast } from './cast/edit-cast.ts'
import { redoLast, type UndoReport, undoLast } from './paging/undoing.ts'
import { settleFiles } from './references/files.ts'

/**
 * Takes back what the author did last, and makes the book follow: what the script is read with, pictures in the trash.
 *
 * @throws AppError WRONG_USE when something else has changed since what it changed, READ_ONLY
 */
export function undoEdit(project: Project): Promise<UndoReport> {
  return andFollow(project, undoLast)
}

/** Does again what was undone last. @throws AppError as `undoEdit` */
export function redoEdit(project: Project): Promise<UndoReport> {
  return andFollow(project, redoLast)
}

async function andFollow(project: Project, step: (project: Project) => UndoReport): Promise<UndoReport> {
  const before = project.cast.bible()
  const report = step(project)
  settleFiles(project)
  await followCast(project, before)
  return report
}
