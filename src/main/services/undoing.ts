import type { Project } from '../open-project.ts'
import type { Edit } from '../store/edit-journal.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { followCast, type OnRead } from './cast/edit-cast.ts'
import { breakDownAgain } from './importing/break-down-again.ts'
import { settleFiles } from './references/files.ts'

/** What the next undo would take back, and the next redo do again; null = nothing. */
export interface NextEdits {
  undo: Edit | null
  redo: Edit | null
}

export interface Undone {
  /** The edit, in the author's words; null when there was none. */
  label: string | null
  next: NextEdits
}

/** Corrections are read into panels: what rests on them is broken down anew. */
const CORRECTIONS = 'override'

/**
 * Takes back what the author did last, also before a restart, and makes the book follow: what the script is read with,
 * pictures in the trash.
 *
 * @param onRead the script is read again with the cast as it is, without being waited for
 * @throws AppError WRONG_USE when something else has changed since what it changed, READ_ONLY
 */
export function undoEdit(project: Project, onRead?: OnRead): Promise<Undone> {
  return step(project, () => project.edits.undo(), onRead)
}

/** Does again what was undone last. @throws AppError as `undoEdit` */
export function redoEdit(project: Project, onRead?: OnRead): Promise<Undone> {
  return step(project, () => project.edits.redo(), onRead)
}

export function nextEdits(project: Project): NextEdits {
  const { undo, redo } = listEdits(project, 1)
  return { undo: undo[0] ?? null, redo: redo[0] ?? null }
}

/** Edits that undo would take back, last one first, and those that redo would do again, next one first. */
export function listEdits({ edits }: Project, limit: number): { undo: Edit[]; redo: Edit[] } {
  return { undo: edits.undoable(limit), redo: edits.redoable(limit) }
}

async function step(project: Project, move: () => Edit | null, onRead: OnRead | undefined): Promise<Undone> {
  if (project.readOnly) throw project.readOnly
  try {
    const before = project.cast.bible()
    const edit = move()
    settleFiles(project)
    await followCast(project, before, onRead)
    if (edit !== null && project.edits.tables(edit.number).has(CORRECTIONS)) await breakDownAgain(project)
    return { label: edit?.label ?? null, next: nextEdits(project) }
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
}
