import type { Project } from '../../open-project.ts'
import type { EditedRows } from '../../store/edit-journal.ts'
import { storageFailure } from '../../store/storage-failure.ts'

/**
 * Writes a decision as one edit that can be undone.
 *
 * @param done what was decided, in the author's words
 * @throws AppError DISK_FULL, READ_ONLY; then nothing is changed
 */
export function keepEdit<Result>(
  project: Project,
  done: string,
  write: (rows: EditedRows, now: number) => Result,
): Result {
  if (project.readOnly) throw project.readOnly
  try {
    const now = project.now()
    return project.edits.record(done, now, (rows) => write(rows, now))
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
}
