import type { Project } from '../../open-project.ts'
import { readScriptMemory } from '../../store/script-memory.ts'
import { type ImportReport, mergeIntoBook } from './merge-into-book.ts'

/** Break-downs of one book: one at a time, and at most one that waits. */
interface Turns {
  last: Promise<unknown>
  waiting: Promise<ImportReport> | null
}

const turns = new WeakMap<Project, Turns>()

/**
 * An import of nothing new: whatever rests on another cast or other corrections than before is broken down again. What
 * it rests on is written already, so that the next import makes up for a break-down that was cut short. One that waits
 * for its turn reads what was written until then, and does for all who asked.
 */
export function breakDownAgain(project: Project): Promise<ImportReport> {
  const turn = turns.get(project) ?? { last: Promise.resolve(), waiting: null }
  turns.set(project, turn)
  if (turn.waiting !== null) return turn.waiting
  const next = turn.last.then(() => {
    turn.waiting = null
    const { noteHeadings } = project.book.settings()
    const memory = readScriptMemory(project.store.sqlite)
    return mergeIntoBook(project, { memory, files: [], vanished: [], noteHeadings }, {})
  })
  turn.waiting = next
  turn.last = next.catch(() => {})
  return next
}

/** When nothing of a book is being broken down any more: before it is closed. */
export async function brokenDown(project: Project): Promise<void> {
  await turns.get(project)?.last
}
