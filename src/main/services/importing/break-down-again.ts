import type { Project } from '../../open-project.ts'
import { readScriptMemory } from '../../store/script-memory.ts'
import { type ImportReport, mergeIntoBook } from './merge-into-book.ts'

/** The last break-down of each book that was asked for: one waits for the other. */
const turns = new WeakMap<Project, Promise<unknown>>()

/**
 * An import of nothing new: whatever rests on another cast or other corrections than before is broken down again. What
 * it rests on is written already, so that the next import makes up for a break-down that was cut short.
 */
export function breakDownAgain(project: Project): Promise<ImportReport> {
  const turn = (turns.get(project) ?? Promise.resolve()).then(() => {
    const { noteHeadings } = project.book.settings()
    const memory = readScriptMemory(project.store.sqlite)
    return mergeIntoBook(project, { memory, files: [], vanished: [], noteHeadings }, {})
  })
  turns.set(
    project,
    turn.catch(() => {}),
  )
  return turn
}
