import type { Bible } from '../../../shared/domain/bible.ts'
import type { Project } from '../../open-project.ts'
import type { EditedRows } from '../../store/edit-journal.ts'
import { panelsWithPictures, readScriptMemory } from '../../store/script-memory.ts'
import { scriptWriter } from '../../store/script-writing.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { breakDownAgain } from '../importing/break-down-again.ts'
import { panelsThatLookDifferent } from '../importing/changed-looks.ts'

/** What an edit of the cast came to in the book. */
export interface CastEdited {
  /** In the author's words: what undo would take back. */
  label: string
  /** Panels whose pictures do not show any longer what the book says, because of this edit. */
  stale: number
}

/** Told when the script was read again with an edit; null = it went well. */
export type OnRead = (failure: unknown) => void

/**
 * Edits the cast, so that it can be undone. The edit is written before the script is read again with it: what a crash
 * cuts off there, the next reading makes up for.
 *
 * @param onRead the reading is not waited for: of a long book it takes a while; `stale` then counts looks only
 * @throws AppError READ_ONLY, DISK_FULL, and what `work` throws
 */
export async function editCast<Result>(
  project: Project,
  label: string,
  work: (rows: EditedRows) => Result,
  onRead?: OnRead,
): Promise<{ result: Result; edited: CastEdited }> {
  if (project.readOnly) throw project.readOnly
  const before = project.cast.bible()
  try {
    const { result, stale } = project.edits.record(label, project.now(), (rows) => ({
      result: work(rows),
      stale: markLooks(project, before),
    }))
    return { result, edited: { label, stale: stale + (await readAgain(project, onRead)) } }
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
}

/** Makes the rest of the book follow a cast that was changed by undo or redo. @returns panels marked as stale */
export async function followCast(project: Project, before: Bible, onRead?: OnRead): Promise<number> {
  if (JSON.stringify(before) === JSON.stringify(project.cast.bible())) return 0
  const stale = project.store.sqlite.transaction(() => markLooks(project, before))()
  return stale + (await readAgain(project, onRead))
}

/** @returns panels it marked as stale; 0 where it is not waited for */
async function readAgain(project: Project, onRead: OnRead | undefined): Promise<number> {
  const reading = breakDownAgain(project)
  if (onRead === undefined) return (await reading).stale
  void reading.then(() => onRead(null), onRead)
  return 0
}

function markLooks(project: Project, before: Bible): number {
  const { sqlite } = project.store
  const withPictures = panelsWithPictures(sqlite)
  const panels = project.script.panels(project.script.panelIds().filter((id) => withPictures.has(id)))
  if (panels.length === 0) return 0
  const { scenes } = readScriptMemory(sqlite)
  return scriptWriter(sqlite).markLooks(
    panelsThatLookDifferent(panels, scenes, before, project.cast.bible()),
    project.now(),
  )
}
