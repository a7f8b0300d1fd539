import { followStanding } from '../../services/imagery/follow-standing.ts'
import { nextEdits, redoEdit, undoEdit } from '../../services/undoing.ts'
import type { Desk } from '../desk.ts'
import { readingAgain } from '../reading-again.ts'
import type { Part } from './part.ts'

export function editHandlers(desk: Desk): Part<'edit'> {
  const onRead = readingAgain(desk)
  return {
    'edit.next': () => nextEdits(desk.book().project),
    'edit.undo': () => followStanding(desk.book(), () => undoEdit(desk.book().project, onRead)),
    'edit.redo': () => followStanding(desk.book(), () => redoEdit(desk.book().project, onRead)),
  }
}
