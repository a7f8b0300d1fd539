import type { Project } from '../../open-project.ts'
import type { EditedRows } from '../../store/edit-journal.ts'
import { storageFailure } from '../../store/storage-failure.ts'

/**
 * Writes a decision as one edit that can be undone.
 *
 * @param done what was decided, in the author's words
 * @throws AppError DISK_FULL, READ_ONLY; then nothing is changed
 */
export function keepEdit(project: Project, done: string, write: (rows: EditedRows, now: number) => void): void {
  try {
    const now = project.now()
    project.edits.record(done, now, (rows) => write(rows, now))
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
}
